"""A Redis for the tests: on a free port, keeping nothing, and stopped at the end."""

import subprocess
import time
from contextlib import contextmanager

from redis import Redis
from redis.exceptions import ConnectionError

from tests import machine
from tests.live import free_port


@contextmanager
def running(port=None):
    """Its URL, once it answers."""
    port = port or free_port()
    command = [machine.found(machine.redis_server), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield f"redis://localhost:{port}"
    finally:
        process.kill()
        process.wait()


def wait_for(port, process, patience=30):
    deadline = time.monotonic() + patience
    with Redis(port=port) as client:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                client.ping()
                return
            except ConnectionError:
                time.sleep(0.02)
    raise RuntimeError("Redis did not start")
