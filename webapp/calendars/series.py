"""Of the events that are one series the one that comes next: it can be replaced on single days, or
from a day on, or called off."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from webapp.calendars.recurring import next_start


def next_of(events, at):
    """Of the events with one uid the one that comes next after `at`."""
    last_first = events[::-1]  # of those with the same number the first of all counts
    by_sequence = sorted(last_first, key=lambda event: event.sequence)
    latest = {event.instead_of: event for event in by_sequence}
    master, others = latest.pop(None, None), list(latest.values())
    if master is None:
        return soonest(others, at) or events[-1]
    if master.is_cancelled or master.rule is None or not isinstance(master.start, datetime):
        return master
    turns = sorted(filter(is_turn, others), key=lambda event: event.instead_of)
    single = [event for event in others if not is_turn(event)]
    gone = master.leaves_out | {event.instead_of for event in single}
    parts = [
        next_in(part, turn, master, gone, at)
        for part, turn in zip([master, *turns], [*turns, None], strict=True)
    ]
    return soonest([*filter(None, parts), *single], at) or master


def soonest(events, at):
    """The first of those that are yet to come, or None."""
    coming = [
        event
        for event in events
        if not event.is_cancelled and isinstance(event.start, datetime) and event.start > at
    ]
    return min(coming, key=lambda event: event.start, default=None)


def is_turn(event):
    """Whether the series goes on as this one says, from then on."""
    return (
        event.is_lasting
        and isinstance(event.start, datetime)
        and isinstance(event.instead_of, datetime)
    )


def next_in(part, turn, master, gone, at):
    """`part` of a series at the next time it comes, from where it begins until `turn` takes over;
    None when it doesn't come."""
    began = part.instead_of or part.start
    shift = part.start - began
    start = next_start(
        master.start.astimezone(ZoneInfo(master.recurs_in)),
        master.rule,
        gone,
        max(at - shift, began - timedelta(seconds=1)),
    )
    return (
        replace(part, start=start + shift)
        if start and (turn is None or start < turn.instead_of)
        else None
    )
