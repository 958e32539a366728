"""What single properties of an event hold: texts, moments, zones, people. What is broken in one is
left out."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component

from webapp.calendars.recurring import Rule
from webapp.core.fields import YEARS
from webapp.core.text import clean
from webapp.interviews.zones import zone_named

MOST_TEXT = 10_000  # characters of one property
# What the parser raises for a broken file, besides the ValueError that it means to raise: for a
# zone that is a folder or a name too long for a file (OSError), a parameter that comes twice or
# belongs to another kind of value (TypeError, AttributeError), a zone or a part that isn't there
# (LookupError), a year outside of the calendar (ArithmeticError), and parts within parts within
# parts (RecursionError).
BROKEN = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    OSError,
    RecursionError,
)

When = datetime | date | None  # a date when it is all day, None when it can't be read


def all_of(component: Component, name: str) -> list[Any]:
    """Every property of this name; none when there is none."""
    found = component.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def first(component: Component, name: str) -> Any:
    return next(iter(all_of(component, name)), None)


def property_text(component: Component, name: str) -> str:
    return clean(str(first(component, name) or "")[:MOST_TEXT])


def property_value(prop: Any, name: str = "dt") -> Any:
    """What a property holds: a date, a time, a length; None when it is broken."""
    try:
        return getattr(prop, name)
    except BROKEN:
        return None


def instant_of(prop: Any, zone: str) -> tuple[When, str]:
    """When a property says, as an instant or a date, and the zone of the clock that it was written
    by, `zone` when it names none; (None, zone) when it can't be read."""
    value = property_value(prop)
    if not isinstance(value, date) or value.year not in range(*YEARS):
        return None, zone
    if not isinstance(value, datetime):
        return value, zone
    if value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), zone
    try:
        return value.astimezone(UTC), clock_of(value, prop) or zone
    except BROKEN:  # the file's own definition of a zone
        return None, zone


def clock_of(value: datetime, prop: Any) -> str | None:
    """The name of the zone of an aware time, or None."""
    return zone_named(getattr(value.tzinfo, "key", "")) or zone_like(
        value, prop.params.get("TZID", "")
    )


def zone_like(value: datetime, tzid: str) -> str | None:
    """The zone that a calendar's own definition stands for: "/example.org/Europe/Berlin" names one
    of ours. None when its clock doesn't show the same."""
    named = zone_named("/".join(str(tzid).split("/")[-2:]))
    return (
        named
        if named and value.astimezone(ZoneInfo(named)).utcoffset() == value.utcoffset()
        else None
    )


def minutes_of(component: Component, start: When, zone: str) -> int | None:
    if not isinstance(start, datetime):
        return None
    length = property_value(first(component, "DURATION"))
    end, _ = instant_of(first(component, "DTEND"), zone)
    if isinstance(end, datetime):
        length = end - start
    return int(length / timedelta(minutes=1)) if isinstance(length, timedelta) else None


def is_somebody(prop: Any) -> bool:
    return parameter(prop, "CUTYPE").upper() not in ("ROOM", "RESOURCE")


def person_of(prop: Any) -> tuple[str, str]:
    address = re.sub("^mailto:", "", str(prop), flags=re.IGNORECASE)
    return clean(parameter(prop, "CN")[:MOST_TEXT]), clean(address[:MOST_TEXT])


def parameter(prop: Any, name: str) -> str:
    """A parameter of a property, as text; "" when there is none."""
    return str(getattr(prop, "params", {}).get(name, ""))


def rule_of(component: Component) -> Rule | None:
    rule = first(component, "RRULE")
    return rule if isinstance(rule, dict) else None


def left_out_of(component: Component, zone: str) -> frozenset[When]:
    moments = [
        moment
        for prop in all_of(component, "EXDATE")
        for moment in property_value(prop, "dts") or []
    ]
    return frozenset(instant_of(moment, zone)[0] for moment in moments)


def integer_of(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
