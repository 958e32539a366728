"""The switch of each device: whether pages are kept there."""

from datetime import timedelta

import pytest

from tests.offline.streams import packed
from tests.persons import PASSWORD, Person
from webapp.accounts.models import SignIn
from webapp.core.clock import now
from webapp.core.ids import new_id


@pytest.fixture
def phone(owner):
    """The owner on a phone, whose row is `phone.sign_in`."""
    phone = owner.on("Safari on iPhone")
    phone.sign_in = row_of(phone, "Safari on iPhone")
    return phone


def row_of(person, device):
    return next(row for row in person.rows(SignIn) if row.device == device)


def switch(sign_in):
    return f"/account/devices/{sign_in.id}/pages"


def said(person, url="/account", **options):
    """What the device hears with an answer, and what its page says."""
    answer = person.get(url, **options)
    return answer.headers["Round-Two-Pages"], answer.text.partition('data-pages="')[2].partition(
        '"'
    )[0]


def test_pages_are_kept_until_that_is_switched_off(phone):
    assert said(phone) == ("kept", "kept")
    assert phone.delete(switch(phone.sign_in)).location == "/account/devices"
    assert said(phone) == ("none", "none")
    refused = phone.post("/pack", json={})
    assert refused.status_code == 409 and refused.headers["Round-Two-Pages"] == "none"
    assert phone.put(switch(phone.sign_in)).status_code == 303
    assert said(phone) == ("kept", "kept") and "/account" in packed(phone).bodies


def test_each_device_has_its_own_and_can_be_switched_from_another(phone, owner):
    fragment = owner.delete(switch(phone.sign_in), htmx=True)
    assert (
        fragment.text.lstrip().startswith('<div id="devices"')
        and fragment.headers["Round-Two-Pages"] == "kept"
    )
    assert (
        fragment.text.count('aria-pressed="true"')
        == fragment.text.count('aria-pressed="false"')
        == 1
    )
    assert said(phone) == ("none", "none") and said(owner) == ("kept", "kept")
    assert phone.post("/pack", json={}).status_code == 409 and packed(owner).end


def test_a_phone_that_has_the_page_hears_of_it_too(phone, owner):
    page = phone.get("/account")
    owner.delete(switch(phone.sign_in))
    same = phone.get("/account", headers={"If-None-Match": page.headers["ETag"]})
    assert same.status_code == 304 and same.headers["Round-Two-Pages"] == "none"


def test_a_change_that_waited_brings_word_of_it(phone):
    """The switch itself waits as any form does; what follows it hears what it did."""
    urls = [
        switch(phone.sign_in) + "?_method=delete",
        "/account/install-hint/dismissal?_method=put",
    ]
    submissions = [
        {"key": str(new_id()), "lane": url, "url": url, "body": "", "at": 0, "watched": False}
        for url in urls
    ]
    sent = {
        "outbox": str(new_id()),
        "user": str(phone.id),
        "answered": None,
        "sent_at": 0,
        "submissions": submissions,
    }
    answers = phone.post("/outbox", json=sent).json["answers"]
    assert [answer["headers"]["Round-Two-Pages"] for answer in answers] == ["none", "none"]


def test_switched_off_twice_it_is_off_since_the_first_time():
    since = now() - timedelta(days=1)
    row = SignIn()
    row.keep_no_pages(since)
    row.keep_no_pages(now())
    assert row.no_pages_since == since and not row.keeps_pages


def test_another_password_leaves_the_switch_as_it_was(app):
    phone = Person(app, "olive", password=True)
    phone.delete(switch(row_of(phone, "Chrome on Android")))
    assert (
        phone.put(
            "/account/password", {"current": PASSWORD, "password": "another long walk"}
        ).status_code
        == 303
    )
    assert said(phone) == ("none", "none")
    phone.delete("/sign-in")
    assert (
        phone.post("/sign-in", {"email": phone.email, "password": "another long walk"}).status_code
        == 303
    )
    assert said(phone) == ("kept", "kept"), "a phone that was signed out begins anew"


def test_nobody_hears_of_it_without_an_account(anonymous, outsider, phone):
    assert "Round-Two-Pages" not in anonymous.get("/sign-in").headers
    assert "Round-Two-Pages" not in phone.get("/reachable").headers
    assert outsider.delete(switch(phone.sign_in)).status_code == 404 and said(phone) == (
        "kept",
        "kept",
    )
