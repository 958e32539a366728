"""How Alembic reaches the database: through the application's own engine."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def run():
    with database.engine.connect() as connection:
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
