"""Guessing is slow, and a stranger who guesses locks nobody out."""

import re

import pytest

from tests.persons import PASSWORD, Browser, Person
from webapp.accounts import passwords
from webapp.accounts.known_devices import COOKIE


@pytest.fixture
def quick(monkeypatch):
    """Hundreds of hashes would take their time: this finds only one password right."""
    monkeypatch.setattr(passwords, "matches", lambda hash, password: password == PASSWORD)


def guesses(app, froms, email="olive@example.org"):
    """The statuses of wrong tries at an account from these addresses."""
    guess = {"email": email, "password": "wrong again"}
    answers = [
        Browser(app).post("/sign-in", guess, environ_overrides={"REMOTE_ADDR": address})
        for address in froms
    ]
    return [answer.status_code for answer in answers]


@pytest.mark.one_database
def test_guessing_is_slowed_for_each_account(app):
    owner = Person(app, "olive", password=True)
    assert guesses(app, ["192.0.2.1"] * 11) == [422] * 10 + [429]
    answer = Browser(app).post(
        "/sign-in",
        {"email": "olive@example.org", "password": PASSWORD},
        environ_overrides={"REMOTE_ADDR": "192.0.2.1"},
    )
    assert "A little slower" in answer.text and "Retry-After" in answer.headers
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    right = {"email": owner.email, "password": PASSWORD}
    assert Browser(app).post("/sign-in", right, environ_overrides=elsewhere).status_code == 303, (
        "a stranger locked the owner out"
    )


@pytest.mark.one_database
def test_addresses_of_one_household_count_as_one(app):
    assert guesses(app, [f"2001:db8:1:2::{number}" for number in range(11)]) == [422] * 10 + [429]
    assert guesses(app, ["2001:db8:1:3::1"]) == [422]


@pytest.mark.one_database
def test_all_the_world_together_is_slowed_too(app, quick):
    assert set(guesses(app, [f"192.0.{number % 250}.1" for number in range(300)])) == {422}
    assert guesses(app, ["198.51.100.7"]) == [429]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "email", ["o\x00live@example.org", "\x1folive@example.org\x7f", " OLIVE@EXAMPLE.ORG\r\n"]
)
def test_other_spellings_of_an_address_are_the_same_account(app, email):
    assert guesses(app, ["192.0.2.1"] * 10) == [422] * 10
    assert guesses(app, ["192.0.2.1"], email) == [429]


def household(site, number):
    return f"2001:db8:{site}:{number:x}::1"


@pytest.mark.one_database
def test_many_households_of_one_site_do_not_lock_the_owner_out(app, quick):
    owner = Person(app, "olive", password=True)
    statuses = guesses(app, [household(1, number * 300) for number in range(200)])
    assert statuses.count(422) <= 100 and statuses[-1] == 429
    assert signed_in(Browser(app), owner, "198.51.100.7"), "one site locked the owner out"


@pytest.mark.one_database
def test_what_one_network_may_not_try_any_more_counts_for_no_other(app, quick):
    owner = Person(app, "olive", password=True)
    assert guesses(app, ["192.0.2.1"] * 400)[-1] == 429
    assert signed_in(Browser(app), owner, "198.51.100.7")


def signed_in(browser, owner, address, password=PASSWORD):
    answer = browser.post(
        "/sign-in",
        {"email": owner.email, "password": password},
        environ_overrides={"REMOTE_ADDR": address},
    )
    return answer.status_code == 303


@pytest.fixture
def besieged(app, quick):
    """Someone whose phone has signed in before, and whose account many networks guess at."""
    owner = Person(app, "olive", password=True)
    phone = Browser(app)
    assert signed_in(phone, owner, "203.0.113.5") and phone.delete("/sign-in").location
    addresses = [f"2001:db8:{site}::1" for site in range(60) for _ in range(6)]
    assert guesses(app, addresses)[-1] == 429
    owner.phone = phone
    return owner


@pytest.mark.one_database
def test_a_device_that_signed_in_before_still_can(besieged):
    assert signed_in(besieged.phone, besieged, "203.0.113.99")


@pytest.mark.one_database
def test_another_is_told_how_long_to_wait(app, besieged):
    answer = Browser(app).post(
        "/sign-in",
        {"email": besieged.email, "password": PASSWORD},
        environ_overrides={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert answer.status_code == 429 and "A little slower" in answer.text
    assert re.search(r"Wait (59|60|61) minutes, then try again", answer.text)
    assert 3500 < int(answer.headers["Retry-After"]) <= 3601


@pytest.mark.one_database
def test_a_known_device_has_no_more_tries_than_a_network(besieged):
    tries = [signed_in(besieged.phone, besieged, f"203.0.113.{n}", "wrong") for n in range(10)]
    assert not any(tries) and not signed_in(besieged.phone, besieged, "203.0.113.99")


@pytest.mark.one_database
def test_a_device_is_known_to_its_own_account_only(app, besieged):
    other = Person(app, "otto", password=True)
    browser = Browser(app)
    assert signed_in(browser, other, "203.0.113.5") and browser.delete("/sign-in").location
    assert not signed_in(browser, besieged, "203.0.113.5")


@pytest.mark.one_database
@pytest.mark.parametrize("value", ["", "x", "W10.x", "é", "WyJhIl0.AAAA"])
def test_a_cookie_that_we_did_not_sign_is_worth_nothing(app, besieged, value):
    browser = Browser(app)
    browser.client.set_cookie(COOKIE, value)
    assert not signed_in(browser, besieged, "203.0.113.5")


@pytest.mark.one_database
def test_what_knows_a_device_stays_at_sign_out_and_goes_with_the_account(app):
    owner = Person(app, "olive", password=True)
    assert signed_in(owner, owner, "203.0.113.5")
    cookie = owner.client.get_cookie(COOKIE)
    assert cookie.http_only and cookie.same_site == "Lax" and cookie.max_age > 300 * 24 * 3600
    assert owner.email not in cookie.value and "olive" not in cookie.value
    owner.delete("/sign-in")
    assert owner.client.get_cookie(COOKIE)
    assert signed_in(owner, owner, "203.0.113.5")
    owner.delete("/account", {"password": PASSWORD})
    assert not owner.client.get_cookie(COOKIE)


@pytest.mark.one_database
def test_over_https_the_cookie_is_this_hosts_alone(app):
    owner = Person(app, "olive", password=True)
    answer = Browser(app).post(
        "/sign-in",
        {"email": owner.email, "password": PASSWORD},
        base_url="https://two.example.org",
    )
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if COOKIE in one]
    assert cookie.startswith(f"__Host-{COOKIE}=") and "Secure" in cookie and "Path=/" in cookie
    assert "HttpOnly" in cookie and "Domain" not in cookie


@pytest.mark.one_database
@pytest.mark.parametrize("settings", [{"registration": "open", "registrations_per_hour": 2}])
def test_how_many_accounts_a_network_makes_is_a_setting_and_said_in_words(app, owner):
    def make(number):
        sent = {"email": f"person{number}@example.org", "password": PASSWORD}
        return Browser(app).post("/register", sent)

    assert [make(number).status_code for number in range(2)] == [303, 303]
    answer = make(3)
    assert answer.status_code == 429
    assert re.search(r"Wait (59|60|61) minutes, then try again, or ask", answer.text)
