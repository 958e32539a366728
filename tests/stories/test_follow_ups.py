"""What a second interview asks about a story, on its page."""

import pytest

from tests.reflections.factories import interview, reflection, story
from webapp.people.models import Person
from webapp.stories.follow_ups import follow_ups
from webapp.stories.models import Story

ANSWERS = ("my_part", "number_source", "went_wrong", "would_do_now", "vouch_by")


@pytest.mark.parametrize("field", ANSWERS)
def test_each_question_shows_its_answer_and_leads_to_where_it_is_written(owner, field):
    one = story(owner, situation="I rang.")
    page = owner.get(f"/stories/{one.id}").text
    assert (
        page.count("No answer yet") == len(ANSWERS) and f'/stories/{one.id}/edit#{field}"' in page
    )
    assert f'id="{field}"' in owner.get(f"/stories/{one.id}/edit").text
    owner.put(
        f"/stories/{one.id}",
        {"title": "The migration", "situation": "I rang.", field: "An answer to it"},
    )
    page = owner.get(f"/stories/{one.id}").text
    assert page.count("No answer yet") == len(ANSWERS) - 1 and page.count("An answer to it") == (
        3 if field == "my_part" else 2
    )


def test_all_five_are_asked():
    assert [field for _, field, _ in follow_ups(Story(**dict.fromkeys(ANSWERS, "")))] == list(
        ANSWERS
    )


@pytest.mark.parametrize(
    "told, said, is_warned",
    [
        (
            "I rang. We met, and I wrote it.",
            "It says “I” or “my” 2 times, “we” or “our” 1 time.",
            False,
        ),
        ("We rang. We met.", "It says “I” or “my” 0 times, “we” or “our” 2 times.", True),
    ],
)
def test_i_and_we_are_counted(owner, told, said, is_warned):
    page = owner.get(f"/stories/{story(owner, situation=told).id}").text
    assert said in page and ("What did you do yourself?" in page) == is_warned


def test_it_says_in_which_round_it_was_told_and_who_was_met_there(owner):
    one, first = story(owner, situation="I rang."), interview(owner, round=1, company="Bröd")
    reflection(
        owner,
        first,
        asked=[{"text": "A time?", "story_id": one.id}, {"text": "Another?", "story_id": one.id}],
        met=[{"name": "Ana"}, {"name": "Ben"}],
    )
    reflection(
        owner,
        interview(owner, round=1, company="Elsewhere"),
        asked=[{"text": "A time?"}],
        met=[{"name": "Cyd"}],
    )
    page = owner.get(f"/stories/{one.id}").text
    assert (
        "Told already: <bdi>Bröd</bdi>, round 1, where you met <bdi>Ana, Ben</bdi>." in page
        and "Cyd" not in page
    )


def test_the_page_of_a_person_tells_what_they_heard(owner):
    of, one = interview(owner), story(owner, "The flood", situation="I rang.")
    ana = owner.has(Person(interview_id=of.id, name="Ana", created_at=of.created_at))
    assert "Has heard" not in owner.get(f"/people/{ana.id}").text
    owner.put(f"/people/{ana.id}/mentions/{one.id}")
    page = owner.get(f"/people/{ana.id}").text
    assert "Has heard" in page and f'href="/stories/{one.id}"' in page and "The flood" in page


def test_when_somebody_vouched_is_shown_with_who(owner):
    one = story(
        owner,
        vouch_words="She rang.",
        vouch_by="Ruth",
        vouch_when="in my review",
        vouch_nameable=False,
    )
    page = owner.get(f"/stories/{one.id}").text
    assert "<bdi>Ruth, in my review</bdi> (don’t name them)" in page
