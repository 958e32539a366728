"""The events of a calendar's file: iCalendar (RFC 5545), as Outlook, Google, Apple and others write it.

Such a file is only data from a stranger: it is read within limits, and what is broken in it is left out.
"""

import re
import warnings
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, GloballyUniqueTZIDGuessed

from webapp.files import Unreadable, decoded
from webapp.forms import YEARS, clean
from webapp.interviews.invitations.recurring import next_start
from webapp.interviews.zones import zone_named

MOST_BYTES = 2_000_000
MOST_EVENTS = 500
MOST_TEXT = 10_000  # characters of one property
AN_EVENT = re.compile(r"^BEGIN:VEVENT\r?$.*?^END:VEVENT\r?$", re.IGNORECASE | re.MULTILINE | re.DOTALL)
NO_CALENDAR = "This isn’t an invitation. One from a calendar ends with .ics; in the mail it is often called invite.ics."
TOO_LARGE = f"An invitation can be {MOST_BYTES // 1_000_000} MB large. This looks like a whole calendar: send only the one event."
TOO_MANY = f"There are more than {MOST_EVENTS} events in it. Send only the one, or save a shorter time from your calendar."
NO_EVENT = "There is no event in it."

warnings.filterwarnings("ignore", category=GloballyUniqueTZIDGuessed)  # it guesses what `zone_like` would have found


@dataclass(frozen=True, eq=False)
class Event:
    """An event as it was written. `start` is an instant in UTC, a date when it goes on all day, or None when that can't be
    read; `zone` is where its clock stands."""

    uid: str
    title: str
    start: datetime | date | None
    zone: str
    minutes: int | None
    place: str
    description: str
    links: tuple  # that calendars keep apart from the place
    people: tuple  # (name, address) of the organizer first, then of who was asked to come
    is_cancelled: bool
    rule: dict | None = None
    leaves_out: frozenset = frozenset()  # instants
    instead_of: datetime | None = None  # of the series with the same uid
    sequence: int = 0


