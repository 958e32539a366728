"""What is read from a stranger's file is read in a process of its own, within limits, and nothing
of one file is left for the next."""

import os
import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.calendars.invites import calendar, event
from tests.cost import cost_of
from webapp.calendars.reading import events_in
from webapp.core import child
from webapp.core.child import BUSY, NOT_READ, TAKES_TOO_MUCH, read_in_child
from webapp.core.text import Unreadable

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


def never_ends(data: bytes) -> str:
    while True:
        data = data[::-1]


def sleeps(data: bytes) -> str:
    time.sleep(60)
    return ""


def takes_all(data: bytes) -> str:
    return str(len(b"x" * 4_000_000_000))


def says_much(data: bytes) -> str:
    return "x" * (child.MAX_FOUND + 1)


def breaks(data: bytes) -> str:
    raise LookupError("what the person wrote")


def ends_itself(data: bytes) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def says_no(data: bytes) -> str:
    raise Unreadable("That’s none.")


def writes(data: bytes) -> str:
    with open("/tmp/round-two-was-written", "wb") as file:
        file.write(data)
    return "written"


def begins_another(data: bytes) -> int:
    return subprocess.Popen(["sleep", "77"]).pid


def of_another_type(data: bytes) -> int:
    return "text"  # type: ignore[return-value]


def repeats(data: bytes, times: int) -> int:
    return len(data * times)


def pair(data: bytes, more: int) -> tuple[bytes, int]:
    return data[::-1], more


def test_what_it_takes_can_be_measured():
    a_lot = 200 * 2**20
    small, large = cost_of(repeats, b"x", 1), cost_of(repeats, b"x", a_lot)
    assert (small.status, small.size, large.status) == (0, 1, 0)
    assert small.memory < a_lot < large.memory < child.MEMORY, "of each its own"
    assert 0 < large.work < child.CPU and large.time < child.TIME


def test_what_it_finds_comes_back():
    assert read_in_child(pair, b"abc\0\xff", 3) == (b"\xff\0cba", 3)


@pytest.mark.parametrize(
    "reader, words",
    [
        (never_ends, TAKES_TOO_MUCH),
        (takes_all, TAKES_TOO_MUCH),
        (says_much, TAKES_TOO_MUCH),
        (ends_itself, TAKES_TOO_MUCH),
        (breaks, NOT_READ),
        (writes, NOT_READ),
        (says_no, "That’s none."),
    ],
)
def test_it_is_refused_in_words(reader, words, monkeypatch, caplog):
    monkeypatch.setattr(child, "CPU", 1)
    with pytest.raises(Unreadable) as refused:
        read_in_child(reader, b"x" * 100_000)
    assert str(refused.value) == words
    assert "what the person wrote" not in caplog.text


def test_where_it_broke_is_logged(caplog):
    with pytest.raises(Unreadable):
        read_in_child(breaks, b"")
    assert "LookupError at test_child.py:" in caplog.text


def test_one_that_does_nothing_is_ended(monkeypatch):
    monkeypatch.setattr(child, "TIME", 1)
    began = time.monotonic()
    with pytest.raises(Unreadable):
        read_in_child(sleeps, b"")
    assert time.monotonic() - began < 20


def test_what_it_began_is_ended_with_it():
    pid = read_in_child(begins_another, b"")
    for _ in range(100):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or " Z " in stat.read_text():
            return
        time.sleep(0.05)
    pytest.fail("it goes on")


def test_what_it_says_is_looked_at():
    with pytest.raises(Unreadable):
        read_in_child(of_another_type, b"")


def test_only_so_many_are_read_at_once(monkeypatch):
    monkeypatch.setattr(child, "PATIENCE", 0.01)
    turns = [child.turns.acquire(blocking=False) for _ in range(child.AT_ONCE)]
    try:
        with pytest.raises(Unreadable) as refused:
            read_in_child(pair, b"", 1)
    finally:
        for taken in turns:
            if taken:
                child.turns.release()
    assert str(refused.value) == BUSY and all(turns)
    assert read_in_child(pair, b"", 1) == (b"", 1), "and then again"


def zone(offset):
    return "\r\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:Customized Time Zone",
            "BEGIN:STANDARD",
            "DTSTART:16010101T000000",
            f"TZOFFSETFROM:{offset}",
            f"TZOFFSETTO:{offset}",
            "END:STANDARD",
            "END:VTIMEZONE",
        ]
    )


@pytest.mark.parametrize("read", [read_in_child, lambda read, *args: read(*args)])
def test_a_file_means_what_it_says_whatever_was_read_before(read):
    start = "DTSTART;TZID=Customized Time Zone:20270115T140000"
    hours = []
    for offset in ("+0500", "-0500", "+0500"):
        data = calendar(zone(offset), event(DTSTART=None, DTEND=None, lines=[start]))
        (found,) = read(events_in, data, "Europe/London", AT)
        hours.append((found.start.hour, found.time.hour, found.zone))
    assert hours == [(hour, hour, "Europe/London") for hour in (9, 19, 9)]
