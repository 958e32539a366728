"""The engine, the base of every model, and the one transaction of a request."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from flask import Flask, current_app, g, has_request_context, request
from flask.typing import RouteCallable
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    MetaData,
    String,
    TypeDecorator,
    event,
    func,
    select,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    declared_attr,
    mapped_column,
    registry,
)
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry
from werkzeug.wrappers import Response

from webapp.core.ids import new_id

try:
    import pysqlite3.dbapi2 as sqlite
except ImportError:  # wheels exist for Linux only; elsewhere Python's own may be new enough
    import sqlite3 as sqlite

# Before 3.51.3 a checkpoint could corrupt the file: https://sqlite.org/wal.html#walresetbug
SAFE_SQLITE = (3, 51, 3)
OUR_LOCK = 0x526F756E6454776F  # any number that is ours: "RoundTwo"
MIGRATING = OUR_LOCK + 1
MIGRATIONS = Path(__file__).parents[1] / "migrations"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
READING_VIEWS: set[RouteCallable] = set()  # see only_reads in webapp/core/csrf.py
# The `info` of a table or a column that no page shows, see webapp/core/versions.py.
UNVERSIONED = {"versioned": False}
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an answer lets the phone drop its copy
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a person deletes is written over
    # Milliseconds; whoever waits longest for a turn is not served first, so some wait long.
    "PRAGMA busy_timeout = 15000",
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. A naive one is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Registered(DeclarativeBase):
    registry = registry(
        type_annotation_map={datetime: UtcDateTime}, metadata=MetaData(naming_convention=NAMES)
    )


db = SQLAlchemy(model_class=Registered, disable_autonaming=True)
if TYPE_CHECKING:
    Base = Registered  # what is made of it as the program runs is of no type that can be read
else:
    Base = db.Model


class Owned:
    """A row of one person's. The key begins with the person, so their rows lie together and a
    composite foreign key can't point into another account."""

    # Two may delete it at once: then it is gone, as both wanted.
    __mapper_args__ = {"confirm_deleted_rows": False}

    @declared_attr
    def user_id(cls) -> Mapped[UUID]:
        return mapped_column(
            ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, sort_order=-2
        )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-1)

    @classmethod
    def count_for(cls, user_id: UUID) -> int:
        mine = select(func.count()).select_from(cls).where(cls.user_id == user_id)
        return db.session.scalars(mine).one()

    def add_once(self) -> Self:
        """Adds this row and returns it; or the one with its id, when the other of two taps was
        quicker."""
        try:
            with db.session.begin_nested():
                db.session.add(self)
        except IntegrityError:
            there = db.session.get(type(self), (self.user_id, self.id))
            if there is None:  # what it belongs to was deleted in the same moment
                raise
            return there
        return self

    def lock_row(self) -> None:
        """Holds the row until the end of the transaction: of two changes at once, one comes after
        the other."""
        db.session.flush()
        kind = type(self)
        its_row = select(kind.id).where(kind.user_id == self.user_id, kind.id == self.id)
        if db.session.scalar(its_row.with_for_update()) is None:
            raise StaleDataError("deleted in the same moment")


if TYPE_CHECKING:

    class OwnedRow(Owned, Base): ...  # what each class that is mixed with one of ours is besides
else:
    OwnedRow = object


def one_at_a_time() -> None:
    """Waits for the others who called this to end their transactions; on SQLite only one writes at
    a time anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(OUR_LOCK)))


def text_of(length: int) -> MappedColumn[str]:
    """A column of text of at most `length` characters, never null: empty is ''. Forms read the
    limit from here."""
    return mapped_column(String(length), default="", server_default="")


def enum_of(kind: type[StrEnum], length: int = 12) -> Enum:
    """A column type for a StrEnum, kept as its value."""
    values = [item.value for item in kind]
    return Enum(kind, native_enum=False, length=length, values_callable=lambda _: values)


migrate = Migrate(db=db, directory=MIGRATIONS, render_as_batch=True)


def init_app(app: Flask) -> None:
    # A statement in the log must not carry what a person wrote.
    options: dict[str, Any] = {"hide_parameters": True}
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        refuse_unsafe_sqlite(sqlite.sqlite_version_info)
        options["module"] = sqlite
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", set_up_sqlite)
            event.listen(db.engine, "begin", begin_sqlite)
    app.after_request(end_transaction)


def close(app: Flask) -> None:
    """Closes the connections that nobody uses. The last one to SQLite takes its -wal file along."""
    with app.app_context():
        db.engine.dispose()


def refuse_unsafe_sqlite(version: tuple[int, int, int]) -> None:
    if version < SAFE_SQLITE:
        have, need = (".".join(map(str, v)) for v in (version, SAFE_SQLITE))
        raise RuntimeError(
            f"SQLite {have} can damage its file; {need} or newer is needed (pip install pysqlite3)"
        )


def set_up_sqlite(connection: sqlite.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late to be IMMEDIATE
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)
    # Its own knows only A to Z.
    connection.create_function("lower", 1, casefold, deterministic=True)


def casefold(text: object) -> object:
    return text.casefold() if isinstance(text, str) else text


def begin_sqlite(connection: Connection) -> None:
    # One that begins as a reader can't wait for its turn to write: it fails at once, "locked".
    only_reads = has_request_context() and is_reading()
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def is_reading() -> bool:
    """Whether the request changes nothing: its method says so, or its view is marked."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in SAFE_METHODS or view in READING_VIEWS


def commit_early() -> None:
    """Commits before the request's end, so that requests made within it have their turns to
    write."""
    db.session.commit()


def end_transaction(response: Response) -> Response:
    """Commits before the answer is sent, so that what was answered is kept; an error keeps
    nothing."""
    if response.status_code < 400:
        db.session.commit()
        # The person's, as the request found it or has just made it; see webapp/core/versions.py.
        if "version" in g:
            response.headers["Round-Two-Version"] = str(g.version)
    else:
        db.session.rollback()
    return response
