"""That one registration is enough for a section. Run in a process of its own by
tests/sections/test_registration.py, for its table is no other test's."""

from datetime import timedelta

import pytest

from tests.conftest import SECRET_KEY, used
from tests.crawl import addresses, fill
from tests.offline.streams import packed
from tests.prepare.test_carry_over import copy
from tests.reflections.factories import interview
from tests.sections.thanks import routes
from tests.sections.thanks.models import Thanks
from tests.sync.phones import Phone
from webapp.application import CAPABILITIES, create_app
from webapp.core.clock import now
from webapp.core.config import Settings
from webapp.core.database import Base, db
from webapp.core.ids import new_id
from webapp.sync.models import Recovered

pytestmark = pytest.mark.one_database
TEXT = "The tour of the workshop"


@pytest.fixture
def database_url(tmp_path):
    return f"sqlite:///{tmp_path}/own.sqlite3"


@pytest.fixture
def app(database_url, instance_path):
    settings = Settings(
        database_url=database_url, secret_key=SECRET_KEY, instance_path=instance_path
    )
    with used(create_app(settings, (*CAPABILITIES, routes))) as app:
        with app.app_context():
            Base.metadata.create_all(db.engine)
        yield app


@pytest.fixture
def of(owner):
    return interview(owner, at=now() + timedelta(days=3))


@pytest.fixture
def row(owner, of):
    id = new_id()
    answer = owner.post(f"/interviews/{of.id}/thanks", {"id": str(id), f"{id}-text": TEXT})
    assert answer.status_code == 303
    return owner.rows(Thanks)[0]


def test_prepare_shows_it_and_begins_with_it(owner, of):
    page = owner.get(f"/interviews/{of.id}").text
    assert 'id="section-thanks"' in page and "Thank somebody" in page
    assert page.index('id="section-thanks"') < page.index('id="section-questions"')


def test_the_brief_and_the_calendar_say_it(owner, of, row):
    brief = owner.get(f"/interviews/{of.id}/brief").text
    assert TEXT in brief and "To thank for" in brief
    calendar = owner.get(f"/interviews/{of.id}/calendar").text.replace("\r\n ", "")
    assert f"To thank for:\\n{TEXT}" in calendar


def test_the_pack_has_its_pages(owner, of, row):
    pages = packed(owner).pages
    assert {f"/interviews/{of.id}/thanks", f"/thanks/{row.id}"} <= set(pages)


def test_the_next_round_has_it(owner, of, row):
    assert copy(owner, of).status_code == 303
    assert [one.text for one in owner.rows(Thanks)] == [TEXT, TEXT]


def test_what_comes_too_late_from_a_phone_is_kept_under_its_name(owner, row):
    phone = Phone(owner)
    phone.put(f"/thanks/{new_id()}", {"text": "For the tea"})
    phone.send()
    assert [(one.label, one.text) for one in owner.rows(Recovered)] == [
        ("A word of thanks", "What for: For the tea")
    ]


def test_the_export_has_it(owner, row):
    assert [one["text"] for one in owner.get("/account/export").json["thanks"]] == [TEXT]


def test_the_crawl_asks_for_it(app, owner, row):
    fill(owner)
    assert f"/thanks/{row.id}" in {url for _, url in addresses(app, owner, "GET")}
