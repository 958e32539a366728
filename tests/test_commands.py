"""The program as people run it: its commands, what it refuses, and how soon it answers."""

import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from urllib.request import Request

import pytest
from click.testing import CliRunner

from tests.live import CHECKOUT, OWN_SETTINGS, environment, open_url, run, serving
from webapp.__main__ import program

EMAIL = "olive@example.org"
PASSWORD = "a long walk by the river\n"


@pytest.fixture
def settings(tmp_path):
    return {"INSTANCE_PATH": tmp_path / "instance"}


@pytest.fixture
def database(tmp_path):
    return tmp_path / "instance" / "round-two.sqlite3"


@pytest.fixture
def command(instance_path, migrated, monkeypatch):
    """`command("account", EMAIL)` is done in this process, which takes a tenth of the time of one
    of its own, on `migrated`."""
    monkeypatch.setattr(os, "umask", lambda mask: None)  # it would stay

    def done(*arguments, input=None, **settings):
        settings = {
            "INSTANCE_PATH": instance_path,
            "DATABASE_URL": f"sqlite:///{migrated}",
            **settings,
        }
        environment = dict.fromkeys(OWN_SETTINGS) | {
            name: str(value) for name, value in settings.items()
        }
        return CliRunner().invoke(program, list(map(str, arguments)), input=input, env=environment)

    return done


@pytest.fixture
def migrated(migrated_file, tmp_path):
    """The file of a database in its newest form, with nobody in it."""
    return shutil.copy(migrated_file, tmp_path / "migrated.sqlite3")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("server")) as server:
        yield server


def count(file, table):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_every_bad_setting_is_named_at_once_in_a_line_each(command):
    done = command("serve", PORT="abc", DATABASE_URL="mysql://olive:river@localhost/x")
    assert done.exit_code == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["PORT", "DATABASE_URL"]
    assert "river" not in done.stderr


def test_database_that_does_not_answer_is_named_in_one_line(command, tmp_path):
    done = command("migrate", DATABASE_URL=f"postgresql://nobody@/nothing?host={tmp_path}")
    assert done.exit_code == 1 and done.stderr.startswith("Error: the database of DATABASE_URL "), (
        done.stderr
    )
    assert done.stderr.count("\n") == 1


def test_migrate_can_be_repeated_and_an_empty_setting_is_as_none(settings, database):
    for empty in ({}, dict.fromkeys(("PORT", "DATABASE_URL", "SECRET_KEY"), "")):
        done = run("migrate", **settings, **empty)
        assert (done.returncode, done.stderr) == (0, "")
    assert count(database, "users") == 0
    for file in (database, database.with_name("secret_key")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, f"{file} is for its owner only"


def test_a_database_of_another_version_is_refused_in_one_line(command, migrated):
    with closing(sqlite3.connect(migrated)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0016'")
    done = command("migrate")
    assert done.exit_code == 1 and len(done.output.splitlines()) == 1
    assert "another version of Round Two" in done.output and "Traceback" not in done.output


# Starts when it is told to, so that several do at once.
READY = "from webapp.__main__ import program; print(end='.', flush=True); input(); program()"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_several_that_migrate_at_once_each_finds_it_done(kind, settings, request):
    if kind == "postgresql":
        empty_cluster = request.getfixturevalue("empty_cluster")
        settings["DATABASE_URL"] = empty_cluster.create(f"at_once_{os.getpid()}")
    command = [sys.executable, "-W", "error", "-c", READY, "migrate"]
    pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    started = [
        subprocess.Popen(command, cwd=CHECKOUT, env=environment(**settings), **pipes)
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout.read(1) == "."
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1] for process in started]
    assert said == [""] * 4 and [process.returncode for process in started] == [0] * 4


def test_account_reads_its_password_from_standard_input(command, migrated):
    done = command("account", EMAIL, input=PASSWORD)
    assert done.exit_code == 0 and EMAIL in done.stdout, done.stderr
    assert count(migrated, "users") == 1
    again = command("account", EMAIL, input=PASSWORD)
    assert again.exit_code == 1 and "already" in again.stderr


@pytest.mark.parametrize(
    "email, password",
    [(EMAIL, "short\n"), (EMAIL, ""), (EMAIL, "olive1984\n"), ("olive", PASSWORD)],
)
def test_account_is_refused_in_words(command, migrated, email, password):
    done = command("account", email, input=password)
    assert (
        done.exit_code == 1 and done.stderr.startswith("Error: ") and "Traceback" not in done.stderr
    )
    assert count(migrated, "users") == 0


def test_example_fills_an_account(command, migrated):
    assert command("example", EMAIL).exit_code == 1
    command("account", EMAIL, input=PASSWORD)
    done = command("example", EMAIL)
    assert done.exit_code == 0, done.stderr
    assert count(migrated, "interviews") >= 1 and count(migrated, "stories") == 8
    # Pages of a server that runs hear of it.
    assert count(migrated, "versions WHERE table_name = 'stories'") == 1


def test_serve_answers_says_where_starts_quickly_and_hears_the_proxy_it_is_told_to_trust(server):
    """Not much longer than it takes to look after the database, in the same minute on the same
    machine."""
    assert server.url in server.said()
    began = time.monotonic()
    assert run("migrate", INSTANCE_PATH=server.instance_path).returncode == 0
    to_migrate = time.monotonic() - began
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "two.example.org"}
    with serving(server.instance_path, TRUSTED_PROXIES=1, ALLOWED_HOSTS="two.example.org") as again:
        assert again.seconds_to_answer < 2 * to_migrate + 1
        for one, secure in ((again, True), (server, False)):
            with open_url(Request(f"{one.url}/healthz", headers=forwarded), timeout=5) as answer:
                assert ("Strict-Transport-Security" in answer.headers) == secure


