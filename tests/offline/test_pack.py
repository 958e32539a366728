"""What a phone keeps for when there is no signal: the day's pages, in order of need, and Today as
it will be."""

import re
from datetime import timedelta

import pytest

from tests.cards.decks import story
from tests.offline.streams import packed
from webapp.cards.models import Card, Kind
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.offline import pack
from webapp.offline.pack import LOGS
from webapp.people.models import Person as Interviewer
from webapp.reflections.models import Reflection
from webapp.stories.models import Story


def listed(person):
    """The addresses of the person's pack, without making its pages."""
    with person.app.test_request_context():
        return [page.address for page in pack.pack_of(person.id, now())]


def whole(person):
    """The person's pack, with a body for each page: one that doesn't open has none."""
    found = packed(person)
    assert found.head["user"] == str(person.id) and found.end == len(found.pages)
    assert not [page for page in found.pages if page not in found.bodies]
    return found


@pytest.fixture
def full(owner):
    """The owner with the worked example."""
    return owner.with_example()


def test_every_page_is_there(full):
    pages = whole(full).pages
    assert pages == listed(full)
    assert len(pages) == len(set(pages)) > 40


@pytest.mark.one_database
def test_every_page_opens_by_itself_too(full):
    assert {full.get(page).status_code for page in listed(full)} == {200}


@pytest.mark.one_database
@pytest.mark.parametrize(
    "hours", [None, -200, -30, -2, 0.5, 20, 500], ids=lambda hours: f"in {hours} hours"
)
@pytest.mark.parametrize("has_cards", [False, True], ids=["no cards", "cards"])
def test_every_page_is_there_whatever_there_is(owner, hours, has_cards):
    if hours is not None:
        owner.has(
            Interview(
                company="Soon",
                starts_at=now() + timedelta(hours=hours),
                time_zone="UTC",
                created_at=now(),
            )
        )
    if has_cards:
        owner.has(Card(kind=Kind.QUESTION, prompt="Why?", created_at=now()))
    pages = whole(owner).pages
    if hours is None:
        assert "/" in pages and "/stories/new" in pages


@pytest.mark.one_database
def test_a_copy_takes_no_message_from_the_page_that_is_looked_at(owner):
    told = story(owner)
    owner.put(f"/stories/{told.id}/archival")
    copy = owner.get("/cards", headers={"Round-Two-Copy": "1"})
    assert "Story put away" not in copy.text and "Round-Two-Passing" not in copy.headers
    page = owner.get("/cards")
    assert "Story put away" in page.text and page.headers["Round-Two-Passing"] == "1", (
        "and it isn't to be kept"
    )
    assert "Story put away" not in owner.get("/cards").text


def test_all_that_the_day_needs_comes_first(full):
    pages = listed(full)
    interview = next(one for one in full.rows(Interview) if one.starts_at > now())
    day = [
        "/",
        "/cards/deck?ahead=1",
        f"/interviews/{interview.id}",
        f"/interviews/{interview.id}/checklist",
    ]
    assert pages[0] == "/" and set(day) < set(pages[:20])
    assert f"/interviews/{interview.id}/reflections/new" in pages[:20]
    assert {
        f"/interviews/{interview.id}/{part}" for part in ("requirements", "people", "questions")
    } <= set(pages[:26])
    for page in (
        *(
            f"/people/{one.id}"
            for one in full.rows(Interviewer)
            if one.interview_id == interview.id
        ),
        "/prepare",
        "/checklist",
        "/cards",
        "/log",
        "/account",
        "/recovered",
        "/stories/new",
    ):
        assert page in pages


def test_the_last_logs_are_there(full):
    newest = sorted(full.rows(Reflection), key=lambda one: one.created_at)[-LOGS:]
    pages = listed(full)
    for reflection in newest:
        assert (
            f"/reflections/{reflection.id}" in pages
            and f"/reflections/{reflection.id}/edit" in pages
        )


@pytest.mark.one_database
def test_today_is_kept_as_it_will_be(full):
    """Its moments change what it says, and each copy says what it will say then."""
    moments = [page for page in listed(full) if page.startswith("/?at=")]
    assert len(moments) >= 4
    said = [
        re.search(r'<div id="moment".*?<p id="ready', full.get(page).text, re.DOTALL)[0]
        for page in moments
    ]
    assert len(set(said)) == len(said)


@pytest.mark.one_database
def test_a_time_that_is_none_or_out_of_reach_is_now(owner):
    owner.has(
        Interview(
            company="Soon", starts_at=now() + timedelta(hours=20), time_zone="UTC", created_at=now()
        )
    )
    for at in (
        "",
        "x",
        "2020-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59+00:00",
        "2026",
        "x" * 5000,
    ):
        assert "Soon" in owner.get("/", query_string={"at": at}).text, at


@pytest.mark.one_database
def test_a_time_within_reach_is_looked_at(owner):
    at_ten = (now() + timedelta(days=1)).replace(hour=10)  # whatever hour it is now
    owner.has(Interview(company="Soon", starts_at=at_ten, time_zone="UTC", created_at=now()))
    later = at_ten + timedelta(days=1)
    assert "The morning after" not in owner.get("/").text
    assert "The morning after" in owner.get("/", query_string={"at": later.isoformat()}).text


@pytest.mark.one_database
def test_the_copy_of_the_deck_holds_the_cards_to_come(full):
    page = full.get("/cards/deck?ahead=1").text
    assert page.count('class="deck-ahead"') == len(full.rows(Card)) >= 8  # the others, and the end
    assert 'class="deck-ahead"' not in full.get("/cards/deck").text


def test_what_is_in_the_pack_is_ones_own(full, outsider, anonymous):
    assert not {page for page in listed(outsider) if re.search("[0-9a-f]{8}-", page)} & set(
        listed(full)
    )
    assert anonymous.post("/pack").status_code == 401
    assert outsider.post("/pack").headers["Cache-Control"] == "private, no-store"


@pytest.mark.one_database
def test_the_bar_leads_only_to_pages_of_the_pack(full):
    pages = {page.partition("?")[0] for page in listed(full)} | {"/waiting"}
    bar = re.search(r"<nav.*?</nav>", full.get("/").text, re.DOTALL)[0]
    links = re.findall('href="([^"]+)"', bar)
    assert len(links) == 4 and {link.partition("?")[0] for link in links} <= pages


@pytest.mark.one_database
def test_as_many_queries_for_many_rows_as_for_few(owner, queries):
    interview = owner.has(
        Interview(
            company="Soon", starts_at=now() + timedelta(hours=20), time_zone="UTC", created_at=now()
        )
    )

    def statements_for(number):
        owner.has(
            *(
                Item(interview_id=interview.id, phase="evening", text=f"Line {rank}", rank=rank)
                for rank in range(number)
            )
        )
        stories = [Story(title=f"Story {rank}", created_at=now()) for rank in range(number)]
        owner.has(*stories)
        owner.has(
            *(
                Card(id=one.id, kind=Kind.STORY, story_id=one.id, created_at=now())
                for one in stories
            )
        )
        with queries() as statements:
            with owner.app.test_request_context():
                pack.pack_of(owner.id, now())
            owner.get("/cards/deck?ahead=1")
        return len(statements)

    assert statements_for(2) == statements_for(40)
