"""Where the pack's links lead without a signal, and that the day is in it whatever the size of the
account."""

import brotli
import pytest

from tests.large import LINES, OF_NEXT, fill_up
from tests.offline.links import dead_links, links_in
from tests.offline.streams import asked, packed, read
from webapp.cards.models import Card
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.offline import stream
from webapp.offline.pack import LOGS, pack_of

pytestmark = pytest.mark.one_database

# What can't be done without a signal, or is done once and at a desk. The phone says so of a link to
# it: see js/offline/reach.js.
NEEDS_A_SIGNAL = {
    "accounts.confirm_deletion",
    "accounts.devices",
    "accounts.export",
    "accounts.edit_password",
    "cards.upload",
    "calendars.upload",
    "calendars.export",
    "stories.resume",
    "people.contacts",
}
MAX_OF_A_PAGE = 400_000  # bytes as it stands on the phone
MAX_NEEDED = 250_000  # bytes of all that is needed, on the way


def endpoint(app, address):
    return app.url_map.bind("localhost").match(address.partition("?")[0])[0]


def test_f19_every_link_opens_or_needs_a_signal_by_its_nature(app, owner):
    bodies = packed(owner.with_example()).bodies
    coming = min(
        (one for one in owner.rows(Interview) if one.starts_at > now()),
        key=lambda one: one.starts_at,
    )
    others = {f"/interviews/{one.id}" for one in owner.rows(Interview)} - {
        f"/interviews/{coming.id}"
    }
    dead = {link: pages for link, pages in dead_links(bodies).items() if pages - others}
    assert {endpoint(app, link) for link in dead} == NEEDS_A_SIGNAL, dead


def test_f19_the_test_would_notice():
    bodies = {
        "/": '<a href="/stories/1">',
        "/log": '<a href="?q=x#y"><a href="https://elsewhere.example/"><a href="/waiting">',
    }
    assert links_in("/log", bodies["/log"]) == {"/log?q=x", "/waiting"}
    assert dead_links(bodies) == {"/stories/1": {"/"}}


def test_f4_the_day_is_whole_in_the_largest_account_and_of_the_rest_the_newest_come_first(
    app, owner, monkeypatch
):
    coming = fill_up(owner, now())
    the_newest_of_each_kind_come_first(app, owner)
    monkeypatch.setattr(stream, "MAX_OF_THE_REST", 0)
    answer = asked(owner)
    found = read(brotli.decompress(answer.data))
    needed = [address for address, rest in found.head["pages"] if not rest]
    assert found.bodies.keys() == set(needed) and found.end == len(needed)
    for page in (
        "brief",
        "checklist",
        "people",
        "requirements",
        "questions",
        "salary",
        "reflections/new",
    ):
        assert f"/interviews/{coming.id}/{page}" in needed
    assert {"/", "/checklist", "/cards", "/prepare", "/log", "/cards/deck?ahead=1"} <= set(needed)
    for thing, number in (
        ("people", OF_NEXT),
        ("questions", OF_NEXT),
        ("requirements", OF_NEXT),
        ("checklists", LINES),
    ):
        assert len([page for page in needed if page.startswith(f"/{thing}/")]) == number
    assert (
        len([page for page in needed if page.startswith("/stories/") and page.endswith("/edit")])
        == OF_NEXT
    )
    assert (
        len(
            [page for page in needed if page.startswith("/reflections/") and page.endswith("/edit")]
        )
        == LOGS
    )
    assert {
        page: len(text) for page, text in found.bodies.items() if len(text) > MAX_OF_A_PAGE
    } == {}
    assert len(answer.data) <= MAX_NEEDED
    rest = {address: kind for address, kind in found.head["pages"] if kind}
    assert set(rest.values()) == {"older cards", "older stories", "other interviews"}, (
        "the far end is left out, by name"
    )


def the_newest_of_each_kind_come_first(app, owner):
    with app.test_request_context():
        rest = [page for page in pack_of(owner.id, now()) if page.rest]
    newest = max(
        (card for card in owner.rows(Card) if not card.story_id), key=lambda card: card.created_at
    )
    assert rest[0].address == f"/cards/{newest.id}", "the newest first"
    assert {page.rest for page in rest[:100]} == {page.rest for page in rest}, "of each kind"
