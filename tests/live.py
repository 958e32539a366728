"""A real server, `python -m webapp serve`, on a free port with an instance folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from tests.conftest import running_app

CHECKOUT = Path(__file__).parent.parent
OWN_SETTINGS = (
    "HOST",
    "PORT",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "SECRET_KEY",
    "INSTANCE_PATH",
    "REGISTRATION",
    "REGISTRATIONS_PER_HOUR",
    "TRUSTED_PROXIES",
    "RATE_LIMIT_STORAGE",
)

open_url = build_opener(ProxyHandler({})).open  # whatever proxy is set: this is our own machine


def environment(**settings):
    """This process's environment without any setting of the application but these."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    return {**kept, **{name: str(value) for name, value in settings.items()}}


def free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def gunicorn(port, *arguments):
    """What `serving` takes as its `command` to start gunicorn as the README does."""
    address = f"localhost:{port}"
    return (
        *("gunicorn", "--worker-class", "gthread", "--threads", "8", "--bind", address),
        *(*arguments, "webapp.application:create_app()"),
    )


def run(*arguments, cwd=CHECKOUT, input=None, **settings):
    """`python -m webapp ARGUMENTS`, waited for."""
    command = [sys.executable, "-W", "error", "-m", "webapp", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=cwd,
        input=input,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


@contextmanager
def serving(instance_path, cwd=CHECKOUT, command=("webapp", "serve"), program=None, **settings):
    """A `Server`, once it answers; stopped at the end. Any fault it logged fails the test. It is
    Python's module `command`, or the `program`."""
    instance_path.mkdir(parents=True, exist_ok=True)
    settings = {"PORT": free_port(), "INSTANCE_PATH": instance_path, **settings}
    program = program or [sys.executable, "-W", "error", "-m", *command]
    server = Server(instance_path, cwd, settings, program)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
    assert "Traceback" not in server.said(), server.said()


def looking_into(server, database_url=None):
    """Gives the server an application in this process, on the same database."""
    stack = ExitStack()
    database_url = database_url or f"sqlite:///{server.instance_path}/round-two.sqlite3"
    secret_key = (server.instance_path / "secret_key").read_text()
    server.app = stack.enter_context(
        running_app(
            instance_path=server.instance_path, database_url=database_url, secret_key=secret_key
        )
    )
    return stack


class Server:
    def __init__(self, instance_path, cwd, settings, program):
        self.instance_path = instance_path
        self.port = settings["PORT"]
        self.url = f"http://localhost:{self.port}"
        self.log = instance_path / "server.log"
        self.cwd, self.settings = cwd, settings
        self.program = program
        self.start()

    def start(self):
        """Starts it, also anew after it was killed, on the same port and data."""
        self.started = time.monotonic()
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.program,
                cwd=self.cwd,
                env=environment(**self.settings),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def wait(self, patience=30):
        """Returns when the server answers, and notes how many seconds it took."""
        while self.process.poll() is None and time.monotonic() < self.started + patience:
            try:
                with open_url(f"{self.url}/healthz", timeout=5) as answer:
                    assert answer.status == 200
                self.seconds_to_answer = time.monotonic() - self.started
                return
            except OSError:  # refused, or not yet answered
                time.sleep(0.05)
        raise RuntimeError(f"the server did not start:\n{self.said()}")

    def said(self):
        return self.log.read_text()

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def kill_all(self):
        """Its workers too, which would go on for a moment."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
