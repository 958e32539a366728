"""What calendars send is read: time zones, series, what is called off, what is broken or
hostile."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendars.invites import GOOGLE, OUTLOOK, calendar, event
from webapp.calendars.guesses import company_at, form_values, name_of
from webapp.calendars.reading import (
    MAX_BYTES,
    MAX_EVENTS,
    NO_CALENDAR,
    NO_EVENT,
    TOO_LARGE,
    TOO_MANY,
    events_in,
)
from webapp.core.text import Unreadable
from webapp.interviews.models import Setting

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
ME = "me@example.org"


def read(data, zone="Europe/London", at=AT):
    return events_in(data, zone, at)


def one(data, **options):
    (found,) = read(data, **options)
    return found


def values(data, **options):
    return form_values(one(data, **options), ME)


def at(day, hour, minute=0, month=12):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_an_invitation_from_outlook():
    found = values(OUTLOOK)
    assert (found["date"], found["time"].hour, found["minutes"], found["time_zone"]) == (
        date(2027, 6, 3),
        9,
        75,
        "Europe/London",
    )
    assert one(OUTLOOK).start == datetime(2027, 6, 3, 8, 30, tzinfo=UTC), "its summer time"
    assert found["company"] == "Hexham Lifts" and found["round"] == 2
    assert found["people"] == "Hannah Lindqvist\nNgozi Adeyemi", "without the room and the person"
    assert found["setting"] == Setting.VIDEO and found["place"].startswith(
        "https://teams.microsoft.com/l/meetup-join/"
    )
    assert (
        "Round 2: Customer Operations Lead" in found["notes"]
        and "Looking forward to it." in found["notes"]
    )


def test_a_google_invitation():
    found = values(GOOGLE)
    assert (found["date"], found["time"].hour, found["time_zone"]) == (
        date(2026, 12, 3),
        9,
        "Europe/Berlin",
    )
    assert found["company"] == "Ottermere Stairlifts" and found["round"] == 3
    assert (
        found["place"] == "https://meet.google.com/abc-defg-hij"
        and found["setting"] == Setting.VIDEO
    )
    assert "Dear Robin,\nwe are glad to see you." in found["notes"]


@pytest.mark.parametrize(
    "start, zone, instant, there",
    [
        (
            "DTSTART;TZID=America/New_York:20261203T093000",
            "Europe/London",
            at(3, 14, 30),
            "America/New_York",
        ),
        (
            "DTSTART;TZID=W. Europe Standard Time:20261203T093000",
            "Europe/London",
            at(3, 8, 30),
            "Europe/Berlin",
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261203T093000",
            "Europe/London",
            at(3, 8, 30),
            "Europe/Berlin",
        ),
        ("DTSTART:20261203T093000", "Asia/Tokyo", at(3, 0, 30), "Asia/Tokyo"),
        ("DTSTART:20261203T093000Z", "Asia/Tokyo", at(3, 9, 30), "Asia/Tokyo"),
        ("DTSTART;TZID=Nowhere:20261203T093000", "Asia/Tokyo", None, ""),
    ],
)
def test_time_zones(start, zone, instant, there):
    found = one(calendar(event(DTSTART=None, DTEND=None, lines=[start])), zone=zone)
    assert (found.start, found.zone) == (instant, there)


def test_the_calendars_own_zone_goes_before_the_persons():
    found = one(
        calendar(event(DTSTART="20261203T093000", DTEND=None), lines=["X-WR-TIMEZONE:Europe/Paris"])
    )
    assert (found.start, found.zone) == (at(3, 8, 30), "Europe/Paris")


@pytest.mark.parametrize(
    "lines, minutes",
    [
        (["DTEND:20261203T101500Z"], 45),
        (["DURATION:PT1H30M"], 90),
        ([], None),
        (["DTEND:20261203T080000Z"], 5),
        (["DURATION:P3D"], 600),
        (["DTEND:nonsense"], None),
    ],
)
def test_how_long_it_is(lines, minutes):
    assert values(calendar(event(DTEND=None, lines=lines))).get("minutes") == minutes


def test_a_whole_day_has_no_time():
    found = values(calendar(event(DTSTART=None, DTEND=None, lines=["DTSTART;VALUE=DATE:20261203"])))
    assert (found["date"], found["time"]) == (date(2026, 12, 3), None)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["DTSTART:nonsense"],
        ["DTSTART:99991231T235959Z"],
        ["DTSTART:00010101T000000Z"],
        ["DTSTART:20260230T000000Z"],
    ],
)
def test_a_date_that_cannot_be_is_left_for_the_person(lines):
    found = values(calendar(event(DTSTART=None, DTEND=None, lines=lines)))
    assert found["date"] is None is found["time"]


@pytest.mark.parametrize(
    "rule, lines, start",
    [
        ("FREQ=WEEKLY", [], at(26, 9, 30, 11)),
        ("FREQ=WEEKLY;INTERVAL=2", [], at(3, 9, 30)),
        ("FREQ=WEEKLY;BYDAY=TU,TH", ["EXDATE:20261124T093000Z"], at(26, 9, 30, 11)),
        ("FREQ=DAILY;UNTIL=20261124T235959Z", [], at(24, 9, 30, 11)),
        ("FREQ=MONTHLY;BYDAY=1TU", [], at(1, 9, 30)),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", [], at(30, 9, 30, 11)),
        ("FREQ=WEEKLY;COUNT=2", [], at(5, 9, 30, 11)),
        ("FREQ=YEARLY", [], datetime(2027, 11, 5, 9, 30, tzinfo=UTC)),
        ("FREQ=SECONDLY", [], at(5, 9, 30, 11)),
        ("FREQ=MONTHLY;BYDAY=9TU", [], at(5, 9, 30, 11)),
        ("FREQ=NEVER;BYDAY=XX", [], at(5, 9, 30, 11)),
        ("nonsense", [], at(5, 9, 30, 11)),
    ],
)
def test_a_series_gives_its_next_time(rule, lines, start):
    assert (
        one(calendar(event(DTSTART="20261105T093000Z", DTEND=None, RRULE=rule, lines=lines))).start
        == start
    )


def test_a_series_keeps_its_hour_when_the_clocks_change():
    found = one(
        calendar(
            event(
                DTSTART=None,
                DTEND=None,
                RRULE="FREQ=WEEKLY",
                lines=["DTSTART;TZID=Europe/London:20261001T093000"],
            )
        )
    )
    assert found.start == at(26, 9, 30, 11), "in October that was 8:30 in UTC"


def test_one_day_of_a_series_can_be_moved_or_called_off():
    series = event(DTSTART="20261105T093000Z", DTEND=None, RRULE="FREQ=WEEKLY")
    moved = event(
        DTSTART="20261127T140000Z",
        DTEND=None,
        lines=["RECURRENCE-ID:20261126T093000Z"],
        SUMMARY="Moved",
    )
    off = event(
        DTSTART="20261126T093000Z",
        DTEND=None,
        lines=["RECURRENCE-ID:20261126T093000Z", "STATUS:CANCELLED"],
    )
    assert (one(calendar(series, moved)).title, one(calendar(series, moved)).start) == (
        "Moved",
        at(27, 14, 0, 11),
    )
    assert one(calendar(series, off)).start == at(3, 9, 30)
    assert one(calendar(moved)).start == at(27, 14, 0, 11), "as Outlook sends it"


@pytest.mark.parametrize(
    "invitation", [calendar(event(STATUS="CANCELLED")), calendar(event(), lines=["METHOD:CANCEL"])]
)
def test_what_is_called_off(invitation):
    assert one(invitation).is_cancelled


def test_of_two_versions_the_later_one_counts():
    assert (
        one(calendar(event(SUMMARY="New", SEQUENCE="2"), event(SUMMARY="Old", SEQUENCE="1"))).title
        == "New"
    )


def test_several_events_are_several():
    assert [
        found.title
        for found in read(
            calendar(
                event(UID="a", SUMMARY="A"),
                event(UID=None, SUMMARY="B"),
                event(UID=None, SUMMARY="C"),
            )
        )
    ] == ["A", "B", "C"]


def test_events_of_several_calendars_without_a_name_are_several():
    apart = b"".join(calendar(event(UID=None, SUMMARY=title)) for title in "AB")
    assert [found.title for found in read(apart)] == ["A", "B"]


@pytest.mark.parametrize(
    "properties, setting, place",
    [
        (
            {"LOCATION": "Kestrel House, 18 Ropewalk Lane"},
            Setting.OFFICE,
            "Kestrel House, 18 Ropewalk Lane",
        ),
        ({"LOCATION": "+44 1632 960118"}, Setting.PHONE, "+44 1632 960118"),
        ({"LOCATION": "tel:+441632960118"}, Setting.PHONE, "tel:+441632960118"),
        ({"SUMMARY": "Phone interview"}, Setting.PHONE, ""),
        ({"SUMMARY": "Lunch with Ngozi", "LOCATION": "The Mill"}, Setting.MEAL, "The Mill"),
        ({"LOCATION": "https://zoom.us/j/1?pwd=x"}, Setting.VIDEO, "https://zoom.us/j/1?pwd=x"),
        (
            {"LOCATION": "Office 2", "DESCRIPTION": "or https://meet.jit.si/x"},
            Setting.OFFICE,
            "Office 2",
        ),
        ({"DESCRIPTION": "https://evil.example/zoom.us"}, Setting.OFFICE, ""),
        ({"DESCRIPTION": "https://[half"}, Setting.OFFICE, ""),
    ],
)
def test_what_kind_it_is(properties, setting, place):
    found = values(
        calendar(event(**{name: value.replace(",", "\\,") for name, value in properties.items()}))
    )
    assert (found["setting"], found["place"]) == (setting, place)


@pytest.mark.parametrize(
    "address, company",
    [
        ("a@hexham-lifts.co.uk", "Hexham Lifts"),
        ("a@mail.ottermere.example", "Ottermere"),
        ("a@gmail.com", ""),
        ("a@localhost", ""),
        ("nobody", ""),
        ("", ""),
        ("@", ""),
        ("a@co.uk", "Co"),
    ],
)
def test_the_company_is_where_they_write_from(address, company):
    assert company_at(address) == company


@pytest.mark.parametrize(
    "name, address, words",
    [
        ("Adeyemi, Ngozi", "", "Ngozi Adeyemi"),
        ("", "ana.lopez@example.org", "Ana Lopez"),
        ("info@example.org", "info@example.org", ""),
        ("Ana", "x", "Ana"),
        ("", "", ""),
        ("x" * 500, "", "x" * 120),
        ("", "priya@example.org", "Priya"),
        ("Priya@example.org", "", "Priya"),
        ("", "pk@example.org", ""),
        ("", "priya2@example.org", ""),
        ("", "Careers@example.org", ""),
        ("", "no-reply@example.org", ""),
        ("", "hiring.team@example.org", ""),
        ("", "people@example.org", ""),
        ("", "hello.world@x.org", "Hello World"),
    ],
)
def test_what_people_are_called(name, address, words):
    assert name_of(name, address) == words


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", NO_CALENDAR),
        (b"hello", NO_CALENDAR),
        (b"PK\x03\x04" + b"\0" * 100, NO_CALENDAR),
        (b"BEGIN:VCARD\r\nEND:VCARD", NO_CALENDAR),
        (calendar(), NO_EVENT),
        (b"x" * (MAX_BYTES + 1), TOO_LARGE),
        (calendar(*[event()] * (MAX_EVENTS + 1)), TOO_MANY),
        (calendar(*[event(UID=None)] * 10_000), TOO_MANY),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Half", NO_EVENT),
    ],
)
def test_what_is_no_invitation_is_said_to_be_none(data, words):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert str(refused.value) == words


def test_any_encoding_is_read():
    text = calendar(event(SUMMARY="Gespräch in Zürich")).decode()
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert one(text.encode(encoding)).title == "Gespräch in Zürich", encoding
    assert one(calendar(event()).replace(b"Second", b"\xff\xfe\x80")).title.endswith("interview")


def test_one_broken_event_leaves_the_others():
    broken = "BEGIN:VEVENT\r\nSUMMARY:Broken\r\nX\r\nEND:VEVENT"
    assert [
        found.title
        for found in read(calendar(broken, event(SUMMARY="Whole")))
        if found.title == "Whole"
    ] == ["Whole"]


HOSTILE = [
    b"BEGIN:VCALENDAR\r\n" * 50_000,
    calendar("BEGIN:X\r\n" * 30_000 + "END:X\r\n" * 30_000, event()),
    calendar(event(DESCRIPTION="a" * 1_900_000)),
    calendar(event(lines=["ATTENDEE;CN=A:mailto:a@example.org"] * 20_000)),
    calendar(event(RRULE="FREQ=DAILY;INTERVAL=7;BYDAY=SA")),
    calendar(event(DTSTART="20000101T000000Z", RRULE="FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20")),
    calendar(event(RRULE=f"FREQ=DAILY;COUNT={10**30}")),
    calendar(event(RRULE="FREQ=WEEKLY;INTERVAL=99999999999")),
    calendar(event(lines=["EXDATE:" + ",".join(["20261203T093000Z"] * 5000)])),
    calendar(event(DTSTART="20261105T093000Z", RRULE="FREQ=YEARLY;INTERVAL=1000")),
    calendar(event(DTSTART=None, lines=["DTSTART;TZID=../../etc/passwd:20261203T093000"])),
    calendar(event(DTSTART=None, lines=["DTSTART;TZID=" + "/" * 5000 + ":20261203T093000"])),
    calendar("BEGIN:VEVENT\r\n" * 400),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_made_to_hurt_is_over_soon(data):
    began = time.process_time()
    try:
        [form_values(found, ME) for found in read(data)]
    except Unreadable:
        pass
    assert time.process_time() - began < 8, "seconds"


PIECES = st.sampled_from(
    [
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "DTSTART:20261203T093000Z",
        "DTSTART;TZID=X:20261203",
        "RRULE:FREQ=WEEKLY",
        "RECURRENCE-ID:20261203T093000Z",
        "ATTENDEE;CN=:mailto:",
        "ORGANIZER:",
        "UID:",
        "EXDATE:x",
        "DURATION:-P1D",
        "SEQUENCE:-1",
        ";;;:::",
        "\t",
        "X" * 80,
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_lines_are_read_or_refused(lines):
    try:
        for found in read(
            "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode("utf-8", "replace")
        ):
            assert len(form_values(found, ME)["company"]) <= 120
    except Unreadable:
        pass


def test_a_series_long_gone_is_as_it_was():
    gone = calendar(event(DTSTART="20200105T093000Z", DTEND=None, RRULE="FREQ=WEEKLY;COUNT=3"))
    assert one(gone).start == datetime(2020, 1, 5, 9, 30, tzinfo=UTC) < AT - timedelta(days=1)
