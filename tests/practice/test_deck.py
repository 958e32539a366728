"""The deck: one card at a time, graded once, taken back, summed up."""

import json
import re
from datetime import datetime, timedelta

import pytest

from tests.cards.decks import (
    SINCE,
    give,
    give_opened,
    minutes,
    question,
    questions,
    reviewed,
    story,
)
from webapp.cards.reviews import Review, in_address
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.practice.last_practice import LEFT_FOR
from webapp.practice.ordering import LAST_PRACTICE


def deck(person, **query):
    return person.get("/cards/deck", query_string={**SINCE, **query}).text


@pytest.mark.one_database
def test_an_empty_deck_leads_to_a_story(owner):
    assert "No cards yet" in owner.get("/cards/deck").text


def test_flipping_grading_and_taking_back_without_scripts(owner):
    first, second = questions(owner, 2)
    assert (
        "Question 1?" in deck(owner)
        and "data-turned" not in deck(owner)
        and "data-turned" in deck(owner, turned="1")
    )
    answer = give(owner, first, "again", seconds="4.2")
    assert answer.status_code == 303 and "since=2026-06-24T12" in answer.location
    assert "Question 2?" in owner.get(answer.location).text and "1 of 3" in deck(owner)
    (review,) = owner.rows(Review)
    assert (review.grade, review.seconds, review.card_id) == ("again", 4.2, first.id)
    assert abs(review.reviewed_at - now()) < timedelta(minutes=1)
    answer = owner.post(f"/cards/reviews/{review.id}/retraction?_method=put", SINCE)
    assert answer.status_code == 303 and "Question 1?" in owner.get(answer.location).text
    assert (
        owner.rows(Review)[0].retracted_at is not None
        and "0 of 2" in deck(owner)
        and "Undo" not in deck(owner)
    )


@pytest.mark.one_database
def test_the_next_card_comes_as_a_part(owner):
    first, second = questions(owner, 2)
    fragment = give(owner, first, htmx=True)
    assert (
        fragment.status_code == 200
        and "Question 2?" in fragment.text
        and "<html" not in fragment.text
    )
    fragment = give(owner, second, "hard", htmx=True)
    assert (
        "That was all 2 cards" in fragment.text
        and "Worth another look" in fragment.text
        and "Undo" in fragment.text
    )
    fragment = owner.put(f"/cards/reviews/{owner.rows(Review)[-1].id}/retraction", SINCE, htmx=True)
    assert "Question 2?" in fragment.text and "1 of 2" in fragment.text


def test_what_was_blank_comes_once_more_at_the_end_and_at_most_twice(owner):
    first, second, third = questions(owner, 3)
    for card, grade, prompt, counted in (
        (first, "again", "Question 2?", "1 of 4"),
        (second, "again", "Question 3?", "2 of 5"),
        (third, "hard", "Question 1?", "3 of 5"),
        (first, "good", "Question 2?", "4 of 5"),
        (second, "again", "Question 2?", "5 of 6"),
    ):
        fragment = give(owner, card, grade, htmx=True).text
        assert prompt in fragment and counted in fragment
        is_again = prompt != "Question 3?" and counted[0] > "2"
        assert ('class="once-more" hidden' in fragment) != is_again
    fragment = give(owner, second, "again", htmx=True).text
    assert "That was all 3 cards" in fragment and "6 of 6" in fragment
    (review,) = [review for review in owner.rows(Review) if review.card_id == second.id][-1:]
    fragment = owner.put(f"/cards/reviews/{review.id}/retraction", SINCE, htmx=True).text
    assert "Question 2?" in fragment and "5 of 6" in fragment


def test_a_double_tap_is_one_review(owner):
    card, id = question(owner), str(new_id())
    assert [give(owner, card, id=id).status_code for _ in range(2)] == [303, 303]
    assert len(owner.rows(Review)) == 1


def test_nothing_to_look_at_again_when_all_came(owner):
    give(owner, question(owner))
    assert "That was all 1 card<" in deck(owner) and "Every one of them came" in deck(owner)


@pytest.mark.parametrize(
    "since",
    [
        "",
        "soon",
        "2026-06-24",
        "2026-06-24T12:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2999-01-01T00:00:00Z",
        "\x00",
        "x" * 5000,
    ],
)
def test_a_nonsense_beginning_or_one_to_come_is_now(owner, since):
    card, before = question(owner), now()
    reviewed(owner, card, at=minutes(1))  # some time ago: it belongs to no practice of today
    text = owner.get("/cards/deck", query_string={"since": since}).text
    assert "Why us?" in text and "0 of 1" in text
    assert f'value="{before.year}-' in text
    fragment = give(owner, card, since=since, htmx=True)
    assert fragment.status_code == 200


