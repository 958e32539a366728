"""Links of one use: to make an account, and to choose a new password."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.persons import PASSWORD, Browser, Person
from webapp.accounts.links import LASTS, Link, LinkKind
from webapp.accounts.models import SignIn, User
from webapp.core.clock import now
from webapp.core.database import db

NEW = "another long walk"
BY_INVITATION = pytest.mark.parametrize("settings", [{"registration": "invite"}])


def a_link(app, kind, owner=None):
    """The address with a new link's token in it."""
    with app.app_context():
        user = owner and db.session.get(User, owner.id)
        token = Link.make(kind, at=now(), user=user)
        db.session.commit()
    return f"/forgotten?link={token}" if owner else f"/register?invitation={token}"


def grow_old(app, kind):
    """As if all the time that it lasts had passed."""
    with app.app_context():
        for link in db.session.scalars(select(Link)):
            link.expires_at -= LASTS[kind]
        db.session.commit()


def register(app, address, email="new@example.org", password=PASSWORD):
    return Browser(app).post(address, {"email": email, "password": password})


@BY_INVITATION
def test_an_invitation_makes_one_account(app, owner, anonymous):
    assert anonymous.get("/register").status_code == 403
    address = a_link(app, LinkKind.INVITATION)
    assert address.partition("?")[2] in anonymous.get(address).text
    assert register(app, address, password="short").status_code == 422
    assert register(app, address).location == "/sign-in"
    again = register(app, address, "other@example.org")
    assert again.status_code == 403 and "give you another one" in again.text
    assert "give you another one" in anonymous.get(address).text
    sent = {"email": "new@example.org", "password": PASSWORD}
    assert anonymous.post("/sign-in", sent).location == "/"
    with app.app_context():
        assert User.with_email("other@example.org") is None


@BY_INVITATION
@pytest.mark.one_database
def test_an_invitation_lasts_a_week_and_tells_nobody_who_is_here(app, owner):
    assert LASTS[LinkKind.INVITATION] == timedelta(days=7)
    taken = register(app, a_link(app, LinkKind.INVITATION), owner.email)
    free = register(app, a_link(app, LinkKind.INVITATION))
    assert (taken.status_code, taken.location) == (free.status_code, free.location)
    address = a_link(app, LinkKind.INVITATION)
    grow_old(app, LinkKind.INVITATION)
    assert register(app, address, "late@example.org").status_code == 403


@pytest.mark.one_database
@pytest.mark.parametrize("link", ["", "x", "\0", "é" * 9, "x" * 5000])
@BY_INVITATION
def test_no_other_link_opens_anything(app, owner, link):
    a_link(app, LinkKind.INVITATION)
    password = a_link(app, LinkKind.PASSWORD, owner)
    asked = {"invitation": link, "link": link}
    assert Browser(app).get("/register", query_string=asked).status_code == 403
    assert Browser(app).get("/forgotten", query_string=asked).status_code == 410
    assert Browser(app).put("/forgotten?link=x", {"password": NEW}).status_code == 410
    wrong_kind = password.replace("/forgotten?link", "/register?invitation")
    assert register(app, wrong_kind).status_code == 403


@pytest.mark.one_database
def test_an_invitation_means_nothing_where_there_are_none(app, owner):
    assert register(app, a_link(app, LinkKind.INVITATION)).status_code == 403


def test_a_forgotten_password_is_chosen_anew_and_ends_every_sign_in(app):
    owner = Person(app, "olive", password=True)
    phone, browser = owner.on("Safari on iPhone"), Browser(app)
    address = a_link(app, LinkKind.PASSWORD, owner)
    assert owner.email in browser.get(address).text
    for password in ("short", "olive1984", owner.email):
        assert browser.put(address, {"password": password}).status_code == 422
    assert phone.get("/account", htmx=True).status_code == 200
    assert browser.put(address, {"password": NEW}).location == "/"
    assert browser.get("/account").status_code == 200
    for device in (owner, phone):
        assert device.get("/account", htmx=True).status_code == 401
    used = Browser(app).put(address, {"password": "yet another walk"})
    assert used.status_code == 410 and "It changed nothing now" in used.text
    assert Browser(app).get(address).status_code == 410
    for password, status in ((PASSWORD, 422), (NEW, 303)):
        sent = {"email": owner.email, "password": password}
        assert Browser(app).post("/sign-in", sent).status_code == status


@pytest.mark.one_database
def test_a_link_for_a_password_lasts_a_day_and_ends_the_one_before(app, owner, outsider):
    assert LASTS[LinkKind.PASSWORD] == timedelta(days=1)
    first, others = (a_link(app, LinkKind.PASSWORD, one) for one in (owner, outsider))
    second = a_link(app, LinkKind.PASSWORD, owner)
    statuses = [Browser(app).get(one).status_code for one in (first, second, others)]
    assert statuses == [410, 200, 200]
    grow_old(app, LinkKind.PASSWORD)
    assert Browser(app).put(second, {"password": NEW}).status_code == 410
    a_link(app, LinkKind.INVITATION)
    with app.app_context():
        assert len(db.session.scalars(select(Link)).all()) == 1, "what is over is cleared away"


@pytest.mark.one_database
def test_a_link_is_kept_only_as_a_hash_and_goes_with_the_account(app, owner, do):
    token = a_link(app, LinkKind.PASSWORD, owner).partition("=")[2]
    with app.app_context():
        (link,) = db.session.scalars(select(Link)).all()
        assert token not in str(vars(link)) and len(link.token_hash) == 64
    do(lambda: db.session.get(User, owner.id).delete())
    assert Browser(app).get(f"/forgotten?link={token}").status_code == 410


@pytest.mark.one_database
def test_the_sign_in_page_says_whom_to_ask(owner, anonymous):
    assert "Forgotten? Ask whoever runs this." in anonymous.get("/sign-in").text
    assert anonymous.get("/forgotten").location == "/sign-in"
    assert len(owner.rows(SignIn)) == 1
