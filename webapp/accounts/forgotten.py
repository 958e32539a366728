"""A new password for who forgot theirs, by a link from whoever runs the server."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.events import What, note
from webapp.accounts.forms import NewPasswordForm
from webapp.accounts.links import Link, LinkKind
from webapp.accounts.routes import begin
from webapp.core.clock import now
from webapp.core.rendering import go_to, render_error, render_page
from webapp.core.sessions import keeps_cookies

bp = Blueprint("forgotten", __name__, url_prefix="/forgotten")
USED_UP = (
    "This link was used already, is more than a day old, or there is a newer one. It changed "
    "nothing now. Sign in with the password you chose last, or ask whoever runs this Round Two for "
    "another link."
)


@bp.get("")
def edit() -> ResponseReturnValue:
    if "link" not in request.args:
        return redirect(url_for("accounts.new_sign_in"))
    return asked(Link.found(LinkKind.PASSWORD, request.args["link"], at=now()))


@bp.put("")
def update() -> ResponseReturnValue:
    link = Link.found(LinkKind.PASSWORD, request.args.get("link"), at=now())
    if link is None or (user := link.user) is None:
        return used_up()
    form = NewPasswordForm(request.form, address=user.email)
    if not form.validate():
        return asked(link, form, status=422)
    if not link.use():
        return used_up()
    user.change_password(form.password.data)
    note(user, What.PASSWORD_CHANGED)
    begin(user)
    flash("Password changed. All other devices were signed out.")
    return go_to(url_for("today.show"))


def asked(
    link: Link | None, form: NewPasswordForm | None = None, status: int = 200
) -> ResponseReturnValue:
    if link is None or (user := link.user) is None:
        return used_up()
    return render_page(
        "accounts/forgotten.html",
        status=status,
        form=form or NewPasswordForm(address=user.email),
        email=user.email,
        link=request.args["link"],
        can_stay=keeps_cookies(),
    )


def used_up() -> ResponseReturnValue:
    return render_error(410, title="This link is used up", text=USED_UP)
