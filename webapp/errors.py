"""Error pages in plain words, as parts for htmx. Each says what was kept."""

import traceback

from flask import current_app
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from webapp.database import db
from webapp.rendering import render_error

TEXT_STAYS = "Go back: what you wrote is still in the form."
WORDS = {
    400: ("That couldn't be read", "Something in the request was not as it should be. Nothing was changed."),
    401: ("Please sign in first", f"You were signed out, so nothing was changed. {TEXT_STAYS}"),
    403: ("That was not allowed", "Nothing was changed."),
    404: ("There is nothing here", "The address may be mistyped, or what it showed was deleted."),
    405: ("That can't be done here", "Nothing was changed."),
    409: ("That was sent before", "Nothing was changed."),
    413: ("That is too much at once", f"Up to 1 MB can be sent at a time. Nothing was changed. {TEXT_STAYS}"),
    429: ("A little slower, please", "There were too many tries in a short time. Wait a minute, then try again."),
    500: ("Something went wrong here", f"The fault is ours. What was saved before is safe; this last change was not made. {TEXT_STAYS}"),
    503: ("Busy for a moment", f"This last change was not made; what was saved before is safe. {TEXT_STAYS}"),
}


def init_app(app):
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(OperationalError, show_busy)
    app.register_error_handler(DBAPIError, show_database_fault)


def show_http_error(error):
    if error.response is not None:
        return error.response
    if error.code < 400:  # a redirect that routing raises
        return error
    db.session.rollback()
    title, text = WORDS.get(error.code, (error.name, "Nothing was changed."))
    if error.description != type(error).description:  # words given to abort()
        text = error.description
    response = render_error(error.code, title=title, text=text)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def show_busy(error):
    """The database didn't answer in time, or its disk is full: worth trying again."""
    log_without_texts(error)
    response = show_http_error(ServiceUnavailable())
    response.headers["Retry-After"] = "5"
    return response


def show_database_fault(error):
    log_without_texts(error)
    return show_http_error(InternalServerError())


def log_without_texts(error):
    """Logs where the database refused and what kind of refusal it was. Its message may quote what a person wrote."""
    where = "".join(traceback.format_tb(error.__traceback__))
    current_app.logger.error("%s from the database\n%s", type(error.orig).__name__, where)
