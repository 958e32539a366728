"""What is wrong with a database: by the code that it gives its error, never by the error's message,
which may quote what a person wrote; or in a line for who runs it."""

from sqlalchemy.exc import DBAPIError


class UnusableDatabase(Exception):
    """The database can't be used so; the message says why, and what to do, in one line."""


def code_of(error: BaseException) -> str:
    """SQLite's name of the error, PostgreSQL's SQLSTATE, or the error's kind where there is
    neither."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    return code or type(original or error).__name__
