"""The log of all reflections, its search, and what it asks for."""

from datetime import timedelta

import pytest

from tests.reflections import factories
from webapp.core.clock import now


def titles(page):
    """The companies that the page lists, in its order."""
    return [
        part.split("<")[0] for part in page.text.split('<span class="row-title" dir="auto">')[1:]
    ]


def test_newest_first_with_what_it_was_about(owner):
    for number, company in enumerate(("Oldest", "Newest", "Middle")):
        interview = factories.interview(owner, company=company, round=number + 1)
        factories.reflection(
            owner,
            interview,
            created_at=factories.days((0, 2, 1)[number]),
            mood="calm",
            confidence=4,
            landed=f"{company} landed",
        )
    page = owner.get("/log")
    assert titles(page) == ["Newest", "Middle", "Oldest"]
    for words in ("Round 2", "calm", "confidence 4 of 5", "Newest landed"):
        assert words in page.text


def test_it_begins_with_the_first_thing_there_is(owner):
    factories.reflection(owner, wish="I wish")
    factories.reflection(owner, asked=[{"text": "The first question"}, {"text": "The second"}])
    factories.reflection(owner, next_step="They call")
    factories.reflection(owner)
    page = owner.get("/log").text
    for words in ("I wish", "The first question", "They call"):
        assert words in page
    assert "The second" not in page


EVERYWHERE = [
    dict(mood="Émue"),
    dict(landed="an Émue one"),
    dict(wish="émue"),
    dict(next_step="ÉMUE"),
    dict(asked=[{"text": "x émue x"}]),
    dict(met=[{"name": "Émue"}]),
    dict(met=[{"name": "Ana", "callback": "émue"}]),
    dict(promises=[{"text": "émue"}]),
]


@pytest.mark.parametrize("where", EVERYWHERE, ids=lambda where: str(where))
def test_search_finds_every_word_written_whatever_its_capitals(owner, where):
    factories.reflection(owner, factories.interview(owner, company="Found"), **where)
    factories.reflection(owner, factories.interview(owner, company="Other"), landed="nothing of it")
    for query in ("émue", "ÉMUE", "  mu  "):
        assert titles(owner.get("/log", query_string={"q": query})) == ["Found"]


def test_search_wants_each_word_somewhere(owner):
    factories.reflection(
        owner, factories.interview(owner, company="Harbour"), mood="calm", met=[{"name": "Ana"}]
    )
    for query, found in (
        ("ana calm", 1),
        ("harbour ANA", 1),
        ("ana proud", 0),
        ("an%a", 0),
        ("_na", 0),
        ("a" * 60_000, 0),
        ("% " * 30_000, 0),
        ("'", 0),
    ):
        assert len(titles(owner.get("/log", query_string={"q": query}))) == found, query


def test_search_as_typed_is_a_part_and_says_how_many(owner):
    factories.reflection(owner, mood="calm")
    fragment = owner.get("/log?q=calm", htmx=True)
    assert (
        "1 found" in fragment.text
        and "<html" not in fragment.text
        and 'id="reflections"' in fragment.text
    )
    assert "Nothing found for “<bdi>&lt;b&gt;</bdi>”" in owner.get("/log?q=<b>").text


def test_it_asks_about_interviews_that_ended_and_nothing_else(owner):
    at = now()
    written = factories.interview(owner, at - timedelta(days=3), company="Written")
    factories.reflection(owner, written)
    factories.interview(owner, at - timedelta(hours=2), company="Ended", minutes=60)
    factories.interview(owner, at - timedelta(minutes=10), company="Running", minutes=60)
    factories.interview(owner, at + timedelta(hours=2), company="Coming")
    factories.interview(owner, at - timedelta(days=2), company="Deleted", deleted_at=at)
    page = owner.get("/log").text
    asked = page.partition("Write it down")[2].partition("</section>")[0]
    assert [
        company
        for company in ("Written", "Ended", "Running", "Coming", "Deleted")
        if company in asked
    ] == ["Ended"]


def test_empty_log_says_what_it_is_for(owner):
    page = owner.get("/log").text
    assert "Nothing written yet" in page and 'type="search"' not in page


def test_log_of_a_deleted_interview_is_out_of_sight(owner):
    factories.reflection(
        owner, factories.interview(owner, company="Deleted", deleted_at=factories.NOON)
    )
    assert titles(owner.get("/log")) == []


def test_nobody_else_sees_it(owner, outsider, anonymous):
    factories.reflection(owner, factories.interview(owner, company="Harbour"), landed="Secret")
    assert (
        "Harbour" not in outsider.get("/log").text and titles(outsider.get("/log?q=secret")) == []
    )
    assert (
        anonymous.get("/log").location.startswith("/sign-in")
        and anonymous.get("/log", htmx=True).status_code == 401
    )


@pytest.mark.one_database
def test_as_many_queries_for_five_hundred_as_for_five(owner, queries):
    for _ in range(5):
        factories.reflection(owner, landed="The numbers")
    with queries() as few:
        assert len(titles(owner.get("/log"))) == 5
    from webapp.reflections.models import Reflection

    interview = factories.interview(owner)
    owner.has(
        *[
            Reflection(
                interview_id=interview.id,
                landed="x",
                created_at=factories.NOON,
                updated_at=factories.NOON,
            )
            for _ in range(495)
        ]
    )
    with queries() as many:
        assert len(titles(owner.get("/log"))) == 500
    assert len(many) == len(few)
