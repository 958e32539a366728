"""The order in which interviews are listed."""

from datetime import UTC, datetime, timedelta

from webapp.interviews.models import Interview
from webapp.prepare.order import listed

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def interview(company, hours, deleted=None):
    gone = NOW + timedelta(hours=deleted) if deleted is not None else None
    return Interview(
        company=company, starts_at=NOW + timedelta(hours=hours), minutes=60, deleted_at=gone
    )


def test_next_first_then_last_past_then_last_deleted():
    latest_first = [
        interview("later", 48),
        interview("deleted first", 3, deleted=-5),
        interview("next", 2),
        interview("running", -0.5),
        interview("just over", -1),
        interview("deleted last", -4, deleted=-1),
        interview("long ago", -200),
    ]
    names = {
        part: [one.company for one in found] for part, found in listed(latest_first, NOW).items()
    }
    assert names == {
        "coming": ["running", "next", "later"],
        "past": ["just over", "long ago"],
        "deleted": ["deleted last", "deleted first"],
    }
