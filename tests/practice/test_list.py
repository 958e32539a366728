"""The list of cards: found by any word, narrowed down by tag, as quick for many as for few."""

import re

import pytest
from markupsafe import escape

from tests.cards.decks import NOON, minutes, question, story
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.core.ids import new_id
from webapp.stories.models import Story


def test_an_empty_list_says_what_to_do_first(owner):
    text = owner.get("/cards").text
    assert (
        "Nothing to practise yet" in text
        and "Start with an example" in text
        and "Search" not in text
    )


def test_the_list_shows_what_can_be_practised_and_the_way_to_the_rest(owner):
    (
        story(owner, "The flood", tags="conflict"),
        question(owner),
        question(owner, "Old?", archived_at=NOON),
    )
    text = owner.get("/cards").text
    assert "The flood" in text and "Why us?" in text and "Old?" not in text
    assert "Practise 2 cards" in text and "Put away (1)" in text


@pytest.mark.parametrize(
    "query, found",
    [
        ("flood", {"The Flood"}),
        ("FLOOD", {"The Flood"}),
        ("ärger", {"Ärger im Amt", "Größe?"}),
        ("ÄRGER", {"Ärger im Amt", "Größe?"}),
        ("flood attic", {"The Flood"}),
        ("flood amt", set()),
        ("100%", {"100% done"}),
        ("%", {"100% done"}),
        ("_", {"snake_case?"}),
        ("\\", {"back\\slash?"}),
        ("'", set()),
        ("  ", {"The Flood", "Ärger im Amt", "100% done", "Größe?", "snake_case?", "back\\slash?"}),
        ("привет", {"The Flood"}),
        ("x" * 10_000, set()),
        ("\x00flood", {"The Flood"}),
    ],
)
def test_search(owner, query, found):
    (
        story(owner, "The Flood", not_my_part="The attic", vouch_words="Привет"),
        story(owner, "Ärger im Amt"),
        story(owner, "100% done"),
    )
    (
        question(owner, "Größe?", answer="Kein Ärger"),
        question(owner, "snake_case?"),
        question(owner, "back\\slash?"),
    )
    for htmx in (False, True):
        text = owner.get("/cards", query_string={"q": query}, htmx=htmx).text
        rows = set(re.findall(r'class="row-title"\s+dir="auto">([^<]*)<', text))
        assert rows == {str(escape(title)) for title in found}
        assert ("<html" in text) is not htmx
        assert ("Nothing with those words" in text) is not bool(found)


def test_the_list_is_sorted_as_people_sort(owner):
    for title in ("Banana", "apple", "Äpfel", "cherry"):
        story(owner, title)
    text = owner.get("/cards").text
    assert text.index(">apple<") < text.index(">Banana<") < text.index(">cherry<")


def test_a_tag_narrows_the_list_down_to_its_stories(owner):
    (
        story(owner, "One", tags="conflict, money"),
        story(owner, "Two", tags="conflict"),
        story(owner, "Three", tags="alone"),
        question(owner),
    )
    text = owner.get("/cards").text
    assert 'tag=conflict"' in text and "tag=money" not in text and "tag=alone" not in text
    text = owner.get("/cards?tag=conflict").text
    assert ">One<" in text and ">Two<" in text and ">Three<" not in text and "Why us?" not in text
    assert ">One<" not in owner.get("/cards?tag=<script>").text


@pytest.mark.one_database
def test_the_same_queries_for_5_cards_as_for_500(owner, queries):
    def cost(url):
        with queries() as statements:
            size = len(owner.get(url).data)
        return len(statements), size

    def more(number):
        for archived_at in (None, NOON):
            stories = [
                Story(
                    id=new_id(),
                    title=f"Story {n}",
                    tags=f"tag {n}",
                    created_at=NOON,
                    archived_at=archived_at,
                )
                for n in range(number)
            ]
            owner.has(*stories)
            owner.has(
                *[
                    Card(
                        id=made.id,
                        story_id=made.id,
                        kind="story",
                        created_at=NOON,
                        archived_at=archived_at,
                    )
                    for made in stories
                ]
            )
            owner.has(
                *[
                    Card(
                        prompt=f"Question {n}?",
                        kind="question",
                        created_at=NOON,
                        archived_at=archived_at,
                    )
                    for n in range(number)
                ]
            )
        owner.has(
            *[
                Review(card_id=card.id, grade="good", reviewed_at=minutes(-1))
                for card in owner.rows(Card)
            ]
        )

    urls = ("/cards", "/cards/archive", "/cards/deck?since=" + NOON.isoformat().replace("+", "%2B"))
    more(2)
    few = {url: cost(url) for url in urls}
    more(123)
    many = {url: cost(url) for url in urls}
    assert {url: count for url, (count, _) in many.items()} == {
        url: count for url, (count, _) in few.items()
    }
    assert abs(many[urls[2]][1] - few[urls[2]][1]) < 100
