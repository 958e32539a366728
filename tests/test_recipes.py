"""What the README and the recipes say to do is done, on loopback: gunicorn behind Caddy, with
PostgreSQL and Redis; a service, backups, and an environment that isn't wiped."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests import caddy, redis
from tests.live import CHECKOUT, Server, environment, free_port, run
from tests.test_commands import EMAIL, PASSWORD

README = (CHECKOUT / "README.md").read_text()
DOMAIN = "roundtwo.example.org"


def recipe(name, domain=DOMAIN):
    done = run("recipe", name, domain, INSTANCE_PATH=os.devnull + "-not")
    assert done.returncode == 0, done.stderr
    assert "@" not in re.sub(r"@system-service", "", done.stdout), "a mark was left"
    return done.stdout


def block_with(words):
    (block,) = [one for one in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if words in one]
    return block


@pytest.fixture
def installed(tmp_path):
    """A folder with the program in it, and what `make install` makes of it: there already."""
    folder = tmp_path / "round-two"
    (folder / ".venv/bin").mkdir(parents=True)
    for name in ("webapp", "templates", "static", "Makefile", "requirements.lock"):
        (folder / name).symlink_to(CHECKOUT / name)
    for name, module in (("python", ""), ("gunicorn", "-m gunicorn")):
        program = folder / ".venv/bin" / name
        program.write_text(f'#!/bin/sh\nexec {sys.executable} {module} "$@"\n')
        program.chmod(0o755)
    (folder / ".venv/run.stamp").touch()
    return folder


@pytest.fixture
def pasted(installed, empty_cluster, tmp_path):
    """The README's lines for many people, pasted into a shell: a `Server`."""
    port = free_port()
    with empty_cluster.copy_of("template0", "pasted") as url, redis.running() as redis_url:
        given = {
            "postgresql://roundtwo@db.example.org/roundtwo": url.replace("+psycopg", ""),
            "redis://localhost:6379": redis_url,
            "localhost:8000": f"localhost:{port}",
        }
        lines = block_with("gunicorn")
        for words, value in given.items():
            assert words in lines
            lines = lines.replace(words, f"'{value}'")
        settings = {"PORT": port, "INSTANCE_PATH": tmp_path}
        server = Server(
            tmp_path,
            installed,
            settings,
            ["sh", "-e", "-c", lines.replace("\n.venv/bin/gunicorn", "\nexec .venv/bin/gunicorn")],
        )
        try:
            server.wait(60)
            yield server
        finally:
            server.stop()
    assert "Traceback" not in server.said(), server.said()


def test_the_lines_for_many_people_run_as_pasted_and_a_reload_loses_no_request(pasted, tmp_path):
    caddyfile = recipe("caddy", "localhost").replace(":8000", f":{pasted.port}")
    with caddy.running(caddyfile, tmp_path) as connect:
        connection = connect()
        connection.request("GET", "/register")
        answer = connection.getresponse()
        assert answer.status == 403 and b"Nobody has an account here yet" in answer.read()
        said = re.search(
            r"https://roundtwo\.example\.org(/register\?invitation=\w+)", pasted.said()
        )
        connection.request("GET", said[1])
        answer = connection.getresponse()
        assert answer.status == 200 and b"Round Two" in answer.read()
        assert answer.headers["Strict-Transport-Security"] and answer.headers["Round-Two"]
        connection.close()
        answers, is_over = [], threading.Event()
        askers = [
            threading.Thread(target=ask, args=(connect, said[1], answers, is_over))
            for _ in range(4)
        ]
        for asker in askers:
            asker.start()
        for _ in range(2):
            workers = pasted.said().count("Booting worker")
            pasted.process.send_signal(signal.SIGHUP)
            wait_until(lambda n=workers: pasted.said().count("Booting worker") >= n + 2)
            seen = len(answers)
            wait_until(lambda n=seen: len(answers) > n + 20)
        is_over.set()
        for asker in askers:
            asker.join()
    assert len(answers) > 40 and set(answers) == {200}


def ask(connect, address, answers, is_over):
    connection = connect()
    while not is_over.is_set():
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            answers.append(answer.status)
        except (OSError, HTTPException) as error:
            answers.append(repr(error))
            connection.close()
    connection.close()


def wait_until(is_so, patience=60):
    deadline = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < deadline, "not within 60 s"
        time.sleep(0.05)


