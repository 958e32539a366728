"""What only SQLite needs: a safe version, settings that lose nothing, and writers that wait their
turn."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from webapp.core.database import SQLITE_SETTINGS, db, refuse_unsafe_sqlite

pytestmark = pytest.mark.one_database


def test_sqlite_with_the_corruption_fault_is_refused():
    refuse_unsafe_sqlite((3, 51, 3))
    with pytest.raises(RuntimeError, match=r"3\.51\.2 can damage"):
        refuse_unsafe_sqlite((3, 51, 2))


def test_sqlite_is_set_up_to_lose_nothing(in_app):
    with db.engine.connect() as connection:
        found = {
            line.split()[1]: connection.scalar(text(f"PRAGMA {line.split()[1]}"))
            for line in SQLITE_SETTINGS
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 15000,
    }


@pytest.mark.own_app
def test_changes_begin_immediate_and_pages_do_not(owner):
    with owner.app.app_context():
        engine = db.engine
    begun = []
    event.listen(
        engine,
        "before_cursor_execute",
        lambda *call: begun.append(call[2]) if call[2].startswith("BEGIN") else None,
    )
    owner.get("/account")
    owner.put("/account/install-hint/dismissal")
    assert begun == ["BEGIN", "BEGIN IMMEDIATE"]


def test_commit_that_finds_no_room_is_answered_as_busy(owner, app, monkeypatch):
    app.testing = False

    def full():
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(db.session, "commit", full)
    answer = owner.put("/account/install-hint/dismissal")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "was not made" in answer.text
