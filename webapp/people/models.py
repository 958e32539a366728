"""The people of an interview: those who will be there, and those who can help."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from sqlalchemy import ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.database import Base, Owned, db, enum_of, text_of
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.people.recognising import is_written_so, recognised
from webapp.sections.rows import OfInterview, of_interview

# Of a person, in the next round too.
KNOWN = ("cares_about", "learnt_from", "brush_up", "must_land", "email", "phone")


class Role(StrEnum):
    INTERVIEWER = "interviewer"
    RECRUITER = "recruiter"
    ADVOCATE = "advocate"
    CONTACT = "contact"


class Person(OfInterview, Owned, Base):
    __tablename__ = "people"
    __table_args__ = of_interview()

    MAX_ITEMS = 20  # for one interview
    MAX_TEXT = 6_000  # characters to write them in, in the form of the interview

    name: Mapped[str] = text_of(120)
    title: Mapped[str] = text_of(120)
    role: Mapped[Role] = mapped_column(
        enum_of(Role), default=Role.INTERVIEWER, server_default=Role.INTERVIEWER.value
    )
    arrives: Mapped[str] = text_of(60)  # when in the day, as it was told
    cares_about: Mapped[str] = text_of(1000)
    learnt_from: Mapped[str] = text_of(300)
    brush_up: Mapped[str] = text_of(1000)
    must_land: Mapped[str] = text_of(300)
    email: Mapped[str] = text_of(254)
    phone: Mapped[str] = text_of(40)

    @property
    def display_name(self) -> str:
        return self.name

    @classmethod
    def of(cls, interview: Interview) -> list[Self]:
        """Those who will be there, in the order they were written."""
        return [person for person in cls.all_of(interview) if person.role is Role.INTERVIEWER]

    @classmethod
    def names_in(
        cls, user_id: UUID, interview_ids: Collection[UUID]
    ) -> defaultdict[UUID, set[str]]:
        """By interview, the names of those who will be there."""
        rows = db.session.execute(
            select(cls.interview_id, cls.name).where(
                cls.user_id == user_id,
                cls.interview_id.in_(interview_ids),
                cls.role == Role.INTERVIEWER,
                cls.deleted_at.is_(None),
            )
        )
        names: defaultdict[UUID, set[str]] = defaultdict(set)
        for interview_id, name in rows:
            names[interview_id].add(name)
        return names

    @classmethod
    def set_of(cls, interview: Interview, named: Sequence[tuple[str, str]], at: datetime) -> None:
        """Makes these (name, title) pairs those who will be there. Who was there already keeps the
        row, and so all that is tied to it; who is named again within a day is who they were."""
        interview.lock_row()
        rows = (
            cls.user_id == interview.user_id,
            cls.interview_id == interview.id,
            cls.role == Role.INTERVIEWER,
        )
        before = sorted(
            db.session.scalars(select(cls).where(*rows)),
            key=lambda one: (one.deleted_at is not None, one.rank, one.id),
        )
        people = recognised(named, before)
        for rank, (person, (name, title)) in enumerate(zip(people, named, strict=True)):
            if person is None:
                person = cls(
                    user_id=interview.user_id,
                    id=new_id(),
                    interview_id=interview.id,
                    name=name,
                    title=title,
                    created_at=at,
                )
                db.session.add(person)
            elif not is_written_so(person, name, title):
                person.name, person.title = name, title
            person.restore()
            person.rank = rank
        for gone in before:
            if gone not in people:
                gone.delete(at)

    @classmethod
    def carry_over(cls, old: Interview, new: Interview, at: datetime) -> list[tuple[Self, Self]]:
        """Who helps, helps again, and what was asked of them and not done yet stands. Of who will
        be there again, as the form of the new round has it, all that is known of them."""
        helpers = super().carry_over(old, new, at)
        db.session.flush()
        HelpRequest.carry_over(helpers, at)
        for person, same in cls.there_again(old, new):
            kept = (
                (*KNOWN, "name", "title")
                if is_written_so(same, person.name, person.title)
                else KNOWN
            )
            person.update(at, **{name: getattr(same, name) for name in kept})
        return helpers

    @classmethod
    def there_again(cls, old: Interview, new: Interview) -> list[tuple[Self, Self]]:
        """(person, who that was in the round before) for each who will be there in both."""
        people = cls.of(new)
        before = recognised([(one.name, one.title) for one in people], cls.of(old))
        return [(one, same) for one, same in zip(people, before, strict=True) if same]

    @property
    def is_carried_over(self) -> bool:
        return self.role is not Role.INTERVIEWER

    @property
    def is_known(self) -> bool:
        """Whether anything is written about them that helps to talk to them."""
        return bool(self.cares_about or self.brush_up or self.must_land)


class HelpKind(StrEnum):
    """What can be asked of somebody."""

    ADVICE = "advice"
    FEEDBACK = "feedback"
    SPEAK = "speak"
    PRACTISE = "practise"


class Progress(StrEnum):
    TO_ASK = "to-ask"
    ASKED = "asked"
    AGREED = "agreed"
    DONE = "done"


class HelpRequest(Owned, Base):
    """What a person is asked for, and how far that is. One of each kind for each of them: its id
    follows from both."""

    __tablename__ = "help_requests"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "person_id"], ["people.user_id", "people.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "person_id"),
        {"sqlite_with_rowid": False},
    )

    person_id: Mapped[UUID]
    kind: Mapped[HelpKind] = mapped_column(enum_of(HelpKind))
    progress: Mapped[Progress] = mapped_column(enum_of(Progress))
    changed_at: Mapped[datetime]

    @classmethod
    def put(cls, person: Person, kind: HelpKind, progress: Progress, at: datetime) -> None:
        """Sets how far the help_request is, unless that was set later elsewhere."""
        id = uuid5(person.id, kind)
        help_request = db.session.get(cls, (person.user_id, id))
        if help_request is None:
            help_request = cls(
                user_id=person.user_id,
                id=id,
                person_id=person.id,
                kind=kind,
                progress=progress,
                changed_at=at,
            ).add_once()
        if help_request.changed_at <= at:
            help_request.progress, help_request.changed_at = progress, at

    @classmethod
    def carry_over(cls, people: Sequence[tuple[Person, Person]], at: datetime) -> None:
        """Copies what is under way from each of these people to who they are in the next round,
        given in pairs; not what was asked about the round that is over."""
        new_ids = {before.id: after.id for before, after in people}
        for (person_id, kind), progress in cls.of([before for before, _ in people]).items():
            if progress is not Progress.DONE and kind is not HelpKind.FEEDBACK:
                id = new_ids[person_id]
                db.session.add(
                    cls(
                        user_id=people[0][0].user_id,
                        id=uuid5(id, kind),
                        person_id=id,
                        kind=kind,
                        progress=progress,
                        changed_at=at,
                    )
                )

    @classmethod
    def of(cls, people: Sequence[Person]) -> dict[tuple[UUID, HelpKind], Progress]:
        """By (person's id, kind), how far each help_request of these people is."""
        if not people:
            return {}
        theirs = (
            cls.user_id == people[0].user_id,
            cls.person_id.in_([person.id for person in people]),
        )
        return {
            (one.person_id, one.kind): one.progress
            for one in db.session.scalars(select(cls).where(*theirs))
        }
