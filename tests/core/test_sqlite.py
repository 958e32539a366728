"""What only SQLite needs: a safe version, settings that lose nothing, and writers that wait their
turn."""

from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from tests.persons import PASSWORD, Person
from webapp.core.database import SQLITE_SETTINGS, db, refuse_unsafe_sqlite
from webapp.core.ids import new_id

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
        "secure_delete": 1,
        "busy_timeout": 15000,
    }


def files_with(app, words):
    """The names of the database's files that hold these words."""
    with app.app_context():
        database = Path(db.engine.url.database)
    return {
        path.name
        for path in database.parent.glob(f"{database.name}*")
        if words.encode() in path.read_bytes()
    }


def test_what_was_deleted_is_in_no_file_any_more(app):
    person, canary = Person(app, "canary", password=True), f"A canary named {new_id()}."
    for _ in range(20):
        story = {"id": str(new_id()), "title": "Deep down", "situation": f"{canary} " * 20}
        assert person.post("/stories", story).status_code == 303
    person.put(f"/stories/{story['id']}", {"title": "Deep down", "situation": "Nothing."})
    assert files_with(app, canary)
    assert person.delete("/account", {"password": PASSWORD}).status_code == 303
    assert files_with(app, canary) == set()


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


@pytest.mark.own_app
def test_no_room_is_said_as_what_it_is_and_logged_by_its_name(owner, app, caplog):
    app.testing = False
    story = {"id": str(new_id()), "title": "x" * 100, "notes": "a secret" * 1000}
    with app.app_context():
        listen = lambda connection, *_: connection.execute("PRAGMA max_page_count = 1")  # noqa: E731
        event.listen(db.engine, "checkout", listen)
    answer = None
    for _ in range(40):
        answer = owner.post("/stories", {**story, "id": str(new_id())})
        if answer.status_code >= 400:
            break
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "The server has no room left" in answer.text and "was not made" in answer.text
    assert "OperationalError SQLITE_FULL" in caplog.text and "secret" not in caplog.text


def test_commit_that_is_busy_is_answered_so(owner, app, monkeypatch):
    app.testing = False

    def busy():
        raise OperationalError("COMMIT", {}, Exception("database is locked"))

    monkeypatch.setattr(db.session, "commit", busy)
    answer = owner.put("/account/install-hint/dismissal")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Busy for a moment" in answer.text and "was not made" in answer.text
