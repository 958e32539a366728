"""The home screen."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.clock import now
from webapp.core.rendering import render_page
from webapp.core.truth import true_until_next
from webapp.sync.models import Recovered
from webapp.today.screen import screen_of

bp = Blueprint("today", __name__)
FARTHEST = timedelta(days=60)


def asked_time(text: str, now: datetime) -> datetime:
    """The time to come that `text` names, within reason; else now."""
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return now
    return at if now < at < now + FARTHEST else now


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    """Today, or as it will be at the time `at`: the phone keeps those pages for when there is no
    signal."""
    this_moment = now()
    at = asked_time(request.args.get("at", ""), this_moment)
    true_until_next(this_moment, at)
    kept = Recovered.any_of(current_user.id)
    return render_page(
        "today/show.html",
        "moment",
        tab="today",
        at=at,
        kept=kept,
        **screen_of(current_user.id, at),
    )
