"""The requirements of a position, and the stories that prove them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, Row, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.cards.models import Card
from webapp.core.database import Base, Owned, db, enum_of, text_of
from webapp.interviews.models import Interview
from webapp.sections.rows import OfInterview, of_interview
from webapp.stories.models import Story


class Importance(StrEnum):
    """How much it matters that the story for it is known by heart."""

    MUST = "must"
    USUAL = "usual"
    NICE = "nice"

    @property
    def weight(self) -> float:
        """What a card of the story counts for, against 1 of any other."""
        return {"must": 3.0, "usual": 2.0, "nice": 1.0}[self]


class Requirement(OfInterview, Owned, Base):
    __tablename__ = "requirements"
    __table_args__ = of_interview()

    text: Mapped[str] = text_of(300)
    importance: Mapped[Importance] = mapped_column(enum_of(Importance), default=Importance.USUAL)

    @classmethod
    def add_lines(
        cls, interview: Interview, id: UUID, lines: Iterable[tuple[str, Importance]], at: datetime
    ) -> int:
        """Adds each line that isn't there yet. Returns how many are too many; then none is added. A
        line's id follows from `id`, the pasted text's: sent twice, it is there once."""
        there = {row.text.casefold() for row in cls.of(interview)}
        new = [(line, weight) for line, weight in lines if line.casefold() not in there]
        if len(new) > cls.remaining_in(interview):
            return len(new) - cls.remaining_in(interview)
        for line, weight in new:
            cls.add(interview, uuid5(id, line), at, text=line, importance=weight)
        return 0

    @property
    def story_ids(self) -> Sequence[UUID]:
        """Of the stories that prove it, in the order this was said."""
        mine = Proof.user_id == self.user_id, Proof.requirement_id == self.id
        return db.session.scalars(
            select(Proof.story_id).where(*mine).order_by(Proof.created_at, Proof.id)
        ).all()

    def update(self, at: datetime, story_ids: Sequence[UUID] | None = None, **values: Any) -> None:
        """`story_ids`, when given, are the stories in use that prove it from now on. Those put away
        aren't asked about."""
        super().update(at, **values)
        if story_ids is not None:
            self.take_back(
                Proof.story_id.in_(in_use(self.user_id)), Proof.story_id.not_in(story_ids)
            )
            for story_id in story_ids:
                self.prove(story_id, at)

    @classmethod
    def carry_over(cls, old: Interview, new: Interview, at: datetime) -> list[tuple[Self, Self]]:
        """With the stories that prove them."""
        copies = super().carry_over(old, new, at)
        new_ids = {row.id: copy.id for row, copy in copies}
        proofs = select(Proof).where(
            Proof.user_id == old.user_id, Proof.requirement_id.in_(new_ids)
        )
        db.session.add_all(
            proof.copy_for(new_ids[proof.requirement_id], at)
            for proof in db.session.scalars(proofs).all()
        )
        return copies

    def prove(self, story_id: UUID, at: datetime) -> None:
        Proof.made(self.user_id, self.id, story_id, at).add_once()

    def disprove(self, story_id: UUID) -> None:
        self.take_back(Proof.story_id == story_id)

    def take_back(self, *which: ColumnElement[bool]) -> None:
        """Deletes its proofs of which this is true; where another request was quicker there is
        nothing left to do."""
        db.session.execute(
            delete(Proof).where(
                Proof.user_id == self.user_id, Proof.requirement_id == self.id, *which
            )
        )


class Proof(Owned, Base):
    """A story that a person said proves a requirement. There is one for each two: its id follows
    from theirs."""

    __tablename__ = "proofs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "requirement_id"],
            ["requirements.user_id", "requirements.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["user_id", "story_id"], ["stories.user_id", "stories.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "requirement_id"),
        Index(None, "user_id", "story_id"),
        {"sqlite_with_rowid": False},
    )

    requirement_id: Mapped[UUID]
    story_id: Mapped[UUID]
    created_at: Mapped[datetime]

    @classmethod
    def made(cls, user_id: UUID, requirement_id: UUID, story_id: UUID, at: datetime) -> Self:
        return cls(
            user_id=user_id,
            id=uuid5(requirement_id, str(story_id)),
            requirement_id=requirement_id,
            story_id=story_id,
            created_at=at,
        )

    def copy_for(self, requirement_id: UUID, at: datetime) -> Self:
        return self.made(self.user_id, requirement_id, self.story_id, at)

    @classmethod
    def told_for(cls, interview: Interview) -> Sequence[Row[UUID, UUID]]:
        """(requirement id, story id) for an interview's requirements and the stories that aren't
        put away."""
        query = (
            select(cls.requirement_id, cls.story_id)
            .join(Requirement, on(cls, Requirement, "requirement_id"))
            .join(Story, on(cls, Story, "story_id"))
            .where(*in_force(interview), Story.archived_at.is_(None))
            .order_by(cls.created_at, cls.id)
        )
        return db.session.execute(query).all()

    @classmethod
    def shown_by(cls, story: Story) -> set[UUID]:
        """The ids of the requirements that a story proves."""
        return set(
            db.session.scalars(
                select(cls.requirement_id).where(
                    cls.user_id == story.user_id, cls.story_id == story.id
                )
            )
        )

    @classmethod
    def weights(cls, interview: Interview) -> dict[UUID, float]:
        """What the cards of its stories count for, by the cards' ids: as much as the most important
        they prove."""
        query = (
            select(Card.id, Requirement.importance)
            .select_from(cls)
            .join(Requirement, on(cls, Requirement, "requirement_id"))
            .join(Card, (Card.user_id == cls.user_id) & (Card.story_id == cls.story_id))
            .where(*in_force(interview))
        )
        found: dict[UUID, float] = {}
        for card_id, importance in db.session.execute(query):
            found[card_id] = max(importance.weight, found.get(card_id, 0))
        return found


def in_use(user_id: UUID) -> Select[UUID]:
    """The ids of a person's stories that aren't put away, as a query."""
    return select(Story.id).where(Story.user_id == user_id, Story.archived_at.is_(None))


def on(table: type[Proof], other: type[Requirement | Story], name: str) -> ColumnElement[bool]:
    return (table.user_id == other.user_id) & (getattr(table, name) == other.id)


def in_force(interview: Interview) -> tuple[ColumnElement[bool], ...]:
    return (
        Requirement.user_id == interview.user_id,
        Requirement.interview_id == interview.id,
        Requirement.deleted_at.is_(None),
    )
