"""The checklist of an interview, and the lines a person keeps for the next one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from webapp.checklists.default_lines import DefaultLine, lines_for
from webapp.checklists.phases import ORDER, Phase, worth_doing
from webapp.checklists.wording import filled_in, in_words
from webapp.core.database import Base, Owned, db, enum_of, text_of
from webapp.core.forms import length_of
from webapp.core.ids import new_id
from webapp.core.removal import DeletableForADay
from webapp.interviews.models import Interview, Setting
from webapp.interviews.when import clock
from webapp.people.models import Person

COPIED = ("phase", "text", "text_without", "why")


class Line:
    """What an item and a kept line have in common. The text of a default line may name the
    interview's values in braces; then `text_without` says it without them. Once a person rewords a
    line, it has no `text_without`."""

    phase: Mapped[Phase] = mapped_column(enum_of(Phase))
    text: Mapped[str] = text_of(200)
    text_without: Mapped[str] = text_of(200)
    why: Mapped[str] = text_of(300)
    rank: Mapped[int] = mapped_column(default=0)


class Item(DeletableForADay, Line, Owned, Base):
    __tablename__ = "checklist_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "interview_id"], ["interviews.user_id", "interviews.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "interview_id"),
    )

    interview_id: Mapped[UUID]
    completed_at: Mapped[datetime | None]
    ticked_at: Mapped[datetime | None]  # when the tick was set or taken away last,
    ticked_by: Mapped[UUID | None]  # and the sign-in of the device where that was

    MAX_ITEMS = 100  # in one list

    shown = ""  # the text with the interview's values in it; set by `of`, `next_for` and `show_in`

    @classmethod
    def start_list(cls, interview: Interview) -> None:
        """Gives the interview its list, unless it has one: the lines kept for its setting, else the
        default ones."""
        if db.session.scalar(select(cls.id).where(*cls.in_list(interview)).limit(1)):
            return
        lines = usual_lines(interview.user_id, interview.setting)
        own = {"user_id": interview.user_id, "interview_id": interview.id}
        db.session.add_all(
            cls(**own, id=new_id(), rank=rank, **copy_of(line)) for rank, line in enumerate(lines)
        )

    @classmethod
    def of(cls, interview: Interview, and_deleted: UUID | None = None) -> list[Self]:
        """The items of an interview in order, ready to be shown; among them the deleted one with
        this id, if given."""
        live = cls.deleted_at.is_(None)
        wanted = live if and_deleted is None else live | (cls.id == and_deleted)
        items = sorted(
            db.session.scalars(select(cls).where(*cls.in_list(interview), wanted)), key=sort_key
        )
        return cls.ready_to_show(items, interview)

    @classmethod
    def next_for(cls, interview: Interview, phase: Phase, limit: int = 3) -> list[Self]:
        """The first items not done that can still be done in `phase`, ready to be shown."""
        items = [item for item in cls.of(interview) if not item.completed_at]
        return [item for item in items if item.phase in worth_doing(phase)][:limit]

    @classmethod
    def progress_of(cls, interview: Interview) -> tuple[int, int]:
        """How many items are done, and how many there are."""
        counts = select(func.count(cls.completed_at), func.count()).select_from(cls)
        done, total = db.session.execute(
            counts.where(*cls.in_list(interview), cls.deleted_at.is_(None))
        ).one()
        return done, total

    @classmethod
    def add(cls, interview: Interview, id: UUID, phase: Phase, text: str) -> Self | None:
        """The item with this id, made at the end of the phase unless it is there; None when the
        list is full."""
        items = cls.of(interview)
        if item := db.session.get(cls, (interview.user_id, id)):
            return item
        if len(items) >= cls.MAX_ITEMS:
            return None
        rank = max((item.rank for item in items if item.phase == phase), default=-1) + 1
        item = cls(
            user_id=interview.user_id,
            id=id,
            interview_id=interview.id,
            phase=phase,
            text=text,
            rank=rank,
        )
        return item.add_once()

    @classmethod
    def untick_all(cls, interview: Interview, at: datetime, by: UUID | None = None) -> None:
        same_device = cls.ticked_by.is_not(None) & (cls.ticked_by == by)
        before = cls.ticked_at.is_(None) | (cls.ticked_at <= at) | same_device
        values = {"completed_at": None, "ticked_at": at, "ticked_by": by}
        db.session.execute(update(cls).where(*cls.in_list(interview), before).values(values))

    def complete(self, at: datetime, by: UUID | None = None) -> None:
        self.tick(self.completed_at or at, at, by)

    def reopen(self, at: datetime, by: UUID | None = None) -> None:
        self.tick(None, at, by)

    def tick(self, completed_at: datetime | None, at: datetime, by: UUID | None) -> None:
        """Sets the tick, unless it was set later than `at` on another device, whose request came
        first. What one device does comes in order, while its times are only as exact as the way
        here was quick."""
        if self.ticked_at is None or self.ticked_at <= at or (by and self.ticked_by == by):
            self.completed_at, self.ticked_at, self.ticked_by = completed_at, at, by

    def reword(self, text: str, why: str) -> None:
        """Sets the words. Text that reads as it was shown stays what it was, with the interview's
        values in it."""
        if text != self.shown:
            self.text, self.text_without, self.shown = text, "", text
        self.why = why

    def move(self, interview: Interview, phase: Phase, before: UUID | None = None) -> None:
        """Puts it in `phase`, before the item with the id `before`, or last when that isn't
        there."""
        others = [item for item in self.of(interview) if item.phase == phase and item.id != self.id]
        place = next((place for place, item in enumerate(others) if item.id == before), len(others))
        others.insert(place, self)
        self.phase = phase
        for rank, item in enumerate(others):
            item.rank = rank

    def show_in(self, interview: Interview) -> None:
        self.ready_to_show([self], interview)

    @classmethod
    def ready_to_show(cls, items: list[Self], interview: Interview) -> list[Self]:
        values, limit = wording_values(interview), length_of(cls.text)
        for item in items:
            item.shown = filled_in(item.text, item.text_without, values, limit)
        return items

    @classmethod
    def in_list(cls, interview: Interview) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return cls.user_id == interview.user_id, cls.interview_id == interview.id


class KeptLine(Line, Owned, Base):
    """A line that the next interview of this setting begins with, instead of the default list."""

    __tablename__ = "kept_lines"
    __table_args__ = {"sqlite_with_rowid": False}

    setting: Mapped[Setting] = mapped_column(enum_of(Setting))

    @classmethod
    def of(cls, user_id: UUID, setting: Setting) -> list[Self]:
        """The lines kept for a setting, in order; none when the default list is used."""
        kept = select(cls).where(cls.user_id == user_id, cls.setting == setting)
        return sorted(db.session.scalars(kept), key=sort_key)

    @classmethod
    def keep(cls, interview: Interview) -> None:
        """Keeps the interview's list as it stands, in place of what was kept for its setting
        before."""
        cls.forget(interview.user_id, interview.setting)
        own = {"user_id": interview.user_id, "setting": interview.setting}
        lines = enumerate(Item.of(interview))
        db.session.add_all(
            cls(**own, id=new_id(), rank=rank, **copy_of(line)) for rank, line in lines
        )

    @classmethod
    def forget(cls, user_id: UUID, setting: Setting) -> None:
        """Lets the next interview of this setting begin with the default list again."""
        db.session.execute(delete(cls).where(cls.user_id == user_id, cls.setting == setting))


def usual_lines(user_id: UUID, setting: Setting) -> Sequence[KeptLine | DefaultLine]:
    """What a list of this setting begins with: the lines that were kept for it, else the default
    ones."""
    return KeptLine.of(user_id, setting) or lines_for(setting)


def sort_key(line: Item | KeptLine) -> tuple[int, int, UUID]:
    return ORDER[line.phase], line.rank, line.id


def copy_of(line: Line | DefaultLine) -> dict[str, str]:
    return {name: getattr(line, name) for name in COPIED}


def wording_values(interview: Interview) -> dict[str, str]:
    """What the default lines may name, as text; '' where it isn't known."""
    leave_at = interview.leave_at
    return {
        "company": interview.company,
        "people": in_words([person.name for person in Person.of(interview)]),
        "leave_by": clock(leave_at, interview.zone) if leave_at else "",
    }
