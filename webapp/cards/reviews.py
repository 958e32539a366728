"""What each card was answered with, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.cards.grades import Grade
from webapp.cards.rungs import Rung
from webapp.core.database import Base, Owned, db, enum_of


class Review(Owned, Base):
    """One flip of a card. Appended and never changed; taking it back is a time of its own, set
    once."""

    __tablename__ = "reviews"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "card_id"], ["cards.user_id", "cards.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "card_id", "reviewed_at"),
        {"sqlite_with_rowid": False},
    )

    card_id: Mapped[UUID]
    grade: Mapped[Grade] = mapped_column(enum_of(Grade))
    rung: Mapped[Rung | None] = mapped_column(enum_of(Rung))  # the last one that was revealed
    seconds: Mapped[float | None]  # from prompt to grade
    reviewed_at: Mapped[datetime]
    retracted_at: Mapped[datetime | None]
    practice_began_at: Mapped[datetime | None]
    practice_size: Mapped[int | None]  # cards; with none given, as many as were right

    @classmethod
    def log(
        cls, user_id: UUID, at: datetime
    ) -> list[tuple[UUID, datetime, UUID, int, float | None]]:
        """The reviews before `at` that weren't taken back, each a (card, time, id, rating,
        seconds), as `memory.fold` wants them."""
        standing = (cls.user_id == user_id, cls.reviewed_at < at, cls.retracted_at.is_(None))
        rows = db.session.execute(
            select(cls.card_id, cls.reviewed_at, cls.id, cls.grade, cls.seconds).where(*standing)
        )
        return [
            (card_id, reviewed_at, id, grade.rating, seconds)
            for card_id, reviewed_at, id, grade, seconds in rows
        ]

    @classmethod
    def since(cls, user_id: UUID, at: datetime) -> Sequence[Self]:
        """The reviews given since `at` and not taken back, in order."""
        standing = (cls.user_id == user_id, cls.reviewed_at >= at, cls.retracted_at.is_(None))
        return db.session.scalars(
            select(cls).where(*standing).order_by(cls.reviewed_at, cls.id)
        ).all()

    @classmethod
    def given_since(cls, user_id: UUID, at: datetime) -> Sequence[Self]:
        """The same, with those that were taken back."""
        return db.session.scalars(
            select(cls)
            .where(cls.user_id == user_id, cls.reviewed_at >= at)
            .order_by(cls.reviewed_at, cls.id)
        ).all()

    @classmethod
    def last_given(cls, user_id: UUID, at: datetime) -> Self | None:
        """The last one that was given by then, taken back or not."""
        given = select(cls).where(cls.user_id == user_id, cls.reviewed_at <= at)
        return db.session.scalar(given.order_by(cls.reviewed_at.desc(), cls.id.desc()).limit(1))

    @classmethod
    def last(cls, user_id: UUID, at: datetime) -> Self | None:
        """The last one that was given by then and not taken back."""
        standing = (cls.user_id == user_id, cls.reviewed_at <= at, cls.retracted_at.is_(None))
        return db.session.scalar(
            select(cls).where(*standing).order_by(cls.reviewed_at.desc(), cls.id.desc()).limit(1)
        )

    @property
    def record(self) -> dict[str, Any]:
        """As values for JSON, with the names that a phone has for them; the time in
        milliseconds."""
        return {
            "id": self.id,
            "card": self.card_id,
            "grade": self.grade,
            "at": int(self.reviewed_at.timestamp() * 1000),
            "since": self.practice_began_at and in_address(self.practice_began_at),
            "size": self.practice_size,
            "is_back": self.retracted_at is not None,
        }

    def retract(self, at: datetime) -> None:
        self.retracted_at = self.retracted_at or at


def in_address(moment: datetime) -> str:
    """A time as addresses and forms have it."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
