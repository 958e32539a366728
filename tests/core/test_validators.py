"""Pages that didn't change aren't sent again: what changes a page, what doesn't, and that no 304
was ever wrong."""

import random
import re
from collections import Counter
from datetime import datetime, timedelta

import pytest

from tests.cards.decks import questions, reviewed
from tests.crawl import addresses, fill
from webapp.accounts.models import SignIn, User
from webapp.cards.models import Card, Kind
from webapp.cards.reviews import Review
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.core.late import BEGINNING, MARK
from webapp.core.validators import Known, Pages, page_hash, unchanged
from webapp.interviews.models import Interview
from webapp.offline.pack import pack_of
from webapp.stories.models import Story

STEP = timedelta(minutes=10)  # in which what is planned stays as it is
# What says which device it is looked at on, or is nobody's.
WITHOUT = {"accounts.devices"}


@pytest.fixture
def clock(monkeypatch):
    """`clock(timedelta(...))` lets so much time go by; it stands still otherwise, and begins just
    after a full ten minutes."""
    began = now()
    stands = [
        began - (began - began.min.replace(tzinfo=began.tzinfo)) % STEP + timedelta(seconds=5)
    ]

    class Standing(datetime):
        @classmethod
        def now(cls, zone=None):
            return stands[0].astimezone(zone)

    monkeypatch.setattr("webapp.core.clock.datetime", Standing)

    def go_by(time):
        stands[0] += time

    return go_by


@pytest.fixture
def full(clock, owner):
    fill(owner)
    owner.get("/")  # the words of what was done are told
    clock(timedelta(seconds=1))
    return owner


def pages_of(person):
    """Every page that the person can open: (endpoint, address), those of the pack too."""
    found = [(rule.endpoint, url) for rule, url in addresses(person.app, person, "GET")]
    with person.app.test_request_context():
        found += [("", page.address) for page in pack_of(person.id, now())]
    return {url: endpoint for endpoint, url in found}


def whole(person, url):
    """The answer without anything remembered."""
    person.app.extensions["pages"].forget()
    return person.get(url)


def hashes(person, pages):
    """By address, the validators of these pages, each made anew."""
    answers = {url: (endpoint, whole(person, url)) for url, endpoint in pages.items()}
    return {
        url: answer.headers.get("ETag")
        for url, (endpoint, answer) in answers.items()
        if answer.status_code == 200 and answer.mimetype == "text/html" and endpoint not in WITHOUT
    }


@pytest.mark.one_database  # what is compared is a page with itself
def test_a_page_is_the_same_at_another_moment_and_on_another_device(full, clock):
    pages = pages_of(full)
    first = hashes(full, pages)
    clock(timedelta(seconds=1))
    other = full.on("Another phone")
    with full.app.app_context():
        for sign_in in db.session.query(SignIn).filter_by(user_id=full.id):
            sign_in.outbox = new_id()
        db.session.commit()
    again = hashes(other, {url: pages[url] for url in first})
    assert len(first) > 90 and None not in first.values()
    assert not [url for url in first if first[url] != again.get(url, first[url])]


def held(person, url, **headers):
    """The answer of a phone that holds what `person.holds` says of the page, and holds what it got
    from then on."""
    sent = {"If-None-Match": person.holds[url]} if url in person.holds else {}
    answer = person.get(url, headers=sent | headers)
    if answer.status_code == 200 and "ETag" in answer.headers:
        person.holds[url] = answer.headers["ETag"]
    return answer


def is_right(person, url, statuses):
    """Whether a 304, if that is what a phone gets, is what the page would be, made anew. Counts
    what it got."""
    before, status = person.holds.get(url), held(person, url).status_code
    statuses[status] += 1
    if status != 304:
        return True
    remembered = person.app.extensions["pages"].known.copy()
    anew = whole(person, url).headers.get("ETag")
    person.app.extensions["pages"].known.update(remembered)
    return anew == before


MOMENTS = [
    timedelta(seconds=30),
    timedelta(minutes=4),
    timedelta(minutes=12),
    timedelta(minutes=29),
    timedelta(hours=9),
]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "ahead", [timedelta(minutes=42), timedelta(hours=25, minutes=3)], ids=["soon", "in a day"]
)
def test_no_page_is_said_to_be_unchanged_when_time_changed_it(full, clock, ahead):
    """Whatever a page says of the time, and whoever wrote it: it says until when that is true."""
    start = now() + ahead
    for minutes in (15, 55):  # two at once: the one to come and the one that ended change places
        full.has(
            Interview(
                company="Near",
                starts_at=start,
                minutes=minutes,
                travel_minutes=10,
                time_zone="UTC",
                created_at=now(),
            )
        )
    full.holds = {}
    for url in pages_of(full):
        held(full, url)
    # The others, which are files and redirects, have no validator.
    pages, wrong, statuses = list(full.holds), [], Counter()
    for time in MOMENTS:
        clock(time)
        wrong += [(time, url) for url in pages if not is_right(full, url, statuses)]
    assert not wrong and statuses[304] > statuses[200] > 2


