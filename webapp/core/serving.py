"""What every server of the application begins with: it holds the database, looks whether that is
whole and up to date, and says in a line what is wrong.

A SQLite database is held by an OS lock on a file beside it, which ends with the process, however
that ends: servers share it, and who puts another file in the database's place has it alone.
"""

import atexit
import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import OperationalError

from webapp.core import database, schema
from webapp.core.config import ConfigError, Settings, sqlite_file
from webapp.core.database import db
from webapp.core.faults import UnusableDatabase
from webapp.core.sqlite_files import damage_seen_quickly

FOR_THE_OWNER = 0o077  # the umask: what is kept here is a diary
BOOT_ERROR = 3  # by which a worker of gunicorn says that another one wouldn't start either
IS_SERVED = "the database is being served, or restored: stop that first."


def served(
    make_app: Callable[[Settings], Flask], also: Callable[[Flask, Settings], list[str]]
) -> Flask:
    """The application that another server, such as gunicorn, serves: with the settings of the
    environment. What stands against it is said in a line, and ends the process; what there is to
    know `also`, once it is sound."""
    os.umask(FOR_THE_OWNER)
    try:
        settings = Settings.from_environment()
        claim(settings.database_url)
        app = make_app(settings)
        refuse_other_schema(app)
        for words in [*notes(app), *also(app, settings)]:
            print(words, file=sys.stderr, flush=True)
    except (ConfigError, UnusableDatabase) as error:
        print(error, file=sys.stderr, flush=True)
        sys.exit(BOOT_ERROR)
    atexit.register(database.close, app)
    return app


def claim(database_url: str) -> None:
    """Holds a SQLite database until this process ends; waits while it is being restored. After an
    end that was no clean one, the first to come sees whether it is whole. Raises
    UnusableDatabase."""
    file = sqlite_file(database_url)
    if file is None:
        return
    handle = open_lock(file)
    if is_alone(handle) and was_cut_off(file):
        refuse_damage(file)
    fcntl.flock(handle, fcntl.LOCK_SH)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Nobody serves the database in this file meanwhile: who wants to, waits. Raises
    UnusableDatabase when somebody does."""
    handle = open_lock(file)
    try:
        if not is_alone(handle):
            raise UnusableDatabase(IS_SERVED)
        yield
    finally:
        os.close(handle)


def is_alone(handle: int) -> bool:
    """Takes the lock for nobody else, if nobody has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def open_lock(file: Path) -> int:
    """Not the database's own file: to close that lets go of SQLite's locks in it."""
    try:
        return os.open(f"{file}-lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UnusableDatabase(f"{file}-lock can't be written: {error.strerror}") from error


def was_cut_off(file: Path) -> bool:
    """Whether nobody closed the database at the end: that takes the -wal file away."""
    wal = Path(f"{file}-wal")
    return wal.exists() and wal.stat().st_size > 0


def refuse_damage(file: Path) -> None:
    damage = damage_seen_quickly(file)
    if damage:
        raise UnusableDatabase(
            f"{file} is damaged ({damage}): put a backup in its place with "
            "`python -m webapp restore FILE`, which keeps the damaged one too."
        )


def notes(app: Flask) -> list[str]:
    with app.app_context():
        return app.extensions["health"].words()


def refuse_other_schema(app: Flask, may_be_away: bool = True) -> None:
    """Raises UnusableDatabase unless the tables are those that this program knows. For a server a
    PostgreSQL that doesn't answer is no reason: it may be starting, too, and comes back."""
    with app.app_context():
        try:
            with db.engine.connect() as connection:
                schema.refuse_another(connection)
        except OperationalError as error:
            if db.engine.dialect.name == "sqlite" or not may_be_away:
                raise UnusableDatabase(schema.does_not_answer(error)) from error
            print(schema.does_not_answer(error), file=sys.stderr, flush=True)
        finally:
            db.engine.dispose()  # a server may fork from here on
