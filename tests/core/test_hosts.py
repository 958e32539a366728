"""No name that somebody else can point here is served, unless the operator listed it."""

import pytest

from tests.persons import Browser
from webapp.core.headers import SECURITY_HEADERS
from webapp.core.hosts import is_known, name_in

SETTINGS = {"allowed_hosts": ("two.example.org", ".example.net"), "host": "box.lan"}
pytestmark = pytest.mark.one_database
with_names = pytest.mark.parametrize("settings", [SETTINGS])


@with_names
@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8000",
        "LOCALHOST.",
        "two.localhost:8000",
        "127.0.0.1:8000",
        "192.168.1.20",
        "[::1]:8000",
        "[fd00::7]",
        "laptop.local:8000",
        "box.lan:8000",
        "two.example.org",
        "Two.Example.org:443",
        "any.example.net",
    ],
)
def test_own_names_are_served(anonymous, host):
    assert anonymous.get("/healthz", headers={"Host": host}).status_code == 200


@with_names
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "1.evil.example",
        "two.example.org.evil.example",
        "xtwo.example.org",
        "example.net",
        "evilexample.net",
        "local",
        "evil.example#.local",
        "evil.example/.local",
        "<script>",
        "é",
        "[evil.example]",
    ],
)
def test_another_name_is_told_what_is_to_be_set(app, host):
    for url in ("/healthz", "/sign-in", "/static/icons/icon.svg"):
        answer = Browser(app).get(url, headers={"Host": host.encode().decode("latin-1")})
        assert answer.status_code == 400 and "ALLOWED_HOSTS" in answer.text, url
        assert "<script>" not in answer.text
        assert {**answer.headers, **SECURITY_HEADERS} == {**answer.headers}


@with_names
def test_a_change_asked_for_by_another_name_is_not_made(app):
    sent = {"email": "a@example.org", "password": "a long walk by the river"}
    foreign = {"Host": "evil.example", "Origin": "http://evil.example"}
    assert Browser(app).post("/register", sent, headers=foreign).status_code == 400
    assert Browser(app).post("/register", sent).status_code == 303


def test_a_star_lets_any_name_in_and_nothing_else_does():
    assert is_known("any.example", {"*"}) and not is_known("any.example", {"example"})
    assert name_in("two.example.org:443") == "two.example.org"
