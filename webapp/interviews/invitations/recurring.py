"""The next time of a series, for the rules that calendars offer: every day, week, month or year."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

from dateutil import rrule

FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
LONG_AGO = timedelta(days=3660)  # a series that began before is not gone through
MOST_TIMES = 5000


def next_start(start, rule, left_out, at):
    """When a series that began at `start`, an aware local time, comes next after `at`, as an instant in UTC; None when it is
    over, or can't be told. `rule` is an RRULE's values (RFC 5545, 3.3.10), `left_out` the instants that don't count."""
    frequency = str(one_of(rule, "FREQ", "")).upper()
    if frequency not in FREQUENCIES or start < at - LONG_AGO:
        return start.astimezone(UTC) if start > at else None
    series = rrule.rrule(
        FREQUENCIES[frequency], dtstart=start.replace(tzinfo=None), interval=min(max(number(one_of(rule, "INTERVAL", 1)), 1), 1000),
        count=number(one_of(rule, "COUNT", 0)) or None, until=end_of(rule, start.tzinfo), **days_of(rule, frequency),
    )
    moments = (local.replace(tzinfo=start.tzinfo).astimezone(UTC) for local in islice(series, MOST_TIMES))
    return next((moment for moment in moments if moment > at and moment not in left_out), None)


def one_of(rule, name, otherwise):
    values = rule.get(name) or [otherwise]
    return values[0] if isinstance(values, list) else values


def number(value):
    return value if isinstance(value, int) else 0


def end_of(rule, zone):
    """The last local time that a rule allows, or None."""
    until = None if rule.get("COUNT") else one_of(rule, "UNTIL", None)
    if isinstance(until, datetime):
        return until.astimezone(zone).replace(tzinfo=None) if until.tzinfo else until
    return datetime.combine(until, datetime.max.time()) if isinstance(until, date) else None


def days_of(rule, frequency):
    """On which days of the week or the month. Only what comes again for sure is taken, or one would search for ever."""
    if frequency not in ("WEEKLY", "MONTHLY"):
        return {}
    days = [weekday for weekday in map(weekday_of, rule.get("BYDAY") or []) if weekday]
    dates = [day for day in map(number, rule.get("BYMONTHDAY") or []) if 1 <= abs(day) <= 31]
    if days:
        return {"byweekday": [day if frequency == "MONTHLY" else day(None) for day in days]}
    return {"bymonthday": dates} if dates and frequency == "MONTHLY" else {}


def weekday_of(text):
    """2TU is the second Tuesday."""
    name, which = str(text)[-2:].upper(), str(text)[:-2]
    day = {"MO": rrule.MO, "TU": rrule.TU, "WE": rrule.WE, "TH": rrule.TH, "FR": rrule.FR, "SA": rrule.SA, "SU": rrule.SU}.get(name)
    place = int(which) if which.lstrip("+-").isdecimal() and len(which) < 4 else 0
    return day(place) if day and place and abs(place) <= 5 else day
