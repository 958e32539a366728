"""The events of a calendar's file: iCalendar (RFC 5545), as Outlook, Google, Apple and others write
it.

Such a file is only data from a stranger: it is read within limits, and what is broken in it is left
out.
"""

import re
import warnings
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Component, GloballyUniqueTZIDGuessed

from webapp.calendars.properties import (
    BROKEN,
    When,
    all_of,
    first,
    instant_of,
    integer_of,
    is_somebody,
    left_out_of,
    minutes_of,
    parameter,
    person_of,
    property_text,
    rule_of,
)
from webapp.calendars.recurring import Rule
from webapp.calendars.series import next_of
from webapp.core.text import Unreadable, decoded
from webapp.interviews.zones import zone_named

MOST_BYTES = 2_000_000
MOST_EVENTS = 500
BEGINS = re.compile(r"^BEGIN:VEVENT\r?$", re.IGNORECASE | re.MULTILINE)
ENDS = re.compile(r"^END:VEVENT\r?$", re.IGNORECASE | re.MULTILINE)
NO_CALENDAR = "This isn’t an invitation. One from a calendar ends with .ics; in the mail it is often called invite.ics."
TOO_LARGE = f"An invitation can be {MOST_BYTES // 1_000_000} MB large. This looks like a whole calendar: send only the one event."
TOO_MANY = f"There are more than {MOST_EVENTS} events in it. Send only the one, or save a shorter time from your calendar."
NO_EVENT = "There is no event in it."
WORLD_TIME = ("UTC", "Etc/UTC")

# It guesses what `zone_like` would have found.
warnings.filterwarnings("ignore", category=GloballyUniqueTZIDGuessed)


@dataclass(frozen=True, eq=False)
class Event:
    """An event as it was written. `start` is an instant in UTC, a date when it goes on all day, or
    None when that can't be read; `zone` is where its clock stands, `recurs_in` where that clock
    stands which a series goes by."""

    uid: str
    title: str
    start: When
    zone: str
    recurs_in: str
    minutes: int | None
    place: str
    description: str
    links: tuple[str, ...]  # that calendars keep apart from the place
    # (name, address) of the organizer first, then of who was asked to come.
    people: tuple[tuple[str, str], ...]
    is_cancelled: bool
    rule: Rule | None = None
    leaves_out: frozenset[When] = frozenset()  # instants
    instead_of: When = None  # of the series with the same uid
    is_lasting: bool = False  # from `instead_of` on, instead of then alone
    sequence: int = 0


def events_in(data: bytes, zone: str, at: datetime) -> list[Event]:
    """The `Event`s in these bytes, each series once, with the next time it comes after `at`. `zone`
    stands for those that name none. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    text = decoded(data)
    if "\0" in text or not re.search("^BEGIN:VCALENDAR", text, re.IGNORECASE | re.MULTILINE):
        raise Unreadable(NO_CALENDAR)
    if len(re.findall("^BEGIN:VEVENT", text, re.IGNORECASE | re.MULTILINE)) > MOST_EVENTS:
        raise Unreadable(TOO_MANY)
    series: defaultdict[str | int, list[Event]] = defaultdict(list)
    for calendar in calendars_in(text):
        there = zone_named(property_text(calendar, "X-WR-TIMEZONE")) or zone
        called_off = property_text(calendar, "METHOD").upper() == "CANCEL"
        for component in calendar.subcomponents:
            if component.name == "VEVENT":
                event = read(component, there, called_off)
                series[event.uid or len(series)].append(event)
    if not series:
        raise Unreadable(NO_EVENT)
    return [next_of(events, at) for events in series.values()]


def calendars_in(text: str) -> list[Calendar]:
    """Each calendar; of a file with something broken in it, each event that can be read, in a
    calendar of its own."""
    return parsed(text) or [
        calendar
        for event in closed_events(text)
        for calendar in parsed(f"BEGIN:VCALENDAR\r\n{event}\r\nEND:VCALENDAR\r\n")
    ]


def parsed(text: str) -> list[Calendar]:
    """The calendars in a text; none when something in it is broken."""
    try:
        return Calendar.from_ical(text, multiple=True)
    except BROKEN:
        return []


def closed_events(text: str) -> list[str]:
    """The text of each event that ends before the next begins. One search for both would begin anew
    at each that doesn't."""
    pieces = [(piece, ENDS.search(piece)) for piece in BEGINS.split(text)[1:]]
    return [f"BEGIN:VEVENT{piece[: end.end()]}" for piece, end in pieces if end]


def read(component: Component, zone: str, called_off: bool) -> Event:
    start, clock = instant_of(first(component, "DTSTART"), zone)
    replaces = first(component, "RECURRENCE-ID")
    return Event(
        uid=property_text(component, "UID"),
        title=property_text(component, "SUMMARY"),
        start=start,
        zone=zone if clock in WORLD_TIME else clock,
        recurs_in=clock,
        minutes=minutes_of(component, start, zone),
        place=property_text(component, "LOCATION"),
        description=property_text(component, "DESCRIPTION"),
        links=tuple(
            filter(
                None,
                (
                    property_text(component, name)
                    for name in (
                        "X-GOOGLE-CONFERENCE",
                        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
                        "CONFERENCE",
                        "URL",
                    )
                ),
            )
        ),
        people=tuple(
            person_of(one)
            for name in ("ORGANIZER", "ATTENDEE")
            for one in all_of(component, name)
            if is_somebody(one)
        ),
        is_cancelled=called_off or property_text(component, "STATUS").upper() == "CANCELLED",
        rule=rule_of(component),
        leaves_out=left_out_of(component, zone),
        instead_of=instant_of(replaces, zone)[0],
        is_lasting=parameter(replaces, "RANGE").upper() == "THISANDFUTURE",
        sequence=integer_of(property_text(component, "SEQUENCE")),
    )
