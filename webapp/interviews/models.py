"""An interview: who with, when, where; moved, deleted and brought back."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Index, Select, String, func, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, MappedColumn, mapped_column

from webapp.core.database import Base, Owned, db, enum_of, text_of
from webapp.core.removal import Deletable
from webapp.core.truth import true_until_next


class Setting(StrEnum):
    OFFICE = "office"
    VIDEO = "video"
    PHONE = "phone"
    MEAL = "meal"


def whole_number(low: int, high: int, default: int) -> MappedColumn[int]:
    """A column of whole numbers from `low` to `high`. Forms read the limits from here, see
    `range_of`."""
    return mapped_column(default=default, info={"range": (low, high)})


def range_of(column: InstrumentedAttribute[int]) -> tuple[int, int]:
    """The smallest and the largest number that a column made by `whole_number` takes."""
    return column.info["range"]


class Interview(Deletable, Owned, Base):
    __tablename__ = "interviews"
    __table_args__ = (Index(None, "user_id", "starts_at"),)

    MAX_ITEMS = 500  # of one person, deleted ones included

    company: Mapped[str] = text_of(120)
    position: Mapped[str] = text_of(120)
    round: Mapped[int] = whole_number(1, 20, default=2)
    starts_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int] = whole_number(5, 600, default=60)
    setting: Mapped[Setting] = mapped_column(enum_of(Setting), default=Setting.OFFICE)
    place: Mapped[str] = text_of(300)
    travel_minutes: Mapped[int] = whole_number(0, 1440, default=0)
    notes: Mapped[str] = text_of(4000)
    invitation: Mapped[str] = text_of(255)  # the UID of the event in a calendar that it came from
    created_at: Mapped[datetime]

    @classmethod
    def create(cls, user_id: UUID, id: UUID, at: datetime, **values: Any) -> tuple[Self, bool]:
        """The interview with this id and whether it is new. Sent twice, it is one interview, with
        what came last."""
        interview = db.session.get(cls, (user_id, id))
        if interview is None:
            made = cls(user_id=user_id, id=id, created_at=at, **values)
            interview = made.add_once()
            if interview is made:
                return made, True
        interview.update(**values)
        return interview, False

    @classmethod
    def remaining_for(cls, user_id: UUID) -> int:
        """How many more there can be."""
        return max(0, cls.MAX_ITEMS - cls.count_for(user_id))

    @classmethod
    def is_there(cls, user_id: UUID, id: UUID) -> bool:
        return db.session.get(cls, (user_id, id)) is not None

    def update(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        """The start as the clock on the wall there shows it."""
        return self.starts_at.astimezone(self.zone)

    @property
    def leave_at(self) -> datetime | None:
        """When to leave, or None when there is no way to go: a call is where the person is."""
        goes_there = self.travel_minutes and self.setting not in (Setting.VIDEO, Setting.PHONE)
        return self.starts_at - timedelta(minutes=self.travel_minutes) if goes_there else None

    @classmethod
    def of(cls, user_id: UUID) -> Select[Self]:
        """A query for a person's interviews that aren't deleted."""
        return select(cls).where(cls.user_id == user_id, cls.deleted_at.is_(None))

    @classmethod
    def chosen(cls, user_id: UUID, at: datetime) -> Self | None:
        """The interview in question: the one running or next to start, else the one that began
        last, else None."""
        coming = (
            cls.of(user_id)
            .where(cls.starts_at > at - MAX_INTERVIEW)
            .order_by(cls.starts_at, cls.id)
            .limit(ENOUGH)
        )
        running_or_next = [
            interview for interview in db.session.scalars(coming) if interview.ends_at > at
        ]
        true_until_next(at, *(interview.ends_at for interview in running_or_next))
        return next(iter(running_or_next), None) or db.session.scalar(
            cls.of(user_id).order_by(*NEWEST).limit(1)
        )

    @classmethod
    def just_ended(
        cls, user_id: UUID, at: datetime, within: timedelta = timedelta(hours=36)
    ) -> Self | None:
        """The one that ended last, if that was less than `within` ago."""
        begun = (
            cls.of(user_id)
            .where(cls.starts_at > at - within - MAX_INTERVIEW, cls.starts_at < at)
            .order_by(*NEWEST)
        )
        lately = db.session.scalars(begun.limit(ENOUGH)).all()
        true_until_next(
            at, *(moment for one in lately for moment in (one.ends_at, one.ends_at + within))
        )
        recent = [one for one in lately if at - within < one.ends_at <= at]
        return max(recent, key=lambda one: one.ends_at, default=None)

    @classmethod
    def invited_to(cls, user_id: UUID, invitations: Iterable[str]) -> dict[str, Self]:
        """By UID, those that came from the events with these UIDs."""
        wanted = {uid for uid in invitations if uid}
        return {
            one.invitation: one
            for one in db.session.scalars(
                cls.of(user_id).where(cls.invitation.in_(wanted)).order_by(*NEWEST[::-1])
            )
        }

    def round_before(self) -> Self | None:
        """The last interview with this company before this one, or None."""
        same = func.lower(Interview.company) == func.lower(self.company)
        earlier = self.of(self.user_id).where(
            same, Interview.starts_at < self.starts_at, Interview.id != self.id
        )
        return db.session.scalar(earlier.order_by(*NEWEST).limit(1))

    def others(self, limit: int | None = 3) -> Sequence[Self]:
        """Up to `limit` other interviews of the person, the latest first."""
        query = self.of(self.user_id).where(Interview.id != self.id).order_by(*NEWEST).limit(limit)
        return db.session.scalars(query).all()

    @classmethod
    def all_of(cls, user_id: UUID) -> Sequence[Self]:
        """Every interview of a person, deleted ones included, the latest first."""
        return db.session.scalars(select(cls).where(cls.user_id == user_id).order_by(*NEWEST)).all()

    @classmethod
    def last_zone(cls, user_id: UUID) -> str | None:
        """The time zone of the interview entered last, or None."""
        entered = (
            select(cls.time_zone)
            .where(cls.user_id == user_id)
            .order_by(cls.created_at.desc())
            .limit(1)
        )
        return db.session.scalar(entered)


MAX_INTERVIEW = timedelta(minutes=range_of(Interview.minutes)[1])
NEWEST = (Interview.starts_at.desc(), Interview.id.desc())
ENOUGH = 100  # interviews of one person within a day or two, with room to spare
