"""What real files hold that no standard expects: each is read as it is meant, or it is asked."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import ics
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.calendars.invites import calendar, event
from tests.calendars.test_invitations import fields_in, look, take
from tests.reflections.factories import interview
from webapp.calendars.clocks import zone_called
from webapp.calendars.guesses import form_values
from webapp.calendars.reading import BY_ITS_TITLE, NO_HOUR, events_in
from webapp.calendars.series import ITS_RULE
from webapp.core.content_lines import lines_in
from webapp.interviews.models import Interview, Setting

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
NEW_YORK = "\r\n".join(
    [
        "BEGIN:STANDARD",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "END:DAYLIGHT",
    ]
)


def one(*lines, before=(), zone="Europe/London", **properties):
    properties = {"DTSTART": None, "DTEND": None, **properties}
    (found,) = events_in(calendar(*before, event(lines=list(lines), **properties)), zone, AT)
    return found


def of(text, zone="Europe/London"):
    (found,) = events_in(text if isinstance(text, bytes) else text.encode(), zone, AT)
    return found


def defined(name, lines=NEW_YORK):
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{lines}\r\nEND:VTIMEZONE"


# Zones


@pytest.mark.parametrize(
    "tzid, hour, zone, shown",
    [
        ("Eastern Standard Time", 18, "America/New_York", 14),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', 18, "America/New_York", 14),
        ('"(GMT-05.00) Eastern Time (US & Canada)"', 18, "America/New_York", 14),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome"', 12, "Europe/Amsterdam", 14),
        ('"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"', 8, "Asia/Kolkata", 14),
        ('"Eastern Standard Time 1"', 18, "America/New_York", 14),
        ("/example.org/Olson_20011030_5/America/New_York", 18, "America/New_York", 14),
        ("america/new_york", 18, "America/New_York", 14),
        ("GMT+0200", 12, "Europe/London", 13),
        ("UTC-3", 17, "Europe/London", 18),
        ('"GMT +02:00"', 12, "Europe/London", 13),
        ('"(UTC+02:00) Nowhere At All"', 12, "Europe/London", 13),
        ("tzone://Microsoft/Utc", 14, "Europe/London", 15),
        ("Etc/UTC", 14, "Europe/London", 15),
    ],
)
def test_a_zone_is_known_by_what_it_is_called(tzid, hour, zone, shown):
    found = one(f"DTSTART;TZID={tzid}:20270715T140000")
    assert (found.start.hour, found.zone, found.time.hour) == (hour, zone, shown)
    assert not found.asks


def test_a_zone_is_named_and_held_against_its_definition():
    start = "DTSTART;TZID=Eastern Standard Time:20270715T140000"
    same = one(start, before=[defined("Eastern Standard Time")])
    assert (same.start.hour, same.zone, same.asks) == (18, "America/New_York", ())
    other = NEW_YORK.replace("-0400", "-0700").replace("-0500", "-0800")
    (ask,) = one(start, before=[defined("Eastern Standard Time", other)]).asks
    assert "other hours" in ask and "Eastern Standard Time" in ask


def test_a_definition_without_a_name_gives_the_instant():
    found = one("DTSTART;TZID=Ours:20270715T140000", before=[defined("Ours")])
    assert (found.start.hour, found.zone, found.time, found.asks) == (
        18,
        "Europe/London",
        time(19),
        (),
    )


def test_a_definition_may_say_where_it_is():
    lines = f"X-LIC-LOCATION:America/New_York\r\n{NEW_YORK}"
    found = one("DTSTART;TZID=Ours:20270715T140000", before=[defined("Ours", lines)])
    assert (found.zone, found.time) == ("America/New_York", time(14))


@pytest.mark.parametrize("tzid", ["Nowhere/Land", '"(Mars) Olympus"', "X" * 500])
def test_a_zone_that_is_not_known_is_asked_for(tzid):
    found = one(f"DTSTART;TZID={tzid}:20270715T140000")
    assert (found.start, found.zone, found.date, found.time) == (
        None,
        "",
        date(2027, 7, 15),
        time(14),
    )
    assert "isn’t known here" in found.asks[0] and len(found.asks[0]) < 200


def test_it_is_asked_on_the_form(owner):
    page = look(
        owner,
        calendar(event(DTSTART=None, DTEND=None, lines=["DTSTART;TZID=Nowhere:20270715T140000"])),
    )
    sent = fields_in(page.text)
    assert "“Nowhere”" in page.text and sent["time_zone"] == "" and sent["time"] == "14:00"
    again = owner.post("/interviews", sent)
    assert again.status_code == 422 and "Write the time zone" in again.text
    assert owner.post("/interviews", sent | {"time_zone": "Lisbon"}).status_code == 303
    assert owner.rows(Interview)[0].starts_at == datetime(2027, 7, 15, 13, tzinfo=UTC)


def test_what_is_asked_of_one_of_several_is_asked_when_it_is_chosen(owner):
    lines = ["DTSTART;TZID=Nowhere:20270715T140000"]
    page = look(
        owner,
        calendar(*(event(UID=uid, DTSTART=None, DTEND=None, lines=lines) for uid in "ab")),
    )
    sent = fields_in(page.text)
    assert sent["asks"] and sent["asks"] in owner.post("/interviews/invitation/one", sent).text


def test_an_interview_that_is_there_lends_its_zone(owner):
    def sent(start):
        return calendar(event(DTSTART=None, DTEND=None, lines=[start]))

    take(owner, sent("DTSTART;TZID=America/New_York:20270715T140000"))
    page = look(owner, sent("DTSTART;TZID=Nowhere:20270715T150000")).text
    assert "isn’t known here" in page and "15:00" in page and "Thursday" in page


def test_a_time_without_a_zone_says_how_it_was_read():
    found = one(DTSTART="20270715T140000", zone="America/New_York")
    assert found.start.hour == 18 and "New York" in found.asks[0]


@pytest.mark.parametrize(
    "own, hour, asks", [("Eastern Standard Time", 18, 0), ("Nowhere", None, 1)]
)
def test_the_calendars_own_zone_is_known_likewise(own, hour, asks):
    found = of(
        calendar(event(DTSTART="20270715T140000", DTEND=None), lines=[f"X-WR-TIMEZONE:{own}"])
    )
    assert (found.start and found.start.hour, len(found.asks)) == (hour, asks)


@pytest.mark.parametrize("name", ["", " ", "Time", "GMT+99", "(UTC", "()", "a" * 5000, "/" * 900])
def test_no_zone_is_found_where_there_is_none(name):
    assert zone_called(name) is None


# People


@pytest.mark.parametrize(
    "line, name",
    [
        ("ORGANIZER;CN=Hill, Sam:mailto:s@x.example", "Sam Hill"),
        ('ATTENDEE;CN="Kim \\"KJ\\" Jones":mailto:k@x.example', 'Kim "KJ" Jones'),
        ("ATTENDEE;CN=\"Kim ^'KJ^' Jones\":mailto:k@x.example", 'Kim "KJ" Jones'),
        ("ATTENDEE;CN=Ana Ng\\, PhD:mailto:a@x.example", "Ana Ng, PhD"),
        ('ATTENDEE;CN="Hill, Sam, Jr.":mailto:a@x.example', "Sam Hill, Jr."),
        ('ATTENDEE;CN="O;Brien: Pat":mailto:a@x.example', "O;Brien: Pat"),
    ],
)
def test_people_are_called_as_they_are(line, name):
    found = form_values(one(line, DTSTART="20270115T140000Z"), "me@example.org")
    assert found["people"] == name


# Called off


@pytest.mark.parametrize("line", ["STATUS:CANCELED", "STATUS:Cancelled", "METHOD:CANCEL"])
def test_it_is_called_off_however_it_says_so(line):
    assert one(line, DTSTART="20270115T140000Z").is_cancelled


@pytest.mark.parametrize("title", ["Canceled: Second interview", "CANCELLED - x", "Abgesagt: x"])
def test_a_title_that_says_so_is_asked_about(title):
    found = one(DTSTART="20270115T140000Z", SUMMARY=title)
    assert not found.is_cancelled and found.asks == (BY_ITS_TITLE,)
    assert not one(DTSTART="20270115T140000Z", SUMMARY="Why I was cancelled").asks


# Bytes


def test_a_letter_may_be_folded_in_its_middle():
    folded = calendar(event(SUMMARY="X")).replace(b"SUMMARY:X", b"SUMMARY:Gespr\xc3\r\n \xa4ch")
    assert of(folded).title == "Gespräch"


def test_one_bad_byte_leaves_the_other_letters():
    spoilt = calendar(event(SUMMARY="Gespräch", DESCRIPTION="X")).replace(b":X", b":\xff")
    assert of(spoilt).title == "Gespräch"


WHOLE = calendar(event(SUMMARY="Whole, I think"))


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n".join(b"  " + line for line in WHOLE.split(b"\r\n")),
        b" " + WHOLE,
        WHOLE.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT \t"),
        WHOLE.replace(b"\r\n", b"\r"),
        WHOLE.replace(b"\r\n", b"\n\n"),
        WHOLE.replace(b"BEGIN:VEVENT", b"begin:vevent"),
        b"\xef\xbb\xbf" + WHOLE,
        WHOLE.decode().encode("utf-16"),
        WHOLE.decode().encode("utf-16-le"),
        event(SUMMARY="Whole, I think").encode(),
        b"Dear Robin,\r\n\r\n" + WHOLE,
    ],
)
def test_what_programs_make_of_lines_is_put_right(data):
    found = of(data)
    assert (found.title, found.start) == (
        "Whole, I think",
        datetime(2026, 12, 3, 9, 30, tzinfo=UTC),
    )


def test_the_older_format_is_read():
    found = of(
        "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nDTSTART:20270115T140000Z\r\nDTEND:20270115T150000Z\r\n"
        "SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gespr=E4ch=\r\n, zwei\r\n"
        "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Z=C3=BCrich=0D=0AZweite Zeile\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert (found.title, found.description, found.minutes) == (
        "Gespräch, zwei",
        "Zürich\nZweite Zeile",
        60,
    )


def test_an_attachment_is_passed_over(owner):
    attached = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "\r\n ".join(["QUJD" * 18] * 36_000)
    page = look(owner, calendar(event(SUMMARY="Second interview at Kestrel", lines=[attached])))
    assert page.status_code == 200 and fields_in(page.text)["company"] == "Kestrel"


# All day


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART;TZID=Europe/Paris;VALUE=DATE:20270115"],
        ["DTSTART;VALUE=DATE:20270115", "DTEND;VALUE=DATE:20270116"],
        ["DTSTART:20270115"],
        ["DTSTART;VALUE=DATE:20270115T000000Z"],
        ["DTSTART:20270115T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
        ["DTSTART;TZID=Europe/Paris:20270115T000000", "DTEND;TZID=Europe/Paris:20270116T000000"],
        ["DTSTART:20270115T000000", "DURATION:P1D"],
        ["DTSTART:20270115T000000Z", "DTEND:20270117T000000Z"],
    ],
)
def test_a_day_has_no_hour_in_all_its_spellings(lines):
    found = one(*lines)
    assert (found.date, found.time, found.start, found.minutes) == (
        date(2027, 1, 15),
        None,
        None,
        None,
    )
    assert NO_HOUR in found.asks


def test_midnight_is_an_hour_when_it_is_one():
    found = one("DTSTART:20270115T000000Z", "DTEND:20270115T010000Z")
    assert found.time == time(0) and found.minutes == 60


# Series


@pytest.mark.parametrize(
    "start, lines, comes",
    [
        ("20261120T093000Z", ["RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"], (11, 24, 9)),
        ("19970902T090000Z", ["RRULE:FREQ=WEEKLY"], (11, 24, 9)),
        ("20261001T100000Z", ["RDATE:20261201T100000Z,20261202T110000Z"], (12, 1, 10)),
        ("20261001T100000Z", ["RDATE;VALUE=PERIOD:20261201T100000Z/PT1H"], (12, 1, 10)),
        ("20260101T100000Z", ["RRULE:FREQ=YEARLY;BYMONTH=3,12;BYDAY=1MO"], (12, 7, 10)),
        ("20260101T100000Z", ["RRULE:FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"], None),
        ("20260101T100000Z", ["RRULE:FREQ=DAILY;BYMONTH=12"], (12, 1, 10)),
        ("20260101T100000Z", ["RRULE:FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,MO"], None),
    ],
)
def test_the_next_time_of_a_series_is_dateutils(start, lines, comes):
    found = one(*lines, DTSTART=start)
    assert found.start > AT and not found.asks
    if comes:
        assert (found.start.month, found.start.day, found.start.hour) == comes


def test_of_a_friday_the_next_working_day_is_no_saturday():
    at = datetime(2026, 11, 27, 12, tzinfo=UTC)
    weekly = calendar(
        event(DTSTART="20261120T093000Z", DTEND=None, RRULE="FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")
    )
    (found,) = events_in(weekly, "Europe/London", at)
    assert found.start == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


def test_a_series_of_days_gives_its_next_day():
    found = one("DTSTART;VALUE=DATE:20261120", "RRULE:FREQ=WEEKLY")
    assert (found.date, found.time) == (date(2026, 11, 27), None)


def test_a_series_on_a_clock_that_is_not_known_is_asked_about():
    found = one("DTSTART;TZID=Nowhere:20261001T100000", "RRULE:FREQ=WEEKLY")
    assert (found.date, found.time, found.zone) == (date(2026, 11, 26), time(10), "")
    assert ITS_RULE not in found.asks


# Links


@pytest.mark.parametrize(
    "place, description, link",
    [
        (
            "https://teams.cloud.microsoft/meet/123?p=x",
            "",
            "https://teams.cloud.microsoft/meet/123?p=x",
        ),
        ("https://dod.zoomgov.com/j/1", "", "https://dod.zoomgov.com/j/1"),
        (
            "",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F1&data=05",
            "https://teams.microsoft.com/l/meetup-join/1",
        ),
        ("https://www.google.com/url?q=https://zoom.us/j/7&sa=D", "", "https://zoom.us/j/7"),
        (
            "",
            "https://calendly.com/events/ab-12/google_meet",
            "https://calendly.com/events/ab-12/google_meet",
        ),
        (
            "",
            "Join the video call: https://rooms.kestrel.example/42",
            "https://rooms.kestrel.example/42",
        ),
    ],
)
def test_a_call_is_known_by_its_link(place, description, link):
    found = form_values(
        one(DTSTART="20270115T140000Z", LOCATION=place, DESCRIPTION=description), "me@x.example"
    )
    assert (found["setting"], found["place"]) == (Setting.VIDEO, link)


@pytest.mark.parametrize(
    "description",
    [
        "Our website: https://kestrel.example/jobs",
        "https://safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
        "https://evil.example/teams.cloud.microsoft",
    ],
)
def test_other_links_are_no_calls(description):
    found = one(DTSTART="20270115T140000Z", DESCRIPTION=description, LOCATION="Mill Lane 4")
    assert form_values(found, "me@x.example")["place"] == "Mill Lane 4"


# Out


ZONES = [
    "America/New_York",
    "Europe/London",
    "Australia/Sydney",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Pacific/Auckland",
    "Asia/Tokyo",
    "Africa/Casablanca",
    "America/St_Johns",
    "Europe/Dublin",
]


def around_changes(zone):
    """Instants of a year in the zone: at its ends, and a minute, an hour and most of a day to both
    sides of each change of its clocks."""
    begin, half = datetime(2027, 1, 1, tzinfo=UTC), timedelta(minutes=30)
    all_year = [(begin + n * half).astimezone(ZoneInfo(zone)) for n in range(48 * 365)]
    steps = pairwise(all_year)
    changes = [new.astimezone(UTC) for old, new in steps if old.utcoffset() != new.utcoffset()]
    beside = [timedelta(minutes=sign * minutes) for minutes in (1, 60, 1200) for sign in (-1, 1)]
    return [begin, *(at + away for at in changes for away in beside), begin + 364 * 48 * half]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.one_database
def test_an_interview_goes_out_as_the_instant_it_is_at(owner, zone):
    """By what five programs read."""
    instants = around_changes(zone)
    assert len(instants) in (2, 14, 26)
    for at in instants:
        data = owner.get(f"/interviews/{interview(owner, at, time_zone=zone).id}/calendar").data
        (out,) = Calendar.from_ical(data).walk("VEVENT")
        (by_ical,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
        by_vobject = vobject.readOne(data.decode()).vevent
        (by_ics,) = ics.Calendar(data.decode()).events
        starts = [out["DTSTART"].dt, by_ical.dtstart, by_vobject.dtstart.value, by_ics.begin]
        assert starts == [at] * 4 and all(start.utcoffset() is not None for start in starts)
        ends = [out.end, by_ical.end, by_vobject.dtstart.value + by_vobject.duration.value]
        assert [*ends, by_ics.end] == [ends[0]] * 4 and ends[0] > at
        rings = sorted(alarm["TRIGGER"].dt for alarm in out.walk("VALARM"))
        assert rings == sorted(alarm.trigger for alarm in by_ical.alarm)
        assert rings == sorted(alarm.trigger.value for alarm in by_vobject.valarm_list)
        (back,) = events_in(data, "Asia/Tokyo", AT)
        local = at.astimezone(ZoneInfo(zone))
        assert (back.start, back.zone, back.time) == (at, zone, local.time())


def test_lines_stay_as_they_are_where_nothing_is_wrong():
    assert lines_in(WHOLE) == WHOLE.decode().replace("\r\n", "\n")
