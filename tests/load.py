"""How many people one machine bears: `python -m tests.load`, part of `make bench`.

Askers, each a person with the worked example, open pages without a pause, and at each tenth change
something: at saturation there are as many answers a second as there can be. The askers take their
share of the same processors.
"""

import statistics
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import live, postgres, redis
from tests.persons import OURS, Person

PEOPLE, SECONDS = 16, 20
PAGES = ("/", "/checklist", "/cards", "/cards/deck", "/prepare", "/log", "/stories/new")
SMALLEST = 50_000_000  # bytes; a worker has more, the arbiter that only looks after them less


def main():
    with TemporaryDirectory() as folder:
        measure("SQLite, serve", Path(folder) / "serve")
        port = live.free_port()
        with postgres.running() as cluster, redis.running() as counted:
            settings = {"DATABASE_URL": cluster.create("load"), "RATE_LIMIT_STORAGE": counted}
            place = Path(folder) / "gunicorn"
            migrated = live.run("migrate", INSTANCE_PATH=place, **settings)
            assert migrated.returncode == 0, migrated.stderr
            command = live.gunicorn(port, "--workers", "2")
            measure("PostgreSQL, gunicorn 2 x 8", place, command=command, PORT=port, **settings)


def measure(name, place, **options):
    with live.serving(place, REGISTRATION="open", **options) as server:
        url = options.get("DATABASE_URL")
        with live.looking_into(server, url):
            people = [Person(server.app, f"p{n}").with_example() for n in range(PEOPLE)]
        times, until = [], time.monotonic() + SECONDS
        askers = [
            threading.Thread(target=ask, args=(server.port, one.cookie, times, until))
            for one in people
        ]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        sizes = [size for size in memory_of(server.process.pid) if size > SMALLEST]
    a_second, memory = len(times) / SECONDS, max(sizes) / 1e6
    late = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name}: {a_second:.0f} answers a second, 95 % within {late * 1000:.0f} ms "
        f"for {PEOPLE} at once without a pause, {memory:.0f} MB a process",
        flush=True,
    )


def ask(port, cookie, times, until):
    connection = HTTPConnection("localhost", port, timeout=60)
    headers, number = {"Cookie": "=".join(cookie), **OURS}, 0
    while time.monotonic() < until:
        number += 1
        is_change = number % 10 == 0
        method, page = (
            ("PUT", "/account/install-hint/dismissal") if is_change else ("GET", PAGES[number % 7])
        )
        begun = time.monotonic()
        connection.request(method, page, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status < 400, (answer.status, page)
        times.append(time.monotonic() - begun)
    connection.close()


def memory_of(pid):
    """The bytes that this process and those that it started have for themselves or share."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        except OSError:  # it has ended
            continue
        if str(pid) in (fields["Pid"], fields["PPid"]) and "VmRSS" in fields:
            yield int(fields["VmRSS"].split()[0]) * 1024


if __name__ == "__main__":
    main()
