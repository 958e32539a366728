"""Registering, signing in and out, the password, the devices, the data, and the end of an
account."""

from functools import partial
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, request, session, url_for
from flask.globals import app_ctx
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required, login_user, logout_user

from webapp.accounts import kept_pages
from webapp.accounts.devices import device_name
from webapp.accounts.events import Event, What, note, note_wrong_password
from webapp.accounts.export import export_of
from webapp.accounts.forms import AccountForm, DeletionForm, PasswordForm, SignInForm
from webapp.accounts.kept_cookies import gives_cookie, go_in
from webapp.accounts.known_devices import forget_this_device, know_this_device
from webapp.accounts.limits import registrations, tries_at_an_account, wrong_passwords
from webapp.accounts.models import SignIn, User
from webapp.accounts.registration import invitation, refuse_uninvited, registration_is_open
from webapp.core.access import owned_or_404
from webapp.core.clock import now
from webapp.core.database import SAFE_METHODS
from webapp.core.forms import local_path
from webapp.core.headers import clearing
from webapp.core.rendering import go_to, render_fragment_or_redirect, render_page
from webapp.core.sessions import keeps_cookies
from webapp.core.sqlite_files import empty_write_log
from webapp.core.truth import true_until

bp = Blueprint("accounts", __name__)


@bp.before_app_request
def note_device() -> None:
    if request.method not in SAFE_METHODS and current_user.is_authenticated:
        current_user.sign_in.seen(at=now())


@bp.get("/register")
@gives_cookie
def new() -> ResponseReturnValue:
    if not registration_is_open() and not invitation():
        refuse_uninvited()
    return registering(AccountForm(), first=not User.anyone_yet())


def registering(form: AccountForm, first: bool, status: int = 200) -> ResponseReturnValue:
    return render_page(
        "accounts/new.html",
        status=status,
        form=form,
        first=first,
        address=url_for("accounts.create", invitation=request.args.get("invitation")),
        can_stay=keeps_cookies(),
    )


@bp.post("/register")
@registrations
def create() -> ResponseReturnValue:
    first, invited = User.is_first(), invitation()
    if not invited and not registration_is_open():
        refuse_uninvited()
    form = AccountForm(request.form)
    if not form.validate():
        return registering(form, first, status=422)
    if invited and not invited.use():
        refuse_uninvited()
    user = User.register(form.email.data, form.password.data, at=now())
    if first and user:
        begin(user)
        return go_in(url_for("today.show"))
    # The same words whether the address was free or not: they don't tell who has an account.
    flash("If that address was free, your account is ready. Sign in with it.")
    return redirect(url_for("accounts.new_sign_in"), 303)


@bp.get("/sign-in")
@gives_cookie
def new_sign_in() -> ResponseReturnValue:
    next_page = local_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(next_page)
    if not User.anyone_yet():
        return redirect(url_for("accounts.new"))
    return render_page(
        "accounts/sign_in.html",
        form=SignInForm(next=next_page),
        can_stay=keeps_cookies(),
        can_register=registration_is_open(),
    )


@bp.post("/sign-in")
@tries_at_an_account
def create_sign_in() -> ResponseReturnValue:
    form = SignInForm(request.form)
    if form.validate():
        user = User.authenticate(form.email.data, form.password.data)
        if user:
            begin(user)
            return go_in(local_path(form.next.data))
        note_wrong_password(form.email.data)
        form.refuse()
    return render_page(
        "accounts/sign_in.html",
        status=422,
        form=form,
        can_stay=keeps_cookies(),
        can_register=registration_is_open(),
    )


def begin(user: User) -> None:
    """A fresh sign-in and a fresh session: nothing from before it is carried in, and what was
    copied of it is void."""
    if current_user.is_authenticated:
        current_user.sign_out()
    session.clear()
    ended = user.sign_in_from(device_name(request.user_agent.string), at=now())
    session.permanent = True
    login_user(user)
    know_this_device(user.email)
    for device in ended:
        note(user, What.MADE_ROOM, device)
    note(user, What.SIGNED_IN)


@bp.delete("/sign-in")
@login_required
def end_sign_in() -> ResponseReturnValue:
    current_user.sign_out()
    logout_user()
    session.clear()
    return clearing(go_to(url_for("accounts.new_sign_in")))


@bp.get("/account")
@login_required
def show() -> ResponseReturnValue:
    return render_page("accounts/show.html")


@bp.get("/account/password")
@login_required
def edit_password() -> ResponseReturnValue:
    return render_page("accounts/password.html", form=PasswordForm(address=current_user.email))


@bp.put("/account/password")
@login_required
@wrong_passwords
def update_password() -> ResponseReturnValue:
    form = PasswordForm(request.form, address=current_user.email)
    if form.validate():
        if current_user.has_password(form.current.data):
            current_user.change_password(form.password.data)
            note(current_user, What.PASSWORD_CHANGED)
            begin(current_user._get_current_object())
            flash("Password changed. Other devices were signed out.")
            return go_to(url_for("accounts.show"))
        note_wrong_password(current_user.email)
        form.refuse()
    return render_page("accounts/password.html", status=422, form=form)


@bp.get("/account/devices")
@login_required
def devices() -> ResponseReturnValue:
    true_until(now())  # it says which device it is looked at on, and when each was used
    return render_page(
        "accounts/devices.html",
        "devices",
        sign_ins=current_user.sign_ins(),
        events=Event.last_of(current_user.id),
    )


@bp.delete("/account/devices/<uuid:sign_in_id>")
@login_required
def revoke(sign_in_id: UUID) -> ResponseReturnValue:
    owned_or_404(SignIn, sign_in_id).revoke()
    note(current_user, What.SIGNED_OUT)
    return kept_pages.devices()


@bp.delete("/account/devices")
@login_required
def revoke_others() -> ResponseReturnValue:
    current_user.sign_out_elsewhere()
    note(current_user, What.SIGNED_OUT)
    return kept_pages.devices()


@bp.get("/account/export")
@login_required
def export() -> ResponseReturnValue:
    """Everything the person wrote, as one JSON file."""
    response = make_response(export_of(current_user))
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = (
        f'attachment; filename="round-two-{now():%Y-%m-%d}.json"'
    )
    return response


@bp.put("/account/install-hint/dismissal")
@login_required
def dismiss_install_hint() -> ResponseReturnValue:
    current_user.dismiss_install_hint(at=now())
    return render_fragment_or_redirect(url_for("today.show"), "today/show.html", "install_hint")


@bp.get("/account/deletion")
@login_required
def confirm_deletion() -> ResponseReturnValue:
    return render_page("accounts/deletion.html", form=DeletionForm())


@bp.delete("/account")
@login_required
@wrong_passwords
def delete() -> ResponseReturnValue:
    form = DeletionForm(request.form)
    if form.validate():
        if current_user.has_password(form.password.data):
            note(current_user, What.DELETED)
            current_user.delete()
            forget_this_device()
            logout_user()
            session.clear()
            flash("Your account and everything in it are deleted.")
            answer = clearing(go_to(url_for("accounts.new_sign_in")))
            answer.call_on_close(partial(empty_write_log, app_ctx.app))
            return answer
        note_wrong_password(current_user.email)
        form.refuse()
    return render_page("accounts/deletion.html", status=422, form=form)
