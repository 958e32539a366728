"""A date and a time on a clock somewhere, as an instant."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from webapp.interviews.local_time import NoSuchTime, instant


def at(day, hour, zone):
    return instant(date.fromisoformat(day), time.fromisoformat(hour), ZoneInfo(zone))


@pytest.mark.parametrize(
    "day, hour, zone, in_utc",
    [
        ("2026-11-26", "09:30", "Europe/London", "2026-11-26 09:30"),
        ("2026-07-01", "09:30", "Europe/London", "2026-07-01 08:30"),
        ("2026-07-01", "09:30", "Asia/Kathmandu", "2026-07-01 03:45"),
        # Comes twice that night; the first is meant.
        ("2026-10-25", "01:30", "Europe/London", "2026-10-25 00:30"),
        ("2026-01-01", "00:00", "Pacific/Kiritimati", "2025-12-31 10:00"),
    ],
)
def test_instant(day, hour, zone, in_utc):
    assert at(day, hour, zone) == datetime.fromisoformat(in_utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "day, hour, zone, before, after",
    [
        ("2026-03-29", "01:00", "Europe/London", "00:59", "02:00"),
        ("2026-03-29", "01:59", "Europe/London", "00:59", "02:00"),
        ("2026-03-08", "02:30", "America/New_York", "01:59", "03:00"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "01:59", "02:30"),  # half an hour only
        # At midnight, so the last minute is of the day before.
        ("2026-09-06", "00:00", "America/Santiago", "23:59", "01:00"),
        ("2011-12-30", "12:00", "Pacific/Apia", "23:59", "00:00"),  # a whole day that never was
    ],
)
def test_time_that_never_comes(day, hour, zone, before, after):
    with pytest.raises(NoSuchTime) as found:
        at(day, hour, zone)
    assert (f"{found.value.before:%H:%M}", f"{found.value.after:%H:%M}") == (before, after)
    assert found.value.after.astimezone(UTC) - found.value.before.astimezone(UTC) == timedelta(
        minutes=1
    )


def test_edges_of_a_jump_exist():
    assert at("2026-03-29", "00:59", "Europe/London") + timedelta(minutes=1) == at(
        "2026-03-29", "02:00", "Europe/London"
    )
