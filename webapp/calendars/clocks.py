"""By which clock a time was written: a zone's name as calendars write it, and what a file itself
says that a name stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.tzp import TZP
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from webapp.interviews.zones import city_of, zone_named

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
WINDOWS = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
WORLD_TIME = {"utc", "etc/utc", "gmt", "z", "tzone://microsoft/utc", "zulu", "utc+0", "utc-0"}
OFFSET = re.compile(r"\(?\s*(?:UTC|GMT)\s*(?:([+-])(\d{1,2})[:.]?(\d{2})?)?\s*\)?", re.IGNORECASE)
AGAIN = re.compile(r"\s+\d+$")  # "Eastern Standard Time 1", of a file with several of a name
MAX_OFFSET = timedelta(hours=14)


@dataclass(frozen=True)
class Clock:
    """What times go by. `zone` is the name of the zone, None when only its hours are known; `tz` is
    None when nothing is. `doubt` says in words what the person should look at."""

    tz: tzinfo | None
    zone: str | None
    doubt: str = ""


class Clocks:
    """The clocks of one calendar: what its own definitions say counts in it alone."""

    def __init__(self, definitions: Mapping[str, Timezone], calendars_own: str, usual: str) -> None:
        """`calendars_own` is what it calls the zone that it is in, if it does; `usual` is the
        person's."""
        named = zone_called(calendars_own) if calendars_own else None
        self.definitions, self.usual, self.is_named = definitions, named or usual, bool(named)
        self.unknown = calendars_own if calendars_own and not named else ""
        self.defined: dict[str, tzinfo | None] = {}

    def named(self, tzid: str, local: datetime) -> Clock:
        """The clock that this file calls `tzid`, for a time that it shows. A name that is known has
        to show what the file's definition of it shows, or the person is asked."""
        zone, fixed = zone_called(tzid) or self.place_of(tzid), offset_in(tzid)
        own = self.definition(tzid)
        if zone:
            differs = own and offset(own, local) != offset(ZoneInfo(zone), local)
            return Clock(ZoneInfo(zone), zone, other_hours(tzid) if differs else "")
        if own or fixed:
            return Clock(own or fixed, None)
        return Clock(None, None, unknown(tzid))

    def floating(self) -> Clock:
        """The clock of a time that names none: of the calendar's own zone, else the person's."""
        if self.unknown:
            return Clock(None, None, unknown(self.unknown))
        doubt = "" if self.is_named else assumed(self.usual)
        return Clock(ZoneInfo(self.usual), self.usual, doubt)

    def place_of(self, tzid: str) -> str | None:
        """The zone that a definition says it is of."""
        found = self.definitions.get(tzid)
        return zone_called(str(found.get("X-LIC-LOCATION", ""))) if found else None

    def definition(self, tzid: str) -> tzinfo | None:
        if tzid not in self.defined:
            component = self.definitions.get(tzid)
            self.defined[tzid] = hours_of(component) if component else None
        return self.defined[tzid]


def zone_called(name: str) -> str | None:
    """The IANA zone that a calendar calls `name`: by its own name, at the end of a path, or as
    Windows does, which shows "(UTC-05:00) Eastern Time (US & Canada)" and writes "Eastern Standard
    Time"; None when it is none of these."""
    name = AGAIN.sub("", name.strip().strip('"'))
    plain = name.casefold()
    if plain in WORLD_TIME:
        return "UTC"
    if OFFSET.fullmatch(name):
        return None  # and not Etc/GMT+2, which is two hours behind
    parts = name.strip("/").split("/")[-3:]
    ends = ["/".join(parts[start:]) for start in range(len(parts))]
    found = next(filter(None, map(zone_named, ends)), None) or WINDOWS.get(plain)
    return found or shown_by_windows(name)


def shown_by_windows(name: str) -> str | None:
    """By the places or the name behind the offset, if it is that zone's: its winter's."""
    before = OFFSET.match(name)
    if not before or not name.startswith("("):
        return None
    words = name[before.end() :].strip()
    region = re.sub(r" Time( \(.*\))?$", " Standard Time", words).casefold()
    zones = [WINDOWS.get(region), *(zone_named(place) for place in words.split(","))]
    winter = offset_of(before)
    return next((zone for zone in zones if zone and winter in both_offsets(zone)), None)


def offset_in(name: str) -> tzinfo | None:
    """As in "GMT+0200" or "(UTC+05:30) Somewhere"."""
    found = OFFSET.match(name.strip())
    is_it = found and found[1] and (name.startswith("(") or found.end() == len(name.strip()))
    hours = offset_of(found) if found and is_it else None
    return timezone(hours) if hours is not None and abs(hours) <= MAX_OFFSET else None


def offset_of(found: re.Match[str]) -> timedelta:
    sign, hours, minutes = found.groups()
    length = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return -length if sign == "-" else length


def both_offsets(zone: str) -> set[timedelta | None]:
    return {offset(ZoneInfo(zone), datetime(2026, month, 15)) for month in (1, 7)}


def offset(tz: tzinfo, local: datetime) -> timedelta | None:
    """How far a clock is ahead of UTC when it shows `local`; None when it can't be told."""
    try:
        return local.replace(tzinfo=tz).utcoffset()
    except BROKEN:
        return None


def hours_of(component: Timezone) -> tzinfo | None:
    """What the definition in a file says; None when it is broken."""
    try:
        return component.to_tz(TZP(), lookup_tzid=False)
    except BROKEN:
        return None


def instant(local: datetime, tz: tzinfo) -> datetime | None:
    try:
        return local.replace(tzinfo=tz).astimezone(UTC)
    except BROKEN:
        return None


def unknown(name: str) -> str:
    return f"It says “{name[:60]}” for the time zone, which isn’t known here. Write which one is meant."


def other_hours(name: str) -> str:
    return f"It says other hours for “{name[:60]}” than are known here. Is the time right?"


def assumed(zone: str) -> str:
    return f"It names no time zone. It was read as the time in {city_of(zone)}."
