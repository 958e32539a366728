"""How it went: a reflection on an interview, with what was asked, who was met and what was
promised."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, case, event, exists, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column
from sqlalchemy.schema import SchemaItem

from webapp.cards.models import Card
from webapp.core.database import Base, Owned, OwnedRow, db, enum_of, text_of
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.stories.models import Story


class Rating(StrEnum):
    STRONG = "strong"
    OKAY = "okay"
    ROUGH = "rough"


class Side(StrEnum):
    ME = "me"
    THEM = "them"


class Reflection(Owned, Base):
    __tablename__ = "reflections"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "interview_id"], ["interviews.user_id", "interviews.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "interview_id"),
    )

    interview_id: Mapped[UUID]
    mood: Mapped[str] = text_of(40)
    confidence: Mapped[int | None]
    landed: Mapped[str] = text_of(10_000)
    wish: Mapped[str] = text_of(10_000)
    next_step: Mapped[str] = text_of(500)
    next_step_by: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    @classmethod
    def of(cls, interview: Interview) -> Self | None:
        """The newest reflection on an interview, or None."""
        of_it = (cls.user_id == interview.user_id, cls.interview_id == interview.id)
        return db.session.scalars(
            select(cls).where(*of_it).order_by(cls.created_at.desc(), cls.id.desc()).limit(1)
        ).first()

    @classmethod
    def write(
        cls,
        user_id: UUID,
        interview_id: UUID,
        id: UUID,
        at: datetime,
        asked: Iterable[Mapping[str, Any]] = (),
        met: Iterable[Mapping[str, Any]] = (),
        promises: Iterable[Mapping[str, Any]] = (),
        **words: Any,
    ) -> Self:
        """Makes the reflection `id` say this, and returns it; the same again changes nothing.
        `words` are columns. Rows are mappings of a row's columns, known again by their `id`; a row
        that isn't among them any more is removed."""
        reflection = cls.locked(user_id, id) or cls.begin(user_id, interview_id, id, at)
        for name, value in words.items():
            setattr(reflection, name, value)
        reflection.updated_at = at
        AskedQuestion.set_of(reflection, asked)
        Meeting.set_of(reflection, met)
        Promise.set_of(reflection, promises)
        return reflection

    @classmethod
    def begin(cls, user_id: UUID, interview_id: UUID, id: UUID, at: datetime) -> Self:
        reflection = cls(
            user_id=user_id, id=id, interview_id=interview_id, created_at=at, updated_at=at
        )
        there = reflection.add_once()
        return there if there is reflection else cls.locked(user_id, id) or there

    @classmethod
    def locked(cls, user_id: UUID, id: UUID) -> Self | None:
        """The reflection, held until the end of the transaction: of two saves at once, one comes
        after the other."""
        return db.session.get(cls, (user_id, id), with_for_update=True)

    @classmethod
    def is_of_another(cls, interview: Interview, id: UUID) -> bool:
        """Whether the reflection `id` is there and is on another interview than this."""
        found = db.session.get(cls, (interview.user_id, id))
        return found is not None and found.interview_id != interview.id

    def delete(self) -> None:
        db.session.delete(self)


