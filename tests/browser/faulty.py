"""A way to the server on which everything goes wrong that goes wrong between a phone and a server:
a lift, a hotel's network, a proxy with nothing behind it, an answer that never arrives, a line that
drips."""

import select
import socket
import socketserver
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler

# What a browser says of all that, and of what doesn't follow from it: an attempt that failed is no
# trouble in these tests.
NOISE = "net::ERR|status of [3-5]|failed request|Failed to fetch|fetching the script|another host|ServiceWorker|QuotaExceeded"
LATE = 6  # seconds; longer than a page waits for an answer
PORTAL = b"<!doctype html><title>Welcome</title><h1>Welcome to the lobby's network</h1><form method=post><button>I agree</button></form>"
NOT_PASSED_ON = ("connection", "transfer-encoding", "keep-alive", "content-length")
SLICE = 512  # bytes that go over a slow line at once
# What a well-kept portal or proxy sends with its own pages, as our server does with ours.
POLICY = [("Content-Security-Policy", "default-src 'self'"), ("X-Content-Type-Options", "nosniff")]


class Network:
    """`mode` says what becomes of each request:

    "open": it reaches the server, and the answer the browser. "late": that takes `LATE` seconds.
    "down": nobody answers. "lost": it reaches the server, but the answer doesn't arrive. "twice":
    it reaches the server twice, and the second answer arrives. "hanging", as on a line that is half
    open: neither an answer nor an end. "portal": the network's own page, with 200. "redirect": to
    the network's own page. A number: that status, with a page that isn't ours, such as 511 or 413.
    `only` limits it, and `cut`, to requests of that method and path, such as "POST /outbox", or
    of any of several.

    Whatever comes through takes `latency` seconds more, at most `up` and `down` bytes a second for
    all at once, and ends after `cut` bytes of an answer's body. None of that is so at first. With
    `has_policy`, pages that aren't ours carry a content security policy.
    """

    def __init__(self, port):
        self.port = port
        self.mode, self.only = "open", ""
        self.latency, self.cut, self.has_policy = 0, None, False
        self.uplink, self.downlink = Line(), Line()
        self.seen = []  # (method and path, mode) of every request, in order
        # (method and path, bytes of its body) of every request that arrived whole, in order.
        self.sizes = []
        self.given = []  # (method and path, bytes) of every answer, headers included, in order
        self.server = None
        self.origin = None

    up = property(lambda self: self.uplink.rate, lambda self, rate: self.uplink.runs_at(rate))
    down = property(lambda self: self.downlink.rate, lambda self, rate: self.downlink.runs_at(rate))

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    def concerns(self, what):
        meant = [self.only] if isinstance(self.only, str) else self.only
        return not self.only or what in meant

    @contextmanager
    def to(self, server):
        self.origin = server
        self.server = Listener(("localhost", self.port), handler_for(self))
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        try:
            yield self
        finally:
            self.mode, self.up, self.down = "down", None, None
            self.server.shutdown()
            self.server.server_close()

    def seen_of(self, what):
        return [mode for request, mode in self.seen if request == what]

    def sizes_of(self, what):
        return [size for request, size in self.sizes if request == what]


class Line:
    """One direction of the way. All connections share its `rate`, in bytes a second; None is as
    fast as can be."""

    def __init__(self):
        self.rate = None
        self.is_free_at = 0.0
        self.lock = threading.Lock()

    def runs_at(self, rate):
        self.rate = rate

    def carry(self, number):
        """Takes as long as so many bytes take, after those that were there before."""
        if not self.rate:
            return
        with self.lock:
            self.is_free_at = max(time.monotonic(), self.is_free_at) + number / self.rate
            arrives_at = self.is_free_at
        time.sleep(max(0, arrives_at - time.monotonic()))


class Gone(ConnectionError):
    """The browser closed the connection."""


class Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A browser that went away is none of ours."""


def handler_for(network):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        @property
        def what(self):
            return f"{self.command} {self.path.partition('?')[0]}"

        def answer(self):
            mode = network.mode if network.concerns(self.what) else "open"
            network.seen.append((self.what, mode))
            body = self.body_of_request()
            network.sizes.append((self.what, len(body)))
            time.sleep(network.latency)
            if mode == "down":
                self.end()
            elif mode == "hanging":
                hang(self.connection, network)
                self.end()
            elif mode == "lost":
                self.ask(body)
                self.end()
            elif mode in ("open", "late", "twice"):
                time.sleep(LATE if mode == "late" else 0)
                if mode == "twice":
                    self.ask(body)
                self.give(*self.ask(body))
            else:
                self.give_foreign(mode)

        do_GET = do_POST = do_HEAD = answer

        def body_of_request(self):
            """The whole of it, as slowly as the line carries it; who gives up meanwhile has sent
            only a part."""
            left, body = int(self.headers.get("Content-Length") or 0), b""
            while left:
                part = self.rfile.read(min(left, SLICE) if network.up else left)
                network.uplink.carry(len(part))
                if not part or (network.up and is_gone(self.connection)):
                    raise Gone
                body, left = body + part, left - len(part)
            return body

        def ask(self, body):
            connection = HTTPConnection("localhost", network.origin.port, timeout=30)
            try:
                connection.request(self.command, self.path, body or None, dict(self.headers))
                response = connection.getresponse()
                return response.status, response.getheaders(), response.read()
            except OSError:
                return 502, [("Content-Type", "text/html")], b"Bad Gateway"
            finally:
                connection.close()

        def give_foreign(self, mode):
            headers = [("Content-Type", "text/html"), *(POLICY if network.has_policy else [])]
            if mode == "redirect":
                self.give(302, [("Location", f"{network.url}/portal"), *headers], b"")
            else:
                self.give(200 if mode == "portal" else mode, headers, PORTAL)

        def give(self, status, headers, body):
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in NOT_PASSED_ON:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            head = sum(map(len, self._headers_buffer))
            network.given.append((self.what, head + len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.give_body(body)

        def give_body(self, body):
            is_cut = network.cut is not None and network.concerns(self.what)
            whole = body[: network.cut] if is_cut else body
            step = SLICE if network.down else max(len(whole), 1)
            for start in range(0, len(whole), step):
                part = whole[start : start + step]
                network.downlink.carry(len(part))
                self.wfile.write(part)
            if len(whole) < len(body):
                self.end()

        def end(self):
            """No answer, or no more of it, as when the signal is gone."""
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *words):
            """What is asked for is in `seen`."""

    return Handler


def is_gone(connection):
    """Whether the other end closed the connection, whatever of it is still to be read here."""
    poll = select.poll()
    poll.register(connection, select.POLLRDHUP | select.POLLHUP)
    return bool(poll.poll(0))


def hang(connection, network):
    """Until the way is another, or the other end has had enough."""
    connection.settimeout(0.05)
    while network.mode == "hanging":
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue
        except OSError:
            return
