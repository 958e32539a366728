"""The switch of each device: whether the phone keeps copies of pages. It hears of it with every
answer, and goes by that."""

from uuid import UUID

from flask import Blueprint, Flask, Response, g, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from sqlalchemy import inspect

from webapp.accounts.models import SignIn
from webapp.core.access import owned_or_404
from webapp.core.clock import now
from webapp.core.rendering import render_fragment_or_redirect

bp = Blueprint("kept_pages", __name__, url_prefix="/account/devices/<uuid:sign_in_id>/pages")
HEADER = "Round-Two-Pages"


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.after_request(say_whether_kept)


@bp.put("")
@login_required
def keep(sign_in_id: UUID) -> ResponseReturnValue:
    owned_or_404(SignIn, sign_in_id).keep_pages()
    return devices()


@bp.delete("")
@login_required
def drop(sign_in_id: UUID) -> ResponseReturnValue:
    owned_or_404(SignIn, sign_in_id).keep_no_pages(since=now())
    return devices()


def devices() -> ResponseReturnValue:
    return render_fragment_or_redirect(
        url_for("accounts.devices"),
        "accounts/devices.html",
        "devices",
        sign_ins=current_user.sign_ins(),
    )


def say_whether_kept(response: Response) -> Response:
    """Says it wherever the device is known, and asks nothing more for that: its row may be gone by
    now."""
    if "version" in g and current_user.is_authenticated:
        known = inspect(current_user.sign_in).dict
        if "no_pages_since" in known:
            response.headers[HEADER] = "none" if known["no_pages_since"] else "kept"
    return response
