"""The home screen."""

from flask import Blueprint
from flask_login import current_user, login_required

from webapp.clock import now
from webapp.rendering import render_page
from webapp.today.screen import screen_of

bp = Blueprint("today", __name__)


@bp.get("/")
@login_required
def show():
    at = now()
    return render_page("today/show.html", "moment", place="today", at=at, **screen_of(current_user.id, at))
