"""How Alembic reaches the database: through the application's own engine."""

from contextlib import contextmanager

from alembic import context
from alembic.util import CommandError
from flask import current_app
from sqlalchemy import func, select

from webapp.core.database import MIGRATING

database = current_app.extensions["migrate"].db


def run():
    # One transaction around all of it, what there is to do read within: of several at once, one
    # does it and the others find it done. SQLite begins as the only writer.
    with database.engine.connect() as connection, without_foreign_keys(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def without_foreign_keys(connection):
    """A transaction in which SQLite follows no foreign keys: a table that is changed is made anew,
    and with the old one the rows that point to it would go (sqlite.org/lang_altertable.html). They
    are looked at before the end. To switch them off is nothing within a transaction, so it is done
    before, by the driver."""
    is_sqlite = connection.dialect.name == "sqlite"
    driver = connection.connection.driver_connection
    if is_sqlite:
        driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            yield
            if is_sqlite:
                refuse_rows_of_none(connection)
    finally:
        if is_sqlite:
            driver.execute("PRAGMA foreign_keys = ON")


def refuse_rows_of_none(connection):
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if found:
        tables = ", ".join(sorted({row[0] for row in found}))
        raise CommandError(f"rows of {tables} would point to what isn't there")


def render_item(kind, item, autogen_context):
    """Writes our own column types as the plain ones they are kept in, so that a migration stands
    alone."""
    if kind == "type" and hasattr(item, "process_bind_param"):
        return f"sa.{item.impl!r}"
    return False


run()
