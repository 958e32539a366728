"""`GET /healthz`: 200 once the database answers."""

from sqlalchemy import text

from webapp.database import db


def init_app(app):
    app.add_url_rule("/healthz", "healthz", healthz)


def healthz():
    db.session.execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain"}
