"""What the verbs of a story do."""

import pytest

from tests.cards.decks import NOON, minutes, question, reviewed, story
from tests.reflections.factories import reflection
from webapp.cards.models import Card, Kind
from webapp.cards.reviews import Review
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.reflections.models import AskedQuestion
from webapp.stories.models import Story, tags_in


@pytest.fixture
def kept(owner, do):
    """`kept(story, verb)` does something with a kept story."""
    return lambda story, verb: do(lambda: verb(db.session.get(Story, (owner.id, story.id))))


def test_a_story_made_twice_is_one_story_and_one_card(owner, do):
    id = new_id()
    for title in ("The flood", "The flood of May"):
        do(lambda: Story.create(owner.id, id, at=NOON, title=title, prompts="A crisis?"))
    (made,), (card,) = owner.rows(Story), owner.rows(Card)
    assert (made.id, made.title, made.prompts, made.created_at) == (
        id,
        "The flood of May",
        "A crisis?",
        NOON,
    )
    assert (card.id, card.story_id, card.kind, card.created_at) == (id, id, Kind.STORY, NOON)


def test_the_id_of_a_card_that_is_there_makes_no_story(owner, do):
    card = question(owner)
    assert do(lambda: Story.create(owner.id, card.id, at=NOON, title="The flood")) is None
    assert owner.rows(Story) == []


def test_at_most_500_stories(owner, do, monkeypatch):
    assert Story.MAX_ITEMS == 500
    monkeypatch.setattr(Story, "MAX_ITEMS", 2)
    first = story(owner)
    story(owner, archived_at=NOON)
    assert do(lambda: Story.create(owner.id, new_id(), at=NOON, title="One more")) is None
    assert (
        do(lambda: Story.create(owner.id, first.id, at=NOON, title="The same again").id) == first.id
    )


def test_putting_away_takes_the_card_along_and_keeps_its_first_time(owner, kept):
    made = story(owner)
    for later in (1, 2):
        kept(made, lambda story: story.archive(minutes(later)))
    assert owner.rows(Story)[0].archived_at == owner.rows(Card)[0].archived_at == minutes(1)
    kept(made, lambda story: story.restore(minutes(3)))
    assert owner.rows(Story)[0].archived_at is owner.rows(Card)[0].archived_at is None


def test_deleting_takes_card_and_reviews_but_not_what_was_asked(owner, kept):
    made = story(owner)
    reviewed(owner, made)
    reflection(owner, asked=[{"text": "A crisis?", "story_id": made.id}])
    kept(made, Story.delete_for_good)
    assert owner.rows(Story) == owner.rows(Card) == owner.rows(Review) == []
    assert [(asked.text, asked.story_id) for asked in owner.rows(AskedQuestion)] == [
        ("A crisis?", None)
    ]


@pytest.mark.parametrize(
    "text, tags",
    [
        ("", []),
        (" , ,", []),
        ("conflict, Result,result", ["conflict", "result"]),
        ("a  b ,a b", ["a b"]),
        ("Ärger", ["ärger"]),
        ("قصة,🚀", ["قصة", "🚀"]),
    ],
)
def test_tags(text, tags):
    assert tags_in(text) == tags


def test_prompts_are_the_lines_with_words():
    assert Story(prompts="One?\n\n  Two?  \n ").prompt_list == ["One?", "Two?"]
