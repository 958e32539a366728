"""Start with an example."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.clock import now
from webapp.core.rendering import go_to
from webapp.example.filling import NO_ROOM, fill
from webapp.interviews.models import Interview
from webapp.interviews.zones import USUAL, zone_named

bp = Blueprint("example", __name__)


@bp.post("/example")
@login_required
def create() -> ResponseReturnValue:
    zone = (
        zone_named(request.form.get("time_zone", ""))
        or Interview.last_zone(current_user.id)
        or USUAL
    )
    if not fill(current_user.id, at=now(), time_zone=zone):
        abort(409, NO_ROOM)
    return go_to(url_for("today.show"))
