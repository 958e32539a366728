"""The only place that asks what time it is; everything else is handed a time."""

from datetime import UTC, datetime

from flask import request

ACTED_AT = "round_two.acted_at"  # in the environment of a request, set by webapp.sync.dispatch


def now() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)


def acted_at() -> datetime:
    """When the person did what the request asks: now, or earlier when it waited on a phone for a
    signal."""
    return request.environ.get(ACTED_AT) or now()
