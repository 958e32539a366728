"""A backup of the SQLite database put in its place, while nobody serves it. What was there is kept.

All of it is made ready beside the database, and looked at, before that is touched. Phones notice by
themselves: their last answers are not known here, so they offer again what they sent since.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy.engine import URL

from webapp.core import database, schema, serving
from webapp.core.config import sqlite_file
from webapp.core.database import db
from webapp.core.faults import UnusableDatabase
from webapp.core.schema import Schema
from webapp.core.sqlite_files import accounts_in, damage_in
from webapp.core.whole_files import sync

BESIDE = ("-wal", "-shm")


class Restored(NamedTuple):
    accounts: int
    kept: Path | None  # what was there before


def restore(database_url: str, backup: Path, at: datetime) -> Restored:
    """Puts the database in the file `backup` in the place of that of `database_url`, brought up to
    date. Raises UnusableDatabase, and leaves everything as it was, when the backup isn't whole or
    isn't ours, or the database is being served."""
    file = sqlite_file(database_url)
    if file is None:
        raise UnusableDatabase("this is for SQLite; for PostgreSQL use pg_restore, or psql")
    if file.exists() and backup.exists() and file.samefile(backup):
        raise UnusableDatabase(f"{backup} is the database itself")
    with written_beside(file), serving.alone(file):
        with TemporaryDirectory(prefix=".restore-", dir=file.parent) as folder:
            new = Path(folder, file.name)
            take(backup, new)
            accounts = look_over(new, origin=backup)
            kept = keep(file, at)
            new.replace(file)
            sync(file.parent)
        look_over(file, origin=file)
    return Restored(accounts, kept)


@contextmanager
def written_beside(file: Path) -> Iterator[None]:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise UnusableDatabase(
            f"nothing can be put into {file.parent} ({error.strerror}); nothing was restored"
        ) from error


def take(backup: Path, new: Path) -> None:
    """Copies it, with what SQLite may have left beside a file that was copied by hand."""
    try:
        backup.open("rb").close()
    except OSError as error:
        raise UnusableDatabase(f"{backup} can't be read: {error.strerror}") from error
    for end in ("", "-wal"):
        if Path(f"{backup}{end}").exists():
            shutil.copyfile(f"{backup}{end}", f"{new}{end}")
            os.chmod(f"{new}{end}", 0o600)


def look_over(file: Path, origin: Path) -> int:
    """Brings the database in a file up to date, and gives the number of its accounts. Raises
    UnusableDatabase when it isn't whole, or isn't ours."""
    refuse_damage(file, origin)
    bring_up_to_date(file, origin)
    refuse_damage(file, origin)
    sync(file)
    return accounts_in(file)


def refuse_damage(file: Path, origin: Path) -> None:
    damage = damage_in(file)
    if damage:
        raise UnusableDatabase(f"{origin} is not a whole database: {damage}")


def bring_up_to_date(file: Path, origin: Path) -> None:
    app = schema.bare_app(URL.create("sqlite", database=str(file)).render_as_string())
    with app.app_context(), db.engine.connect() as connection:
        found = schema.schema_in(connection)
    try:
        if found is Schema.NONE:
            raise UnusableDatabase(f"{origin} is no database of Round Two")
        if found is Schema.STRANGE:
            raise UnusableDatabase(
                f"{origin} was made by another version of Round Two, which this one can't read: "
                "restore it with that version"
            )
        schema.migrate(app)
    finally:
        database.close(app)


def keep(file: Path, at: datetime) -> Path | None:
    """Keeps the database under another name, for its owner only, and what SQLite left beside it
    along with it: alone that would be taken for the new one's."""
    kept = file.with_name(f"{file.name}.before-{at:%Y-%m-%dT%H-%M-%S}")
    is_there = file.exists()
    if is_there:
        os.link(file, kept)  # until the new one takes its place, it is there under both names
        kept.chmod(0o600)
    for end in BESIDE:
        left = Path(f"{file}{end}")
        if end == "-wal" and left.exists() and left.stat().st_size:
            left.chmod(0o600)
            left.rename(f"{kept}{end}")
        else:
            left.unlink(missing_ok=True)
    return kept if is_there else None
