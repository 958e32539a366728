"""For each person and table one number, raised by whatever changes a row of theirs.

It hangs on the engine, so a flush, a bulk statement and the command line count alike: whose rows a
statement writes stands in the statement itself, and one that doesn't say it is refused. The
versions are raised last before the commit, in one statement and in one order, so nobody waits for
another in a circle; a person's commits follow each other, because all of them raise the version of
EVERYTHING. A version is at least the time in microseconds: none is used twice, also after an older
backup was put back.

What no page shows is said on the model: `info=UNVERSIONED` on its table, or on a column of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from flask import Flask, g, has_app_context
from sqlalchemy import (
    BigInteger,
    Delete,
    ForeignKey,
    Insert,
    Join,
    ScalarSelect,
    SQLColumnExpression,
    String,
    Table,
    Update,
    case,
    cast,
    event,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.elements import BinaryExpression, BindParameter

from webapp.core.clock import now
from webapp.core.database import UNVERSIONED, Base, Owned, db

# Sorts before any table: who holds its row is the only one of the person's to commit.
EVERYTHING = ""
PEOPLE = "users"
# In a connection's info: {(person, table)} since its transaction began, and what that was at each
# open savepoint.
CHANGED, MARKS = "round_two.changed", "round_two.marks"
INSERTS: dict[str, Callable[[type[Base]], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
Changed = Iterable[tuple[UUID, str]]
Rows = Sequence[Mapping[str, Any]]
Change = Insert | Update | Delete
BindNames = dict[BindParameter[Any], str]


class Version(Base):
    __tablename__ = "versions"
    __table_args__ = {"sqlite_with_rowid": False}

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    table_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)

    @classmethod
    def all_in_one(cls, user_id: SQLColumnExpression[UUID]) -> ScalarSelect[str]:
        """A column for the query that finds the person: their versions as one text, see
        `versions_in`."""
        each = cls.table_name + "=" + cast(cls.version, String)
        together = select(func.aggregate_strings(each, " ")).where(cls.user_id == user_id)
        return together.scalar_subquery()


class NobodysRows(LookupError):
    """A statement changes rows without saying whose they are."""


def init_app(app: Flask) -> None:
    with app.app_context():
        event.listen(db.engine, "begin", forget_changes)
        event.listen(db.engine, "before_cursor_execute", note_statement)
        event.listen(db.engine, "savepoint", mark_changes)
        event.listen(db.engine, "release_savepoint", keep_changes)
        event.listen(db.engine, "rollback_savepoint", take_back_changes)
        event.listen(db.engine, "commit", raise_versions)


def begin_for(versions: dict[str, int]) -> None:
    """The request is for a person with these versions: its answer says the one of EVERYTHING,
    and from now on the tables that it reads are noted in `g.tables_read`; the person was read
    just now."""
    g.version, g.tables_read = versions.get(EVERYTHING, 0), frozenset([PEOPLE])


def versions_in(text: str | None) -> dict[str, int]:
    """By table, what `Version.all_in_one` found."""
    pairs = (one.split("=") for one in (text or "").split())
    return {name: int(version) for name, version in pairs}


def forget_changes(connection: Connection) -> None:
    connection.info.update({CHANGED: set(), MARKS: []})


def mark_changes(connection: Connection, name: str | None) -> None:
    connection.info[MARKS].append(connection.info[CHANGED].copy())


def keep_changes(connection: Connection, name: str, context: None) -> None:
    connection.info[MARKS].pop()


def take_back_changes(connection: Connection, name: str, context: None) -> None:
    connection.info[CHANGED] = connection.info[MARKS].pop()


def note_statement(
    connection: Connection,
    cursor: DBAPICursor,
    sql: str,
    parameters: Sequence[Any] | Mapping[str, Any],
    context: DefaultExecutionContext,
    executemany: bool,
) -> None:
    compiled = context.compiled
    if not isinstance(compiled, SQLCompiler):
        return
    if isinstance(compiled.statement, Change):
        names = compiled.bind_names
        note_change(
            connection.info[CHANGED], compiled.statement, names, context.compiled_parameters
        )
    elif has_app_context() and "tables_read" in g:
        g.tables_read |= tables_in(sql)


def note_change(
    changed: set[tuple[UUID, str]], change: Change, names: BindNames, rows: Rows
) -> None:
    table = change.table
    # Neither database changes rows through a join.
    if isinstance(table, Join) or table.name not in versioned():
        return
    if isinstance(change, Update) and not is_shown(table.name, rows):
        return
    people = people_in(change, table.name, names, rows)
    if isinstance(change, Delete) and table.name == PEOPLE:
        changed.difference_update([one for one in changed if one[0] in people])
        return
    tables = {table.name, *(shaken_by(table.name) if isinstance(change, Delete) else ())}
    changed.update((person, name) for person in people for name in tables)


def people_in(change: Change, table: str, names: BindNames, rows: Rows) -> set[UUID]:
    """Whose rows the statement writes: what it sets the person's column to, or compares it with."""
    column = "id" if table == PEOPLE else "user_id"
    found = (
        [column]
        if isinstance(change, Insert)
        else names_compared_with(change, names, table, column)
    )
    people: set[Any] = {row.get(name) for name in found for row in rows}
    if not people or None in people:
        raise NobodysRows(f"a change of {table} doesn't say whose rows: compare its {column}")
    return people


