"""`GET /healthz`: 200 while changes are kept, 503 with the reason when not. `GET /reachable`: 204,
for phones that look for a way to the server."""

import time
from collections.abc import Callable
from threading import Lock

from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from webapp.core import schema
from webapp.core.database import db
from webapp.core.faults import UnusableDatabase, code_of

BETWEEN_TRIES = 10  # seconds; who asks is anybody
# Changes nothing, and has to be written all the same.
WRITE = text("UPDATE alembic_version SET version_num = version_num")


class SeldomTried:
    """What `ask` says, words or None; those of the last time for ten seconds."""

    def __init__(self, ask: Callable[[], str | None]) -> None:
        self.ask, self.lock = ask, Lock()
        self.asked_at = float("-inf")
        self.words: str | None = None

    def __call__(self) -> str | None:
        with self.lock:
            if time.monotonic() - self.asked_at >= BETWEEN_TRIES:
                self.words = self.ask()
                self.asked_at = time.monotonic()
            return self.words


class Health:
    """What is wrong with this process's database; and `notes`, what only has to be known."""

    def __init__(self) -> None:
        self.write, self.notes = SeldomTried(trouble_with_writing), list[SeldomTried]()

    def trouble(self) -> str | None:
        """Why no change can be kept; None when it can."""
        try:
            with db.engine.connect() as connection:
                schema.refuse_another(connection)
        except UnusableDatabase as error:
            return str(error)
        except DBAPIError as error:
            return f"the database does not answer ({code_of(error)})"
        return self.write()

    def words(self) -> list[str]:
        return [words for note in self.notes if (words := note())]


def trouble_with_writing() -> str | None:
    try:
        with db.engine.begin() as connection:
            connection.execute(WRITE)
    except DBAPIError as error:
        return f"the database can't be written ({code_of(error)})"
    return None


def note(app: Flask, ask: Callable[[], str | None]) -> None:
    """Has `/healthz` say these words beside its "ok", and a server at its start."""
    app.extensions["health"].notes.append(SeldomTried(ask))


def init_app(app: Flask) -> None:
    app.extensions["health"] = Health()
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/reachable", "reachable", reachable)


def healthz() -> ResponseReturnValue:
    health: Health = current_app.extensions["health"]
    trouble = health.trouble()
    lines, status = ([trouble], 503) if trouble else (["ok", *health.words()], 200)
    return "".join(f"{line}\n" for line in lines), status, {"Content-Type": "text/plain"}


def reachable() -> ResponseReturnValue:
    """That the way here is open; many phones ask it often, so it touches nothing."""
    return "", 204
