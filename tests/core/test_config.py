"""Settings from the environment: each bad value is named, none is guessed."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.core.config import ConfigError, Settings

SECRET = "c7b0f2de19a84653" * 2


def settings(tmp_path, **environ):
    return Settings.from_environment({"INSTANCE_PATH": str(tmp_path / "instance"), **environ})


def test_nothing_needs_to_be_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = Settings.from_environment({})
    assert (found.host, found.port, found.registration) == ("localhost", 8000, "first")
    assert found.database_url == f"sqlite:///{tmp_path}/instance/round-two.sqlite3"


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("PORT", "eighty", "whole number from 1 to 65535"),
        ("PORT", "0", "whole number"),
        ("PORT", "65536", "whole number"),
        ("PORT", "８０", "whole number"),
        ("REGISTRATION", "maybe", "one of first, invite, open"),
        ("ALLOWED_HOSTS", "https://two.example.org", "without https:// or a port"),
        ("ALLOWED_HOSTS", "two.example.org:443", "names such as"),
        ("ALLOWED_HOSTS", "*.example.org", "names such as"),
        ("REGISTRATIONS_PER_HOUR", "0", "whole number from 1 to 10000"),
        ("TRUSTED_PROXIES", "-1", "whole number"),
        ("DATABASE_URL", "nonsense", "must look like"),
        ("DATABASE_URL", "mysql://h/d", "SQLite or PostgreSQL"),
        ("DATABASE_URL", "sqlite://", "must name a file"),
        ("SECRET_KEY", "short", "too easy to guess"),
        ("SECRET_KEY", "a" * 64, "too easy to guess"),
        ("RATE_LIMIT_STORAGE", "ftp://x", "memory:// or redis://"),
    ],
)
def test_bad_value_is_named(tmp_path, name, value, words):
    with pytest.raises(ConfigError) as error:
        settings(tmp_path, **{name: value})
    (problem,) = error.value.problems
    assert problem.startswith(name) and words in problem


def test_all_bad_values_are_named_at_once(tmp_path):
    with pytest.raises(ConfigError) as error:
        settings(tmp_path, PORT="x", REGISTRATION="x", SECRET_KEY="x")
    assert len(error.value.problems) == 3


def test_bad_database_address_never_shows_its_password(tmp_path):
    with pytest.raises(ConfigError) as error:
        settings(tmp_path, DATABASE_URL="mysql://me:hunter2@host/name")
    assert "hunter2" not in str(error.value)


def test_postgresql_gets_our_driver(tmp_path):
    assert (
        settings(tmp_path, DATABASE_URL="postgres://me:pw@host/name").database_url
        == "postgresql+psycopg://me:pw@host/name"
    )


def test_hosts_are_names_with_commas_or_spaces_between(tmp_path):
    given = "Two.example.org, three.example.org .example.com\n*"
    assert settings(tmp_path, ALLOWED_HOSTS=given).allowed_hosts == (
        "two.example.org",
        "three.example.org",
        ".example.com",
        "*",
    )


def test_folder_is_its_owners_only_whatever_starts_the_app(tmp_path):
    settings(tmp_path)
    assert stat.S_IMODE((tmp_path / "instance").stat().st_mode) == 0o700


def test_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first = settings(tmp_path)
    assert settings(tmp_path).secret_key == first.secret_key
    assert len(first.secret_key) == 64
    file = tmp_path / "instance" / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_empty_secret_is_none(tmp_path):
    """As a full disk left it."""
    (tmp_path / "instance").mkdir()
    file = tmp_path / "instance" / "secret_key"
    file.touch()
    assert settings(tmp_path).secret_key == file.read_text() and len(file.read_text()) == 64


def test_a_secret_that_finds_no_room_leaves_nothing(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match="No space left"):
        settings(tmp_path)
    assert list((tmp_path / "instance").iterdir()) == []


def test_of_several_that_start_at_once_one_makes_the_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: settings(tmp_path).secret_key, range(8)))
    assert len(made) == 1


def test_given_secret_is_used_and_not_kept(tmp_path):
    assert settings(tmp_path, SECRET_KEY=SECRET).secret_key == SECRET
    assert not (tmp_path / "instance" / "secret_key").exists()


def test_weak_kept_secret_is_refused(tmp_path):
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_text("weak")
    with pytest.raises(ConfigError, match="too easy to guess"):
        settings(tmp_path)


def test_instance_path_that_is_a_file_is_named(tmp_path):
    (tmp_path / "instance").write_text("")
    with pytest.raises(ConfigError, match="must be a folder"):
        settings(tmp_path)
