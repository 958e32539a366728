"""Accounts: users, their devices, and the lock on the diary."""

from flask import abort, redirect, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager

from webapp.rendering import wants_part

login_manager = LoginManager()
limiter = Limiter(get_remote_address, key_prefix="round-two")

from webapp.accounts.routes import bp  # noqa: E402  the routes need the limiter
from webapp.accounts.models import User  # noqa: E402


def init_app(app):
    login_manager.init_app(app)
    login_manager.session_protection = None  # a phone changes its address all day
    login_manager.user_loader(User.from_token)
    login_manager.unauthorized_handler(ask_to_sign_in)
    limiter.init_app(app)
    app.register_blueprint(bp)


def ask_to_sign_in():
    """The sign-in page for someone opening a page; 401 for a part or a change, never a login page in its place."""
    if request.method == "GET" and not wants_part():
        return redirect(url_for("accounts.new_sign_in", next=request.full_path.rstrip("?")), 302)
    abort(401)
