"""Who is signed in, and what becomes of whoever isn't: the accounts' place in the application."""

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager

from webapp.accounts import events, existence, forgotten, kept_pages
from webapp.accounts.limits import counted_by_itself, limiter, say_when
from webapp.accounts.models import User
from webapp.accounts.routes import bp
from webapp.core import health
from webapp.core.clock import now
from webapp.core.rendering import wants_copy, wants_fragment

login_manager = LoginManager()


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None  # a phone changes its address all day
    login_manager.user_loader(lambda token: User.from_token(token, at=now()))
    login_manager.unauthorized_handler(ask_to_sign_in)
    limiter.init_app(app)
    app.after_request(say_when)
    health.note(app, counted_by_itself)
    app.register_blueprint(bp)
    app.register_blueprint(existence.bp)
    app.register_blueprint(forgotten.bp)
    kept_pages.init_app(app)
    events.init_app(app)
    app.jinja_env.globals["address_mark"] = existence.address_mark


def ask_to_sign_in() -> ResponseReturnValue:
    """The sign-in page for someone opening a page; 401 for a part, a change or a copy, never a
    login page in its place."""
    if request.method == "GET" and not wants_fragment() and not wants_copy():
        return redirect(url_for("accounts.new_sign_in", next=request.full_path.rstrip("?")), 302)
    abort(401)
