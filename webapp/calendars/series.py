"""Of the events that are one series the one that comes next: it can be replaced on single days, or
from a day on, or called off."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from webapp.calendars.event import Event
from webapp.calendars.properties import Moment
from webapp.calendars.recurring import NotUnderstood, Rule, next_start

ITS_RULE = "It repeats, by a rule that isn’t understood here. Is it this day?"


@dataclass(frozen=True)
class Entry:
    """An event as it is written, and what it has to do with others of the same uid. Of one that
    goes on all day, the midnights are the times."""

    event: Event
    began: Moment | None
    is_all_day: bool
    rule: Rule | None
    also: tuple[datetime, ...]  # instants
    left_out: frozenset[datetime | None]
    instead_of: datetime | None  # of the series with the same uid
    is_lasting: bool  # from `instead_of` on, instead of then alone
    sequence: int

    @property
    def starts_at(self) -> datetime | None:
        return instant_in(self.began)


class Turn(NamedTuple):
    """How a series goes on: as `entry` says, from `began` on, `shift` later than it would else."""

    entry: Entry
    began: datetime
    shift: timedelta


def instant_in(moment: Moment | None) -> datetime | None:
    """The instant to compare with others: of a day, its midnight in UTC; of a clock that isn't
    known, what it shows."""
    if moment is None:
        return None
    if moment.day:
        return datetime(moment.day.year, moment.day.month, moment.day.day, tzinfo=UTC)
    return moment.instant or (moment.local and moment.local.replace(tzinfo=UTC))


def next_of(entries: list[Entry], at: datetime) -> Event:
    """Of the events with one uid the one that comes next after `at`."""
    last_first = entries[::-1]  # of those with the same number the first of all counts
    by_sequence = sorted(last_first, key=lambda one: one.sequence)
    latest = {entry.instead_of: entry for entry in by_sequence}
    master, others = latest.pop(None, None), list(latest.values())
    if master is None:
        return soonest(others, at) or entries[-1].event
    if master.event.is_cancelled or (master.rule is None and not master.also):
        return master.event
    try:
        return next_in_series(master, others, at) or master.event
    except NotUnderstood:
        coming = master.starts_at and master.starts_at > at
        asks = () if coming else (ITS_RULE,)
        return replace(master.event, asks=(*master.event.asks, *asks))


def next_in_series(master: Entry, others: list[Entry], at: datetime) -> Event | None:
    if master.began is None or master.starts_at is None:
        return None
    first = Turn(master, master.starts_at, timedelta(0))
    turns = sorted(filter(None, map(turn_of, others)), key=lambda turn: turn.began)
    single = [entry for entry in others if not turn_of(entry)]
    gone = master.left_out | {entry.instead_of for entry in single}
    clock = UTC if master.began.local is None else master.began.clock.tz or UTC
    local_start = master.starts_at.astimezone(clock)
    rule = NEVER if master.rule is None else master.rule
    next_after = partial(next_start, local_start, rule, master.also, gone)
    parts = [
        next_in(part, turn, next_after, at)
        for part, turn in zip([first, *turns], [*turns, None], strict=True)
    ]
    return soonest([*filter(None, parts), *single], at)


# Of a series that is only a list of days: the first, and no other.
NEVER: Rule = {"FREQ": ["DAILY"], "COUNT": [1]}


def soonest(entries: Iterable[Entry], at: datetime) -> Event | None:
    """The first of those that are yet to come, or None."""
    coming = [
        (start, entry)
        for entry in entries
        if not entry.event.is_cancelled and (start := entry.starts_at) and start > at
    ]
    _, first = min(coming, key=lambda one: one[0], default=(None, None))
    return first.event if first else None


def turn_of(entry: Entry) -> Turn | None:
    """How the series goes on as this one says, from then on, if it does."""
    start, began = entry.starts_at, entry.instead_of
    return Turn(entry, began, start - began) if entry.is_lasting and start and began else None


def next_in(
    part: Turn,
    turn: Turn | None,
    next_after: Callable[[datetime], datetime | None],
    at: datetime,
) -> Entry | None:
    """`part` of a series at the next time it comes, from where it begins until `turn` takes over;
    None when it doesn't come."""
    start = next_after(max(at - part.shift, part.began - timedelta(seconds=1)))
    if start is None or (turn is not None and start >= turn.began):
        return None
    return moved(part.entry, start + part.shift)


def moved(entry: Entry, start: datetime) -> Entry:
    """The same at another time of the series."""
    event, began = entry.event, entry.began
    if began is None or began.local is None:
        return replace(
            entry,
            began=began and replace(began, day=start.date()),
            event=replace(event, date=start.date()),
        )
    if began.instant is None or not event.zone:  # its clock isn't known: it shows this
        local = start.replace(tzinfo=None)
        moment = replace(began, local=local)
        return replace(
            entry, began=moment, event=replace(event, date=local.date(), time=local.time())
        )
    local = start.astimezone(ZoneInfo(event.zone))
    return replace(
        entry,
        began=replace(began, instant=start, local=local.replace(tzinfo=None)),
        event=replace(
            event,
            start=None if entry.is_all_day else start,
            date=local.date(),
            time=None if entry.is_all_day else local.time(),
        ),
    )
