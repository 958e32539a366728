"""The order in which interviews are listed."""


def in_order(latest_first, at):
    """Those to come, the next first; those that ended, the last first; those that were deleted, the
    last deleted first."""
    kept = [interview for interview in latest_first if not interview.deleted_at]
    deleted = [interview for interview in latest_first if interview.deleted_at]
    return {
        "coming": [interview for interview in reversed(kept) if interview.ends_at > at],
        "past": [interview for interview in kept if interview.ends_at <= at],
        "deleted": sorted(deleted, key=lambda interview: interview.deleted_at, reverse=True),
    }
