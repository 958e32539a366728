"""All that icalendar ships to test itself with can be read, or it is said why not."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from webapp.calendars.guesses import form_values
from webapp.calendars.reading import NO_CALENDAR, NO_EVENT, events_in
from webapp.core.text import Unreadable

SAMPLES = sorted(Path(icalendar.__file__).parent.rglob("*.ics"))
AT = datetime(2013, 1, 1, tzinfo=UTC)
READABLE = 80  # of them have an event in a calendar; the others are single events, tasks and zones


def test_the_samples_are_there():
    assert len(SAMPLES) > 150


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_is_read_or_refused_in_words(sample):
    try:
        events = events_in(sample.read_bytes(), "Europe/London", AT)
    except Unreadable as error:
        assert str(error) in (NO_CALENDAR, NO_EVENT)
        return
    for event in events:
        values = form_values(event, "me@example.org")
        assert len(values["company"]) <= 120 and len(values["place"]) <= 300
        assert event.asks if values["time_zone"] == "" else ZoneInfo(values["time_zone"])


def test_most_have_an_event_in_them():
    found = 0
    for sample in SAMPLES:
        try:
            found += bool(events_in(sample.read_bytes(), "Europe/London", AT))
        except Unreadable:
            pass
    assert found >= READABLE