class ReflectionRow(OwnedRow):
    """A row of a reflection, in the order it was written."""

    reflection_id: Mapped[UUID]
    rank: Mapped[int] = mapped_column(default=0)

    MAX_ITEMS = 50  # of one kind in a reflection

    @classmethod
    def of(cls, reflection: Reflection) -> Sequence[Self]:
        of_it = (cls.user_id == reflection.user_id, cls.reflection_id == reflection.id)
        return db.session.scalars(select(cls).where(*of_it).order_by(cls.rank, cls.id)).all()

    @classmethod
    def set_of(cls, reflection: Reflection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Makes these the rows of a reflection. A row that is already there by its id stays the
        same row."""
        rows = [{"id": new_id(), **row} for row in rows]
        its_own = or_(cls.reflection_id == reflection.id, cls.id.in_([row["id"] for row in rows]))
        before = {
            row.id: row
            for row in db.session.scalars(
                select(cls).where(cls.user_id == reflection.user_id, its_own)
            )
        }
        for rank, columns in enumerate(rows):
            row = before.pop(columns["id"], None) or cls(user_id=reflection.user_id)
            for name, value in {**columns, "reflection_id": reflection.id, "rank": rank}.items():
                setattr(row, name, value)
            db.session.add(row)
        for gone in before.values():
            db.session.delete(gone)


def of_reflection(*more: SchemaItem) -> tuple[SchemaItem, ...]:
    """The table arguments of a part: it goes with its reflection."""
    return (
        ForeignKeyConstraint(
            ["user_id", "reflection_id"],
            ["reflections.user_id", "reflections.id"],
            ondelete="CASCADE",
        ),
        Index(None, "user_id", "reflection_id"),
        *more,
    )


class AskedQuestion(ReflectionRow, Owned, Base):
    __tablename__ = "asked_questions"
    __table_args__ = of_reflection(
        ForeignKeyConstraint(["user_id", "story_id"], ["stories.user_id", "stories.id"])
    )

    text: Mapped[str] = text_of(500)
    rating: Mapped[Rating | None] = mapped_column(enum_of(Rating))
    story_id: Mapped[UUID | None]

    @classmethod
    def told(cls, reflection: Reflection) -> Sequence[tuple[Self, str | None, bool]]:
        """(question, title of the story told for it or None, whether it is among the cards): the
        rough ones first, else as asked."""
        query = (
            select(cls, Story.title, Card.id.is_not(None))
            .outerjoin(Story, (Story.user_id == cls.user_id) & (Story.id == cls.story_id))
            .outerjoin(
                Card,
                (Card.user_id == cls.user_id) & (Card.id == cls.id) & Card.archived_at.is_(None),
            )
            .where(cls.user_id == reflection.user_id, cls.reflection_id == reflection.id)
            .order_by(case((cls.rating == Rating.ROUGH, 0), else_=1), cls.rank, cls.id)
        )
        return db.session.execute(query).all()

    @classmethod
    def rounds_told(cls, story: Story) -> list[tuple[Interview, list[str]]]:
        """(interview, names of who was met there) for each in which a story was told, as the log
        has it, the first first."""
        told = exists().where(
            cls.user_id == Reflection.user_id,
            cls.reflection_id == Reflection.id,
            cls.story_id == story.id,
        )
        query = (
            select(Interview, Meeting.name)
            .where(Interview.user_id == story.user_id, Interview.deleted_at.is_(None), told)
            .join(
                Reflection,
                (Reflection.user_id == Interview.user_id)
                & (Reflection.interview_id == Interview.id),
            )
            .outerjoin(
                Meeting,
                (Meeting.user_id == Reflection.user_id) & (Meeting.reflection_id == Reflection.id),
            )
            .order_by(Interview.starts_at, Interview.id, Meeting.rank, Meeting.id)
        )
        rounds: dict[Interview, list[str | None]] = {}
        for interview, name in db.session.execute(query):
            rounds.setdefault(interview, []).append(name)
        return [(interview, list(filter(None, names))) for interview, names in rounds.items()]

    @classmethod
    def stories(cls, user_id: UUID) -> Sequence[tuple[UUID, str]]:
        """(id, title) of the stories that a person may have told: all, but of the archived ones
        only those told before."""
        told = exists().where(cls.user_id == Story.user_id, cls.story_id == Story.id)
        query = select(Story.id, Story.title).where(
            Story.user_id == user_id, Story.archived_at.is_(None) | told
        )
        return db.session.execute(query.order_by(Story.title, Story.id)).all()

    def make_card(self, at: datetime) -> Card | None:
        """The card with its own id, made unless it is there, and among the cards again; None when
        those are too many."""
        return Card.add(self.user_id, self.id, self.text, at)


class Meeting(ReflectionRow, Owned, Base):
    """Someone met there, and something to refer back to when thanking them."""

    __tablename__ = "meetings"
    __table_args__ = of_reflection()

    name: Mapped[str] = text_of(120)
    callback: Mapped[str] = text_of(500)


class Promise(ReflectionRow, Owned, Base):
    __tablename__ = "promises"
    __table_args__ = of_reflection()

    text: Mapped[str] = text_of(500)
    owed_by: Mapped[Side] = mapped_column(enum_of(Side), default=Side.ME)
    due_on: Mapped[date | None]


@event.listens_for(Story, "before_delete")
def forget_story(mapper: Mapper[Story], connection: Connection, story: Story) -> None:
    """A question asked stays when the story told for it is deleted for good."""
    asked = AskedQuestion.metadata.tables[AskedQuestion.__tablename__]
    told = (asked.c.user_id == story.user_id) & (asked.c.story_id == story.id)
    connection.execute(update(asked).where(told).values(story_id=None))
