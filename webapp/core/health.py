"""`GET /healthz`: 200 once the database answers. `GET /reachable`: 204, for phones that look for a
way to the server."""

from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from webapp.core.database import db


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/reachable", "reachable", reachable)


def healthz() -> ResponseReturnValue:
    db.session.execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain"}


def reachable() -> ResponseReturnValue:
    """That the way here is open; many phones ask it often, so it touches nothing."""
    return "", 204
