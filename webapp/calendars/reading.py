"""The events of a calendar's file: iCalendar (RFC 5545), as Outlook, Google, Apple and others write
it, and what was before it.

Such a file is only data from a stranger: `webapp.core.child` runs this in a process of its own, and
what is broken in it is left out.
"""

import re
from collections import defaultdict
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Timezone

from webapp.calendars.clocks import BROKEN, Clocks
from webapp.calendars.event import Event
from webapp.calendars.properties import (
    MAX_TITLE,
    Moment,
    all_of,
    first,
    integer_of,
    is_all_day,
    is_called_off,
    is_somebody,
    minutes_of,
    moment_of,
    moments_of,
    parameter,
    person_of,
    property_text,
    rule_of,
)
from webapp.calendars.series import Entry, instant_in, next_of
from webapp.core.content_lines import lines_in
from webapp.core.text import YEARS, Unreadable

MAX_BYTES = 2_000_000  # besides attachments
MAX_EVENTS = 500
MAX_LINKS, MAX_PEOPLE = 20, 100
BEGINS = re.compile(r"^BEGIN:VEVENT$", re.IGNORECASE | re.MULTILINE)
HAS_CALENDAR = re.compile("^BEGIN:VCALENDAR", re.IGNORECASE | re.MULTILINE)
ENDS = re.compile(r"^END:VEVENT$", re.IGNORECASE | re.MULTILINE)
ATTACHED = re.compile(r"^ATTACH[;:].*\n", re.IGNORECASE | re.MULTILINE)
CALLED_OFF = re.compile(r"\W*(cancell?ed|abgesagt|annulé|cancelado|annullato)\b", re.IGNORECASE)
LINKS = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "URL")
NO_CALENDAR = "This isn’t an invitation. Send the file from the mail, often called invite.ics, or paste the mail’s text."
TOO_LARGE = f"An invitation can be {MAX_BYTES // 1_000_000} MB large. This looks like a whole calendar: send only the one event."
TOO_MANY = f"There are more than {MAX_EVENTS} events in it. Send only the one, or save a shorter time from your calendar."
NO_EVENT = "There is no event in it."
NO_HOUR = "It says no hour. Write when it begins."
BY_ITS_TITLE = "Its title says that it was called off. Add it only if it wasn’t."


class Shown(NamedTuple):
    """When an `Event` is, by its fields of these names."""

    start: datetime | None
    date: date | None
    time: time | None
    zone: str


def events_in(data: bytes, zone: str, at: datetime) -> list[Event]:
    """The `Event`s in these bytes, each series once, with the next time it comes after `at`. `zone`
    stands for those that name none. Raises Unreadable."""
    text = ATTACHED.sub("", lines_in(data))
    if BEGINS.search(text) and not HAS_CALENDAR.search(text):
        text = f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR"
    if len(text) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    if not HAS_CALENDAR.search(text):
        raise Unreadable(NO_CALENDAR)
    if len(BEGINS.findall(text)) > MAX_EVENTS:
        raise Unreadable(TOO_MANY)
    series: defaultdict[str | int, list[Entry]] = defaultdict(list)
    for calendar in calendars_in(text):
        own = property_text(calendar, "X-WR-TIMEZONE", MAX_TITLE)
        clocks = Clocks(definitions_in(calendar), own, zone)
        called_off = property_text(calendar, "METHOD").upper() == "CANCEL"
        for component in calendar.subcomponents:
            if component.name == "VEVENT":
                entry = read(component, clocks, called_off)
                series[entry.event.uid or len(series)].append(entry)
    if not series:
        raise Unreadable(NO_EVENT)
    return [next_of(entries, at) for entries in series.values()]


def calendars_in(text: str) -> list[Component]:
    """Each calendar; of a file with something broken in it, each event that can be read, in a
    calendar of its own."""
    return parsed(text) or [
        calendar
        for event in closed_events(text)
        for calendar in parsed(f"BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n")
    ]


