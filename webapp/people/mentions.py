"""Told to whom: what an interviewer has heard already, in this round or one before."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self
from uuid import UUID, uuid5

from sqlalchemy import (
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Row,
    Select,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Mapped

from webapp.core.database import Base, Owned, OwnedRow, db
from webapp.interviews.models import Interview
from webapp.people.models import Person
from webapp.sections.rows import OfInterview


class Mention(Owned, Base):
    """That a thing (a story, a figure, a small-talk point) was told to a person. One for each two:
    its id follows from both."""

    __tablename__ = "mentions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "person_id"], ["people.user_id", "people.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "person_id"),
        Index(None, "user_id", "thing_id"),
        {"sqlite_with_rowid": False},
    )

    person_id: Mapped[UUID]
    thing_id: Mapped[UUID]
    told_at: Mapped[datetime]

    @classmethod
    def tell(cls, person: Person, thing_id: UUID, at: datetime) -> None:
        mention = cls(
            user_id=person.user_id,
            id=uuid5(person.id, str(thing_id)),
            person_id=person.id,
            thing_id=thing_id,
            told_at=at,
        )
        mention.add_once()

    @classmethod
    def take_back(cls, person: Person, thing_id: UUID) -> None:
        mention = db.session.get(cls, (person.user_id, uuid5(person.id, str(thing_id))))
        if mention:
            db.session.delete(mention)

    @classmethod
    def told(cls, person: Person) -> Select[UUID]:
        """The ids of what a person was told."""
        return select(cls.thing_id).where(cls.user_id == person.user_id, cls.person_id == person.id)

    @classmethod
    def of(cls, user_id: UUID, thing_ids: Sequence[UUID]) -> Sequence[Row[UUID, Person, Interview]]:
        """(thing, person, interview) for each time that one of these things was told."""
        query = (
            select(cls.thing_id, Person, Interview)
            .join(Person, (Person.user_id == cls.user_id) & (Person.id == cls.person_id))
            .join(
                Interview,
                (Interview.user_id == Person.user_id) & (Interview.id == Person.interview_id),
            )
            .where(cls.user_id == user_id, cls.thing_id.in_(thing_ids))
            .order_by(cls.told_at, cls.id)
        )
        return db.session.execute(query).all() if thing_ids else []


class Mentionable(OwnedRow):
    """What can be told to a person. HEARD_AT is where its pages are: the address before its id."""

    HEARD_AT: ClassVar[str]
    if TYPE_CHECKING:

        @property
        def display_name(self) -> str: ...

    @classmethod
    def is_there(cls, user_id: UUID, thing_id: UUID) -> ColumnElement[bool]:
        """Whether there is such a thing."""
        return exists().where(cls.user_id == user_id, cls.id == thing_id)

    @classmethod
    def heard_by(cls, person: Person) -> Sequence[Self]:
        """Those that this person was told."""
        query = select(cls).where(cls.user_id == person.user_id, cls.id.in_(Mention.told(person)))
        return sorted(db.session.scalars(query), key=lambda one: (one.display_name.lower(), one.id))


class MentionableOfInterview(Mentionable, OfInterview):
    """A row of an interview that can be told: its copy in the next round is the same thing to
    whoever heard it."""

    first_id: Mapped[UUID | None]  # of what it was copied from, in the first round of all

    @classmethod
    def is_there(cls, user_id: UUID, thing_id: UUID) -> ColumnElement[bool]:
        return exists().where(cls.user_id == user_id, cls.told_id() == thing_id)

    @classmethod
    def heard_by(cls, person: Person) -> Sequence[Self]:
        """As they stand for the interview that the person comes to."""
        query = select(cls).where(
            cls.user_id == person.user_id,
            cls.interview_id == person.interview_id,
            cls.deleted_at.is_(None),
            cls.told_id().in_(Mention.told(person)),
        )
        return db.session.scalars(query.order_by(cls.rank, cls.id)).all()

    @classmethod
    def told_id(cls) -> ColumnElement[UUID]:
        return func.coalesce(cls.first_id, cls.id)

    @property
    def told_as(self) -> UUID:
        return self.first_id or self.id

    def copy_for(self, interview: Interview, at: datetime) -> Self:
        copy = super().copy_for(interview, at)
        copy.first_id = self.told_as
        return copy


class Listener(NamedTuple):
    """Somebody who will be there, whether they were told a thing this time, and the round before in
    which they were."""

    person: Person
    was_told: bool
    round_before: int | None


def listeners_of(interview: Interview, thing_ids: Sequence[UUID]) -> dict[UUID, list[Listener]]:
    """By thing, a `Listener` for each of those who will be there. Who has the same name in two
    rounds is the same person."""
    told, people = Mention.of(interview.user_id, thing_ids), Person.of(interview)
    return {
        thing: [listener(person, [one[1:] for one in told if one[0] == thing]) for person in people]
        for thing in thing_ids
    }


def listener(person: Person, told: Sequence[tuple[Person, Interview]]) -> Listener:
    here = any(one.id == person.id for one, _ in told)
    same = [
        then.round
        for one, then in told
        if one.id != person.id and one.name.casefold() == person.name.casefold()
    ]
    return Listener(person, here, same[-1] if same else None)


def mentionables() -> list[type[Mentionable]]:
    """All that can be told, in one order everywhere."""
    models = (mapper.class_ for mapper in Base.registry.mappers)
    found = [model for model in models if issubclass(model, Mentionable)]
    return sorted(found, key=lambda model: model.HEARD_AT, reverse=True)
