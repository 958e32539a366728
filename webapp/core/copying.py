"""The whole database copied into another one: from SQLite to PostgreSQL, or back.

Rows go as Python sees them, so each database stores them its own way; in one transaction, and read
back before that ends.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import Table, exists, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from webapp.core import database, schema, serving
from webapp.core.config import sqlite_file
from webapp.core.database import Base, db
from webapp.core.faults import UnusableDatabase, code_of

ROWS = 1_000  # at once


def copy(source_url: str, target_url: str) -> int:
    """Copies all rows, and gives how many. Raises UnusableDatabase, and leaves the target empty,
    when either can't be used: it is being served, or of another version, or the target isn't
    empty."""
    with ExitStack() as stack:
        source = stack.enter_context(unused(source_url, is_made=False))
        target = stack.enter_context(unused(target_url, is_made=True))
        try:
            count = copy_rows(source, target)
            target.commit()
        except DBAPIError as error:
            raise UnusableDatabase(f"it broke off ({code_of(error)}); nothing was kept") from error
    return count


def copy_rows(source: Connection, target: Connection) -> int:
    for table in tables():
        if target.scalar(select(exists(select(table)))):
            raise UnusableDatabase(f"the target is not empty: there are rows in {table}")
    wanted = {table.name: copied(table, source, target) for table in tables()}
    for table in tables():
        if checked(batches(table, target)) != wanted[table.name]:
            raise UnusableDatabase(f"the copy of {table} is not the same; nothing was kept")
    return sum(count for count, _ in wanted.values())


@contextmanager
def unused(url: str, is_made: bool) -> Iterator[Connection]:
    """A connection to a database that nobody serves meanwhile, if that can be known: of SQLite. It
    has the newest tables, or gets them when it `is_made` here."""
    app, file = schema.bare_app(url), sqlite_file(url)
    with ExitStack() as stack:
        if file:
            stack.enter_context(serving.alone(file))
        stack.callback(database.close, app)
        if is_made:
            schema.migrate(app)
        serving.refuse_other_schema(app, may_be_away=False)
        with app.app_context():
            engine = db.engine
        # Of one moment, whatever is written meanwhile. SQLite has one writer, and this is it.
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        yield stack.enter_context(engine.connect())


def tables() -> list[Table]:
    """In an order in which each comes after what its rows point to."""
    return Base.metadata.sorted_tables


def copied(table: Table, source: Connection, target: Connection) -> tuple[int, int]:
    def passing_on() -> Iterator[Sequence[Any]]:
        for rows in batches(table, source):
            target.execute(table.insert(), [row._asdict() for row in rows])
            yield rows

    return checked(passing_on())


def batches(table: Table, connection: Connection) -> Iterator[Sequence[Any]]:
    rows = connection.execution_options(yield_per=ROWS).execute(select(table))
    yield from rows.partitions()


def checked(batches: Iterator[Sequence[Any]]) -> tuple[int, int]:
    """How many rows there are, and the sum of a hash of each: in whatever order they come."""
    count, total = 0, 0
    for rows in batches:
        for row in rows:
            digest = hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest()
            count, total = count + 1, (total + int.from_bytes(digest)) % 2**256
    return count, total