def test_grading_goes_on_when_the_beginning_lies_in_the_future(owner):
    first, _ = questions(owner, 2)
    began = (
        owner.get("/cards/deck", query_string={"since": "2999-01-01T00:00:00+00:00"})
        .text.split('name="since" value="')[1]
        .split('"')[0]
    )
    assert "1 of 2" in give(owner, first, since=began, htmx=True).text


def test_a_practice_may_begin_a_moment_later_than_now_and_what_is_of_it_came_after(owner):
    """A phone without a signal doesn't know the server's time to the second."""
    since, cards = now() + timedelta(seconds=20), questions(owner, 2)
    told = [give(owner, card, since=in_address(since), htmx=True).text for card in cards]
    assert "1 of 2" in told[0] and "2 of 2" in told[1]
    assert {(review.practice_began_at, review.reviewed_at) for review in owner.rows(Review)} == {
        (since, since)
    }


@pytest.mark.parametrize(
    "fields, status",
    [
        ({"grade": ""}, 400),
        ({"grade": "easy"}, 303),
        ({"grade": "GOOD"}, 400),
        ({"rung": "title"}, 303),
        ({"rung": "top"}, 400),
        ({"grade": "x" * 10_000}, 400),
        ({"id": ""}, 400),
        ({"id": "1"}, 400),
        ({"seconds": "-0.1"}, 400),
        ({"seconds": "3600.1"}, 400),
        ({"seconds": "nan"}, 400),
        ({"seconds": "inf"}, 400),
        ({"seconds": "long"}, 400),
        ({"seconds": "0"}, 303),
        ({"seconds": "3600"}, 303),
        ({"seconds": ""}, 303),
    ],
)
def test_what_a_review_may_say(owner, fields, status):
    assert give(owner, question(owner), **fields).status_code == status
    assert len(owner.rows(Review)) == (status == 303)


@pytest.mark.one_database
def test_a_storys_back_shows_all_of_it(owner):
    texts = {
        name: f"its {name}"
        for name in "title first_sentence situation task action result number my_part not_my_part vouch_words vouch_by".split()
    }
    made = story(owner, **texts)
    back = deck(owner).split('class="card-face back"')[1]
    assert (
        all(text in back for text in texts.values())
        and "don’t name them" in back
        and f"/stories/{made.id}" in back
    )


@pytest.mark.one_database
def test_a_question_without_an_answer_asks_for_one(owner):
    card = question(owner)
    assert "No answer yet" in deck(owner) and f'href="/cards/{card.id}"' in deck(owner)


def test_a_grade_is_never_from_the_future_whatever_a_form_says(owner):
    card = question(owner)
    later = (now() + timedelta(days=9)).isoformat()
    assert give(owner, card, at=later, reviewed_at=later, since=later).status_code == 303
    assert owner.rows(Review)[0].reviewed_at <= now()


def opened(person):
    """What the deck shows whoever opens it by its link."""
    text = person.get("/cards/deck").text
    return re.search("[0-9]+ of [0-9]+", text)[0], "Undo" in text


def goes_on(person):
    """Whether the list of cards offers to go on, with how many cards."""
    return re.search(
        "<span>(Go on with|Practise) ([0-9]+) card", person.get("/cards").text
    ).groups()


def test_whoever_was_interrupted_goes_on(owner):
    owner.has(
        Interview(
            company="Later", starts_at=now() + timedelta(days=9), time_zone="UTC", created_at=now()
        )
    )
    questions(owner, 30)
    assert opened(owner) == ("0 of 12", False) and goes_on(owner) == ("Practise", "12")
    give_opened(owner)
    assert opened(owner) == ("1 of 12", True) and goes_on(owner) == ("Go on with", "11")
    assert "11 to go on with, about 7 minutes" in owner.get("/").text
    give_opened(owner, grade="again")
    assert opened(owner) == ("2 of 13", True) and goes_on(owner) == ("Go on with", "11")
    owner.put(
        f"/cards/reviews/{max(owner.rows(Review), key=lambda one: one.reviewed_at).id}/retraction",
        SINCE,
    )
    assert opened(owner) == ("1 of 12", True)
    assert "0 of 5" in owner.get("/cards/deck?size=5").text, (
        "who asks for another practice gets it,"
    )
    give_opened(owner, size="5")
    assert opened(owner) == ("2 of 5", True), "and goes on with that"


