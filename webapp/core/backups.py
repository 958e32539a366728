"""A copy of the SQLite database made while it is in use, and opened to see that it is whole."""

import os
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from webapp.core.database import sqlite
from webapp.core.sqlite_files import accounts_in, damage_in


class BackupError(Exception):
    """The backup was not made; the message says why."""


def back_up(database_url: str, target: Path) -> int:
    """Copies the database to `target` with SQLite's online backup and checks the copy. Returns the
    number of accounts in it. Raises BackupError, and leaves no file, when there is no database,
    `target` exists, or the copy isn't whole."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        raise BackupError("this is for SQLite; for PostgreSQL use pg_dump")
    if not url.database or not Path(url.database).exists():
        raise BackupError(f"there is no database at {url.database} yet")
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise BackupError(f"{target} is there already, and a backup never overwrites") from None
    except OSError as error:
        raise BackupError(f"{target} can't be written: {error.strerror}") from error
    try:
        return copied(url.database, target)
    except (sqlite.Error, BackupError) as error:
        Path(target).unlink()
        raise BackupError(f"the copy is not whole and was removed: {error}") from error


def copied(source: str, target: Path) -> int:
    with closing(sqlite.connect(source)) as original, closing(sqlite.connect(str(target))) as copy:
        original.backup(copy)
    damage = damage_in(target)
    if damage:
        raise BackupError(damage)
    return accounts_in(target)
