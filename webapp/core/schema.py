"""Whether the database has the tables that this program knows, and how it gets them."""

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from webapp.core.database import MIGRATIONS

ANOTHER_VERSION = (
    "this database was made by another version of Round Two, which this one can't read: save what is "
    "in it with that version (Account, Save everything), and begin with another DATABASE_URL."
)
OUT_OF_DATE = "the database is not up to date: run `python -m webapp migrate` first."


class SchemaError(Exception):
    """The database can't be used; the message says why and what to do, in one line."""


def migrate(app: Flask) -> None:
    """Brings the application's database up to date. Of several at once each waits for the one
    before; see webapp/migrations/env.py. Raises SchemaError."""
    with app.app_context():
        try:
            command.upgrade(app.extensions["migrate"].migrate.get_config(), "head")
        except CommandError as error:
            raise SchemaError(
                ANOTHER_VERSION
                if "Can't locate revision" in str(error)
                else f"the database can't be migrated: {error}"
            ) from error
        except OperationalError as error:
            raise SchemaError(does_not_answer(error)) from error


def does_not_answer(error: OperationalError) -> str:
    return f"the database of DATABASE_URL does not answer: {str(error.orig).splitlines()[0]}"


def check(connection: Connection) -> None:
    """Raises SchemaError unless the database is up to date."""
    script = ScriptDirectory(str(MIGRATIONS))
    found = MigrationContext.configure(connection).get_current_heads()
    if found == (script.get_current_head(),):
        return
    known = {revision.revision for revision in script.walk_revisions()}
    raise SchemaError(OUT_OF_DATE if known.issuperset(found) else ANOTHER_VERSION)
