"""The way that breaks does what it says: else the tests that rest on it test nothing."""

import socket
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, IncompleteRead
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from tests import live
from tests.browser.faulty import POLICY, Network

ANSWER = b"0123456789" * 400


@pytest.fixture
def arrived():
    """The bodies that reached the server, in order."""
    return []


@pytest.fixture
def broken(arrived):
    """A way to a server that says the same to all."""
    with (
        echoing(arrived) as port,
        Network(live.free_port()).to(SimpleNamespace(port=port)) as network,
    ):
        yield network


@contextmanager
def echoing(arrived):
    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            arrived.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(ANSWER)

        do_GET = do_POST = answer

        def log_message(self, *words):
            """Nobody reads it."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def ask(network, body=None, patience=5):
    """Status, headers and body of the answer, and how many seconds that took."""
    connection, began = (
        HTTPConnection("localhost", network.port, timeout=patience),
        time.monotonic(),
    )
    try:
        connection.request("POST" if body else "GET", "/x", body)
        response = connection.getresponse()
        return response.status, response.headers, response.read(), time.monotonic() - began
    finally:
        connection.close()


def test_open_it_is_as_if_it_were_not_there(broken, arrived):
    status, _, body, seconds = ask(broken, b"a text")
    assert (status, body, arrived) == (200, ANSWER, [b"a text"]) and seconds < 1


def test_latency_and_bandwidth_take_their_time_both_ways(broken):
    broken.latency = 0.3
    assert 0.3 <= ask(broken)[3] < 1
    broken.latency, broken.up = 0, 2_000
    assert 0.5 <= ask(broken, b"x" * 1_000)[3] < 1.5
    broken.up, broken.down = None, 8_000
    assert 0.4 <= ask(broken)[3] < 1.5


def test_who_gives_up_on_a_slow_line_has_sent_a_part_only(broken, arrived):
    broken.up = 1_000
    with pytest.raises(socket.timeout):
        ask(broken, b"x" * 4_000, patience=0.5)
    time.sleep(1.2)
    assert arrived == [] and broken.sizes_of("POST /x") == []


def test_an_answer_is_cut_lost_or_brought_about_twice(broken, arrived):
    broken.cut = 100
    with pytest.raises(IncompleteRead) as cut:
        ask(broken)
    assert cut.value.partial == ANSWER[:100]
    broken.cut, broken.mode = None, "lost"
    with pytest.raises((HTTPException, ConnectionError)):
        ask(broken, b"lost")
    broken.mode = "twice"
    assert ask(broken, b"twice")[2] == ANSWER
    assert arrived == [b"", b"lost", b"twice", b"twice"]


def test_half_open_nothing_comes_and_nothing_ends(broken, arrived):
    broken.mode = "hanging"
    with pytest.raises(socket.timeout):
        ask(broken, patience=0.5)
    assert arrived == []


@pytest.mark.parametrize(
    "mode, status", [("portal", 200), ("redirect", 302), (511, 511), (413, 413)]
)
@pytest.mark.parametrize("has_policy", [False, True], ids=["bare", "with a policy"])
def test_what_is_not_ours_looks_as_well_kept_as_is_wanted(
    broken, arrived, mode, status, has_policy
):
    broken.mode, broken.has_policy = mode, has_policy
    answer, headers, _, _ = ask(broken)
    assert answer == status and arrived == []
    assert (headers.get("Content-Security-Policy") == POLICY[0][1]) is has_policy
