"""A server before its database: it starts only on one that is whole and its own, holds it, and says
how it is."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import running_app
from tests.live import (
    CHECKOUT,
    environment,
    free_port,
    gunicorn,
    run,
    serving,
)
from webapp.core import health
from webapp.core.database import db, sqlite

OLDER = "DELETE FROM alembic_version"
STRANGER = "UPDATE alembic_version SET version_num = '0016'"


def change(file, statement):
    with closing(sqlite.connect(file)) as connection, connection:
        connection.execute(statement)


def started(command, **settings):
    """What gunicorn said, and its exit code: it isn't to start."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def database(tmp_path, migrated_file):
    (tmp_path / "instance").mkdir()
    return Path(shutil.copy(migrated_file, tmp_path / "instance/round-two.sqlite3"))


@pytest.mark.parametrize(
    "spoil, words",
    [
        (lambda file: file.unlink(), "not up to date: run `python -m webapp migrate`"),
        (lambda file: change(file, OLDER), "not up to date: run `python -m webapp migrate`"),
        (lambda file: change(file, STRANGER), "another version of Round Two"),
    ],
)
def test_gunicorn_starts_on_no_database_of_another_form(database, spoil, words):
    spoil(database)
    done = started(("-m", *gunicorn(free_port())), INSTANCE_PATH=database.parent)
    assert done.returncode == 3 and "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("[")]
    assert words in line


def test_gunicorn_names_a_bad_setting_in_a_line(tmp_path):
    done = started(("-m", *gunicorn(free_port())), INSTANCE_PATH=tmp_path, SECRET_KEY="short")
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert "\nSECRET_KEY: is too easy to guess" in done.stderr


def test_what_gunicorn_writes_is_for_its_owner_only(database):
    port, umask = free_port(), os.umask(0o022)
    try:
        with serving(database.parent, command=gunicorn(port), PORT=port):
            made = [path for path in database.parent.iterdir() if path.suffix != ".log"]
    finally:
        os.umask(umask)
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in made if path.is_file()}
    assert {"round-two.sqlite3-lock", "secret_key"} < set(files)
    assert {mode for name, mode in files.items() if name != "round-two.sqlite3"} == {0o600}


def test_a_server_that_is_stopped_leaves_nothing_beside_its_database(tmp_path):
    with serving(tmp_path / "server") as server:
        server.stop()
        assert server.process.returncode == 0
        assert not [*server.instance_path.glob("*-wal")]


def test_many_slow_senders_stop_nobody(tmp_path):
    with serving(tmp_path / "server") as server, ExitStack() as slow:
        place = urlsplit(server.url)
        for _ in range(300):
            sender = slow.enter_context(socket.create_connection((place.hostname, place.port)))
            sender.sendall(
                b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nem"
            )
        assert urlopen(server.url + "/healthz", timeout=20).status == 200


def test_after_an_end_that_was_no_clean_one_a_damaged_database_is_not_served(database):
    """As when an older file was copied into its place, beside what belonged to the other."""
    add = "INSERT INTO users (id, email, password_hash, created_at) VALUES ('{0}', '{0}', '', '')"
    with closing(sqlite.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for number in range(400):
            connection.execute(add.format(f"{number:0200}"))
        connection.commit()
        shutil.copy(f"{database}-wal", f"{database}-kept")
    Path(f"{database}-kept").rename(f"{database}-wal")
    with database.open("r+b") as file:
        file.truncate(file.seek(0, 2) // 4)
    for start in (
        lambda: run("serve", PORT=free_port(), INSTANCE_PATH=database.parent),
        lambda: started(("-m", *gunicorn(free_port())), INSTANCE_PATH=database.parent),
    ):
        done = start()
        assert done.returncode in (1, 3) and "Traceback" not in done.stderr
        assert "is damaged" in done.stderr and "restore FILE" in done.stderr


def healthz(app):
    answer = app.test_client().get("/healthz")
    return answer.status_code, answer.text


@pytest.mark.own_app
def test_health_is_that_the_tables_are_ours_and_a_change_is_kept(app, monkeypatch):
    assert healthz(app) == (200, "ok\n")
    with app.app_context(), db.engine.begin() as connection:
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        connection.exec_driver_sql(STRANGER)
    status, words = healthz(app)
    assert status == 503 and "another version" in words
    assert app.test_client().get("/reachable").status_code == 204
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql(STRANGER.replace("0016", revision))
    assert healthz(app) == (200, "ok\n")


@pytest.mark.own_app
@pytest.mark.one_database
def test_health_is_tried_by_writing_at_most_every_ten_seconds(app, monkeypatch):
    clock, tries = [1000.0], []
    write = app.extensions["health"].write
    monkeypatch.setattr(health.time, "monotonic", lambda: clock[0])
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")  # stays with the connection
    monkeypatch.setattr(write, "ask", lambda ask=write.ask: tries.append(1) or ask())
    for _ in range(3):
        assert healthz(app) == (503, "the database can't be written (SQLITE_READONLY)\n")
    assert len(tries) == 1
    with app.app_context():
        db.engine.dispose()
    assert healthz(app)[0] == 503
    clock[0] += 10
    assert healthz(app) == (200, "ok\n") and len(tries) == 2


def test_a_database_that_is_away_ends_no_server_and_is_no_health(tmp_path):
    """A worker of gunicorn that doesn't start ends the others, too."""
    url = f"postgresql+psycopg://olive:river@localhost:{free_port()}/none"
    done = started(
        ("-c", "from webapp.application import create_app; create_app()"),
        INSTANCE_PATH=tmp_path,
        DATABASE_URL=url,
    )
    assert done.returncode == 0 and "river" not in done.stderr
    assert "does not answer" in done.stderr and done.stderr.count("\n") == 1
    with running_app(instance_path=tmp_path, database_url=url) as app:
        assert healthz(app) == (503, "the database does not answer (OperationalError)\n")
