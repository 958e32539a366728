"""A backup put back: what is refused, what is kept, and that nothing of the old stays beside the
new."""

import shutil
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.live import free_port, gunicorn, looking_into, run, serving
from tests.persons import Person
from tests.sync.phones import receipts
from tests.sync.test_durability import RemotePhone, title_of, titles, write
from webapp.core.database import sqlite
from webapp.core.faults import UnusableDatabase
from webapp.core.restoring import restore
from webapp.core.serving import alone

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
KEPT = "live.sqlite3.before-2026-03-01T09-30-00"
PERSON = "INSERT INTO users (id, email, password_hash, created_at) VALUES (?, ?, '', '2026-01-01')"


def add(file, name, leave=False):
    """Somebody with an account. To `leave` is to end as a power cut does: what was written last
    stays beside the file."""
    with closing(sqlite.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(PERSON, (name, name))
        connection.commit()
        if leave:
            for end in ("", "-wal", "-shm"):
                shutil.copy(f"{file}{end}", f"{file}{end}.left")
    if leave:
        for end in ("", "-wal", "-shm"):
            Path(f"{file}{end}.left").replace(f"{file}{end}")


def people(file):
    with closing(sqlite.connect(file)) as connection:
        return {email for (email,) in connection.execute("SELECT email FROM users")}


@pytest.fixture
def live(migrated_file, tmp_path):
    """The database, with somebody of whom only the -wal file knows."""
    (tmp_path / "data").mkdir()
    file = Path(shutil.copy(migrated_file, tmp_path / "data/live.sqlite3"))
    add(file, "first")
    add(file, "only-beside", leave=True)
    return file


@pytest.fixture
def backup(migrated_file, tmp_path):
    file = Path(shutil.copy(migrated_file, tmp_path / "backup.sqlite3"))
    add(file, "first")
    return file


@pytest.fixture
def database(tmp_path, migrated_file):
    (tmp_path / "instance").mkdir()
    return Path(shutil.copy(migrated_file, tmp_path / "instance/round-two.sqlite3"))


def url(file):
    return f"sqlite:///{file}"


def test_a_backup_takes_the_place_and_what_was_there_is_kept(live, backup):
    assert restore(url(live), backup, at=AT) == (1, live.with_name(KEPT))
    names = {path.name for path in live.parent.iterdir()}
    assert names == {"live.sqlite3", "live.sqlite3-lock", KEPT, f"{KEPT}-wal"}
    for path in live.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert people(live) == {"first"}
    assert people(live.with_name(KEPT)) == {"first", "only-beside"}


def test_where_nothing_was_a_backup_is_put_all_the_same(backup, tmp_path):
    file = tmp_path / "new/live.sqlite3"
    assert restore(url(file), backup, at=AT) == (1, None)
    assert people(file) == {"first"}


def test_what_lies_beside_a_copy_made_by_hand_is_taken_along(live, backup):
    add(backup, "second", leave=True)
    restore(url(live), backup, at=AT)
    assert people(live) == {"first", "second"} == people(backup)


def test_while_it_is_served_nothing_is_restored(live, backup):
    with alone(live), pytest.raises(UnusableDatabase, match="is being served"):
        restore(url(live), backup, at=AT)
    assert people(live) == {"first", "only-beside"}


def broken(file):
    with file.open("r+b") as handle:
        handle.seek(4096 * 4)
        handle.write(b"\xff" * 4096 * 20)


def of_another_version(file):
    with closing(sqlite.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0016'")


def with_rows_of_nobody(file):
    with closing(sqlite.connect(file)) as connection, connection:
        connection.execute("INSERT INTO versions VALUES ('gone', 'stories', 1)")


def anothers(file):
    file.unlink()
    with closing(sqlite.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE notes (text)")


@pytest.mark.parametrize(
    "spoil, words",
    [
        (broken, "not a whole database"),
        (lambda file: file.write_bytes(b""), "no database of Round Two"),
        (lambda file: file.write_text("Dear diary"), "not a whole database"),
        (lambda file: file.unlink(), "can't be read: No such file"),
        (lambda file: (file.unlink(), file.mkdir()), "can't be read: Is a directory"),
        (of_another_version, "another version of Round Two"),
        (with_rows_of_nobody, "rows of what isn't there"),
        (anothers, "no database of Round Two"),
    ],
)
def test_what_is_no_whole_backup_changes_nothing(live, backup, spoil, words):
    spoil(backup)
    before = {path.name: path.read_bytes() for path in live.parent.iterdir()}
    with pytest.raises(UnusableDatabase, match=words) as refused:
        restore(url(live), backup, at=AT)
    assert "\n" not in str(refused.value)
    after = {path.name: path.read_bytes() for path in live.parent.iterdir()}
    assert after == {**before, "live.sqlite3-lock": b""}


def test_the_database_itself_is_no_backup(live):
    with pytest.raises(UnusableDatabase, match="is the database itself"):
        restore(url(live), live, at=AT)


def test_a_backup_of_postgresql_points_to_its_own_tool(backup):
    with pytest.raises(UnusableDatabase, match="pg_restore"):
        restore("postgresql://localhost/x", backup, at=AT)


@pytest.mark.parametrize("kind", ["serve", "gunicorn"])
def test_what_is_served_is_not_restored_until_it_ends_however_that_is(kind, database, tmp_path):
    """Also by a kill, which leaves what was written last beside the file."""
    port, backup = free_port(), tmp_path / "backup.sqlite3"
    command = ("webapp", "serve") if kind == "serve" else gunicorn(port)
    settings = {"INSTANCE_PATH": database.parent}
    assert run("backup", backup, **settings).returncode == 0
    with serving(database.parent, command=command, PORT=port) as server:
        refused = run("restore", backup, **settings)
        assert refused.returncode == 1 and "is being served" in refused.stderr, refused.stderr
        server.kill_all()
    done = run("restore", backup, **settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 accounts" in done.stdout and ".before-" in done.stdout


def test_phones_offer_again_what_they_were_told_after_the_backup(tmp_path):
    backup = tmp_path / "backup.sqlite3"
    with serving(tmp_path / "server", REGISTRATION="open") as server:
        with looking_into(server):
            phone = RemotePhone(Person(server.app, "olive"), server.port)
            write(phone, "Before")
            phone.send_all()
        settings = {"INSTANCE_PATH": server.instance_path}
        assert run("backup", backup, **settings).returncode == 0
        write(phone, "After")
        assert receipts(phone.send()) == ["applied"]
        server.stop()
        done = run("restore", backup, **settings)
        assert done.returncode == 0, done.stderr
        server.start()
        server.wait()
        write(phone, "Later")
        phone.send_all()
        with looking_into(server):
            person = Person.__new__(Person)
            person.app, person.id = server.app, phone.person.id
            assert titles(person) == ["After", "Before", "Later"]
        assert [title_of(one) for one in phone.settled] == ["Before", "After", "Later"]
