"""Which time of a series comes next: on which clock, of which days, and with what was changed
since."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.invites import calendar, event
from webapp.calendars import recurring
from webapp.calendars.reading import MAX_EVENTS, events_in
from webapp.calendars.series import ITS_RULE
from webapp.core.child import TAKES_TOO_MUCH, read_in_child
from webapp.core.text import Unreadable

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
ENDLESS = event(DTSTART="20261105T093000Z", DTEND=None, RRULE="FREQ=WEEKLY")


def one(*events, zone="Europe/London", at=AT):
    (found,) = events_in(calendar(*events), zone, at)
    return found


def instant(text):
    return datetime.strptime(f"2026{text}Z", "%Y%m%dT%H%M%z")


def series(start, rule):
    """A series; its start may have parameters before it."""
    parameters, _, value = start.rpartition(":")
    return event(DTSTART=None, DTEND=None, RRULE=rule, lines=[f"DTSTART{parameters}:{value}"])


@pytest.mark.parametrize(
    "start, rule, zone, at, comes",
    [
        ("20260901T090000Z", "FREQ=WEEKLY", "Europe/London", "1127T0000", "1201T0900"),
        ("20261124T233000Z", "FREQ=WEEKLY;BYDAY=TU", "Asia/Tokyo", "1125T0000", "1201T2330"),
        (";TZID=Etc/UTC:20260901T090000", "FREQ=WEEKLY", "Europe/London", "1127T0000", "1201T0900"),
        (
            ";TZID=Europe/London:20260901T090000",
            "FREQ=WEEKLY",
            "Asia/Tokyo",
            "1127T0000",
            "1201T0900",
        ),
        ("20260901T090000", "FREQ=WEEKLY", "Europe/London", "1127T0000", "1201T0900"),
    ],
)
def test_a_series_goes_by_the_clock_it_was_written_by(start, rule, zone, at, comes):
    found = one(series(start, rule), zone=zone, at=instant(at))
    assert found.start == instant(comes)
    assert found.zone == ("Europe/London" if "TZID=Europe" in start else zone)


@pytest.mark.parametrize(
    "until, zone",
    [
        ("99991231T235959Z", "Asia/Tokyo"),
        ("99991231", "America/New_York"),
        ("99991231T235959", "America/New_York"),
    ],
)
def test_the_end_of_the_calendar_is_no_end(until, zone):
    assert one(series(f";TZID={zone}:20261105T183000", f"FREQ=WEEKLY;UNTIL={until}")).start > AT


@pytest.mark.parametrize(
    "until, zone",
    [
        ("00010101T000000Z", "America/New_York"),
        ("00010101", "Asia/Tokyo"),
        ("20261123T235959Z", "America/New_York"),
    ],
)
def test_a_series_that_is_over_is_as_it_was(until, zone):
    assert one(series(f";TZID={zone}:20261105T093000", f"FREQ=WEEKLY;UNTIL={until}")).start < AT


@pytest.mark.parametrize(
    "rule, comes",
    [
        ("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "1201T0930"),
        ("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "1130T0930"),
        ("BYDAY=SA,SU;BYSETPOS=2", "1206T0930"),
        ("BYDAY=TU;BYSETPOS=9", "1101T0930"),
        ("BYDAY=2TU;BYSETPOS=1", "1208T0930"),
        ("BYDAY=TU;BYSETPOS=0", "1101T0930"),
    ],
)
def test_of_the_weekdays_of_a_month_one_is_meant(rule, comes):
    assert one(series("20261101T093000Z", f"FREQ=MONTHLY;{rule}")).start == instant(comes)


def lasting(start, **properties):
    lines = [
        f"RECURRENCE-ID;RANGE=THISANDFUTURE:{properties.pop('instead_of')}",
        *properties.pop("lines", []),
    ]
    return event(DTSTART=start, DTEND=None, lines=lines, **properties)


def test_a_change_can_last():
    moved = lasting("20261127T140000Z", instead_of="20261126T093000Z", SUMMARY="Moved")
    assert one(ENDLESS, moved).start == instant("1127T1400")
    later = one(ENDLESS, moved, at=instant("1210T1200"))
    assert (later.start, later.title) == (instant("1211T1400"), "Moved")
    again = lasting("20261210T080000Z", instead_of="20261210T093000Z", SUMMARY="Again")
    assert one(again, ENDLESS, moved, at=instant("1203T1200")).start == instant("1204T1400"), (
        "until the next one"
    )
    assert one(again, ENDLESS, moved, at=instant("1205T1200")).title == "Again"


def test_a_series_can_be_called_off_from_a_day_on():
    off = lasting("20261203T093000Z", instead_of="20261203T093000Z", STATUS="CANCELLED")
    assert one(ENDLESS, off).start == instant("1126T0930")
    assert one(ENDLESS, off, at=instant("1127T1200")).start < AT, "as it was written"


def test_of_single_days_without_their_series_the_next_one_counts():
    days = [
        event(
            DTSTART=f"202611{day}T093000Z", DTEND=None, lines=[f"RECURRENCE-ID:202611{day}T080000Z"]
        )
        for day in (27, 25, 20)
    ]
    assert one(*days).start == instant("1125T0930")
    assert one(*days, at=instant("1201T0000")).start == instant("1120T0930"), (
        "the last that was written"
    )


def test_of_two_versions_of_a_day_the_later_one_counts():
    old, new = (
        event(
            DTSTART=f"20261126T{hour}0000Z",
            DTEND=None,
            SEQUENCE=hour,
            lines=["RECURRENCE-ID:20261126T093000Z"],
        )
        for hour in (10, 11)
    )
    assert one(new, ENDLESS, old).start == one(new, old).start == instant("1126T1100")


@given(
    started=st.datetimes(datetime(2010, 1, 1), datetime(2026, 12, 31)),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    weekly=st.booleans(),
    interval=st.integers(1, 5),
    days=st.lists(st.sampled_from(["MO", "TU", "TH", "SU"]), max_size=3),
    count=st.integers(1, 3000) | st.none(),
)
def test_years_that_are_not_gone_through_change_nothing(started, at, weekly, interval, days, count):
    started, at = started.replace(microsecond=0), at.replace(microsecond=0)
    rule = {
        "FREQ": ["WEEKLY" if weekly else "DAILY"],
        "INTERVAL": [interval],
        "BYDAY": days,
        "COUNT": [count] if count else [],
    }
    frequency = rrule.WEEKLY if weekly else rrule.DAILY
    on = [getattr(rrule, day) for day in days] or None
    expected = rrule.rrule(
        frequency, dtstart=started, interval=interval, byweekday=on, count=count
    ).after(at)
    utc = ZoneInfo("UTC")
    assert recurring.next_start(
        started.replace(tzinfo=utc), rule, (), frozenset(), at.replace(tzinfo=UTC)
    ) == (expected and expected.replace(tzinfo=UTC))


def test_ten_years_are_not_gone_through_day_by_day(monkeypatch):
    monkeypatch.setattr(recurring, "MAX_SECONDS", 0.003)
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"):
        found = one(series("19161122T093000Z", rule))
        assert found.start == instant("1124T0930") and not found.asks


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=3;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=9TU",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9,17",
        "FREQ=DAILY;COUNT=99999999",
        "FREQ=DAILY;BYWHAT=1",
        "nonsense",
    ],
)
def test_a_rule_that_matches_nothing_or_means_nothing_is_asked_about(rule):
    began = time.process_time()
    found = one(series("20170228T100000Z", rule))
    assert time.process_time() - began < 2, "seconds; up to the year 9999 it takes many"
    assert found.start == datetime(2017, 2, 28, 10, tzinfo=UTC) and found.asks == (ITS_RULE,)


def many_series(rule, **properties):
    start = {"DTSTART": "20170228T100000Z", "DTEND": None, "RRULE": rule}
    return calendar(
        *[event(UID=f"{number}", **start, **properties) for number in range(MAX_EVENTS)]
    )


NEVER = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"


@pytest.mark.parametrize("rule", ["FREQ=DAILY", NEVER])
def test_many_series_are_read_or_refused_within_the_limits(rule):
    try:
        found = read_in_child(events_in, many_series(rule), "Europe/London", AT)
        assert len(found) == MAX_EVENTS
    except Unreadable as refused:
        assert str(refused) == TAKES_TOO_MUCH and "BYMONTHDAY" in rule


def test_what_comes_only_after_many_years_is_not_looked_for():
    start = datetime(2026, 2, 28, 10, tzinfo=ZoneInfo("Europe/London"))
    with pytest.raises(recurring.NotUnderstood):
        recurring.next_start(start, {"FREQ": ["YEARLY"], "INTERVAL": [50]}, (), frozenset(), AT)
    assert recurring.next_start(
        start, {"FREQ": ["YEARLY"], "INTERVAL": [9]}, (), frozenset(), AT
    ) - AT < timedelta(days=3660)
