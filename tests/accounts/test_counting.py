"""Where tries at signing in are counted: in Redis for all processes together; while that is away by
each process for itself."""

import pytest

from tests import redis
from tests.conftest import new_app, used
from tests.live import free_port, run
from tests.persons import PASSWORD, Browser
from webapp.accounts import passwords
from webapp.accounts.limits import limiter
from webapp.core import health

pytestmark = pytest.mark.one_database
WRONG = {"email": "nobody@example.org", "password": "a short walk by the river"}
A_MINUTE = 10  # tries at one account from one place


@pytest.fixture
def counted_in(database_url, instance_path, monkeypatch):
    """`counted_in(url)`: the application of a process that counts there."""
    monkeypatch.setattr(passwords, "hasher", passwords.hasher.__class__(1, 8, 1))
    for name in ("_storage", "_limiter", "_fallback_storage", "_fallback_limiter", "_storage_dead"):
        monkeypatch.setattr(limiter, name, getattr(limiter, name, None))  # all apps share it
    settings = {"database_url": database_url, "instance_path": instance_path}
    return lambda url: used(new_app(rate_limit_storage=url, **settings))


def tries(app, times):
    return [Browser(app).post("/sign-in", WRONG).status_code for _ in range(times)]


def test_redis_counts_for_all_and_while_it_is_away_each_counts_alone(
    counted_in, caplog, monkeypatch
):
    port = free_port()
    monkeypatch.setattr(health, "BETWEEN_TRIES", 0)
    with redis.running(port) as url, counted_in(url) as app:
        assert tries(app, A_MINUTE // 2) == [422] * (A_MINUTE // 2)
        with counted_in(url) as another:
            assert tries(another, A_MINUTE // 2 + 1) == [422] * (A_MINUTE // 2) + [429]
            healthy = another.test_client().get("/healthz")
            assert (healthy.status_code, healthy.text) == (200, "ok\n")
    with counted_in(url) as app:
        assert tries(app, A_MINUTE + 1) == [422] * A_MINUTE + [429]
        assert sum("falling back to in-memory" in one for one in caplog.messages) == 1
        healthy = app.test_client().get("/healthz")
        assert healthy.status_code == 200 and "ok\nRATE_LIMIT_STORAGE does not" in healthy.text
        with redis.running(port):
            assert app.test_client().get("/healthz").text == "ok\n"


@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_a_redis_that_does_not_answer_is_said_at_the_start(command, tmp_path):
    url = f"redis://localhost:{free_port()}"
    done = run(command, INSTANCE_PATH=tmp_path, RATE_LIMIT_STORAGE=url, PORT=free_port())
    assert done.returncode == 1 and done.stderr.startswith("Error: RATE_LIMIT_STORAGE does not")
    assert done.stderr.count("\n") == 1
    done = run(
        "account",
        "olive@example.org",
        input=f"{PASSWORD}\n",
        INSTANCE_PATH=tmp_path,
        RATE_LIMIT_STORAGE=url,
    )
    assert (done.returncode, done.stderr) == (0, ""), "an account can be made all the same"
