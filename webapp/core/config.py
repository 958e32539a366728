"""Settings: read once from the environment, refused loudly when wrong."""

import fcntl
import os
import re
import secrets
import stat
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from webapp.core.whole_files import write_whole

REGISTRATION = ("first", "invite", "open")
SECRET_KEY_LENGTH = 32
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
# Or an end of names, ".example.org", or "*" for any.
HOST_NAME = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\*")
EVERYWHERE = ("0.0.0.0", "::", "*")  # what HOST can be to listen on all addresses

Value = TypeVar("Value")


class ConfigError(Exception):
    """One line for each setting that can't be used; ``problems`` holds them all."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """All that differs between two installations. `from_environment` documents each field."""

    instance_path: Path
    database_url: str
    secret_key: str
    host: str = "localhost"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ()
    registration: str = "first"
    registrations_per_hour: int = 20
    trusted_proxies: int = 0
    rate_limit_storage: str = "memory://"

    @property
    def listens_at(self) -> str:
        """A number of IPv6 stands in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def address(self) -> str:
        """Where it opens on this machine: to listen everywhere is no name to be found by."""
        return (
            f"http://localhost:{self.port}"
            if self.host in EVERYWHERE
            else f"http://{self.listens_at}"
        )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Settings from HOST, PORT, ALLOWED_HOSTS, DATABASE_URL, SECRET_KEY, INSTANCE_PATH,
        REGISTRATION, REGISTRATIONS_PER_HOUR, TRUSTED_PROXIES and RATE_LIMIT_STORAGE. Raises
        ConfigError naming every bad value at once."""
        problems: list[str] = []

        def read(name: str, default: Value, parse: Callable[[str], Value]) -> Value:
            raw = environ.get(name, "").strip()
            try:
                return parse(raw) if raw else default
            except ValueError as reason:
                problems.append(f"{name}: {reason}")
                return default

        instance_path = read("INSTANCE_PATH", Path.cwd() / "instance", instance_folder)
        settings: dict[str, Any] = dict(
            host=read("HOST", cls.host, str),
            port=read("PORT", cls.port, integer(1, 65535)),
            allowed_hosts=read("ALLOWED_HOSTS", cls.allowed_hosts, host_names),
            database_url=read(
                "DATABASE_URL", f"sqlite:///{instance_path}/round-two.sqlite3", database_url
            ),
            secret_key=read("SECRET_KEY", None, secret_key),
            registration=read("REGISTRATION", cls.registration, choice_of(REGISTRATION)),
            registrations_per_hour=read(
                "REGISTRATIONS_PER_HOUR", cls.registrations_per_hour, integer(1, 10_000)
            ),
            trusted_proxies=read("TRUSTED_PROXIES", cls.trusted_proxies, integer(0, 10)),
            rate_limit_storage=read("RATE_LIMIT_STORAGE", cls.rate_limit_storage, storage_url),
        )
        if problems:
            raise ConfigError(problems)
        try:
            # What is kept here is a diary.
            instance_path.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
            settings["secret_key"] = settings["secret_key"] or kept_secret(
                instance_path / "secret_key"
            )
        except OSError as reason:
            raise ConfigError(
                [f"INSTANCE_PATH: {instance_path} can't be written ({reason.strerror})"]
            ) from reason
        except ValueError as reason:
            raise ConfigError([f"{instance_path / 'secret_key'}: {reason}"]) from reason
        return cls(instance_path=instance_path, **settings)


def integer(low: int, high: int) -> Callable[[str], int]:
    def parse(raw: str) -> int:
        if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}, not {raw!r}")
        return int(raw)

    return parse


def choice_of(words: Collection[str]) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        if raw not in words:
            raise ValueError(f"must be one of {', '.join(words)}, not {raw!r}")
        return raw

    return parse


def host_names(raw: str) -> tuple[str, ...]:
    names = tuple(name.lower() for name in re.split(r"[\s,]+", raw) if name)
    if not all(HOST_NAME.fullmatch(name) for name in names):
        raise ValueError(
            "must be names such as roundtwo.example.org, with commas between, without https:// or a port"
        )
    return names


def instance_folder(raw: str) -> Path:
    path = Path(raw).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(f"must be a folder, and {path} is a file")
    return path


def database_url(raw: str) -> str:
    """The URL with the driver this application ships with. Never echoes `raw`: it may hold a
    password."""
    try:
        url = make_url(raw)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise ValueError(
            "must look like sqlite:////path/file or postgresql://user@host/name"
        ) from None
    if backend not in DRIVERS:
        raise ValueError(f"must be SQLite or PostgreSQL, not {backend!r}")
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError(
            "must name a file: a database in memory would forget everything at the next start"
        )
    return url.set(drivername=DRIVERS[backend]).render_as_string(hide_password=False)


def sqlite_file(database_url: str) -> Path | None:
    """Where the SQLite database lies; None for PostgreSQL."""
    url = make_url(database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def storage_url(raw: str) -> str:
    if raw.partition("://")[0] not in ("memory", "redis", "rediss"):
        raise ValueError("must be memory:// or redis://host:port")
    if not raw.startswith("memory") and not find_spec("redis"):
        raise ValueError("needs the package redis: install it beside, or round-two[many]")
    return raw


def storage_options(url: str) -> dict[str, float]:
    """Seconds for which a sign-in waits for a Redis that hangs."""
    is_far = not url.startswith("memory")
    return {"socket_connect_timeout": 2, "socket_timeout": 2} if is_far else {}


def secret_key(raw: str) -> str:
    if len(raw) < SECRET_KEY_LENGTH or len(set(raw)) < 10:
        raise ValueError(
            f"is too easy to guess: use at least {SECRET_KEY_LENGTH} random characters"
        )
    return raw


def kept_secret(path: Path) -> str:
    """The secret kept in the instance folder, made on the first start, readable by its owner only.
    Of several that start at once one makes it; an empty file is what a full disk left of it."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        kept = path.read_text().strip() if path.exists() else ""
        if not kept:
            kept = secrets.token_hex(SECRET_KEY_LENGTH)
            write_whole(path, kept)
    finally:
        os.close(folder)
    return secret_key(kept)