def names_compared_with(
    change: Update | Delete, names: BindNames, table: str, column: str
) -> list[str]:
    where = change.whereclause
    return [
        names[one.right]
        for one in (visitors.iterate(where) if where is not None else ())
        if isinstance(one, BinaryExpression)
        and one.operator is operators.eq
        and isinstance(one.right, BindParameter)
        and (one.left.name, one.left.table.name) == (column, table)
    ]


def is_shown(table: str, rows: Rows) -> bool:
    """Whether an update sets any column that a page may show."""
    columns = db.metadata.tables[table].columns
    set_to = {name for row in rows for name in row if name in columns}
    return any(columns[name].info != UNVERSIONED for name in set_to)


def raise_versions(connection: Connection) -> None:
    changed = connection.info.get(CHANGED)
    if changed:
        rows = connection.execute(raising(changed, now(), connection.dialect.name)).all()
        forget_changes(connection)
        if has_app_context():
            g.version = max(version for _, name, version in rows if name == EVERYTHING)


def raising(changed: Changed, at: datetime, dialect: str) -> ReturningInsert[UUID, str, int]:
    """The statement that raises these versions, and gives them as (person, table, version)."""
    wanted = sorted({*changed, *((person, EVERYTHING) for person, _ in changed)})
    microseconds = int(at.timestamp() * 1_000_000)
    names = Version.user_id, Version.table_name, Version.version
    insert = INSERTS[dialect](Version).values(
        [
            {"user_id": person, "table_name": name, "version": microseconds}
            for person, name in wanted
        ]
    )
    new, next_one = insert.excluded.version, Version.version + 1
    higher = case((new > next_one, new), else_=next_one)
    return insert.on_conflict_do_update(
        index_elements=names[:2], set_={"version": higher}
    ).returning(*names)


@cache
def versioned() -> frozenset[str]:
    """The tables whose changes count: users', and those owned by them, but for what no page
    shows."""
    owned = (
        mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)
    )
    shown = (table for table in owned if isinstance(table, Table) and table.info != UNVERSIONED)
    return frozenset([PEOPLE, *(table.name for table in shown)])


@cache
def shaken_by(name: str) -> frozenset[str]:
    """The tables in which the database itself changes rows when one of the table `name` is
    deleted."""
    direct = {
        table.name
        for table in db.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == name and key.ondelete and table.name in versioned()
    }
    return frozenset(direct.union(*(shaken_by(one) for one in direct - {name})))


@lru_cache(maxsize=2000)
def tables_in(sql: str) -> frozenset[str]:
    """The tables that a query may read: those whose names stand in it."""
    return versioned().intersection(re.findall(r"\w+", sql))
