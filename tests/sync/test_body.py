"""A batch comes packed where the phone can: read with a limit, and refused when it isn't whole."""

import gzip
import json
import tracemalloc

import pytest

from tests.cards.decks import titles
from tests.sync.phones import receipts
from webapp.core.headers import MARK
from webapp.core.ids import new_id
from webapp.sync.batch import BadBatch
from webapp.sync.body import TooLarge, json_in

MAX_BYTES = 100_000
WHOLE = gzip.compress(b'{"a": "b"}')
DEEP = b"[" * 50_000
BROKEN = {
    "nothing": (b"", None),
    "half": (b"{", None),
    "no text": (b"\xff", None),
    "deep": (DEEP, None),
    "packed unsaid": (WHOLE, None),
    "not packed": (b"{}", "gzip"),
    "nothing packed": (b"", "gzip"),
    "cut": (WHOLE[:-1], "gzip"),
    "cut early": (WHOLE[:20], "gzip"),
    "more after it": (WHOLE + b"x", "gzip"),
    "two": (WHOLE + WHOLE, "gzip"),
    "another packing": (WHOLE, "br"),
    "wrong checksum": (WHOLE[:-8] + bytes(8), "gzip"),
    "half, packed": (gzip.compress(b"["), "gzip"),
    "deep, packed": (gzip.compress(DEEP), "gzip"),
}


@pytest.mark.parametrize(
    "body, encoding", [(b'{"a": "b"}', None), (WHOLE, "gzip")], ids=["as it is", "packed"]
)
def test_it_is_read_packed_or_not(body, encoding):
    assert json_in(body, encoding, MAX_BYTES) == {"a": "b"}


@pytest.mark.parametrize("body, encoding", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_no_batch(body, encoding):
    with pytest.raises(BadBatch) as found:
        json_in(body, encoding, MAX_BYTES)
    assert not isinstance(found.value, TooLarge)


def test_a_bomb_is_stopped_before_it_takes_room():
    bomb = gzip.compress(b"[" + b" " * 50_000_000)
    assert len(bomb) < MAX_BYTES
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            json_in(bomb, "gzip", MAX_BYTES)
        assert tracemalloc.get_traced_memory()[1] < 10 * MAX_BYTES
    finally:
        tracemalloc.stop()


def test_as_much_as_may_be_is_read():
    text = json.dumps(["x" * (MAX_BYTES - 4)]).encode()
    assert len(text) == MAX_BYTES and json_in(gzip.compress(text), "gzip", MAX_BYTES)
    with pytest.raises(TooLarge):
        json_in(gzip.compress(text + b" "), "gzip", MAX_BYTES)


def test_what_waited_arrives_packed(phone, owner):
    phone.keep("/stories", {"id": str(new_id()), "title": "Packed"}, lane="a")
    answer = packed(owner, json.dumps(phone.batch()).encode())
    assert receipts(answer.json["answers"]) == ["applied"] and titles(owner) == ["Packed"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "body, status", [(b" " * 30_000_000, 413), (b"{}", 400)], ids=["a bomb", "no batch"]
)
def test_a_refusal_carries_the_mark(owner, body, status):
    answer = packed(owner, body)
    assert answer.status_code == status and MARK in answer.headers


@pytest.mark.one_database
def test_nothing_else_is_unpacked(owner):
    form = gzip.compress(b"title=Packed&id=" + str(new_id()).encode())
    kind = {"Content-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"}
    assert owner.post("/stories", data=form, headers=kind).status_code == 422
    assert titles(owner) == []


def packed(person, body):
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    return person.post("/outbox", data=gzip.compress(body), headers=headers)
