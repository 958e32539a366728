"""Stories: written, found, put away, brought back and deleted, by their owner alone."""

import pytest

from webapp.cards.models import Card
from webapp.clock import now
from webapp.forms import length_of
from webapp.ids import new_id
from webapp.interviews.models import Interview
from webapp.reflections.models import AskedQuestion, Reflection
from webapp.stories.models import Story, tags_in

TEXTS = (
    "title prompts first_sentence situation task action result number my_part not_my_part vouch_words vouch_by tags"
).split()
STRANGE = [
    "<script>alert(1)</script>", "{{ 7 * 7 }}{% raw %}", "👩🏽‍🚒 naïve", "\u202bשלום عالم\u202c", "a & b \"c\" 'd'", "x" * 100,
]


def write(person, id=None, **values):
    """Writes a story as the form does, and returns the answer."""
    return person.post("/stories", {"id": str(id or new_id()), "title": "A story", **values})


def story_of(person, **values):
    assert write(person, **values).status_code == 303
    return person.rows(Story)[-1]


def test_title_is_enough(owner):
    story = story_of(owner, title="Nineteen kitchens")
    assert "Nineteen kitchens" in owner.get(f"/stories/{story.id}").text
    (card,) = owner.rows(Card)
    assert (card.id, card.story_id) == (story.id, story.id)


def test_form_sent_twice_makes_one_story_and_one_card(owner):
    id = new_id()
    assert write(owner, id).location == write(owner, id).location
    assert len(owner.rows(Story)) == len(owner.rows(Card)) == 1


def test_id_of_another_makes_a_story_of_ones_own(owner, outsider):
    story = story_of(owner, title="Olive's")
    assert write(outsider, story.id, title="Otto's").status_code == 303
    assert [row.title for row in owner.rows(Story)] == ["Olive's"]
    assert [row.title for row in outsider.rows(Story)] == ["Otto's"]


@pytest.mark.parametrize("name", TEXTS)
def test_text_at_its_limit_is_kept_and_over_it_refused_with_all_text(owner, name):
    limit = length_of(getattr(Story, name))
    rest = {"situation": "What I wrote all evening"}
    over = write(owner, **{**rest, name: "ü" * (limit + 1)})
    assert over.status_code == 422
    assert f"can be {limit:,} characters long; it has {limit + 1:,}" in over.text
    assert "ü" * (limit + 1) in over.text
    assert name == "situation" or "What I wrote all evening" in over.text
    assert owner.rows(Story) == []
    assert getattr(story_of(owner, **{**rest, name: "ü" * limit}), name) == "ü" * limit


def test_empty_title_is_refused_beside_the_field(owner):
    answer = write(owner, title="  ", action="I did it")
    assert answer.status_code == 422
    assert "Give it a title" in answer.text and "I did it" in answer.text


@pytest.mark.parametrize("words", STRANGE)
def test_any_text_is_shown_as_text(owner, words):
    from markupsafe import escape

    story = story_of(owner, **{name: words for name in TEXTS if name != "tags"})
    for page in (f"/stories/{story.id}", f"/stories/{story.id}/edit", "/cards", "/cards/deck"):
        text = owner.get(page).text
        assert str(escape(words)) in text, page
        assert "<script>alert" not in text and ">49<" not in text


def test_update_changes_all_of_it(owner):
    story = story_of(owner, title="Before", vouch_nameable="y")
    answer = owner.put(f"/stories/{story.id}", {"title": "After", "tags": "Result, result ,  Two  words"})
    assert answer.location == f"/stories/{story.id}"
    (story,) = owner.rows(Story)
    assert (story.title, story.tags, story.vouch_nameable) == ("After", "result, two words", False)


def test_vouch_says_whether_they_may_be_named(owner):
    named = story_of(owner, vouch_by="Ruth", vouch_nameable="y")
    unnamed = story_of(owner, vouch_by="Ruth")
    assert "you may name them" in owner.get(f"/stories/{named.id}").text
    assert "don’t name them" in owner.get(f"/stories/{unnamed.id}").text


def test_put_away_leaves_the_deck_and_comes_back(owner):
    story = story_of(owner, title="Kept for later")
    assert owner.put(f"/stories/{story.id}/archival").location == "/cards"
    assert "Kept for later" not in owner.get("/cards").text.split("toast")[0]
    assert "Kept for later" in owner.get("/cards/archive").text
    assert "No cards yet" in owner.get("/cards/deck").text
    assert owner.delete(f"/stories/{story.id}/archival").status_code == 303
    assert "Kept for later" in owner.get("/cards/deck").text


def test_only_what_was_put_away_goes_for_good_and_the_log_stays(owner):
    story = story_of(owner)
    interview = owner.has(Interview(company="A", starts_at=now(), time_zone="UTC", created_at=now()))
    reflection = owner.has(Reflection(interview_id=interview.id, created_at=now(), updated_at=now()))
    owner.has(AskedQuestion(reflection_id=reflection.id, text="Why you?", story_id=story.id))
    assert owner.delete(f"/stories/{story.id}").status_code == 409
    owner.put(f"/stories/{story.id}/archival")
    assert "can’t be brought back" in owner.get(f"/stories/{story.id}/deletion").text
    assert owner.delete(f"/stories/{story.id}").location == "/cards/archive"
    assert owner.rows(Story) == owner.rows(Card) == []
    (asked,) = owner.rows(AskedQuestion)
    assert (asked.text, asked.story_id) == ("Why you?", None)


def test_there_can_be_500(owner):
    owner.has(*(Story(title=f"Story {number}", created_at=now()) for number in range(Story.MOST)))
    answer = write(owner, title="One more", action="Not lost")
    assert answer.status_code == 422
    assert "500 stories already" in answer.text and "Not lost" in answer.text


@pytest.mark.parametrize("text, tags", [
    ("", []), (" , ,", []), ("Conflict,conflict , CONFLICT", ["conflict"]), ("b, a", ["b", "a"]), ("two   words", ["two words"]),
])
def test_tags(text, tags):
    assert tags_in(text) == tags
