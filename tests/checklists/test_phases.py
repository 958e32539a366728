from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from webapp.checklists.phases import Phase, heading, phase_at, worth_doing


def interview(setting="office", hour=9, zone="UTC", travel=40):
    start = datetime(2026, 11, 25, hour, 30, tzinfo=ZoneInfo(zone))
    return SimpleNamespace(
        setting=setting,
        starts_at=start.astimezone(UTC),
        ends_at=start + timedelta(minutes=60),
        local_start=start,
        leave_at=start - timedelta(minutes=travel) if travel else None,
    )


def at(day, clock, zone="UTC"):
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    "day, clock, phase",
    [
        (10, "12:00", "evening"),
        (24, "23:59", "evening"),
        (25, "3:59", "evening"),
        (25, "4:00", "morning"),
        (25, "7:49", "morning"),
        (25, "7:50", "leaving"),
        (25, "8:49", "leaving"),
        (25, "8:50", "arrival"),
        (25, "10:29", "arrival"),
        (25, "10:30", "after"),
        (28, "9:00", "after"),
    ],
)
def test_phase_at_their_place(day, clock, phase):
    assert phase_at(interview(), at(day, clock)) == phase


@pytest.mark.parametrize("setting", ["video", "phone"])
def test_a_call_has_no_way_there(setting):
    call = interview(setting, travel=0)
    assert phase_at(call, at(25, "8:44")) == "morning"
    assert phase_at(call, at(25, "8:45")) == "leaving"
    assert phase_at(call, at(25, "9:20")) == "arrival"


def test_a_way_nobody_measured_is_half_an_hour():
    assert phase_at(interview(travel=0), at(25, "8:59")) == "leaving"
    assert phase_at(interview(travel=0), at(25, "9:00")) == "arrival"


def test_the_morning_is_that_of_the_place():
    there = interview(zone="Asia/Tokyo", hour=15)
    assert phase_at(there, at(25, "3:59", "Asia/Tokyo")) == "evening"
    assert phase_at(there, at(25, "4:00", "Asia/Tokyo")) == "morning"


def test_an_interview_at_midnight_goes_from_evening_to_leaving():
    assert phase_at(interview(hour=0), at(24, "22:49")) == "evening"
    assert phase_at(interview(hour=0), at(24, "22:51")) == "leaving"


def test_headings_fit_the_setting():
    assert heading(Phase.LEAVING, "office") == "Before you leave"
    assert heading(Phase.LEAVING, "video") == "The half hour before"
    assert heading(Phase.ARRIVAL, "phone") == "As it starts"
    assert heading(Phase.EVENING, "phone") == "The evening before"


def test_what_can_still_be_done():
    assert worth_doing(Phase.MORNING) == list(Phase)
    assert worth_doing(Phase.LEAVING) == [Phase.MORNING, Phase.LEAVING, Phase.ARRIVAL, Phase.AFTER]
    assert worth_doing(Phase.ARRIVAL) == [Phase.ARRIVAL, Phase.AFTER]
    assert worth_doing(Phase.AFTER) == [Phase.AFTER]
