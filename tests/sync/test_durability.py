"""What was answered is stored: the server killed with SIGKILL under load, many writers at once, and
a disk that is full.

Names with a number are faults that the app must survive.
"""

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from types import SimpleNamespace

import pytest
from sqlalchemy import event, text

from tests import live
from tests.cards.decks import titles
from tests.persons import Person
from tests.sync.phones import Phone, receipts
from webapp.core.database import db
from webapp.core.ids import new_id

WRITERS = 8
NO_ANSWER = SimpleNamespace(headers={}, status_code=None)


class RemotePhone(Phone):
    """A phone that goes to a real server, which may not be there."""

    def __init__(self, person, port):
        super().__init__(person)
        self.port = port
        self.cookie = "=".join(self.person.cookie)

    def ask(self, batch):
        connection = HTTPConnection("localhost", self.port, timeout=30)
        headers = {
            "Content-Type": "application/json",
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin",
        }
        try:
            connection.request("POST", "/outbox", json.dumps(batch), headers)
            response = connection.getresponse()
            body = response.read()
            return SimpleNamespace(
                headers=response.headers,
                status_code=response.status,
                json=json.loads(body) if body[:1] == b"{" else None,
            )
        except (OSError, HTTPException):
            return NO_ANSWER
        finally:
            connection.close()


def write(phone, title):
    phone.keep("/stories", {"id": str(new_id()), "title": title}, lane=str(new_id()))


def title_of(submission):
    return submission["body"].partition("title=")[2]


def test_fault_24_eight_writers_at_once(app):
    phones = [Phone(Person(app, f"writer-{number}")) for number in range(WRITERS)]

    def work(phone):
        answers = []
        for number in range(20):
            write(phone, f"{number:02}")
            answers += phone.send()
        return answers

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = [answer for all_of_one in pool.map(work, phones) for answer in all_of_one]
    assert receipts(answers) == ["applied"] * (WRITERS * 20), (
        "nobody is told that it is locked, or has to come again"
    )
    for phone in phones:
        assert titles(phone.person) == [f"{number:02}" for number in range(20)]


@pytest.mark.own_app
@pytest.mark.one_database  # of both kinds only this one has a limit that can be set
def test_fault_25_the_disk_is_full(app, owner):
    """SQLite may not take another page: the same error as when the disk has none."""
    phone, limit = Phone(owner), []
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a fault is answered with 500, as on a server
    with app.app_context():
        event.listen(
            db.engine,
            "checkout",
            lambda connection, *_: connection.execute(
                f"PRAGMA max_page_count = {(limit or [2**30])[0]}"
            ),
        )
        limit.append(db.session.execute(text("PRAGMA page_count")).scalar() + 4)
        db.session.remove()
    for number in range(60):
        write(phone, f"{number:03} " + "x" * 100)
    for _ in range(4):
        response = phone.ask(phone.batch())
        assert response.status_code in (200, 500, 507)
        if response.status_code == 200:
            phone.hear(response.json)
    stored = titles(owner)
    assert 0 < len(stored) < 60 and len(phone.settled) == len(stored)
    assert [title_of(one).replace("+", " ") for one in phone.settled] == stored
    limit[:] = [2**30]
    phone.send_all()
    assert len(titles(owner)) == 60


def killed_under_load(folder, times, seed):
    """Kills a server while phones write, so often; gives how many answers there were, after
    checking each of them."""
    chance = random.Random(seed)
    with live.serving(folder / "server", REGISTRATION="open") as server, live.looking_into(server):
        phones = [
            RemotePhone(Person(server.app, f"writer-{number}"), server.port) for number in range(4)
        ]
        is_over = threading.Event()

        def work(phone):
            number = 0
            while not is_over.is_set():
                for _ in range(random.randint(1, 8) if len(phone.waiting) < 60 else 0):
                    write(phone, f"{number:06}")
                    number += 1
                if phone.send() is None:
                    time.sleep(0.02)

        with ThreadPoolExecutor(len(phones)) as pool:
            workers = [pool.submit(work, phone) for phone in phones]
            try:
                for _ in range(times):
                    wait_for_answers(phones)
                    time.sleep(chance.uniform(0, 0.4))
                    server.kill()
                    server.start()
                    server.wait()
            finally:
                is_over.set()
            for worker in workers:
                worker.result()
        answered = sum(len(phone.settled) for phone in phones)
        for phone in phones:
            assert {title_of(one) for one in phone.settled} <= set(titles(phone.person)), (
                "answered and missing"
            )
            phone.send_all()
            assert titles(phone.person) == sorted(title_of(one) for one in phone.settled), (
                "each is there, and once"
            )
        with server.app.app_context():
            assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert server.said().count("Traceback") == 0
    return answered


def wait_for_answers(phones, patience=30):
    """Until there were more than there are now."""
    before, end = sum(len(phone.settled) for phone in phones), time.monotonic() + patience
    while sum(len(phone.settled) for phone in phones) == before:
        assert time.monotonic() < end, "nobody gets an answer"
        time.sleep(0.005)


def test_fault_23_killed_under_load(tmp_path):
    assert killed_under_load(tmp_path, times=5, seed=1) >= 5


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_fault_23_killed_under_load_a_hundred_times(tmp_path, part):
    print(killed_under_load(tmp_path, times=12, seed=part), "answered and stored, 12 kills")
