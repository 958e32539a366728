"""A server whose disk is full, on a file system of a few megabytes."""

import json
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.live import CHECKOUT, environment, looking_into, serving
from tests.persons import OURS, Person
from tests.sync.test_durability import RemotePhone, write
from webapp.core.ids import new_id

SMALL = (
    "mount -t tmpfs -o size={megabytes}m none {disk} && cp -a {ready}/. {disk} && "
    "INSTANCE_PATH={disk} exec {python} -W error -m webapp serve"
)


def on_a_disk(megabytes, folder, ready):
    """A program that serves on a small disk, with what is `ready` copied onto it. Its process sees
    the disk, others by way of /proc."""
    disk = folder / "disk"
    disk.mkdir()
    script = SMALL.format(megabytes=megabytes, disk=disk, ready=ready, python=sys.executable)
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", script], disk


@pytest.fixture(autouse=True)
def mounts():
    """Some containers let nobody mount anything."""
    tried = ["unshare", "--map-root-user", "--mount", "true"]
    if subprocess.run(tried, capture_output=True).returncode:
        pytest.skip("this machine lets nobody have a small disk")


def test_what_finds_no_room_waits_on_the_phone_and_arrives_later(tmp_path):
    with serving(tmp_path / "ready", REGISTRATION="open") as server, looking_into(server):
        phone, number = RemotePhone(Person(server.app, "olive"), None), 0
    program, disk = on_a_disk(16, tmp_path, server.instance_path)
    with serving(tmp_path / "log", program=program) as server:
        phone.port = server.port
        full = Path(f"/proc/{server.process.pid}/root{disk}/full")
        with full.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
            while True:
                file.write(bytes(4096))
        while number < 2000 and not phone.waiting:
            write(phone, f"{number:04} a secret")
            number += 1
            phone.send()
        assert len(phone.waiting) == 1
        status, text = ask(phone, "/stories", {"id": new_id(), "title": "a secret"})
        assert status == 503 and "The server has no room left" in text
        full.unlink()
        phone.send_all()
        _, text = ask(phone, "/account/export")
        assert len(json.loads(text)["stories"]) == number == len(phone.settled)
    assert "SQLITE_FULL" in server.said() and "secret" not in server.said()


def ask(phone, url, form=None):
    connection = HTTPConnection("localhost", phone.port, timeout=60)
    headers = {"Cookie": phone.cookie, **OURS}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if form else "GET", url, form and urlencode(form), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_a_first_start_without_room_says_so_in_a_line(tmp_path):
    (tmp_path / "ready").mkdir()
    program, _ = on_a_disk(1, tmp_path, tmp_path / "ready")
    done = subprocess.run(
        program, cwd=CHECKOUT, env=environment(), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1 and "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1
