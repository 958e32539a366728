"""The next time of a series, for the rules that calendars offer: every day, week, month or year."""

from collections.abc import Container, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from typing import Any, Literal

from dateutil import rrule

FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
STEPS = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
MOST_INTERVAL = 1000
MOST_TIMES = 5000  # that are gone through
MOST_OFFSET = timedelta(days=1)  # of a clock from UTC
FAR_AWAY = timedelta(days=3660)  # what comes later isn't looked for

Rule = dict[str, Any]  # the values of an RRULE, by name: one, or a list of them


def next_start(
    start: datetime, rule: Rule, left_out: Container[date | None], at: datetime
) -> datetime | None:
    """When a series that began at `start`, an aware local time, comes next after `at`, as an
    instant in UTC; None when it is over, or can't be told. `rule` is an RRULE's values (RFC 5545,
    3.3.10), `left_out` the instants that don't count."""
    frequency = str(first_of(rule, "FREQ", "")).upper()
    interval = min(max(number(first_of(rule, "INTERVAL", 1)), 1), MOST_INTERVAL)
    if not comes_for_sure(frequency, interval):
        return start.astimezone(UTC) if start > at else None
    end, nearly = end_of(rule, start.tzinfo, at + FAR_AWAY), at.replace(tzinfo=None) - MOST_OFFSET
    times = (
        local
        for local in islice(times_of(start, rule, frequency, interval, at), MOST_TIMES)
        if local > nearly
    )
    coming = takewhile(
        lambda local: local <= end, (local.replace(tzinfo=start.tzinfo) for local in times)
    )
    moments = (local.astimezone(UTC) for local in coming)
    return next((moment for moment in moments if moment > at and moment not in left_out), None)


def comes_for_sure(frequency: str, interval: int) -> bool:
    """Whether a rule ends up at some day, or one would search until the year 9999: in months that
    are always the same there may be no 31st. Of other months at least one has it."""
    return frequency in FREQUENCIES and (frequency != "MONTHLY" or interval % 12 != 0)


def times_of(
    start: datetime, rule: Rule, frequency: str, interval: int, at: datetime
) -> Iterable[datetime]:
    """The local times of a series in order, without a zone; those long before `at` may be
    missing."""
    began, count, days = (
        start.replace(tzinfo=None),
        number(first_of(rule, "COUNT", 0)) or None,
        days_of(rule, frequency),
    )
    # It goes on in step with the start, and years aren't gone through day by day.
    if frequency in STEPS:
        step = STEPS[frequency] * interval
        steps = max((at.astimezone(start.tzinfo).replace(tzinfo=None) - began) // step, 0)
        began += steps * step
        count = count and max(count - steps * (len(days["byweekday"]) if days else 1), 0)
    return rrule.rrule(
        FREQUENCIES[frequency], dtstart=began, interval=interval, count=count, **days
    )


def first_of(rule: Rule, name: str, otherwise: Any) -> Any:
    return next(iter(values_in(rule, name)), otherwise)


def values_in(rule: Rule, name: str) -> list[Any]:
    values = rule.get(name) or []
    return values if isinstance(values, list) else [values]


def number(value: object) -> int:
    return value if isinstance(value, int) else 0


def end_of(rule: Rule, zone: tzinfo | None, latest: datetime) -> datetime:
    """The last moment that a rule allows; `latest` when it ends later, or never. It isn't moved to
    another zone, where the last day of the year 9999 may be none."""
    until = None if rule.get("COUNT") else first_of(rule, "UNTIL", None)
    if isinstance(until, date) and not isinstance(until, datetime):
        until = datetime.combine(until, time.max)
    if not isinstance(until, datetime):
        return latest
    return min(latest, until if until.tzinfo else until.replace(tzinfo=zone))


def days_of(rule: Rule, frequency: str) -> dict[str, Any]:
    """On which days of the week or the month. Only what comes again for sure is taken, or one would
    search for ever."""
    if frequency not in ("WEEKLY", "MONTHLY"):
        return {}
    days = [weekday for weekday in map(weekday_of, values_in(rule, "BYDAY")) if weekday]
    dates = [day for day in map(number, values_in(rule, "BYMONTHDAY")) if 1 <= abs(day) <= 31]
    if days and frequency == "MONTHLY":
        return {"byweekday": days, "bysetpos": which_of(days, rule)}
    if days:
        return {"byweekday": {day.weekday for day in days}}
    return {"bymonthday": dates} if dates and frequency == "MONTHLY" else {}


def which_of(days: list[rrule.weekday], rule: Rule) -> list[int] | None:
    """Of the weekdays of a month only the first, say, or the last; each month has four of each.
    None when it is all of them."""
    most = 0 if any(day.n for day in days) else 4 * len(set(days))
    return [
        which for which in map(number, values_in(rule, "BYSETPOS")) if 1 <= abs(which) <= most
    ] or None


def weekday_of(text: str) -> rrule.weekday | None:
    """2TU is the second Tuesday."""
    name, which = str(text)[-2:].upper(), str(text)[:-2]
    day = {
        "MO": rrule.MO,
        "TU": rrule.TU,
        "WE": rrule.WE,
        "TH": rrule.TH,
        "FR": rrule.FR,
        "SA": rrule.SA,
        "SU": rrule.SU,
    }.get(name)
    place = int(which) if which.lstrip("+-").isdecimal() and len(which) < 4 else 0
    return day(place) if day and place and abs(place) <= 5 else day
