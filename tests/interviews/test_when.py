"""Words for times."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from webapp.interviews.when import (
    capital,
    clock,
    date_in_full,
    day,
    day_and_time,
    length,
    span,
    until,
)

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")

# Also said by time-words.js: tests/browser/test_interviews.py goes through the same rows. (at,
# moment, zone, words)
UNTIL = [
    ("2026-11-26 08:50:00", "2026-11-26 09:30", "Europe/London", "in 40 minutes"),
    ("2026-11-26 08:49:59", "2026-11-26 09:30", "Europe/London", "in 41 minutes"),
    ("2026-11-26 09:29:59", "2026-11-26 09:30", "Europe/London", "in 1 minute"),
    ("2026-11-26 09:30:00", "2026-11-26 09:30", "Europe/London", "now"),
    ("2026-11-26 09:30:59", "2026-11-26 09:30", "Europe/London", "now"),
    ("2026-11-26 09:31:00", "2026-11-26 09:30", "Europe/London", "1 minute ago"),
    ("2026-11-26 08:30:00", "2026-11-26 09:30", "Europe/London", "in 1 hour"),
    ("2026-11-26 08:10:00", "2026-11-26 09:30", "Europe/London", "in 1 hour 20 minutes"),
    ("2026-11-26 05:30:00", "2026-11-26 09:30", "Europe/London", "in 4 hours"),
    ("2026-11-26 04:10:00", "2026-11-26 09:30", "Europe/London", "in 5 hours"),
    ("2026-11-25 22:00:00", "2026-11-26 09:30", "Europe/London", "in 12 hours"),
    ("2026-11-25 21:30:00", "2026-11-26 09:30", "Europe/London", "tomorrow"),
    ("2026-11-26 00:00:00", "2026-11-26 14:00", "Europe/London", "in 14 hours"),
    ("2026-11-24 23:59:00", "2026-11-26 09:30", "Europe/London", "in 2 days"),
    ("2026-11-13 09:30:00", "2026-11-26 09:30", "Europe/London", "in 13 days"),
    ("2026-11-12 09:30:00", "2026-11-26 09:30", "Europe/London", "in 2 weeks"),
    ("2026-09-20 09:30:00", "2026-11-26 09:30", "Europe/London", "in 2 months"),
    ("2026-11-26 11:00:00", "2026-11-26 10:00", "Europe/London", "1 hour ago"),
    ("2026-11-27 09:00:00", "2026-11-26 10:00", "Europe/London", "yesterday"),
    ("2026-12-01 09:00:00", "2026-11-26 10:00", "Europe/London", "5 days ago"),
    # The day is that of the interview's zone, not of UTC.
    ("2026-11-26 08:00:00", "2026-11-26 20:30", "Pacific/Auckland", "tomorrow"),
    ("2026-11-26 12:00:00", "2026-11-27 02:00", "America/New_York", "in 14 hours"),
    # Clocks go forward in the night: 23 hours between the two noons, and 24 when they don't.
    ("2026-03-28 23:30:00", "2026-03-29 08:30", "Europe/London", "in 9 hours"),
    ("2026-03-28 12:00:00", "2026-03-29 11:00", "Europe/London", "tomorrow"),
    ("2026-10-24 23:00:00", "2026-10-25 02:00", "Europe/London", "in 3 hours"),
]

DAY = [
    ("2026-11-23 08:00:00", "2026-11-22 12:00", "Europe/London", "yesterday"),
    ("2026-11-23 08:00:00", "2026-11-23 23:59", "Europe/London", "today"),
    ("2026-11-23 08:00:00", "2026-11-24 00:00", "Europe/London", "tomorrow"),
    ("2026-11-23 23:59:59", "2026-11-24 09:30", "Europe/London", "tomorrow"),
    ("2026-11-24 00:00:00", "2026-11-24 09:30", "Europe/London", "today"),
    ("2026-11-23 08:00:00", "2026-11-25 09:30", "Europe/London", "Wednesday"),
    ("2026-11-23 08:00:00", "2026-11-29 09:30", "Europe/London", "Sunday"),
    ("2026-11-23 08:00:00", "2026-11-30 09:30", "Europe/London", "Mon 30 November"),
    ("2026-11-23 08:00:00", "2026-11-16 09:30", "Europe/London", "Mon 16 November"),
    ("2026-11-23 08:00:00", "2027-01-04 09:05", "Europe/London", "Mon 4 January 2027"),
    ("2026-09-01 08:00:00", "2026-09-23 09:05", "Europe/London", "Wed 23 September"),
    # The day is that of the zone.
    ("2026-11-23 23:30:00", "2026-11-24 01:00", "Europe/London", "tomorrow"),
    ("2026-11-23 23:30:00", "2026-11-24 01:00", "America/New_York", "today"),
    ("2026-12-31 12:00:00", "2026-12-31 13:00", "Pacific/Auckland", "today"),
    ("2026-12-20 12:00:00", "2026-12-31 13:00", "Pacific/Auckland", "Fri 1 January 2027"),
]


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("at, moment, zone, words", UNTIL)
def test_until(at, moment, zone, words):
    assert until(utc(at), utc(moment).astimezone(ZoneInfo(zone))) == words


def test_until_counts_real_minutes_over_a_clock_change():
    # London, 29 March: the clock goes from 0:59 to 2:00, so from 0:30 to 2:30 is one hour.
    assert (
        until(utc("2026-03-29 00:30"), datetime(2026, 3, 29, 2, 30, tzinfo=LONDON)) == "in 1 hour"
    )


@pytest.mark.parametrize("at, moment, zone, words", DAY)
def test_day(at, moment, zone, words):
    assert day(utc(moment), utc(at), ZoneInfo(zone)) == words


def test_day_and_time():
    assert day_and_time(utc("2026-11-24 00:00"), utc("2026-11-23 08:00"), LONDON) == "tomorrow 0:00"


def test_other_words():
    assert clock(utc("2026-07-01 08:05"), LONDON) == "9:05"
    assert span(utc("2026-11-26 09:30"), utc("2026-11-26 10:45"), LONDON) == "9:30 to 10:45"
    assert date_in_full(utc("2026-11-26 23:30"), AUCKLAND) == "Friday 27 November 2026"
    assert (
        length(75) == "1 hour 15 minutes" and length(60) == "1 hour" and length(45) == "45 minutes"
    )
    assert capital("tomorrow 9:30") == "Tomorrow 9:30" and capital("") == ""