@pytest.mark.one_database
def test_a_practice_that_was_left_is_said_to_be_so_for_an_hour(owner, clock):
    urls = ("/cards/deck", "/cards", "/")
    owner.has(
        Interview(
            company="Later", starts_at=now() + timedelta(days=9), time_zone="UTC", created_at=now()
        )
    )
    first, *_ = questions(owner, 30)
    owner.holds, statuses = {}, {url: Counter() for url in urls}
    reviewed(
        owner, first, at=now(), practice_began_at=now() - timedelta(minutes=1), practice_size=12
    )
    clock(timedelta(minutes=30))
    for url in urls:
        assert re.search("1 of 12|Go on with 11|11 to go on with", held(owner, url).text), url
    clock(timedelta(minutes=29))
    assert [url for url in urls if not is_right(owner, url, statuses[url])] == []
    clock(timedelta(minutes=2))
    for url in urls:
        assert is_right(owner, url, statuses[url]) and statuses[url][200], url
        assert not re.search("1 of 12|Go on|go on with", whole(owner, url).text), url


@pytest.mark.one_database  # what is compared is a page with itself
def test_no_page_is_said_to_be_unchanged_when_anybody_changed_it(app, full, outsider, clock):
    """Every address that changes something is asked, by two people on two devices each, in an order
    of chance."""
    chance = random.Random(2)
    fill(outsider)
    people = [full, full.on("Another phone"), outsider, outsider.on("Another tablet")]
    ending = (
        "accounts.delete",
        "accounts.end_sign_in",
        "accounts.revoke",
        "accounts.revoke_others",
        "accounts.update_password",
    )
    pages = {person.id: chance.sample(list(pages_of(person)), 40) for person in (full, outsider)}
    for person in people:
        person.holds = {}
    writes = [
        (person, method, url)
        for person in (full, outsider)
        for method in ("POST", "PUT", "DELETE")
        for rule, url in addresses(app, person, method)
        if rule.endpoint not in ending
    ]
    wrong, statuses = [], Counter()
    for person, method, url in chance.sample(writes, len(writes)):
        chance.choice([one for one in people if one.id == person.id]).open(
            method, url, data=written(chance)
        )
        clock(timedelta(seconds=1))
        for one in (chance.choice(people[:2]), chance.choice(people[2:])):
            wrong += [
                (method, url, page)
                for page in chance.sample(pages[one.id], 2)
                if not is_right(one, page, statuses)
            ]
    assert not wrong and statuses[304] > statuses[200] > 50


def written(chance):
    """Fields that most forms take something from."""
    words = ("text", "title", "prompt", "name", "company", "said", "topic", "amount", "landed")
    return dict.fromkeys(words, str(chance.randrange(1000))) | {
        "grade": "hard",
        "id": str(new_id()),
    }


def test_what_did_not_change_is_answered_after_one_query(full, queries):
    for url in ("/", "/prepare", "/cards", "/checklist"):
        compressed = {"Accept-Encoding": "br"}
        page = full.get(url, headers=compressed)
        assert page.headers["Content-Encoding"] == "br" and page.headers["ETag"].startswith('W/"')
        with queries() as statements:
            answer = full.get(url, headers={"If-None-Match": page.headers["ETag"], **compressed})
        assert (answer.status_code, answer.data) == (304, b"") and len(statements) == 1, url
        for name in (
            "ETag",
            "Round-Two-Version",
            "Cache-Control",
            "Vary",
            "Content-Security-Policy",
        ):
            assert answer.headers[name] == page.headers[name], name


