"""The program as people run it: its commands, what it refuses, and how soon it answers."""

import socket
import sqlite3
import stat
import time
from contextlib import closing
from urllib.request import Request

import pytest

from tests.live import open_url, run, serving

EMAIL = "olive@example.org"
PASSWORD = "a long walk by the river\n"


@pytest.fixture
def settings(tmp_path):
    return {"INSTANCE_PATH": tmp_path / "instance"}


@pytest.fixture
def database(tmp_path):
    return tmp_path / "instance" / "round-two.sqlite3"


def count(file, table):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_every_bad_setting_is_named_at_once_in_a_line_each(settings):
    done = run("serve", PORT="abc", DATABASE_URL="mysql://olive:river@localhost/x", **settings)
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["PORT", "DATABASE_URL"]
    assert "river" not in done.stderr


def test_empty_setting_is_as_none(settings):
    assert run("migrate", PORT="", DATABASE_URL="", SECRET_KEY="", **settings).returncode == 0


def test_database_that_does_not_answer_is_named_in_one_line(settings, tmp_path):
    done = run("migrate", DATABASE_URL=f"postgresql://nobody@/nothing?host={tmp_path}", **settings)
    assert done.returncode == 1 and done.stderr.startswith("Error: the database of DATABASE_URL "), done.stderr
    assert done.stderr.count("\n") == 1


def test_migrate_can_be_repeated(settings, database):
    for _ in range(2):
        done = run("migrate", **settings)
        assert (done.returncode, done.stderr) == (0, "")
    assert count(database, "users") == 0


def test_what_is_kept_is_for_its_owner_only(settings, database):
    run("migrate", **settings)
    for file in (database, database.with_name("secret_key")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_account_reads_its_password_from_standard_input(settings, database):
    done = run("account", EMAIL, input=PASSWORD, **settings)
    assert done.returncode == 0 and EMAIL in done.stdout, done.stderr
    assert count(database, "users") == 1
    again = run("account", EMAIL, input=PASSWORD, **settings)
    assert again.returncode == 1 and "already" in again.stderr


@pytest.mark.parametrize("email, password", [(EMAIL, "short\n"), (EMAIL, ""), ("olive", PASSWORD)])
def test_account_is_refused_in_words(settings, database, email, password):
    done = run("account", email, input=password, **settings)
    assert done.returncode == 1 and done.stderr.startswith("Error: ") and "Traceback" not in done.stderr
    assert count(database, "users") == 0


def test_example_fills_an_account(settings, database):
    assert run("example", EMAIL, **settings).returncode == 1
    run("account", EMAIL, input=PASSWORD, **settings)
    done = run("example", EMAIL, **settings)
    assert done.returncode == 0, done.stderr
    assert count(database, "interviews") >= 1 and count(database, "stories") == 8
    assert count(database, "versions WHERE table_name = 'stories'") == 1  # pages of a server that runs hear of it


def test_serve_answers_says_where_and_starts_quickly(settings):
    """Not much longer than it takes to look after the database, in the same minute on the same machine."""
    with serving(settings["INSTANCE_PATH"]) as server:
        assert server.url in server.said()
    began = time.monotonic()
    assert run("migrate", **settings).returncode == 0
    to_migrate = time.monotonic() - began
    with serving(settings["INSTANCE_PATH"]) as again:
        assert again.seconds_to_answer < 2 * to_migrate + 1


def test_serve_on_a_taken_port_says_so(settings):
    with serving(settings["INSTANCE_PATH"]) as server:
        done = run("serve", PORT=server.url.rsplit(":", 1)[1], **settings)
    assert done.returncode == 1 and done.stderr.startswith("Error: can't listen on localhost:")


def test_account_made_while_serving_can_sign_in(settings):
    with serving(settings["INSTANCE_PATH"]) as server:
        run("account", EMAIL, input=PASSWORD, **settings)
        with open_url(server.url + "/") as page:
            assert page.url.startswith(server.url + "/sign-in")


def test_backup_is_whole_while_the_server_runs(settings, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    run("account", EMAIL, input=PASSWORD, **settings)
    with serving(settings["INSTANCE_PATH"]):
        done = run("backup", copy, **settings)
    assert done.returncode == 0, done.stderr
    assert count(copy, "users") == 1
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(tmp_path.glob("copy*")) == [copy]
    run("migrate", DATABASE_URL=f"sqlite:///{copy}", **settings)  # the copy is a database like the first
    assert count(copy, "users") == 1


def test_backup_never_overwrites(settings, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    copy.write_text("precious")
    run("migrate", **settings)
    assert run("backup", copy, **settings).returncode == 1
    assert copy.read_text() == "precious"


def test_backup_without_a_database_leaves_no_file(settings, tmp_path):
    done = run("backup", tmp_path / "copy.sqlite3", **settings)
    assert done.returncode == 1 and not (tmp_path / "copy.sqlite3").exists()


def test_backup_of_postgresql_points_to_its_own_tool(settings, tmp_path):
    done = run("backup", tmp_path / "copy", DATABASE_URL="postgresql://localhost/x", **settings)
    assert done.returncode == 1 and "pg_dump" in done.stderr


def test_serve_hears_the_proxy_it_is_told_to_trust(tmp_path):
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "two.example.org"}
    for trusted, secure in ((1, True), (0, False)):
        with serving(tmp_path / str(trusted), TRUSTED_PROXIES=trusted) as server:
            with open_url(Request(f"{server.url}/healthz", headers=forwarded), timeout=5) as answer:
                assert ("Strict-Transport-Security" in answer.headers) == secure


def test_serve_refuses_what_is_far_too_large_before_it_is_sent(settings):
    """Otherwise a stranger fills the disk: the server keeps a body in a file until it is whole."""
    head = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"
    with serving(settings["INSTANCE_PATH"]) as server:
        with socket.create_connection(("localhost", int(server.url.rpartition(":")[2])), timeout=10) as connection:
            connection.sendall(head.encode() + b"x" * 100)
            assert connection.recv(20).startswith(b"HTTP/1.1 413")
