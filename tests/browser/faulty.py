"""A way to the server on which everything goes wrong that goes wrong between a phone and a server: a lift, a hotel's
network, a proxy with nothing behind it, an answer that never arrives."""

import socket
import socketserver
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler

# What a browser says of all that, and of what doesn't follow from it: an attempt that failed is no trouble in these tests.
NOISE = "net::ERR|status of [3-5]|failed request|Failed to fetch|fetching the script|another host|ServiceWorker|QuotaExceeded"
LATE = 6  # seconds; longer than a page waits for an answer
PORTAL = b"<!doctype html><title>Welcome</title><h1>Welcome to the lobby's network</h1><form method=post><button>I agree</button></form>"
NOT_PASSED_ON = ("connection", "transfer-encoding", "keep-alive", "content-length")


class Way:
    """`mode` says what becomes of each request:

    "open": it reaches the server, and the answer the browser. "late": that takes `LATE` seconds. "down": nobody answers.
    "lost": it reaches the server, but the answer doesn't arrive. "hanging": neither an answer nor an end. "portal": the
    network's own page, with 200. "redirect": to the network's own page. A number: that status, with a page that isn't
    ours. `only` limits it to requests of that method and path, such as "POST /outbox".
    """

    def __init__(self, port):
        self.port = port
        self.mode, self.only = "open", ""
        self.seen = []  # (method and path, mode) of every request, in order
        self.server = None
        self.origin = None

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    @contextmanager
    def to(self, server):
        self.origin = server
        self.server = Listener(("localhost", self.port), handler_for(self))
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield self
        finally:
            self.mode = "down"
            self.server.shutdown()
            self.server.server_close()

    def seen_of(self, what):
        return [mode for request, mode in self.seen if request == what]


class Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A browser that went away is none of ours."""


def handler_for(way):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            what = f"{self.command} {self.path.partition('?')[0]}"
            mode = way.mode if way.only in ("", what) else "open"
            way.seen.append((what, mode))
            if mode == "down":
                self.end()
            elif mode == "hanging":
                hang(self.connection, way)
                self.end()
            elif mode == "lost":
                self.ask(body)
                self.end()
            elif mode in ("open", "late"):
                time.sleep(LATE if mode == "late" else 0)
                self.give(*self.ask(body))
            elif mode == "redirect":
                self.give(302, [("Location", f"{way.url}/portal")], b"")
            else:
                self.give(200 if mode == "portal" else mode, [("Content-Type", "text/html")], PORTAL)

        do_GET = do_POST = do_HEAD = answer

        def ask(self, body):
            connection = HTTPConnection("localhost", way.origin.port, timeout=30)
            try:
                connection.request(self.command, self.path, body or None, dict(self.headers))
                response = connection.getresponse()
                return response.status, response.getheaders(), response.read()
            except OSError:
                return 502, [("Content-Type", "text/html")], b"Bad Gateway"
            finally:
                connection.close()

        def give(self, status, headers, body):
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in NOT_PASSED_ON:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def end(self):
            """No answer, as when the signal is gone."""
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *words):
            """What is asked for is in `seen`."""

    return Handler


def hang(connection, way):
    """Until the way is another, or the other end has had enough."""
    connection.settimeout(0.05)
    while way.mode == "hanging":
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue
        except OSError:
            return