@pytest.mark.one_database
def test_a_page_that_was_made_anew_and_is_the_same_is_not_sent(full):
    page = full.get("/prepare")
    full.app.extensions["pages"].forget()
    assert full.get("/prepare", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


def test_a_change_elsewhere_leaves_a_page_as_it_was(full, queries):
    page, story_page = full.get("/checklist"), full.get("/stories/new")
    full.put(
        f"/cards/{full.has(Card(kind=Kind.QUESTION, prompt='Why?', created_at=now())).id}",
        {"prompt": "How?"},
    )
    with queries() as statements:
        assert (
            full.get("/checklist", headers={"If-None-Match": page.headers["ETag"]}).status_code
            == 304
        )
    assert len(statements) == 1
    item = next(
        one
        for one in full.rows(Item)
        if f'id="item-{one.id}"' in page.text and not one.completed_at
    )
    assert full.put(f"/checklists/items/{item.id}/completion").status_code == 303
    assert (
        full.get("/checklist", headers={"If-None-Match": page.headers["ETag"]}).status_code == 200
    )
    assert (
        full.get("/stories/new", headers={"If-None-Match": story_page.headers["ETag"]}).status_code
        == 304
    )


@pytest.mark.one_database
def test_a_page_with_words_of_what_was_done_has_no_validator(clock, owner):
    plain = owner.get("/cards").headers["ETag"]
    card = owner.has(Card(kind=Kind.QUESTION, prompt="Why?", created_at=now()))
    owner.put(f"/cards/{card.id}/archival")
    assert owner.get("/cards", headers={"Round-Two-Copy": "1"}).headers["ETag"] != plain
    told = owner.get(
        "/cards",
        headers={
            "If-None-Match": owner.get("/cards", headers={"Round-Two-Copy": "1"}).headers["ETag"]
        },
    )
    assert told.status_code == 200 and "Card put away." in told.text and "ETag" not in told.headers
    assert "ETag" in owner.get("/cards").headers


@pytest.mark.one_database
def test_a_part_and_a_strangers_page_have_none(clock, owner, anonymous):
    assert "ETag" not in owner.get("/", htmx=True).headers
    assert "ETag" not in anonymous.get("/sign-in").headers
    page = owner.get("/")
    fragment = owner.get("/", htmx=True, headers={"If-None-Match": page.headers["ETag"]})
    assert fragment.status_code == 200 and fragment.data


@pytest.mark.one_database
def test_nobody_gets_a_304_for_anothers_page(clock, owner, outsider, anonymous):
    page = owner.get("/account")
    sent = {"If-None-Match": page.headers["ETag"]}
    assert outsider.get("/account", headers=sent).status_code == 200
    assert anonymous.get("/account", headers=sent).status_code == 302


@pytest.mark.one_database
def test_nothing_leaves_with_a_mark_in_it(full):
    """What is put in late is in every page, and in every part, and new each time."""
    for url in pages_of(full):
        for htmx in (False, True):
            answer = full.get(url, htmx=htmx)
            if answer.mimetype != "text/html":
                break  # a file, and so no part of one
            assert not MARK.search(answer.text), url
    first, second = (full.get("/stories/new").text for _ in range(2))
    assert first != second and page_hash(first) != page_hash(second)


@pytest.mark.one_database
def test_a_copy_leaves_to_the_phone_what_its_forms_make(full):
    """Nothing else, and each form has a place of its own."""
    found = 0
    for url in pages_of(full):
        copy = full.get(url, headers={"Round-Two-Copy": "1"})
        if copy.mimetype != "text/html":
            continue
        made = re.findall(r'value="([^"]*)" data-fresh', copy.text)
        assert set(MARK.findall(copy.text)) == {id for id in made if MARK.match(id)}, url
        assert len(made) == len(set(made)), url
        found += len(MARK.findall(copy.text))
    assert found > 20


@pytest.mark.one_database
def test_the_place_of_an_id_is_none_for_two_things(full):
    """As a form of a copy is sent before any script is there."""
    mark = f"{BEGINNING}{1:012}"
    for title in ("One", "Another"):
        assert full.post("/stories", {"id": mark, "title": title}).status_code == 303
    assert {"One", "Another"} <= {story.title for story in full.rows(Story)}
    (card, *_) = full.rows(Card)
    before = len(full.rows(Review))
    for _ in range(2):
        assert (
            full.post(f"/cards/{card.id}/reviews", {"id": mark, "grade": "good"}).status_code == 303
        )
    assert len(full.rows(Review)) == before + 2
    address, phase = re.search(
        r'action="([^"]*/checklist/items)[^"]*".*?name="phase" value="([^"]*)"',
        full.get("/checklist").text,
        re.DOTALL,
    ).groups()
    for text in ("A pen", "A pencil"):
        assert (
            full.post(address, {"id": mark, "phase": phase, f"{mark}-text": text}).status_code
            == 303
        )
    assert {"A pen", "A pencil"} <= {item.text for item in full.rows(Item)}


@pytest.mark.one_database
def test_two_new_rows_of_a_page_have_two_ids(full):
    ids = full.get("/checklist").text.split('name="id" value="')[1:]
    assert len(ids) > 2 and len({id[:36] for id in ids}) == len(ids)


@pytest.mark.one_database
def test_what_is_known_of_a_page_without_making_it(app, full):
    page = full.get("/checklist")
    hash = page.headers["ETag"][3:-1]
    with app.test_request_context("/"):
        user = User.from_token(full.token, at=now())
        assert unchanged(user, "/checklist", hash, now())
        assert not unchanged(user, "/checklist", "another", now())
        assert not unchanged(user, "/account", hash, now())
        assert not unchanged(user, "/checklist", hash, now() + timedelta(days=1))


def test_a_process_remembers_only_so_many_pages():
    pages, soon = Pages(most=3), now() + timedelta(minutes=1)
    keys = [(new_id(), "localhost", "/") for _ in range(4)]
    for key in keys[:3]:
        pages.keep(key, Known(("cards",), (1,), soon, "hash"))
    assert pages.hash_of(keys[0], {"cards": 1}, now()) == "hash"  # asked for last, so it stays
    pages.keep(keys[3], Known((), (), soon, "hash"))
    assert [key in pages.known for key in keys] == [True, False, True, True]


def test_a_clock_set_back_hides_no_change():
    """One table's version is raised, and is lower still than another's."""
    pages, key = Pages(), (new_id(), "localhost", "/")
    pages.keep(key, Known(("cards", "stories"), (5, 9), now() + timedelta(minutes=1), "hash"))
    assert pages.hash_of(key, {"cards": 6, "stories": 9}, now()) is None
