"""What is broken in an invitation is left out, whatever the parser makes of it; the rest of it is
read, or it is said why not."""

import random
import time
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from tests.calendars.invites import GOOGLE, OUTLOOK, calendar, event
from webapp.calendars.clocks import Clocks
from webapp.calendars.guesses import form_values
from webapp.calendars.properties import moment_of, property_value
from webapp.calendars.reading import closed_events, events_in
from webapp.core.text import Unreadable

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
BREAKING = [
    "DTSTART;TZID=America:20261201T100000",
    f"DTSTART;TZID={'A' * 3000}:20261201T100000",
    "CATEGORIES;VALUE=INTEGER:a",
    "EXDATE;VALUE=UTC-OFFSET:a",
    "CATEGORIES;VALUE=FLOAT:a",
    "CATEGORIES;VALUE=BOOLEAN:a",
    "EXDATE;VALUE=BINARY:a",
    "DTSTART;TZID=Europe/London;TZID=Europe/Paris:20261201T100000",
    "EXDATE;VALUE=DATE;VALUE=DATE:20261201",
    "DTEND;TZID=America/:20261201T100000",
    "RECURRENCE-ID;TZID=Etc:20261201T100000",
    "RRULE;VALUE=PERIOD:a",
]
TWO_NAMES = "\r\n".join(
    [
        "BEGIN:VTIMEZONE",
        "TZID:A",
        "TZID:B",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
)


def read(data):
    """The titles in it, after all that the form of an interview needs was taken from it; none when
    it is refused."""
    try:
        events = events_in(data, "America/New_York", AT)
    except Unreadable:
        return []
    return [event.title for event in events if form_values(event, "me@example.org")]


@pytest.mark.parametrize("line", BREAKING)
def test_what_breaks_the_parser_leaves_the_other_events(line):
    broken = event(UID="broken", DTSTART=None, DTEND=None, lines=[line])
    assert "Whole" in read(calendar(broken, event(SUMMARY="Whole")))
    read(calendar(broken))


def test_a_zone_with_two_names_leaves_the_events():
    assert read(calendar(TWO_NAMES, event(SUMMARY="Whole"))) == ["Whole"]


@pytest.mark.parametrize("line", BREAKING)
def test_it_is_answered_in_words(owner, line):
    page = owner.post(
        "/interviews/invitation",
        {"text": calendar(event(DTSTART=None, DTEND=None, lines=[line])).decode()},
    )
    assert page.status_code in (200, 422)


class Breaking:
    """A property that breaks when it is looked at."""

    def __init__(self, error):
        self.error = error

    @property
    def dt(self):
        raise self.error


@pytest.mark.parametrize(
    "error",
    [
        IsADirectoryError(),
        TypeError(),
        OverflowError(),
        KeyError(),
        AttributeError(),
        RecursionError(),
    ],
)
def test_a_property_that_breaks_is_none(error):
    assert property_value(Breaking(error)) is None
    assert moment_of(Breaking(error), Clocks({}, "", "UTC")) is None


def test_events_that_never_end_are_passed_over_once():
    never = "BEGIN:VEVENT\n" * 20_000
    began = time.process_time()
    (found,) = closed_events(
        f"{never}BEGIN:VEVENT\nSUMMARY:Whole\nEND:VEVENT\n{never}{'x' * 400_000}"
    )
    assert found.split() == ["BEGIN:VEVENT", "SUMMARY:Whole", "END:VEVENT"]
    assert time.process_time() - began < 5, (
        "seconds; when each begins a search to the end it takes minutes"
    )


PARAMETERS = [
    f"VALUE={kind}"
    for kind in (
        "DATE",
        "DATE-TIME",
        "INTEGER",
        "UTC-OFFSET",
        "FLOAT",
        "BOOLEAN",
        "BINARY",
        "PERIOD",
        "DURATION",
        "RECUR",
        "URI",
        "TIME",
        "TEXT",
    )
]
PARAMETERS += [
    "TZID=America",
    "TZID=Europe/London",
    "TZID=",
    "ENCODING=BASE64",
    "RANGE=THISANDFUTURE",
    "CN=x",
    "CUTYPE=ROOM",
]
VALUES = [
    "99991231T235959Z",
    "00010101T000000Z",
    "20261201T100000",
    "20261201",
    "P1D",
    "-P99999999999D",
    "+9999",
    "a",
    "",
    "1",
    "1,2,3",
    ";;",
    ":",
    "FREQ=WEEKLY;UNTIL=99991231T235959Z",
    "FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO",
    "FREQ=DAILY;COUNT=-1;INTERVAL=0",
]
SAMPLES = [
    path.read_bytes()
    for path in sorted(Path(icalendar.__file__).parent.rglob("*.ics"))
    if path.stat().st_size < 10_000
] + [OUTLOOK, GOOGLE] * 10


def spoilt(data, luck):
    """The file with one to four of its lines doubled, taken out, given another parameter or another
    value, or cut."""
    lines = data.decode("utf-8", "replace").splitlines() or [""]
    for _ in range(luck.randint(1, 4)):
        number = luck.randrange(len(lines))
        name, colon, value = lines[number].partition(":")
        lines[number : number + 1] = luck.choice(
            [
                [lines[number], luck.choice(lines)],
                ["-"],
                [f"{name};{luck.choice(PARAMETERS)}{colon}{value}"],
                [f"{name};{luck.choice(PARAMETERS)}{colon}{value}"],
                [f"{name}{colon}{luck.choice(VALUES)}"],
                [lines[number][: luck.randint(0, 30)]],
            ]
        )
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("seed", range(4))
def test_spoilt_files_are_read_or_refused(seed):
    luck = random.Random(seed)
    for _ in range(600):
        read(spoilt(luck.choice(SAMPLES), luck))
