"""A PostgreSQL server for the tests: started on a socket in a folder of its own, in a hurry, and
thrown away."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests import machine

# Nothing here outlives the run, so nothing needs to reach the disk.
HURRY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "listen_addresses": "",
    "shared_buffers": "32MB",
}


@contextmanager
def running():
    """A `Cluster`, stopped and removed at the end."""
    server = Path(machine.found(machine.postgres)).resolve()
    folder = tempfile.mkdtemp(prefix="pg-")  # short: a socket's path has at most 107 characters
    user = server_user()
    if user:
        shutil.chown(folder, user)
    where = dict(
        cwd=folder, user=user, group=user and pwd.getpwnam(user).pw_gid, extra_groups=user and []
    )
    log = Path(folder, "log")
    with log.open("wb") as output:
        initialise = [
            server.with_name("initdb"),
            "-D",
            "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        subprocess.run(initialise, check=True, stdout=output, **where)
        settings = [f"-c{name}={value}" for name, value in HURRY.items()]
        process = subprocess.Popen(
            [server, "-D", "data", "-k", folder, *settings], stderr=output, **where
        )
    try:
        with closing(Cluster(folder, process, log)) as cluster:
            yield cluster
    finally:
        process.send_signal(signal.SIGQUIT)  # stop at once
        process.wait()
        shutil.rmtree(folder)


def server_user():
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return "postgres" if os.geteuid() == 0 else None


class Cluster:
    def __init__(self, folder, process, log):
        self.folder, self.process, self.log = folder, process, log
        self.admin, self.emptying = self.connected(), {}

    def connected(self, name="postgres", patience=30):
        deadline = time.monotonic() + patience
        while True:
            try:
                return psycopg.connect(
                    host=self.folder, user="postgres", dbname=name, autocommit=True
                )
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(
                        f"PostgreSQL did not start:\n{self.log.read_text()}"
                    ) from None
                time.sleep(0.02)

    def url(self, name):
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def create(self, name, template="template0"):
        """A new database, a copy of `template`, as a URL."""
        self.admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return self.url(name)

    @contextmanager
    def copy_of(self, template, name):
        """The URL of a copy of a database, dropped at the end."""
        yield self.create(name, template)
        self.admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def emptied(self, name):
        """The URL of this database with nobody in it: all rows are somebody's, and go with them. A
        copy takes a hundred times as long. Connections that do nothing stay: a new one has to learn
        all of the tables first."""
        if name not in self.emptying:
            self.emptying[name] = self.connected(name)
        self.emptying[name].execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND state <> 'idle' AND pid <> pg_backend_pid()",
            [name],
        )
        self.emptying[name].execute("DELETE FROM users")
        return self.url(name)

    def close(self):
        for connection in (self.admin, *self.emptying.values()):
            connection.close()
