"""Caddy for the tests: on loopback, with an authority of its own, and nothing of it left behind."""

import ssl
import subprocess
import time
from contextlib import closing, contextmanager
from http.client import HTTPSConnection

from tests import machine
from tests.live import environment, free_port

# Nothing of this machine's: no port of an administrator's, no certificate in its stores.
OPTIONS = """
{{
    admin off
    auto_https disable_redirects
    skip_install_trust
    storage file_system {folder}
"""


@contextmanager
def running(caddyfile, folder):
    """A function that opens a connection to it, once it has its certificate. `caddyfile`, with
    options of its own, is for https://localhost:PORT, whose number this chooses."""
    port, folder = free_port(), folder / "caddy"
    folder.mkdir()
    file = folder / "Caddyfile"
    text = caddyfile.replace("\nlocalhost {", f"\nlocalhost:{port} {{")
    file.write_text(text.replace("\n{\n", OPTIONS.format(folder=folder), 1))
    command = [machine.found(machine.caddy), "run", "--config", file, "--adapter", "caddyfile"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment(HOME=folder), stderr=log, stdout=log)
    authority = folder / "pki/authorities/local/root.crt"
    try:
        wait_for(port, process, authority, folder / "log")
        trusting = ssl.create_default_context(cafile=authority)
        yield lambda: HTTPSConnection("localhost", port, timeout=60, context=trusting)
    finally:
        process.kill()
        process.wait()


def wait_for(port, process, authority, log, patience=30):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        try:
            context = ssl.create_default_context(cafile=authority)
            with closing(HTTPSConnection("localhost", port, timeout=5, context=context)) as one:
                one.connect()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"Caddy did not start:\n{log.read_text()}")
