"""The order in which interviews are listed."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from webapp.interviews.models import Interview


class Listed(TypedDict):
    coming: list[Interview]
    past: list[Interview]
    deleted: list[Interview]


def listed(latest_first: Sequence[Interview], at: datetime) -> Listed:
    """Those to come, the next first; those that ended, the last first; those that were deleted, the
    last deleted first."""
    kept = [interview for interview in latest_first if not interview.deleted_at]
    deleted = [interview for interview in latest_first if interview.deleted_at]
    return {
        "coming": [interview for interview in reversed(kept) if interview.ends_at > at],
        "past": [interview for interview in kept if interview.ends_at <= at],
        "deleted": sorted(deleted, key=lambda interview: interview.deleted_at or at, reverse=True),
    }