def events_in(data, zone, at):
    """The `Event`s in these bytes, each series once, with the next time it comes after `at`. `zone` stands for those that
    name none. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    text = decoded(data)
    if "\0" in text or not re.search("^BEGIN:VCALENDAR", text, re.IGNORECASE | re.MULTILINE):
        raise Unreadable(NO_CALENDAR)
    if len(re.findall("^BEGIN:VEVENT", text, re.IGNORECASE | re.MULTILINE)) > MOST_EVENTS:
        raise Unreadable(TOO_MANY)
    series = defaultdict(list)
    for calendar in calendars_in(text):
        there = zone_named(text_of(calendar, "X-WR-TIMEZONE")) or zone
        called_off = text_of(calendar, "METHOD").upper() == "CANCEL"
        for number, component in enumerate(part for part in calendar.subcomponents if part.name == "VEVENT"):
            event = read(component, there, called_off)
            series[event.uid or number].append(event)
    if not series:
        raise Unreadable(NO_EVENT)
    return [event for events in series.values() for event in next_of(events, at)]


def calendars_in(text):
    """Each calendar; of a file with something broken in it, each event that can be read, in a calendar of its own."""
    try:
        return parsed(text)
    except (ValueError, RecursionError):
        return [calendar for event in AN_EVENT.findall(text) for calendar in read_alone(event)]


def read_alone(event):
    try:
        return parsed(f"BEGIN:VCALENDAR\r\n{event}\r\nEND:VCALENDAR\r\n")
    except (ValueError, RecursionError):
        return []


def parsed(text):
    return Calendar.from_ical(text, multiple=True)


def read(component, zone, called_off):
    start, there = moment_of(first(component, "DTSTART"), zone)
    instead_of, _ = moment_of(first(component, "RECURRENCE-ID"), zone)
    return Event(
        uid=text_of(component, "UID"), title=text_of(component, "SUMMARY"), start=start, zone=there,
        minutes=minutes_of(component, start, zone), place=text_of(component, "LOCATION"), description=text_of(component, "DESCRIPTION"),
        links=tuple(filter(None, (text_of(component, name) for name in ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "URL")))),
        people=tuple(person_of(one) for name in ("ORGANIZER", "ATTENDEE") for one in all_of(component, name) if is_somebody(one)),
        is_cancelled=called_off or text_of(component, "STATUS").upper() == "CANCELLED",
        rule=rule_of(component), leaves_out=left_out_of(component, zone), instead_of=instead_of,
        sequence=whole_number(text_of(component, "SEQUENCE")),
    )


def next_of(events, at):
    """Of the events with one uid the one that comes next: a series can be replaced or called off on single days."""
    whole = [event for event in events if event.instead_of is None]
    if not whole:
        return events[-1:]
    master = max(whole, key=lambda event: event.sequence)
    single = [event for event in events if event.instead_of is not None]
    if master.is_cancelled or master.rule is None or not isinstance(master.start, datetime):
        return [master]
    gone = master.leaves_out | {event.instead_of for event in single}
    start = next_start(master.start.astimezone(ZoneInfo(master.zone)), master.rule, gone, at)
    coming = [replace(master, start=start)] if start else []
    coming += [event for event in single if not event.is_cancelled and isinstance(event.start, datetime) and event.start > at]
    return [min(coming, key=lambda event: event.start)] if coming else [master]


def all_of(component, name):
    """Every property of this name; none when there is none."""
    found = component.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def first(component, name):
    return next(iter(all_of(component, name)), None)


def text_of(component, name):
    return clean(str(first(component, name) or "")[:MOST_TEXT])


def value_of(prop, name="dt"):
    """What a property holds: a date, a time, a length; None when it is broken."""
    try:
        return getattr(prop, name)
    except (AttributeError, ValueError):
        return None


def moment_of(prop, zone):
    """When a property says, as an instant or a date, and in which zone; (None, zone) when it can't be read."""
    value = value_of(prop)
    if not isinstance(value, date) or value.year not in range(*YEARS):
        return None, zone
    if not isinstance(value, datetime):
        return value, zone
    if value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), zone
    named = zone_named(getattr(value.tzinfo, "key", "")) or zone_like(value, prop.params.get("TZID", ""))
    return value.astimezone(UTC), zone if named in (None, "UTC", "Etc/UTC") else named


def zone_like(value, tzid):
    """The zone that a calendar's own definition stands for: "/example.org/Europe/Berlin" names one of ours. None when its
    clock doesn't show the same."""
    named = zone_named("/".join(str(tzid).split("/")[-2:]))
    return named if named and value.astimezone(ZoneInfo(named)).utcoffset() == value.utcoffset() else None


def minutes_of(component, start, zone):
    if not isinstance(start, datetime):
        return None
    length = value_of(first(component, "DURATION"))
    end, _ = moment_of(first(component, "DTEND"), zone)
    if isinstance(end, datetime):
        length = end - start
    return int(length / timedelta(minutes=1)) if isinstance(length, timedelta) else None


def is_somebody(prop):
    return str(getattr(prop, "params", {}).get("CUTYPE", "")).upper() not in ("ROOM", "RESOURCE")


def person_of(prop):
    address = re.sub("^mailto:", "", str(prop), flags=re.IGNORECASE)
    return clean(str(getattr(prop, "params", {}).get("CN", ""))[:MOST_TEXT]), clean(address[:MOST_TEXT])


def rule_of(component):
    rule = first(component, "RRULE")
    return rule if isinstance(rule, dict) else None


def left_out_of(component, zone):
    moments = [moment for prop in all_of(component, "EXDATE") for moment in value_of(prop, "dts") or []]
    return frozenset(moment_of(moment, zone)[0] for moment in moments)


def whole_number(text):
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
