"""The next time of a series, by dateutil's reading of its rule (RFC 5545, 3.3.10)."""

import signal
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from types import FrameType
from typing import Any

from dateutil import rrule

FREQUENCIES = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
STEPS = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
# The fields of a rule by dateutil's names. Of the others, those of a day's hours, none is read.
FIELDS = {
    "BYSETPOS": "bysetpos",
    "BYMONTH": "bymonth",
    "BYMONTHDAY": "bymonthday",
    "BYYEARDAY": "byyearday",
    "BYWEEKNO": "byweekno",
}
KNOWN = {*FIELDS, "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", "SKIP", "RSCALE"}
HOURS = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
MAX_INTERVAL, MAX_COUNT = 1000, 5000
MAX_OFFSET = timedelta(days=1)  # of a clock from UTC
FAR_AWAY = timedelta(days=3660)  # what comes later isn't looked for
MAX_SECONDS = 0.1  # of work, for one series; one that can't be told soon never comes

Rule = dict[str, Any]  # the values of an RRULE, by name: one, or a list of them


class NotUnderstood(ValueError):
    """A rule that isn't one, or that takes too long."""


def next_start(
    start: datetime,
    rule: Rule,
    more: Iterable[datetime],
    left_out: Container[datetime | None],
    at: datetime,
) -> datetime | None:
    """When a series that began at `start`, an aware local time, comes next after `at`, as an
    instant in UTC; None when it is over, by its count or its end. `more` are the instants that it
    comes at besides, `left_out` those that don't count. Raises NotUnderstood."""
    zone, nearly = start.tzinfo, at.replace(tzinfo=None) - MAX_OFFSET
    end = end_of(rule, zone, at + FAR_AWAY)
    with in_time(), understood():
        locals = (local for local in times_of(start, rule, at) if local > nearly)
        coming = takewhile(lambda one: one <= end, (one.replace(tzinfo=zone) for one in locals))
        moments = (one.astimezone(UTC) for one in coming)
        by_rule = next((one for one in moments if one > at and one not in left_out), None)
    if by_rule is None and not {"COUNT", "UNTIL"} & {*rule}:
        raise NotUnderstood("it never comes again")
    besides = [one for one in more if one > at and one not in left_out]
    return min(filter(None, [by_rule, *besides]), default=None)


@contextmanager
def in_time() -> Iterator[None]:
    """There are rules that match no day, and that is known only in the year 9999. Counted is this
    process's own work, so it is the same on a slow machine."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise NotUnderstood("takes too long")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def understood() -> Iterator[None]:
    """What dateutil doesn't take, it says at once or as it goes through the days."""
    try:
        yield
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise NotUnderstood(type(error).__name__) from None


def times_of(start: datetime, rule: Rule, at: datetime) -> Iterable[datetime]:
    """The local times of a series in order, without a zone; those long before `at` may be
    missing."""
    frequency = str(first_of(rule, "FREQ", "")).upper()
    interval, count = number(first_of(rule, "INTERVAL", 1)), number(first_of(rule, "COUNT", 0))
    if frequency not in FREQUENCIES or not 1 <= interval <= MAX_INTERVAL or count > MAX_COUNT:
        raise NotUnderstood("how often")
    began, fields = start.replace(tzinfo=None), fields_of(rule, began=start)
    if frequency in STEPS and not count:
        # Years aren't gone through day by day; it goes on in step with the start.
        step = STEPS[frequency] * interval
        now = at.astimezone(start.tzinfo).replace(tzinfo=None)
        began += max((now - began) // step - 1, 0) * step
    if frequency == "DAILY" and interval == 1 and "bymonthday" in fields and not count:
        frequency = "YEARLY"  # the same days, not asked one by one
    return rrule.rrule(
        FREQUENCIES[frequency],  # type: ignore[arg-type]
        dtstart=began,
        interval=interval,
        count=count or None,
        **fields,
    )


def fields_of(rule: Rule, began: datetime) -> dict[str, Any]:
    """On which days. What this doesn't know, and hours other than that it began at, would make
    other times of it."""
    hours = {
        name
        for name, part in HOURS.items()
        if values_in(rule, name) not in ([], [getattr(began, part)])
    }
    if hours or not {str(name).upper() for name in rule} <= {*KNOWN, *HOURS}:
        raise NotUnderstood("which days")
    fields: dict[str, Any] = {
        part: [number(one) for one in values_in(rule, name)]
        for name, part in FIELDS.items()
        if values_in(rule, name)
    }
    if days := values_in(rule, "BYDAY"):
        fields["byweekday"] = [weekday_of(str(day)) for day in days]
    if first := values_in(rule, "WKST"):
        fields["wkst"] = weekday_of(str(first[0]))
    return fields


def first_of(rule: Rule, name: str, otherwise: Any) -> Any:
    return next(iter(values_in(rule, name)), otherwise)


def values_in(rule: Rule, name: str) -> list[Any]:
    values = rule.get(name) or []
    return list(values) if isinstance(values, (list, tuple)) else [values]


def number(value: object) -> int:
    if isinstance(value, int):
        return int(value)
    raise NotUnderstood("no number")


def end_of(rule: Rule, zone: tzinfo | None, latest: datetime) -> datetime:
    """The last moment that a rule allows; `latest` when it ends later, or never. It isn't moved to
    another zone, where the last day of the year 9999 may be none."""
    until = None if rule.get("COUNT") else first_of(rule, "UNTIL", None)
    if isinstance(until, date) and not isinstance(until, datetime):
        until = datetime.combine(until, time.max)
    if not isinstance(until, datetime):
        return latest
    return min(latest, until if until.tzinfo else until.replace(tzinfo=zone))


def weekday_of(text: str) -> rrule.weekday:
    """2TU is the second Tuesday."""
    try:
        day: rrule.weekday = getattr(rrule, text[-2:].upper())
        return day(int(text[:-2])) if text[:-2] else day
    except (AttributeError, ValueError, TypeError):
        raise NotUnderstood("no day") from None
