"""What belongs to one interview, in an order of its own: requirements, questions, and what else
there is to prepare."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID, uuid5

from sqlalchemy import ForeignKeyConstraint, Index, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from webapp.core.database import db
from webapp.core.removal import DeletableForADay
from webapp.interviews.models import Interview

OWN = ("user_id", "id", "interview_id", "rank", "created_at", "updated_at", "deleted_at")


class OfInterview(DeletableForADay):
    """A row of an interview. What is deleted can be brought back for a day."""

    interview_id: Mapped[UUID]
    rank: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]

    MAX_ITEMS = 60  # of one kind for an interview
    if TYPE_CHECKING:
        text: Mapped[str]  # of most; the others say in `display_name` what they go by

    @property
    def display_name(self) -> str:
        """What the person knows it by."""
        return self.text

    @classmethod
    def of(cls, interview: Interview) -> Sequence[Self]:
        """Those of an interview, in the order they were written."""
        return cls.all_of(interview)

    @classmethod
    def all_of(cls, interview: Interview) -> Sequence[Self]:
        """The same; where `of` leaves some out, those too."""
        return db.session.scalars(
            cls.query_of(interview).order_by(cls.rank, cls.created_at, cls.id)
        ).all()

    @classmethod
    def query_of(cls, interview: Interview) -> Select[Self]:
        return select(cls).where(
            cls.user_id == interview.user_id,
            cls.interview_id == interview.id,
            cls.deleted_at.is_(None),
        )

    @classmethod
    def there_among(cls, user_id: UUID, ids: Iterable[UUID]) -> set[UUID]:
        """Those of these ids that are there."""
        return set(
            db.session.scalars(
                select(cls.id).where(
                    cls.user_id == user_id, cls.id.in_(ids), cls.deleted_at.is_(None)
                )
            )
        )

    @classmethod
    def remaining_in(cls, interview: Interview) -> int:
        """How many more there can be."""
        count = select(func.count()).select_from(cls.query_of(interview).subquery())
        return cls.MAX_ITEMS - db.session.scalars(count).one()

    @classmethod
    def add(cls, interview: Interview, id: UUID, at: datetime, **values: Any) -> Self | None:
        """The row with this id, made at the end unless it is there, with these values; None when
        there are too many. What was deleted comes back; an id that another interview has stands for
        one that follows from it here."""
        row = db.session.get(cls, (interview.user_id, id))
        if row and row.interview_id != interview.id:
            return cls.add(interview, uuid5(interview.id, str(id)), at, **values)
        if row is None:
            if cls.remaining_in(interview) <= 0:
                return None
            last = db.session.scalar(
                select(func.max(cls.rank)).where(
                    cls.user_id == interview.user_id, cls.interview_id == interview.id
                )
            )
            made = cls(
                user_id=interview.user_id,
                id=id,
                interview_id=interview.id,
                created_at=at,
                rank=(last or 0) + 1,
                **values,
            )
            row = made.add_once()
            if row is made:
                return made
        row.update(at, **values)
        row.restore()
        return row

    @classmethod
    def carry_over(cls, old: Interview, new: Interview, at: datetime) -> list[tuple[Self, Self]]:
        """Copies what is of use in the next round from one interview to another that has none of it
        yet. Returns (row, copy) pairs. The number of queries is the same however many there are."""
        copies = [(row, row.copy_for(new, at)) for row in cls.all_of(old) if row.is_carried_over]
        db.session.add_all(copy for _, copy in copies)
        return copies

    @property
    def is_carried_over(self) -> bool:
        """Whether it is of use in the next round."""
        return True

    def copy_for(self, interview: Interview, at: datetime) -> Self:
        """This row as one of another interview, with an id that follows from both."""
        values = {name: getattr(self, name) for name in self.written()}
        id = uuid5(interview.id, str(self.id))
        return type(self)(
            user_id=self.user_id,
            id=id,
            interview_id=interview.id,
            rank=self.rank,
            created_at=at,
            **values,
        )

    @classmethod
    def written(cls) -> list[str]:
        """The columns that a person fills."""
        return [column.name for column in cls.__table__.columns if column.name not in OWN]

    def update(self, at: datetime, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)

    def move(self, interview: Interview, before: UUID | None = None) -> None:
        """Puts it before the one with the id `before`, or last when that isn't there."""
        others = [one for one in self.all_of(interview) if one.id != self.id]
        place = next((place for place, one in enumerate(others) if one.id == before), len(others))
        others.insert(place, self)
        for rank, one in enumerate(others):
            one.rank = rank


def of_interview(*more: SchemaItem) -> tuple[SchemaItem, ...]:
    """The table arguments of what goes with its interview."""
    return (
        ForeignKeyConstraint(
            ["user_id", "interview_id"], ["interviews.user_id", "interviews.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "interview_id"),
        *more,
    )