def parsed(text: str) -> list[Component]:
    """The calendars in a text; none when something in it is broken."""
    try:
        return list(Calendar.from_ical(text, multiple=True))
    except BROKEN:
        return []


def closed_events(text: str) -> list[str]:
    """The text of each event that ends before the next begins. One search for both would begin anew
    at each that doesn't."""
    pieces = [(piece, ENDS.search(piece)) for piece in BEGINS.split(text)[1:]]
    return [f"BEGIN:VEVENT{piece[: end.end()]}" for piece, end in pieces if end]


def definitions_in(calendar: Component) -> dict[str, Timezone]:
    """What it defines as time zones, by the names it gives them."""
    zones = [one for one in calendar.subcomponents if isinstance(one, Timezone)]
    return {str(first(one, "TZID")): one for one in zones}


def read(component: Component, clocks: Clocks, called_off: bool) -> Entry:
    start = moment_of(first(component, "DTSTART"), clocks)
    minutes = minutes_of(component, start, clocks)
    all_day = start is not None and is_all_day(component, start, minutes)
    replaces = first(component, "RECURRENCE-ID")
    left_out = moments_of(component, "EXDATE", clocks)
    return Entry(
        event=event_of(component, start, None if all_day else minutes, all_day, clocks, called_off),
        began=start,
        is_all_day=all_day,
        rule=rule_of(component),
        also=tuple(filter(None, map(instant_in, moments_of(component, "RDATE", clocks)))),
        left_out=frozenset(map(instant_in, left_out)),
        instead_of=instant_in(moment_of(replaces, clocks)),
        is_lasting=parameter(replaces, "RANGE").upper() == "THISANDFUTURE",
        sequence=integer_of(property_text(component, "SEQUENCE")),
    )


def event_of(
    component: Component,
    start: Moment | None,
    minutes: int | None,
    all_day: bool,
    clocks: Clocks,
    called_off: bool,
) -> Event:
    title = property_text(component, "SUMMARY", MAX_TITLE)
    links = (property_text(component, name) for name in LINKS)
    people = (
        person_of(one)
        for name in ("ORGANIZER", "ATTENDEE")
        for one in all_of(component, name)[:MAX_PEOPLE]
        if is_somebody(one)
    )
    when = shown(start, all_day, clocks)
    off = called_off or is_called_off(component)
    asks = ["" if off or not CALLED_OFF.match(title) else BY_ITS_TITLE]
    asks.append(NO_HOUR if all_day else start.clock.doubt if start else "")
    return Event(
        uid=property_text(component, "UID"),
        title=title,
        start=when.start,
        date=when.date,
        time=when.time,
        zone=when.zone,
        minutes=minutes,
        place=property_text(component, "LOCATION"),
        description=property_text(component, "DESCRIPTION"),
        links=tuple(filter(None, links)),
        people=tuple(people),
        is_cancelled=off,
        asks=tuple(filter(None, asks)),
    )


def shown(start: Moment | None, all_day: bool, clocks: Clocks) -> Shown:
    """On the clock that it was written by, or, of an instant whose clock has no name, on the
    calendar's or the person's."""
    zone = zone_to_show(start, clocks)
    if start is None:
        return Shown(None, None, None, zone)
    local = start.local
    if start.instant and zone and not all_day:
        local = start.instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    day = local.date() if local else start.day
    if day is None or day.year not in range(*YEARS):
        return Shown(None, None, None, zone)
    if local is None or all_day:
        return Shown(None, day, None, zone)
    return Shown(start.instant, day, local.time(), zone)


def zone_to_show(start: Moment | None, clocks: Clocks) -> str:
    """The name of the zone of its clock, if it is a place's; "" when nothing of it is known."""
    if start is None or start.clock.zone == "UTC":
        return clocks.usual
    return start.clock.zone or (clocks.usual if start.instant else "")