class Late(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        """What was asked for is of no use here."""


def test_who_comes_while_the_server_starts_anew_waits(tmp_path):
    port = free_port()
    caddyfile = recipe("caddy", "localhost").replace(":8000", f":{port}")
    with (
        caddy.running(caddyfile, tmp_path) as connect,
        ThreadPoolExecutor(1) as pool,
        closing(connect()) as connection,
    ):
        connection.request("GET", "/")
        answer = pool.submit(connection.getresponse)
        with pytest.raises(TimeoutError):
            answer.result(timeout=1)
        with HTTPServer(("127.0.0.1", port), Late) as server:
            server.handle_request()
            assert answer.result().status == 200


@pytest.mark.parametrize("name, logs_access", [("caddy", True), ("caddy", False), ("home", True)])
def test_no_log_of_caddy_holds_what_a_person_writes(tmp_path, name, logs_access):
    """Whether or not it is to say who asked: an answer that failed is logged anyway."""
    caddyfile = (
        recipe(name, "localhost").partition("\nhttp://")[0].replace(":8000", f":{free_port()}")
    )
    if logs_access:
        caddyfile = caddyfile.replace("    encode", "    log\n    encode")
    with (
        caddy.running(caddyfile.replace("15s", "0"), tmp_path) as connect,
        closing(connect()) as connection,
    ):
        connection.request("GET", "/cards?q=my%20secret", headers={"Cookie": "session=token"})
        assert connection.getresponse().status == 502, "no server is behind it"
    log = (tmp_path / "caddy/log").read_text()
    assert "secret" not in log and "token" not in log
    entries = [line for line in log.splitlines() if '"/cards"' in line]
    assert len(entries) == 1 + logs_access and all("127.0.0.0" in entry for entry in entries)


def test_at_home_caddy_signs_by_itself_and_gives_its_authority_to_phones(tmp_path):
    """What is http there needs port 80: here it is only read."""
    text = recipe("home", "localhost")
    whole = tmp_path / "Caddyfile"
    whole.write_text(text)
    command = ["caddy", "validate", "--config", whole, "--adapter", "caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(HOME=tmp_path))
    assert done.returncode == 0, done.stderr
    assert "tls internal" in text and "fingerprint" in text


def test_the_service_is_one_that_systemd_takes(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("without systemd there is nobody to read it")
    unit = tmp_path / "round-two.service"
    unit.write_text(recipe("systemd"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True
    )
    ours = [line for line in done.stderr.splitlines() if "round-two" in line]
    assert done.returncode == 0 and not ours, done.stderr


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_backups_are_for_their_owner_and_the_oldest_go(kind, tmp_path, request):
    settings = {"INSTANCE_PATH": tmp_path / "instance"}
    if kind == "postgresql":
        cluster = request.getfixturevalue("empty_cluster")
        settings["DATABASE_URL"] = cluster.create("backed_up").replace("+psycopg", "")
    assert run("account", EMAIL, input=PASSWORD, **settings).returncode == 0
    script = recipe("backup-timer")
    subprocess.run(["sh"], input=script, text=True, check=True, env=environment(ROOT=tmp_path))
    old = tmp_path / "instance/backups/round-two-long-ago.dump"
    old.parent.mkdir()
    old.touch()
    os.utime(old, (0, 0))
    backup = [tmp_path / "usr/local/bin/round-two-backup"]
    subprocess.run(backup, check=True, env=environment(**settings, PYTHONPATH=CHECKOUT))
    (made,) = old.parent.iterdir()
    assert made != old and stat.S_IMODE(made.stat().st_mode) == 0o600
    if kind == "sqlite":
        back = {"INSTANCE_PATH": tmp_path / "back"}
        assert "1 accounts" in run("restore", made, **back).stdout
    else:
        assert made.read_bytes()[:5] == b"PGDMP"
        comes_back(made, settings["DATABASE_URL"])
    if shutil.which("systemd-analyze"):
        for unit in (tmp_path / "etc/systemd/system").iterdir():
            unit.write_text(unit.read_text().replace("/usr/local/bin", f"{tmp_path}/usr/local/bin"))
            verify = ["systemd-analyze", "verify", "--man=no", unit]
            assert subprocess.run(verify, capture_output=True).returncode == 0


def comes_back(made, url):
    """Whole, also over what a newer version made; or not at all."""
    newer = "CREATE TABLE newer (user_id uuid REFERENCES users)"
    subprocess.run(["psql", "--command", newer, url], check=True, capture_output=True)
    assert run("delete", EMAIL, input=EMAIL, DATABASE_URL=url).returncode == 0
    (line,) = {
        found
        for name in ("backup-timer", "upgrade")
        for found in re.findall(r"pg_restore .* DATABASE_URL", recipe(name))
    }
    broken = made.with_name("broken.dump")
    broken.write_bytes(made.read_bytes()[:-9000])
    for file, code in ((broken, 1), (made, 0)):
        pasted = re.sub(r"\bFILE\b", str(file), line).replace("DATABASE_URL", url)
        assert subprocess.run(["sh", "-c", pasted], capture_output=True).returncode == code
        assert (EMAIL in run("people", DATABASE_URL=url).stdout) is (file == made)
    assert subprocess.run(["psql", "--command", "TABLE newer", url], capture_output=True).returncode


@pytest.mark.parametrize("name", ["upgrade", "backup-timer"])
def test_a_script_is_one_that_a_shell_reads(name):
    subprocess.run(["sh", "-n"], input=recipe(name), text=True, check=True)


@pytest.mark.parametrize("domain", ["a b", "x;reboot", "{$HOME}", "a.example.org\nevil", ""])
def test_what_is_no_domain_is_in_no_recipe(domain):
    done = run("recipe", "caddy", domain)
    assert done.returncode == 1 and "is no domain" in done.stderr and done.stdout == ""


def test_an_environment_that_was_whole_is_never_wiped(installed):
    """A server may be running from it."""
    stamp = installed / ".venv/run.stamp"
    os.utime(stamp, (0, 0))
    for is_whole in (True, False):
        if not is_whole:
            stamp.unlink()
        done = subprocess.run(
            ["make", "-n", "install"], cwd=installed, capture_output=True, text=True, check=True
        )
        assert "-m venv" in done.stdout and ("--clear" in done.stdout) != is_whole
