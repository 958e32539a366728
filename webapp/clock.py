"""The only place that asks what time it is; everything else is handed a time."""

from datetime import UTC, datetime


def now():
    """The current time, aware, in UTC."""
    return datetime.now(UTC)
