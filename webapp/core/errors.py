"""Error pages in plain words, as parts for htmx. Each says what was kept."""

import traceback

from flask import Flask, g
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadHost, HTTPException, ServiceUnavailable
from werkzeug.routing import RequestRedirect

from webapp.core.database import db
from webapp.core.faults import is_for_want_of_room, own_code
from webapp.core.rendering import render_error

FOREIGN_KEY_VIOLATION = "23503"  # https://www.postgresql.org/docs/current/errcodes-appendix.html
TEXT_STAYS = "Go back: what you wrote is still in the form."
WORDS = {
    400: (
        "That couldn’t be read",
        "Something in the request was not as it should be. Nothing was changed.",
    ),
    401: ("Please sign in first", f"You were signed out, so nothing was changed. {TEXT_STAYS}"),
    403: ("That was not allowed", "Nothing was changed."),
    404: ("There is nothing here", "The address may be mistyped, or what it showed was deleted."),
    405: ("That can’t be done here", "Nothing was changed."),
    409: ("That was sent before", "Nothing was changed."),
    413: (
        "That is too much at once",
        f"Up to 1 MB can be sent at a time. Nothing was changed. {TEXT_STAYS}",
    ),
    429: (
        "A little slower, please",
        "There were too many tries in a short time. Wait a minute, then try again.",
    ),
    500: (
        "Something went wrong here",
        f"The fault is ours. What was saved before is safe; this last change was not made. {TEXT_STAYS}",
    ),
    503: (
        "Busy for a moment",
        f"This last change was not made; what was saved before is safe. {TEXT_STAYS}",
    ),
}

NO_ROOM = (
    "The server has no room left",
    "This last change was not made there; what was saved before is safe, and what waits on this phone is sent again by itself. "
    f"Whoever runs the server has to make room on its disk. {TEXT_STAYS}",
)
SECONDS_TO_MAKE_ROOM = 30


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_http_error)
    app.log_exception = lambda exc_info: app.logger.error(without_texts(exc_info[1]))  # type: ignore[method-assign]  # a hook


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    # A redirect that routing raises; or no page's links can be made.
    if isinstance(error, (RequestRedirect, BadHost)):
        return error
    db.session.rollback()
    original = getattr(error, "original_exception", None)
    is_full = is_for_want_of_room(original)
    if is_full or is_worth_another_try(original):
        error = ServiceUnavailable(retry_after=SECONDS_TO_MAKE_ROOM if is_full else 5)
        # Where Flask-Login looks first: the page must not ask the database who it is for.
        g._login_user = AnonymousUserMixin()
    status = error.code or 500
    title, text = NO_ROOM if is_full else WORDS.get(status, (error.name, "Nothing was changed."))
    if error.description and error.description != type(error).description:  # words given to abort()
        text = error.description
    response = render_error(status, title=title, text=text)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def is_worth_another_try(error: BaseException | None) -> bool:
    """Whether the database is busy; or a row was deleted in the moment when
    something was changed in it or added to it: asked again, that gets the answer for what isn't
    there."""
    if isinstance(error, IntegrityError):
        return getattr(error.orig, "sqlstate", None) == FOREIGN_KEY_VIOLATION
    return isinstance(error, (OperationalError, StaleDataError))


def without_texts(error: BaseException | None) -> str:
    """What went wrong, by what code, and where, for the log. Not the error's message: it may quote
    what a person wrote."""
    kinds, where = [], "".join(traceback.format_tb(error.__traceback__ if error else None))
    while error:
        kinds.append(" ".join(filter(None, [type(error).__name__, own_code(error)])))
        error = error.__cause__ or error.__context__
    return f"{' after '.join(kinds)}\n{where}"
