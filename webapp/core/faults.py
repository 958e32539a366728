"""What is wrong with a database: by the code that it gives its error, never by the error's message,
which may quote what a person wrote; or in a line for who runs it."""

import errno

from sqlalchemy.exc import DBAPIError

# https://www.postgresql.org/docs/current/errcodes-appendix.html: disk_full
FULL = {"SQLITE_FULL", "53100", "ENOSPC", "EDQUOT"}


class UnusableDatabase(Exception):
    """The database can't be used so; the message says why, and what to do, in one line."""


def code_of(error: BaseException) -> str:
    """SQLite's name of the error, PostgreSQL's SQLSTATE, the system's name, or the error's kind
    where there is none of them."""
    original = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return own_code(original) or type(original).__name__


def own_code(error: BaseException) -> str | None:
    if isinstance(error, OSError) and error.errno:
        return errno.errorcode.get(error.errno)
    return getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)


def is_for_want_of_room(error: BaseException | None) -> bool:
    """Whether a disk of the server is full."""
    return error is not None and code_of(error) in FULL
