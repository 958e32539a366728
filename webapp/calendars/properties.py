"""What single properties of an event hold: texts, moments, people. What is broken in one is left
out."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Component
from icalendar.timezone import tzp
from icalendar.timezone.zoneinfo import ZONEINFO

from webapp.calendars.clocks import BROKEN, Clock, Clocks, instant
from webapp.calendars.recurring import Rule
from webapp.core.text import YEARS, clean

MAX_TEXT = 10_000  # characters of one property
MAX_TITLE = 300
FIRST_YEAR = 1900  # that a series can have begun in
MIDNIGHT, DAY = time(0), timedelta(days=1)


class AsWritten(ZONEINFO):
    """Has no zone by any name, and takes none from a file: icalendar keeps those for the process,
    and what one file defines would be read into the next. Times stay as they are written, and
    `webapp.calendars.clocks` says what they mean."""

    def knows_timezone_id(self, tzid: str) -> bool:
        return True

    def timezone(self, name: str) -> None:
        return None


tzp.use(AsWritten())


@dataclass(frozen=True)
class Moment:
    """What a property says of a time: on which clock it shows `local`, at which `instant` in UTC
    that is (None when the clock isn't known), or on which `day`, when it has no hour."""

    clock: Clock
    local: datetime | None = None
    instant: datetime | None = None
    day: date | None = None


def all_of(component: Component, name: str) -> list[Any]:
    """Every property of this name; none when there is none."""
    found = component.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def first(component: Component, name: str) -> Any:
    return next(iter(all_of(component, name)), None)


def property_text(component: Component, name: str, most: int = MAX_TEXT) -> str:
    return clean(str(first(component, name) or "")[:most])


def property_value(prop: Any, name: str = "dt") -> Any:
    """What a property holds: a date, a time, a length; None when it is broken."""
    try:
        return getattr(prop, name)
    except BROKEN:
        return None


def moment_of(prop: Any, clocks: Clocks) -> Moment | None:
    """When a property says; None when it says nothing that can be read."""
    value, tzid = property_value(prop), parameter(prop, "TZID")
    if not isinstance(value, date) or value.year not in range(FIRST_YEAR, YEARS[1]):
        return None
    is_day = not isinstance(value, datetime) or parameter(prop, "VALUE").upper() == "DATE"
    local = datetime(value.year, value.month, value.day)
    if is_day:
        known = clocks.named(tzid, local).zone if tzid else None
        return Moment(Clock(None, known or clocks.usual), day=local.date())
    assert isinstance(value, datetime)
    local = value.replace(tzinfo=None)
    if value.tzinfo is not None:
        return Moment(Clock(UTC, "UTC"), local, local.replace(tzinfo=UTC))
    clock = clocks.named(tzid, local) if tzid else clocks.floating()
    return Moment(clock, local, instant(local, clock.tz) if clock.tz else None)


def moments_of(component: Component, name: str, clocks: Clocks) -> list[Moment]:
    """All of them: a property may hold several, and periods, of which the beginning counts."""
    found = []
    for prop in all_of(component, name):
        for one in property_value(prop, "dts") or []:
            one.params = getattr(prop, "params", {})
            if isinstance(property_value(one), tuple):
                one.dt = one.dt[0]
            found.append(moment_of(one, clocks))
    return [moment for moment in found if moment]


def minutes_of(component: Component, start: Moment | None, clocks: Clocks) -> int | None:
    if start is None or start.local is None:
        return None
    length = property_value(first(component, "DURATION"))
    end = moment_of(first(component, "DTEND"), clocks)
    if end and end.instant and start.instant:
        length = end.instant - start.instant
    elif end and end.local:
        length = end.local - start.local
    return int(length / timedelta(minutes=1)) if isinstance(length, timedelta) else None


def is_all_day(component: Component, start: Moment, minutes: int | None) -> bool:
    """Whether it has no hour, however it says so: as a date, by Microsoft's own word, or from
    midnight to midnight."""
    marked = property_text(component, "X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    whole = minutes and minutes > 0 and timedelta(minutes=minutes) % DAY == timedelta(0)
    at_midnight = start.local is not None and start.local.time() == MIDNIGHT
    return start.day is not None or (at_midnight and bool(marked or whole))


def is_somebody(prop: Any) -> bool:
    return parameter(prop, "CUTYPE").upper() not in ("ROOM", "RESOURCE")


def person_of(prop: Any) -> tuple[str, str]:
    address = re.sub("^mailto:", "", str(prop), flags=re.IGNORECASE)
    return clean(parameter(prop, "CN")[:MAX_TITLE]), clean(address[:MAX_TITLE])


def parameter(prop: Any, name: str) -> str:
    """A parameter of a property, as text; "" when there is none. A comma in one that isn't quoted
    makes several of it, which were one name."""
    value = getattr(prop, "params", {}).get(name, "")
    text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return text.replace("\\,", ",")


def rule_of(component: Component) -> Rule | None:
    """The values of its rule, none of one that can't be read; None when it has no rule."""
    rule = first(component, "RRULE")
    is_broken = any(name == "RRULE" for name, _ in component.errors)
    return rule if isinstance(rule, dict) else {} if rule is not None or is_broken else None


def integer_of(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def is_called_off(component: Component) -> bool:
    """By its status, or by a method that stands in it instead of above it."""
    status, method = (property_text(component, name).upper() for name in ("STATUS", "METHOD"))
    return status in ("CANCELLED", "CANCELED") or method == "CANCEL"
