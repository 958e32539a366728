"""A story that is several cards, one for each question it answers."""

import pytest

from tests.cards.decks import NOON, minutes, reviewed, story
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.core.database import db
from webapp.practice.practice import Practice
from webapp.stories.models import Story

THREE = "Too much work?\nA time you led?\nProud of what?"


@pytest.fixture
def made(owner):
    return story(owner, prompts=THREE)


@pytest.fixture
def deck(owner, do):
    """`deck()`: what the cards to practise ask, in alphabetical order."""

    def asked():
        practice = Practice(owner.id, minutes(60))
        cards = practice.with_stories(*(id for id, _ in practice.cards))
        return sorted(practice.prompt_of(card) for card in cards.values())

    return lambda: do(asked)


def split(person, story, method="put"):
    return person.open(method.upper(), f"/stories/{story.id}/split")


def change(do, person, story, verb):
    do(lambda: verb(db.session.get(Story, (person.id, story.id))))


def test_each_question_is_a_card_until_they_are_joined(owner, made, deck):
    assert len(deck()) == 1
    for _ in range(2):
        assert split(owner, made).location == f"/stories/{made.id}"
    page = owner.get(f"/stories/{made.id}").text
    assert "Make it one card" in page and "A card for each question" not in page
    (joined,) = [card for card in owner.rows(Card) if card.id == made.id]
    assert joined.archived_at is None and len(owner.rows(Card)) == 3
    split(owner, made, "delete")
    assert len(deck()) == 1 and len(owner.rows(Card)) == 3, (
        "the others wait, with what was practised on them"
    )


def test_a_story_with_one_question_cannot_be_split(owner):
    assert (
        "A card for each question"
        not in owner.get(f"/stories/{story(owner, prompts='Why?').id}").text
    )


def test_the_cards_go_with_the_questions(owner, made, deck, do):
    change(do, owner, made, lambda story: story.split(NOON))
    assert deck() == ["A time you led?", "Proud of what?", "Too much work?"]
    change(
        do,
        owner,
        made,
        lambda story: story.update(
            minutes(1), prompts="Too much work?\nProud of what?\nNew?\nNew?"
        ),
    )
    assert deck() == ["New?", "Proud of what?", "Too much work?"]
    change(do, owner, made, lambda story: story.update(minutes(2), prompts=THREE))
    assert deck() == ["A time you led?", "Proud of what?", "Too much work?"]
    change(do, owner, made, lambda story: story.update(minutes(3), prompts=""))
    assert deck() == ["Tell me about: The migration"]


def test_a_question_that_comes_back_has_its_memory(owner, made, do):
    change(do, owner, made, lambda story: story.split(NOON))
    led = next(card for card in owner.rows(Card) if card.id != made.id)
    reviewed(owner, led, at=minutes(1))
    for prompts in ("Too much work?", THREE):
        change(
            do,
            owner,
            made,
            lambda story, prompts=prompts: story.update(minutes(2), prompts=prompts),
        )
    assert [review.card_id for review in owner.rows(Review)] == [led.id]
    assert next(card for card in owner.rows(Card) if card.id == led.id).archived_at is None


def test_all_are_put_away_and_brought_back_with_the_story(owner, made, deck, do):
    change(do, owner, made, lambda story: story.split(NOON))
    change(do, owner, made, lambda story: story.archive(minutes(1)))
    assert deck() == []
    change(
        do,
        owner,
        made,
        lambda story: story.update(minutes(2), prompts="Too much work?\nProud of what?"),
    )
    assert deck() == [], "changed while it was away, it stays away"
    change(do, owner, made, lambda story: story.restore(minutes(3)))
    assert deck() == ["Proud of what?", "Too much work?"]
    owner.put(f"/stories/{made.id}/archival"), owner.delete(f"/stories/{made.id}")
    assert owner.rows(Card) == []


def test_lines_as_long_as_they_may_be(owner, deck, do):
    made = story(owner, prompts="x" * 499 + "\n" + "y" * 500)
    change(do, owner, made, lambda story: story.split(NOON))
    assert deck() == ["x" * 499, "y" * 500]


def test_only_the_owner_splits(owner, outsider, anonymous, made):
    for method in ("put", "delete"):
        assert (
            split(outsider, made, method).status_code,
            split(anonymous, made, method).status_code,
        ) == (404, 401)
    assert len(owner.rows(Card)) == 1
