"""Whether the database has the tables that this program knows, and how it gets them."""

from enum import StrEnum

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from webapp.core import database
from webapp.core.database import MIGRATIONS
from webapp.core.faults import UnusableDatabase

ANOTHER_VERSION = (
    "this database was made by another version of Round Two, which this one can't read: save what is "
    "in it with that version (Account, Save everything), and begin with another DATABASE_URL."
)
OUT_OF_DATE = "the database is not up to date: run `python -m webapp migrate` first."


class Schema(StrEnum):
    """What tables a database has."""

    NONE = "none"
    OLDER = "older"
    CURRENT = "current"
    STRANGE = "strange"


def bare_app(database_url: str) -> Flask:
    """Nothing but the database, for what is done to one that nobody uses meanwhile."""
    app = Flask("webapp")
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    database.init_app(app)
    return app


def migrate(app: Flask) -> None:
    """Brings the application's database up to date. Of several at once each waits for the one
    before; see webapp/migrations/env.py. Raises UnusableDatabase."""
    with app.app_context():
        try:
            command.upgrade(app.extensions["migrate"].migrate.get_config(), "head")
        except CommandError as error:
            raise UnusableDatabase(
                ANOTHER_VERSION
                if "Can't locate revision" in str(error)
                else f"the database can't be migrated: {error}"
            ) from error
        except OperationalError as error:
            raise UnusableDatabase(does_not_answer(error)) from error


def does_not_answer(error: OperationalError) -> str:
    return f"the database of DATABASE_URL does not answer: {str(error.orig).splitlines()[0]}"


def schema_in(connection: Connection) -> Schema:
    script = ScriptDirectory(str(MIGRATIONS))
    found = MigrationContext.configure(connection).get_current_heads()
    if not found:
        return Schema.NONE
    if found == (script.get_current_head(),):
        return Schema.CURRENT
    known = {revision.revision for revision in script.walk_revisions()}
    return Schema.OLDER if known.issuperset(found) else Schema.STRANGE


def refuse_another(connection: Connection) -> None:
    """Raises UnusableDatabase unless the tables are those that this program knows."""
    found = schema_in(connection)
    if found is not Schema.CURRENT:
        raise UnusableDatabase(ANOTHER_VERSION if found is Schema.STRANGE else OUT_OF_DATE)
