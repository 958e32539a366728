"""How Alembic reaches the database: through the application's own engine."""

from alembic import context
from flask import current_app
from sqlalchemy import func, select

from webapp.core.database import MIGRATING

database = current_app.extensions["migrate"].db


def run():
    # One transaction around all of it, what there is to do read within: of several at once, one
    # does it and the others find it done. SQLite begins as the only writer.
    with database.engine.begin() as connection:
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


def render_item(kind, item, autogen_context):
    """Writes our own column types as the plain ones they are kept in, so that a migration stands
    alone."""
    if kind == "type" and hasattr(item, "process_bind_param"):
        return f"sa.{item.impl!r}"
    return False


run()
