"""SQLite's files: whether one is whole, read by itself beside the application's own connections,
and that nothing of what was deleted stays in them."""

from contextlib import closing
from pathlib import Path

from flask import Flask

from webapp.core.database import db, sqlite

ROWS_OF_NOTHING = "in it are rows of what isn't there"


def damage_in(file: Path) -> str | None:
    """What is wrong with it, in a line. What lies beside the file is put into it."""
    try:
        with closing(sqlite.connect(str(file))) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict == "ok" and connection.execute("PRAGMA foreign_key_check").fetchone():
                verdict = ROWS_OF_NOTHING
    except sqlite.DatabaseError as error:
        verdict = str(error)
    return None if verdict == "ok" else in_a_line(verdict)


def damage_seen_quickly(file: Path) -> str | None:
    """The same without what takes long on a large one: indexes and foreign keys."""
    try:
        with closing(sqlite.connect(str(file))) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite.DatabaseError as error:
        verdict = str(error)
    return None if verdict == "ok" else in_a_line(verdict)


def in_a_line(verdict: str) -> str:
    return " ".join(verdict.split())


def accounts_in(file: Path) -> int:
    with closing(sqlite.connect(str(file))) as connection:
        return connection.execute("SELECT count(*) FROM users").fetchone()[0]


def empty_write_log(app: Flask) -> None:
    """Takes what was deleted out of SQLite's log of writes as well, where it stays until others
    write over it. After a commit; while somebody reads what was before, it stays a little
    longer."""
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            return
        connection = db.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
