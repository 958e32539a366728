"""Calendars after mishaps: read or refused, and what is read is what two other libraries read."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.calendars.invites import GOOGLE, OUTLOOK, calendar, event
from tests.mutated.mutations import SEEDS, folded, mutated, read_or_refused
from webapp.calendars.reading import MAX_EVENTS, events_in

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
VCS = (
    b"BEGIN:VCALENDAR\r\nVERSION:1.0\r\nTZ:+01\r\nBEGIN:VEVENT\r\nDTSTART:20261203T083000Z\r\n"
    b"SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gespr=C3=A4ch =\r\nzwei\r\n"
    b"DTEND:20261203T093000Z\r\nAALARM:20261203T081500Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
SERIES = calendar(
    event(
        DTSTART=None,
        DTEND=None,
        lines=[
            "DTSTART;TZID=Europe/Berlin:20261203T093000",
            "DURATION:PT45M",
            "RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=TH,FR",
            "EXDATE;TZID=Europe/Berlin:20261210T093000",
        ],
    ),
    event(UID="two@example.org", DESCRIPTION="a\\, b\\; c\\n" + "word " * 30),
)
ICALENDARS = sorted(Path(icalendar.__file__).parent.rglob("*.ics"))[::12]
SAMPLES = [OUTLOOK, GOOGLE, SERIES, VCS, *(path.read_bytes() for path in ICALENDARS)]
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kolkata",
    "America/St_Johns",
]


def read(data):
    return events_in(data, "Europe/London", AT)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_calendar_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(150):
        found = read_or_refused(read, mutated(random, random.choice(SAMPLES), SAMPLES))
        assert found is None or len(found) <= MAX_EVENTS
        were_read += bool(found)
    assert were_read > 50, "who refuses all makes no mistake"


@cache
def definition_of(zone):
    years = datetime(2026, 1, 1), datetime(2029, 1, 1)
    own = icalendar.Timezone.from_tzinfo(ZoneInfo(zone), zone, *years)
    return own.to_ical().decode().strip()


def written(random: Random) -> tuple[bytes, datetime]:
    """An event as one program or another writes it, and when it is."""
    start = datetime(2027, 1, 1) + timedelta(minutes=15 * random.randrange(4 * 24 * 365))
    zone = random.choice(["UTC", *ZONES])
    at = start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    start = at.astimezone(ZoneInfo(zone))  # of an hour that is left out, the one that it is then
    name = random.choice(["DTSTART", "dtstart"])
    lines = [
        f"{name}:{at:%Y%m%dT%H%M%SZ}"
        if zone == "UTC"
        else f"{name};TZID={zone}:{start:%Y%m%dT%H%M%S}",
        "DURATION:PT45M",
        "DTSTAMP:20261124T080000Z",
        f"UID:{random.random()}",
        random.choice(
            ["SUMMARY:Gespräch\\, zweites 👩🏽‍🚒", "SUMMARY;LANGUAGE=en:Second: \\;round"]
        ),
        'X-OTHER;X-A="b:c;d":BEGIN:VEVENT',
        "DESCRIPTION:DTSTART:20200101T000000Z\\n" + "long " * random.randrange(120),
    ]
    random.shuffle(lines)
    if random.random() < 0.3:
        lines += ["BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY", "DESCRIPTION:x", "END:VALARM"]
    zones = [] if zone == "UTC" else definition_of(zone).split("\r\n")
    whole = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example//EN",
        *zones,
        "BEGIN:VEVENT",
        *lines,
    ]
    whole += ["END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(folded(random, line) if line else "" for line in whole).encode(), at


def by_vobject(data: bytes) -> datetime:
    return in_utc(vobject.readOne(data.decode()).vevent.dtstart.value)


def by_ical(data: bytes) -> datetime:
    (found,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
    return in_utc(found.dtstart)


def in_utc(found) -> datetime:
    if not isinstance(found, datetime) or found.tzinfo is None:
        raise ValueError("it says no instant")
    return found.astimezone(UTC)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_event_is_when_other_libraries_say(seed):
    random = Random(seed)
    for _ in range(40):
        data, at = written(random)
        (found,) = read(data)
        assert (found.start, found.minutes) == (at, 45), data
        assert by_vobject(data) == by_ical(data) == at, data


def agreed(data: bytes) -> datetime | None:
    """When the event is, if both other libraries read the file, and say the same."""
    try:
        found = {by_vobject(data), by_ical(data)}
    except Exception:  # each has its own
        return None
    (at, *others) = found
    return None if others else at


@pytest.mark.parametrize("seed", SEEDS)
def test_what_others_still_agree_on_after_a_mishap_is_not_read_otherwise(seed):
    random, same = Random(seed), 0
    for _ in range(120):
        data = mutated(random, written(random)[0], SAMPLES[:4], most=1)
        at, found = agreed(data), read_or_refused(read, data)
        if at and at.year in range(2000, 2100):
            assert found and found[0].start == at, data
            same += 1
    assert same > 5