def test_serve_on_a_taken_port_says_so(settings):
    with socket.create_server(("localhost", 0)) as other:
        done = run("serve", PORT=other.getsockname()[1], **settings)
    assert done.returncode == 1 and done.stderr.startswith("Error: can't listen on localhost:")


def test_account_made_while_serving_can_sign_in_and_is_in_a_backup_that_is_whole(
    server, command, tmp_path
):
    settings, copy = {"INSTANCE_PATH": server.instance_path}, tmp_path / "copy.sqlite3"
    for made, place in ((False, "/register"), (True, "/sign-in")):
        if made:
            run("account", EMAIL, input=PASSWORD, **settings)
        with open_url(server.url + "/") as page:
            assert page.url.startswith(server.url + place)
    done = run("backup", copy, **settings)
    assert done.returncode == 0, done.stderr
    assert count(copy, "users") == 1
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(tmp_path.glob("copy*")) == [copy]
    # The copy is a database like the first.
    assert command("migrate", DATABASE_URL=f"sqlite:///{copy}").exit_code == 0
    assert count(copy, "users") == 1


def test_backup_never_overwrites(command, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    copy.write_text("precious")
    assert command("backup", copy).exit_code == 1
    assert copy.read_text() == "precious"


def test_backup_without_a_database_leaves_no_file(command, tmp_path):
    done = command(
        "backup", tmp_path / "copy.sqlite3", DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite3"
    )
    assert done.exit_code == 1 and not (tmp_path / "copy.sqlite3").exists()


def test_backup_of_postgresql_points_to_its_own_tool(command, tmp_path):
    done = command("backup", tmp_path / "copy", DATABASE_URL="postgresql://localhost/x")
    assert done.exit_code == 1 and "pg_dump" in done.stderr


def test_serve_refuses_what_is_far_too_large_before_it_is_sent(server):
    """Otherwise a stranger fills the disk: the server keeps a body in a file until it is whole."""
    head = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"
    with socket.create_connection(("localhost", server.port), timeout=10) as connection:
        connection.sendall(head.encode() + b"x" * 100)
        assert connection.recv(20).startswith(b"HTTP/1.1 413")


def test_a_link_for_a_forgotten_password_is_printed(command):
    assert "no account" in command("password", EMAIL).stderr
    command("account", EMAIL, input=PASSWORD)
    done = command("password", EMAIL)
    assert done.stdout.startswith("http://localhost:8000/forgotten?link="), done.output
    done = command("password", EMAIL, ALLOWED_HOSTS=".example.com,two.example.org")
    assert done.stdout.startswith("https://two.example.org/forgotten?link=")
    assert EMAIL in done.stdout


def test_an_invitation_is_printed_and_kept(command, migrated):
    done = command("invite", HOST="192.0.2.7", PORT=9000, REGISTRATION="invite")
    assert done.stdout.startswith("http://192.0.2.7:9000/register?invitation="), done.output
    assert "7 days" in done.stdout and count(migrated, "links") == 1
    command("account", EMAIL, input=PASSWORD)
    assert "REGISTRATION=invite" in command("invite").stderr
    assert count(migrated, "links") == 1


def test_the_link_for_the_first_account_is_printed_as_long_as_nobody_has_one(command):
    first, again = (command("invite", ALLOWED_HOSTS="two.example.org") for _ in range(2))
    assert first.stdout.startswith("https://two.example.org/register?invitation="), first.output
    assert first.stdout == again.stdout and "first account" in first.stdout
    assert "takes" not in first.stdout and command("invite", REGISTRATION="open").exit_code == 1
    command("account", EMAIL, input=PASSWORD)
    assert command("invite", ALLOWED_HOSTS="two.example.org").exit_code == 1


@pytest.mark.parametrize(
    "settings, says", [({}, False), ({"ALLOWED_HOSTS": "two.example.org"}, True)], ids=str
)
def test_serve_prints_it_unless_only_this_machine_is_served(tmp_path, settings, says):
    with serving(tmp_path, **settings) as server:
        assert ("https://two.example.org/register?invitation=" in server.said()) == says
        assert ("register" in server.said()) == says


def test_people_are_listed_without_their_texts(command):
    assert "Nobody" in command("people").stdout
    command("account", EMAIL, input=PASSWORD)
    command("account", "otto@example.org", input=PASSWORD)
    command("example", EMAIL)
    olive, otto = command("people").stdout.splitlines()
    assert olive.startswith(f"{EMAIL}: since 2") and "not signed in, devices: 0" in olive
    assert "written: 0" in otto and "written: 0" not in olive
    assert len(olive) < 120


def test_an_account_is_deleted_when_its_address_is_written_again(command, migrated):
    command("account", EMAIL, input=PASSWORD)
    command("example", EMAIL)
    for again in ("otto@example.org\n", "\n", ""):
        assert command("delete", EMAIL, input=again).exit_code == 1
    assert EMAIL in command("people").stdout
    assert command("delete", EMAIL, input=f"{EMAIL.upper()}\n").exit_code == 0
    assert "Nobody" in command("people").stdout and count(migrated, "stories") == 0


def test_an_account_that_is_deleted_leaves_no_word_of_it_in_the_file(command, migrated):
    command("account", EMAIL, input=PASSWORD)
    assert EMAIL.encode() in migrated.read_bytes()
    assert command("delete", "--yes", EMAIL).exit_code == 0
    left = [*migrated.parent.glob(f"{migrated.name}*")]
    assert left and not any(EMAIL.encode() in path.read_bytes() for path in left)


def test_an_account_is_deleted_without_a_question_where_that_is_said(command):
    command("account", EMAIL, input=PASSWORD)
    assert command("delete", "--yes", EMAIL).exit_code == 0
    assert "no account" in command("delete", "--yes", EMAIL).stderr


def test_a_person_is_signed_out_everywhere(command, migrated):
    command("account", EMAIL, input=PASSWORD)
    with closing(sqlite3.connect(migrated)) as connection, connection:
        connection.execute(
            "INSERT INTO sign_ins (user_id, id, token_hash, created_at, seen_at)"
            " SELECT id, id, 'x', created_at, created_at FROM users"
        )
        connection.execute(
            "INSERT INTO events (user_id, id, what, at) SELECT id, id, 'wrong', created_at FROM users"
        )
    assert "devices: 1, things written: 0" in command("people").stdout
    assert command("sign-out", EMAIL).exit_code == 0
    assert count(migrated, "sign_ins") == 0
