"""Which moment of an interview it is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from webapp.interviews.models import Interview
from webapp.today.moment import Moment, beginnings, moment_of


def interview(start, zone="Europe/London", minutes=60, travel=0):
    local = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    return Interview(
        starts_at=local.astimezone(UTC), time_zone=zone, minutes=minutes, travel_minutes=travel
    )


def there(text, zone="Europe/London"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    "at, moment",
    [
        ("2026-10-01 12:00", "days before"),
        ("2026-11-24 23:59", "days before"),
        ("2026-11-25 16:59", "days before"),
        ("2026-11-25 17:00", "evening before"),
        ("2026-11-26 00:00", "evening before"),
        ("2026-11-26 03:59", "evening before"),
        ("2026-11-26 04:00", "morning"),
        ("2026-11-26 08:14", "morning"),
        ("2026-11-26 08:15", "leaving"),
        ("2026-11-26 08:59", "leaving"),
        ("2026-11-26 09:00", "soon"),
        ("2026-11-26 09:29", "soon"),
        ("2026-11-26 09:30", "during"),
        ("2026-11-26 10:29", "during"),
        ("2026-11-26 10:30", "just after"),
        ("2026-11-26 11:29", "just after"),
        ("2026-11-26 11:30", "later that day"),
        ("2026-11-27 03:59", "later that day"),
        ("2026-11-27 04:00", "next morning"),
        ("2026-11-28 03:59", "next morning"),
        ("2026-11-28 04:00", "past"),
        ("2030-01-01 00:00", "past"),
    ],
)
def test_moments_of_a_day(at, moment):
    assert moment_of(interview("2026-11-26 09:30", travel=45), there(at)) == moment


def test_no_interview():
    assert moment_of(None, there("2026-11-26 09:00")) is Moment.NONE


def test_nobody_leaves_for_a_call():
    at_home = interview("2026-11-26 09:30")
    assert moment_of(at_home, there("2026-11-26 08:59")) is Moment.MORNING
    assert moment_of(at_home, there("2026-11-26 09:00")) is Moment.SOON


def test_day_is_that_of_the_interviews_zone():
    in_auckland = interview("2026-11-27 09:30", "Pacific/Auckland")
    assert (
        moment_of(in_auckland, there("2026-11-26 16:59", "Pacific/Auckland")) is Moment.DAYS_BEFORE
    )
    assert (
        moment_of(in_auckland, there("2026-11-26 17:00", "Pacific/Auckland"))
        is Moment.EVENING_BEFORE
    )


@pytest.mark.parametrize(
    "start, zone",
    [
        ("2026-03-29 09:30", "Europe/London"),
        ("2026-10-25 09:30", "Europe/London"),
        ("2026-09-06 09:30", "America/Santiago"),
        ("2026-11-01 09:30", "America/Havana"),
    ],
)
def test_half_an_hour_is_half_an_hour_when_clocks_change(start, zone):
    one = interview(start, zone)
    assert moment_of(one, one.starts_at - timedelta(minutes=30)) is Moment.SOON
    assert moment_of(one, one.starts_at - timedelta(minutes=31)) is Moment.MORNING
    four = there(f"{start[:10]} 04:00", zone)
    assert moment_of(one, four) is Moment.MORNING
    assert moment_of(one, four - timedelta(seconds=1)) is Moment.EVENING_BEFORE


@pytest.mark.parametrize(
    "start", ["2026-11-26 00:10", "2026-11-26 04:10", "2026-11-26 23:50", "2026-11-26 02:00"]
)
def test_interview_at_night_is_never_the_morning_after_it_began(start):
    one = interview(start, travel=20)
    seen = [
        moment_of(one, one.starts_at + timedelta(minutes=minutes))
        for minutes in range(-3000, 3000, 5)
    ]
    order = [Moment(moment) for moment in Moment]
    assert [order.index(moment) for moment in seen] == sorted(
        order.index(moment) for moment in seen
    )
    assert seen[-3000 // 5] is Moment.DURING


def test_long_way_begins_the_day_before():
    far = interview("2026-11-26 09:30", travel=1440)
    assert moment_of(far, there("2026-11-25 08:59")) is Moment.DAYS_BEFORE
    assert moment_of(far, there("2026-11-25 20:00")) is Moment.LEAVING
    assert moment_of(far, there("2026-11-26 09:00")) is Moment.SOON


def test_every_moment_begins_once():
    names = [moment for moment, _ in beginnings(interview("2026-11-26 09:30", travel=5))]
    assert names == [moment for moment in Moment if moment not in (Moment.NONE, Moment.DAYS_BEFORE)]
