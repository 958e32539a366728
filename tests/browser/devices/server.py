"""The server of the machine, in this process: its clock goes as the devices say, it has the faults
that it is told to have, and it can be set back to an earlier moment."""

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from threading import Thread

from flask import abort, request
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from webapp.core import clock
from webapp.core.database import sqlite


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as by any other server

    def log(self, *words):
        """What was asked for is of no use here."""


class Blank:
    """An empty page beside the application's, for the frames: those of the application forbid to be
    framed. An answer is read as a whole: werkzeug doesn't close the file of one whose page is
    killed while it is on its way."""

    PATH = "/blank"
    HEADERS = [
        ("Content-Type", "text/html"),
        ("Content-Length", "15"),
        ("Cache-Control", "max-age=86400"),
    ]

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] != self.PATH:
            with closing(ClosingIterator(self.wsgi_app(environ, start_response))) as answer:
                return [b"".join(answer)]
        start_response("200 OK", self.HEADERS)
        return [b"<!doctype html>"]


class Clock:
    """In the place of `datetime` in webapp.core.clock: milliseconds, as a device said last."""

    def __init__(self, now):
        self.milliseconds = now

    def now(self, zone=UTC):
        return datetime.fromtimestamp(self.milliseconds / 1000, zone)


class Server:
    def __init__(self, app, file, now):
        self.app, self.file, self.clock = app, file, Clock(now)
        for bp in app.blueprints:
            if bp != "outbox":
                app.after_request_funcs.setdefault(bp, []).append(self.fail)
        self.faults = 0
        app.before_request(self.listen)

    def listen(self):
        """Hears the time, and which faults are to come."""
        if "Test-Now" in request.headers:
            self.clock.milliseconds = max(self.clock.milliseconds, int(request.headers["Test-Now"]))
            self.faults = int(request.headers.get("Test-Fault", 0))

    def fail(self, response):
        """A fault after the work is done: nothing of it may stay."""
        if self.faults:
            self.faults -= 1
            abort(500)
        return response

    def backup(self):
        """The whole database as it is now."""
        kept = sqlite.connect(":memory:", check_same_thread=False)
        with closing(sqlite.connect(self.file)) as live:
            live.backup(kept)
        return kept

    def restore(self, kept):
        with closing(sqlite.connect(self.file)) as live:
            kept.backup(live)


@contextmanager
def serving(app, file, now, monkeypatch):
    server = Server(app, file, now)
    monkeypatch.setattr(clock, "datetime", server.clock)
    listener = make_server("localhost", 0, Blank(app), threaded=True, request_handler=Quiet)
    listener.daemon_threads = True
    Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    server.url = f"http://localhost:{listener.port}"
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
