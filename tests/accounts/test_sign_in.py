"""Making accounts, signing in and out, and what a copied cookie is worth."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.persons import OURS, PASSWORD, Browser, Person
from webapp.accounts import passwords
from webapp.accounts.models import ENDS_UNUSED, SignIn, User
from webapp.core.clock import now
from webapp.core.database import db

ACCOUNT = {"email": "first@example.org", "password": PASSWORD}


def test_first_start_leads_to_the_first_account(anonymous):
    sign_in = anonymous.get("/").location
    assert sign_in.startswith("/sign-in")
    assert anonymous.get(sign_in).location == "/register"
    assert "Welcome" in anonymous.get("/register").text


def test_first_account_is_signed_in_at_once_and_then_registration_is_closed(anonymous, app):
    assert anonymous.post("/register", ACCOUNT).location == "/"
    assert anonymous.get("/account").status_code == 200
    late = Browser(app)
    assert late.get("/register").status_code == 403
    assert late.post("/register", {**ACCOUNT, "email": "second@example.org"}).status_code == 403


@pytest.mark.parametrize("settings", [{"registration": "open"}])
def test_open_registration_never_tells_who_has_an_account(owner, anonymous):
    free = anonymous.post("/register", {**ACCOUNT, "email": "new@example.org"})
    taken = anonymous.post("/register", {**ACCOUNT, "email": owner.email})
    assert (
        (free.status_code, free.location)
        == (taken.status_code, taken.location)
        == (303, "/sign-in")
    )
    assert anonymous.post("/sign-in", {**ACCOUNT, "email": "new@example.org"}).location == "/"


def test_sign_in_goes_on_to_the_page_that_was_wanted(app):
    person = Person(app, "olive", password=True)
    browser = Browser(app)
    assert browser.get("/account?from=mail").location == "/sign-in?next=/account?from%3Dmail"
    signed_in = browser.post(
        "/sign-in", {"email": " Olive@Example.org ", "password": PASSWORD, "next": "/account"}
    )
    assert signed_in.location == "/account"
    assert len(person.rows(SignIn)) == 2


@pytest.mark.one_database
@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "///evil.example",
        "evil.example",
        "",
    ],
)
def test_sign_in_never_leads_to_another_site(app, elsewhere):
    Person(app, "olive", password=True)
    answer = Browser(app).post(
        "/sign-in", {"email": "olive@example.org", "password": PASSWORD, "next": elsewhere}
    )
    assert answer.location == "/"


@pytest.mark.one_database
def test_wrong_password_and_unknown_address_are_answered_alike(app):
    Person(app, "olive", password=True)
    wrong = Browser(app).post(
        "/sign-in", {"email": "olive@example.org", "password": "not it at all"}
    )
    unknown = Browser(app).post(
        "/sign-in", {"email": "other@example.org", "password": "not it at all"}
    )
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("olive", "other") == unknown.text
    assert "don’t go together" in wrong.text


def test_unknown_address_costs_the_same_hash(app, monkeypatch):
    with app.test_request_context():
        passwords.unknown()
        verified = []

        class Counted:
            def verify(self, *arguments):
                return verified.append(arguments)

        monkeypatch.setattr(passwords, "hasher", Counted())
        User.authenticate("nobody@example.org", PASSWORD)
    assert len(verified) == 1


@pytest.mark.one_database
@pytest.mark.parametrize(
    "email, password, words",
    [
        ("", PASSWORD, "Write your email address"),
        ("no at sign", PASSWORD, "looks like name@example.org"),
        ("a@b" + "c" * 252, PASSWORD, "can be 254 characters long; it has 255"),
        # Two letters each, once in small.
        ("ŉ" * 122 + "@example.org", PASSWORD, "can be 254 characters long; it has 256"),
        ("a@example.org", "short", "at least 8 characters"),
        ("a@example.org", "x" * 1025, "1,024 characters long; this has 1,025"),
        ("a@example.org", "Password1", "guessed first"),
        ("long.name@example.org", "LONG.name@example.org", "guessed first"),
    ],
)
def test_bad_account_is_refused_beside_the_field(anonymous, email, password, words):
    answer = anonymous.post("/register", {"email": email, "password": password})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{email}"' in answer.text or not email


def test_longest_password_and_any_script_are_taken_as_typed(anonymous, app):
    password = "  пароль 🔑 " + "x" * 1013
    assert len(password) == 1024
    assert (
        anonymous.post("/register", {"email": "a@example.org", "password": password}).status_code
        == 303
    )
    assert (
        Browser(app).post("/sign-in", {"email": "a@example.org", "password": password}).status_code
        == 303
    )
    assert (
        Browser(app)
        .post("/sign-in", {"email": "a@example.org", "password": password.strip()})
        .status_code
        == 422
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "typed",
    ["Bärenhöhle im Wald", "Ba\u0308renho\u0308hle im Wald", "Bärenhöhle\u00a0im\u3000Wald"],
    ids=["composed", "decomposed", "other spaces"],
)
def test_a_password_is_the_same_on_each_keyboard(app, typed):
    registered = Browser(app).post("/register", {"email": "a@example.org", "password": typed})
    assert registered.status_code == 303
    for again in ("Bärenhöhle im Wald", "Ba\u0308renho\u0308hle im Wald"):
        signed_in = Browser(app).post("/sign-in", {"email": "a@example.org", "password": again})
        assert signed_in.status_code == 303
    other = Browser(app).post("/sign-in", {"email": "a@example.org", "password": typed.lower()})
    assert other.status_code == 422


@pytest.mark.one_database
def test_signs_are_counted_as_they_are_seen(anonymous):
    sent = {"email": "a@example.org", "password": "e\u0301" * 7}
    assert "at least 8 characters" in anonymous.post("/register", sent).text


def test_copied_cookie_is_worth_nothing_after_sign_out(owner, app):
    copy = Browser(app)
    copy.client.set_cookie(*owner.cookie)
    assert copy.get("/account").status_code == 200
    assert owner.delete("/sign-in").location == "/sign-in"
    assert copy.get("/account").location.startswith("/sign-in")
    assert copy.get("/account", htmx=True).status_code == 401
    assert copy.put("/account/password", {}).status_code == 401


def test_a_sign_in_ends_when_it_was_not_used_for_90_days(owner, do):
    assert ENDS_UNUSED == timedelta(days=90)

    def unused_for(time):
        do(lambda: [setattr(one, "seen_at", now() - time) for one in db.session.query(SignIn)])

    unused_for(ENDS_UNUSED - timedelta(hours=1))
    assert owner.get("/account").status_code == 200
    unused_for(ENDS_UNUSED)
    assert owner.get("/account").location.startswith("/sign-in")
    assert owner.get("/account", htmx=True).status_code == 401
    owner.sign_in("Safari on iPhone")
    assert [row.device for row in owner.rows(SignIn)] == ["Safari on iPhone"]


def test_what_a_device_sends_is_a_use_of_it(owner, do):
    do(
        lambda: [
            setattr(one, "seen_at", now() - timedelta(days=80)) for one in db.session.query(SignIn)
        ]
    )
    assert owner.post("/pack", {}).status_code < 500
    assert owner.rows(SignIn)[0].seen_at > now() - timedelta(hours=1)


def test_token_is_kept_only_as_a_hash(owner):
    (sign_in,) = owner.rows(SignIn)
    assert sign_in.token_hash != owner.token
    assert len(sign_in.token_hash) == 64


def test_device_can_be_signed_out_from_another(owner, app):
    phone = owner.on("Safari on iPhone")
    (lost,) = [row for row in owner.rows(SignIn) if row.device == "Safari on iPhone"]
    assert "Safari on iPhone" in owner.get("/account/devices").text
    assert "Safari on iPhone" not in owner.delete(f"/account/devices/{lost.id}", htmx=True).text
    assert phone.get("/account", htmx=True).status_code == 401


def test_password_change_ends_everything_but_the_device_it_is_made_on(app):
    owner = Person(app, "olive", password=True)
    phone, copy = owner.on("Safari on iPhone"), Browser(app)
    copy.client.set_cookie(*owner.cookie)
    new = {"current": PASSWORD, "password": "another long walk"}
    assert owner.put("/account/password", {**new, "current": "wrong"}).status_code == 422
    assert owner.put("/account/password", new).location == "/account"
    assert owner.get("/account").status_code == 200
    assert phone.get("/account", htmx=True).status_code == 401
    assert copy.get("/account", htmx=True).status_code == 401, (
        "a copied cookie outlives the old password"
    )
    assert [row.device for row in owner.rows(SignIn)] == ["A device"]
    assert (
        Browser(app).post("/sign-in", {"email": owner.email, "password": PASSWORD}).status_code
        == 422
    )
    assert (
        Browser(app)
        .post("/sign-in", {"email": owner.email, "password": "another long walk"})
        .status_code
        == 303
    )


def test_old_hash_is_renewed_at_sign_in(app, monkeypatch):
    from argon2 import PasswordHasher

    monkeypatch.undo()  # the application's own hasher, not the quick one of the tests
    owner = Person(app, "olive")
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with app.app_context():
        db.session.get(User, owner.id).password_hash = weak
        db.session.commit()
    assert (
        Browser(app).post("/sign-in", {"email": owner.email, "password": PASSWORD}).status_code
        == 303
    )
    with app.app_context():
        assert "m=47104,t=1,p=1" in db.session.get(User, owner.id).password_hash


def test_signing_in_again_ends_the_sign_in_before(app):
    owner, copy = Person(app, "olive", password=True), Browser(app)
    copy.client.set_cookie(*owner.cookie)
    assert owner.post("/sign-in", {"email": owner.email, "password": PASSWORD}).status_code == 303
    assert copy.get("/account", htmx=True).status_code == 401
    assert len(owner.rows(SignIn)) == 1


@pytest.mark.one_database
def test_guessing_in_a_stolen_session_is_slowed_wherever_it_comes_from(app):
    owner = Person(app, "olive", password=True)

    def tried(number):
        change = owner.put if number % 2 else owner.delete
        address = "/account/password" if number % 2 else "/account"
        sent = {"current": "wrong", "password": "wrong, and long enough"}
        return change(
            address, sent, environ_overrides={"REMOTE_ADDR": f"192.0.2.{number}"}
        ).status_code

    assert [tried(number) for number in range(11)] == [422] * 10 + [429]


def registering(app, email):
    return Browser(app).post("/register", {"email": email, "password": PASSWORD})


def at_once(app, emails):
    with ThreadPoolExecutor(len(emails)) as hurry:
        return list(hurry.map(lambda email: registering(app, email), emails))


def test_of_several_first_accounts_at_once_one_is_made(app):
    answers = at_once(app, [f"person{number}@example.org" for number in range(6)])
    assert sorted(answer.status_code for answer in answers) == [303] + [403] * 5
    with app.app_context():
        assert db.session.query(User).count() == 1


@pytest.mark.parametrize("settings", [{"registration": "open"}])
def test_of_several_accounts_with_one_address_at_once_one_is_made(owner, app):
    answers = at_once(app, ["same@example.org"] * 6)
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/sign-in")}
    with app.app_context():
        assert db.session.query(User).filter_by(email="same@example.org").count() == 1


def test_a_browser_that_keeps_no_cookie_is_told_so(owner, app):
    person = Person(app, "nora", password=True)
    values = {"email": person.email, "password": PASSWORD, "next": "/log"}
    refusing = app.test_client(use_cookies=False)
    answer = refusing.post("/sign-in", data=values, headers=OURS)
    page = refusing.get(answer.headers["Location"])
    assert page.status_code == 200 and "keeps no cookies of this address" in page.text
    assert 'value="/log"' in page.text, "and goes on there once it does"
    usual = app.test_client()
    assert "keeps no cookies" not in usual.get("/sign-in?next=/log").text
    assert usual.post("/sign-in", data=values, headers=OURS).headers["Location"] == "/log"


def test_one_that_comes_without_the_form_goes_by_way_of_it(owner, app):
    person, browser = Person(app, "nora", password=True), app.test_client()
    values = {"email": person.email, "password": PASSWORD, "next": "/log"}
    on_the_way = browser.post("/sign-in", data=values, headers=OURS).headers["Location"]
    assert browser.get(on_the_way).headers["Location"] == "/log", "nothing is said"
