"""Nobody sees another's data: the whole URL map, asked by its owner, by an outsider, and by someone
not signed in."""

import sys
from uuid import UUID

import pytest
from sqlalchemy import event

from tests.crawl import addresses, fill
from webapp.core.database import db
from webapp.interviews.models import Interview
from webapp.stories.models import Story

pytestmark = pytest.mark.usefixtures("probes")
# What anyone may open. Everything else belongs to somebody.
PUBLIC = {
    "healthz",
    "reachable",
    "accounts.new",
    "accounts.create",
    "accounts.new_sign_in",
    "accounts.create_sign_in",
    "offline.manifest",
    "offline.worker",
    "offline.page",
    "offline.install",
    "sync.waiting",
    "existence.show",
    "forgotten.edit",
    "forgotten.update",
}


@pytest.fixture
def full_owner(owner):
    fill(owner)
    return owner


@pytest.fixture
def asked_by_templates(app):
    """The statements that were sent while a template was made: (template, line, statement)."""
    found = []

    def look(connection, cursor, statement, *rest):
        frame = sys._getframe(1)
        while frame and not frame.f_code.co_filename.endswith(".html"):
            frame = frame.f_back
        if frame:
            found.append((frame.f_code.co_filename, frame.f_lineno, statement))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", look)
    yield found
    event.remove(engine, "before_cursor_execute", look)


def test_owner_opens_every_page(app, full_owner, asked_by_templates):
    for rule, url in addresses(app, full_owner, "GET"):
        answer = full_owner.get(url)
        moved_on = answer.status_code in (302, 303) and answer.location.startswith("/")
        closed = rule.endpoint == "accounts.new" and answer.status_code == 403
        assert answer.status_code in (200, 204) or moved_on or closed, (url, answer.status_code)
    assert not asked_by_templates, "a query in a template is found by nobody who reads the view"


def all_addresses(app, owner):
    return [
        (method, rule, url)
        for method in ("GET", "POST", "PUT", "DELETE")
        for rule, url in addresses(app, owner, method)
    ]


def test_outsider_finds_nothing_at_an_owners_address(app, full_owner, outsider, probes):
    for method, rule, url in all_addresses(app, full_owner):
        if rule.arguments:
            for htmx in (False, True):
                assert outsider.open(method, url, htmx=htmx).status_code == 404, (method, url)
    assert len(probes) >= 250, "a crawl that asks for little finds nothing"


@pytest.mark.one_database
def test_someone_not_signed_in_is_sent_to_sign_in_or_told_401(app, full_owner, anonymous):
    for method, rule, url in all_addresses(app, full_owner):
        if rule.endpoint in PUBLIC:
            continue
        page, fragment = anonymous.open(method, url), anonymous.open(method, url, htmx=True)
        assert fragment.status_code == 401, (method, url)
        if method == "GET":
            assert page.status_code == 302 and page.location.startswith("/sign-in?next="), url
        else:
            assert page.status_code == 401, (method, url)


@pytest.mark.one_database
def test_address_of_nothing_is_the_same_404_as_an_outsiders(app, full_owner, outsider):
    (interview, *_) = full_owner.rows(Interview)
    theirs, nothing = (outsider.get(f"/interviews/{id}") for id in (interview.id, UUID(int=7)))
    assert theirs.status_code == nothing.status_code == 404
    assert theirs.text == nothing.text


@pytest.mark.one_database
def test_list_pages_of_an_outsider_show_nothing_of_the_owners(app, full_owner, outsider):
    words = [row.company for row in full_owner.rows(Interview)] + [
        row.title for row in full_owner.rows(Story)
    ]
    for rule, url in addresses(app, full_owner, "GET"):
        if not rule.arguments:
            page = outsider.get(url).data
            assert not [word for word in words if word.encode() in page], url


@pytest.mark.one_database
def test_public_list_is_true(app):
    assert PUBLIC <= {rule.endpoint for rule in app.url_map.iter_rules()}