def told(person, **query):
    """What the copy tells of the last practice."""
    found = re.search("data-last='([^']+)'", deck(person, ahead="1", **query))
    return found and json.loads(found[1])


def test_the_copy_tells_of_the_last_practice(owner):
    """It is of a practice that begins now, all the same: the phone decides."""
    questions(owner, 30)
    assert not told(owner)
    give_opened(owner, grade="again")
    give_opened(owner, size="5")
    first, second = sorted(owner.rows(Review), key=lambda one: one.reviewed_at)
    last = told(owner)
    assert datetime.fromisoformat(last["since"]) == second.practice_began_at and last["is_left"]
    assert last["reviews"] == [
        {
            "id": str(one.id),
            "card": str(one.card_id),
            "grade": one.grade,
            "at": int(one.reviewed_at.timestamp() * 1000),
            "since": last["since"],
            "size": size,
            "is_back": False,
        }
        for one, size in ((first, 12), (second, 5))
    ]
    assert len(last["rest"]) == 3 and not {str(first.card_id), str(second.card_id)} & {
        *last["rest"]
    }
    assert "0 of 12" in owner.get("/cards/deck?ahead=1").text
    owner.put(f"/cards/{last['rest'][0]}/archival")
    assert last["rest"][0] not in told(owner)["rest"] and len(told(owner)["rest"]) == 3, (
        "another takes its place"
    )
    for review in (first, second):
        owner.put(f"/cards/reviews/{review.id}/retraction", SINCE)
    last = told(owner)
    assert [one["is_back"] for one in last["reviews"]] == [True, True] and not last["is_left"]


@pytest.mark.parametrize(
    "ago, is_told",
    [(timedelta(0), True), (LEFT_FOR - timedelta(minutes=1), True), (LEFT_FOR, False)],
)
def test_the_copy_tells_of_a_practice_that_is_over_for_an_hour(owner, ago, is_told):
    at = now() - ago
    for card in questions(owner, 2):
        reviewed(owner, card, at=at, practice_began_at=at, practice_size=2)
    last = told(owner)
    assert bool(last) == is_told
    assert not last or (not last["is_left"] and last["rest"] == [] and len(last["reviews"]) == 2)


def test_what_the_last_practice_may_show_again_is_in_the_copy(owner):
    """The blank one is behind all that are new, and of those there are more than the copy has."""
    questions(owner, 100)
    give_opened(owner, grade="again", size="3")
    for _ in range(2):
        give_opened(owner)
    last = told(owner)
    assert last["is_left"] and last["rest"] == []
    text = deck(owner, ahead="1")
    assert all(
        f'data-card="{review["card"]}"' in text
        for review in (last["reviews"][0], last["reviews"][-1])
    )


def test_a_practice_that_is_over_is_not_gone_on_with(owner):
    questions(owner, 4)
    for _ in range(4):
        give_opened(owner)
    assert opened(owner) == ("0 of 4", False) and goes_on(owner) == ("Practise", "4")


@pytest.mark.parametrize(
    "ago, counted",
    [
        (LEFT_FOR - timedelta(minutes=1), "1 of 12"),
        (LEFT_FOR, "0 of "),
        (timedelta(days=1), "0 of 5"),
    ],
)
def test_whoever_comes_back_later_begins_anew(owner, ago, counted):
    """An hour later with as many as are left of the day's cards; or, if that was before four in the
    morning, with those of another."""
    first, *_ = questions(owner, 30)
    at = now() - ago
    reviewed(owner, first, at=at, practice_began_at=at - timedelta(minutes=1), practice_size=12)
    assert opened(owner)[0].startswith(counted) and goes_on(owner)[0] == (
        "Go on with" if counted[0] == "1" else "Practise"
    )


def test_what_was_begun_before_the_day_is_not_gone_on_with_then(owner):
    """On the last evening thirty are right; on the morning of the day, a few."""
    owner.has(
        Interview(
            company="Soon",
            starts_at=now() + LAST_PRACTICE - timedelta(minutes=5),
            time_zone="UTC",
            created_at=now(),
        )
    )
    first, *_ = questions(owner, 30)
    reviewed(
        owner,
        first,
        at=now() - timedelta(minutes=10),
        practice_began_at=now() - timedelta(minutes=11),
        practice_size=30,
    )
    assert opened(owner)[0] == "0 of 6"
