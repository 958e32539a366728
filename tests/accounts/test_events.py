"""What happened to the lock of an account is in the log, and the last of it under Devices."""

import logging
from datetime import timedelta

import pytest

from tests.persons import PASSWORD, Browser, Person
from webapp.accounts.events import KEPT, Event, What
from webapp.accounts.models import SignIn
from webapp.core.clock import now

NEW = "another long walk"


def happened(person):
    return [event.what for event in person.rows(Event)]


def try_to_sign_in(app, email, password="wrong, and long"):
    sent = {"email": email, "password": password}
    return Browser(app).post("/sign-in", sent, headers={"User-Agent": "Firefox on Windows"})


def test_what_a_person_does_is_kept(app):
    owner = Person(app, "olive", password=True)
    try_to_sign_in(app, owner.email, PASSWORD)
    owner.on("Safari on iPhone")
    owner.delete("/account/devices")
    owner.put("/account/password", {"current": PASSWORD, "password": NEW})
    expected = [What.SIGNED_IN, What.SIGNED_OUT, What.PASSWORD_CHANGED, What.SIGNED_IN]
    assert happened(owner) == expected
    page = owner.get("/account/devices").text
    for words in ("Signed in", "Signed out from another device", "Password changed"):
        assert words in page
    assert "Firefox on Windows" in page


def test_wrong_passwords_are_kept_and_many_are_one(app, outsider):
    owner = Person(app, "olive", password=True)
    for _ in range(12):
        try_to_sign_in(app, owner.email)
    assert (
        happened(owner) == [What.WRONG_PASSWORD, What.TOO_MANY_TRIES] and happened(outsider) == []
    )
    owner.put("/account/password", {"current": "wrong", "password": NEW})
    owner.delete("/account", {"password": "wrong"})
    assert happened(owner)[2:] == [What.WRONG_PASSWORD], "from another device"
    page = owner.get("/account/devices").text
    assert "Wrong password" in page and "Too many tries" in page


@pytest.mark.one_database
def test_the_answer_to_a_wrong_password_waits_for_no_writing(app, queries):
    owner = Person(app, "olive", password=True)

    def statements_for(email):
        sent = {"email": email, "password": "wrong, and long"}
        with queries() as statements:
            response = app.test_client().post(
                "/sign-in", data=sent, headers={"Sec-Fetch-Site": "same-origin"}, buffered=False
            )
            before = list(statements)
        response.close()
        return before

    assert statements_for(owner.email) == statements_for("nobody@example.org")
    assert happened(owner) == [What.WRONG_PASSWORD]


def test_of_too_many_devices_the_one_not_used_for_longest_is_signed_out(app, outsider, monkeypatch):
    assert SignIn.MAX_ITEMS == 50
    monkeypatch.setattr(SignIn, "MAX_ITEMS", 3)
    owner = Person(app, "olive", password=True)
    hours = {"Lent": 5, "Lost": 9, "In the drawer": 7}
    owner.has(
        *(
            SignIn(
                token_hash=name, device=name, created_at=now(), seen_at=now() - timedelta(hours=ago)
            )
            for name, ago in hours.items()
        )
    )
    assert try_to_sign_in(app, owner.email, PASSWORD).status_code == 303
    left = {one.device for one in owner.rows(SignIn)}
    assert left == {"Chrome on Android", "Lent", "Firefox on Windows"}
    events = {(event.what, event.device) for event in owner.rows(Event)}
    assert events == {
        (What.MADE_ROOM, "Lost"),
        (What.MADE_ROOM, "In the drawer"),
        (What.SIGNED_IN, "Firefox on Windows"),
    }
    page = owner.get("/account/devices").text
    assert "Lost" in page and "as the one not used for longest" in page
    assert len(outsider.rows(SignIn)) == 1


@pytest.mark.one_database
def test_the_old_is_cleared_away(app):
    owner = Person(app, "olive", password=True)
    owner.has(
        Event(what=What.SIGNED_IN, device="Old", at=now() - KEPT - timedelta(days=1)),
        Event(what=What.SIGNED_IN, device="New", at=now() - KEPT + timedelta(days=1)),
    )
    try_to_sign_in(app, owner.email, PASSWORD)
    assert [event.device for event in owner.rows(Event)] == ["New", "Firefox on Windows"]


@pytest.mark.one_database
def test_the_log_says_what_happened_to_which_account_and_no_address(app, caplog):
    caplog.set_level(logging.INFO, logger="webapp.security")
    owner = Person(app, "olive", password=True)
    try_to_sign_in(app, owner.email, PASSWORD)
    try_to_sign_in(app, owner.email)
    try_to_sign_in(app, "nobody@example.org")
    Browser(app).post("/sign-in", {}, headers={"Sec-Fetch-Site": "cross-site"})
    owner.delete("/account", {"password": PASSWORD})
    lines = [record.getMessage() for record in caplog.records if record.name == "webapp.security"]
    beginnings = [line.partition(":")[0] for line in lines]
    assert beginnings == ["signed-in", "wrong", "wrong", "403", "deleted"]
    account = [line.split()[2] for line in lines]
    assert account[0] == account[1] == account[4] != account[2]
    assert "olive" not in str(lines) and PASSWORD not in str(lines)
    assert all("from 127.0.0.1/32" in line for line in lines)
