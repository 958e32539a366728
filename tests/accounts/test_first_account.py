"""The first account: made at once on the machine itself, and from elsewhere with the link that the
start prints."""

from dataclasses import replace

import pytest

from tests.persons import PASSWORD, Browser, Person
from webapp.accounts.models import User
from webapp.accounts.registration import NOBODY_YET, first_code, first_words, is_only_here
from webapp.core.config import Settings

SENT = {"email": "first@example.org", "password": PASSWORD}
PUBLIC = {
    "base_url": "https://two.example.org",
    "environ_overrides": {"REMOTE_ADDR": "198.51.100.7"},
}
NEAR = {"REMOTE_ADDR": "127.0.0.1"}
ELSEWHERE = [
    PUBLIC,
    {"base_url": "https://two.example.org", "environ_overrides": NEAR},
    {"base_url": "http://192.0.2.7:8000"},
    {"environ_overrides": {"REMOTE_ADDR": "198.51.100.7"}},  # a stranger who says "Host: localhost"
    {"environ_overrides": {"REMOTE_ADDR": ""}},
]


def first_address(app):
    with app.app_context():
        return f"/register?invitation={first_code()}"


def is_anyone_there(app):
    with app.app_context():
        return User.anyone_yet()


@pytest.mark.one_database
@pytest.mark.parametrize("asked", ELSEWHERE, ids=str)
@pytest.mark.parametrize("settings", [{}, {"registration": "invite"}], ids=str)
def test_from_elsewhere_it_takes_the_link(app, anonymous, asked):
    for address in ("/register", "/register?invitation=", "/register?invitation=é"):
        page = anonymous.get(address, **asked)
        assert page.status_code == 403 and "Nobody has an account here yet." in page.text
        assert anonymous.post(address, SENT, **asked).status_code == 403
    assert not is_anyone_there(app)
    code = first_address(app).partition("=")[2]
    assert len(code) == 32 and code not in page.text and NOBODY_YET.count(code) == 0

    page = anonymous.get(first_address(app), **asked)
    assert "Welcome" in page.text and code in page.text, "it goes along with the form"
    wrong = anonymous.post(first_address(app), {**SENT, "password": "short"}, **asked)
    assert wrong.status_code == 422 and code in wrong.text
    assert anonymous.post(first_address(app), SENT, **asked).location == "/"
    assert is_anyone_there(app)


@pytest.mark.one_database
@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_on_the_machine_itself_it_takes_none(anonymous, address, host):
    here = {"base_url": f"http://{host}", "environ_overrides": {"REMOTE_ADDR": address}}
    assert "Welcome" in anonymous.get("/register", **here).text
    assert anonymous.post("/register", SENT, **here).location == "/"


@pytest.mark.one_database
@pytest.mark.parametrize("settings", [{"trusted_proxies": 1}])
def test_behind_a_proxy_everybody_is_elsewhere(app, anonymous):
    assert anonymous.post("/register", SENT).status_code == 403
    assert anonymous.post(first_address(app), SENT).location == "/"


@pytest.mark.one_database
@pytest.mark.parametrize("settings", [{"registration": "open"}])
def test_where_anyone_may_it_takes_none(anonymous):
    assert anonymous.get("/register", **PUBLIC).status_code == 200
    assert anonymous.post("/register", SENT, **PUBLIC).location == "/"


@pytest.mark.parametrize("settings", [{}, {"registration": "invite"}], ids=str)
def test_the_link_ends_with_the_first_account(app):
    Person(app, "olive")
    address = first_address(app)
    assert Browser(app).get(address, **PUBLIC).status_code == 403
    late = Browser(app).post(address, SENT, **PUBLIC)
    assert late.status_code == 403 and "Nobody has an account" not in late.text


@pytest.mark.one_database
def test_it_is_of_this_secret(app):
    before = first_address(app)
    secret = app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "another" + secret
    try:
        assert first_address(app) != before
    finally:
        app.config["SECRET_KEY"] = secret


def test_the_start_says_it_while_nobody_is_there(app, database_url, instance_path):
    settings = Settings(
        instance_path=instance_path,
        database_url=database_url,
        secret_key="",
        allowed_hosts=("two.example.org",),
    )
    said = f"The first account is made at https://two.example.org{first_address(app)}"
    assert first_words(app, settings) == [said]
    Person(app, "olive")
    assert first_words(app, settings) == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    "host, at",
    [
        ("0.0.0.0", "http://localhost:8000"),
        ("::", "http://localhost:8000"),
        ("*", "http://localhost:8000"),
        ("192.0.2.7", "http://192.0.2.7:8000"),
        ("2001:db8::7", "http://[2001:db8::7]:8000"),
        ("home.local", "http://home.local:8000"),
    ],
)
def test_the_link_is_one_that_opens(app, database_url, tmp_path, host, at):
    settings = Settings(tmp_path, database_url, "", host=host)
    assert first_words(app, settings) == [f"The first account is made at {at}{first_address(app)}"]
    named = replace(settings, allowed_hosts=(".example.org", "two.example.org"))
    assert "at https://two.example.org/register" in first_words(app, named)[0]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "changed, is_so",
    [
        ({}, True),
        ({"host": "127.0.0.1"}, True),
        ({"host": "::1"}, True),
        ({"host": "0.0.0.0"}, False),
        ({"host": "192.0.2.7"}, False),
        ({"allowed_hosts": ("two.example.org",)}, False),
        ({"trusted_proxies": 1}, False),
    ],
    ids=str,
)
def test_on_the_machine_alone_the_start_says_nothing_of_it(tmp_path, changed, is_so):
    assert is_only_here(Settings(tmp_path, "", "", **changed)) == is_so
