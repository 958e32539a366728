"""Of the events that are one series the one that comes next: it can be replaced on single days, or
from a day on, or called off."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from webapp.calendars.recurring import next_start

if TYPE_CHECKING:
    from webapp.calendars.reading import Event


class Turn(NamedTuple):
    """How a series goes on: as `event` says, from `began` on, `shift` later than it would else."""

    event: "Event"
    began: datetime
    shift: timedelta


def next_of(events: list["Event"], at: datetime) -> "Event":
    """Of the events with one uid the one that comes next after `at`."""
    last_first = events[::-1]  # of those with the same number the first of all counts
    by_sequence = sorted(last_first, key=lambda event: event.sequence)
    latest = {event.instead_of: event for event in by_sequence}
    master, others = latest.pop(None, None), list(latest.values())
    if master is None:
        return soonest(others, at) or events[-1]
    if master.is_cancelled or master.rule is None or not isinstance(master.start, datetime):
        return master
    first = Turn(master, master.start, timedelta(0))
    turns = sorted(filter(None, map(turn_of, others)), key=lambda turn: turn.began)
    single = [event for event in others if not turn_of(event)]
    gone = master.leaves_out | {event.instead_of for event in single}
    local_start = master.start.astimezone(ZoneInfo(master.recurs_in))
    next_after = partial(next_start, local_start, master.rule, gone)
    parts = [
        next_in(part, turn, next_after, at)
        for part, turn in zip([first, *turns], [*turns, None], strict=True)
    ]
    return soonest([*filter(None, parts), *single], at) or master


def soonest(events: Iterable["Event"], at: datetime) -> "Event | None":
    """The first of those that are yet to come, or None."""
    coming = [
        (event.start, event)
        for event in events
        if not event.is_cancelled and isinstance(event.start, datetime) and event.start > at
    ]
    _, first = min(coming, key=lambda one: one[0], default=(None, None))
    return first


def turn_of(event: "Event") -> Turn | None:
    """How the series goes on as this one says, from then on, if it does."""
    start, began = event.start, event.instead_of
    if event.is_lasting and isinstance(start, datetime) and isinstance(began, datetime):
        return Turn(event, began, start - began)
    return None


def next_in(
    part: Turn,
    turn: Turn | None,
    next_after: Callable[[datetime], datetime | None],
    at: datetime,
) -> "Event | None":
    """`part` of a series at the next time it comes, from where it begins until `turn` takes over;
    None when it doesn't come."""
    start = next_after(max(at - part.shift, part.began - timedelta(seconds=1)))
    return (
        replace(part.event, start=start + part.shift)
        if start and (turn is None or start < turn.began)
        else None
    )
