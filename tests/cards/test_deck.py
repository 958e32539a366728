"""The deck: one card at a time, graded once, undone, summed up."""

from datetime import timedelta

import pytest

from webapp.cards.models import Card, Review
from webapp.clock import now
from webapp.ids import new_id


@pytest.fixture
def cards(owner):
    """Three question cards, never seen."""
    for number in (1, 2, 3):
        owner.has(Card(id=new_id(), kind="question", prompt=f"Question {number}", answer=f"Answer {number}", created_at=now()))
    return owner.rows(Card)


@pytest.fixture
def since():
    return (now() - timedelta(seconds=5)).isoformat()


def grade(person, card, since, grade="good", **values):
    values = {"id": str(new_id()), "grade": grade, "since": since, **values}
    return person.post(f"/cards/{card.id}/reviews", values, htmx=True)


def test_cards_come_one_after_another_until_the_summary(owner, cards, since):
    page = owner.get("/cards/deck", query_string={"since": since}).text
    assert "Question 1" in page and "Question 2" not in page and "0 of 3" in page
    assert "Question 2" in grade(owner, cards[0], since).text
    assert "2 of 3" in grade(owner, cards[1], since, "hard").text
    summary = grade(owner, cards[2], since, "again").text
    assert "That was all 3 cards" in summary
    look_again = summary.split("Worth another look")[1]
    assert look_again.index("Question 3") < look_again.index("Question 2") and "Question 1" not in look_again


def test_all_known_is_said_calmly(owner, cards, since):
    for card in cards:
        answer = grade(owner, card, since)
    assert "Every one of them came" in answer.text


def test_plain_form_leads_to_the_next_card(owner, cards, since):
    answer = owner.post(f"/cards/{cards[0].id}/reviews", {"id": str(new_id()), "grade": "good", "since": since})
    assert answer.status_code == 303
    assert "Question 2" in owner.get(answer.location).text


def test_same_grade_sent_twice_is_one_review(owner, cards, since):
    id = str(new_id())
    assert grade(owner, cards[0], since, id=id).text.count("1 of 3") == grade(owner, cards[0], since, id=id).text.count("1 of 3")
    assert len(owner.rows(Review)) == 1


def test_undo_takes_the_last_review_back_once_and_keeps_its_row(owner, cards, since):
    grade(owner, cards[0], since)
    (review,) = owner.rows(Review)
    part = owner.put(f"/cards/reviews/{review.id}/retraction", {"since": since}, htmx=True).text
    assert "Question 1" in part and "0 of 3" in part
    (retracted,) = owner.rows(Review)
    owner.put(f"/cards/reviews/{review.id}/retraction", {"since": since})
    assert owner.rows(Review)[0].retracted_at == retracted.retracted_at is not None


def test_order_stays_as_it_was_when_the_practice_began(owner, cards, since):
    grade(owner, cards[0], since, "again")
    page = owner.get("/cards/deck", query_string={"since": since}).text
    assert "Question 2" in page, "a blank doesn't push itself to the front of the same practice"
    later = (now() + timedelta(seconds=1)).isoformat()
    grade(owner, cards[1], since)
    assert "Question 3" in owner.get("/cards/deck", query_string={"since": later}).text, "never seen before the known"


def test_card_put_away_meanwhile_is_left_out(owner, cards, since):
    owner.put(f"/cards/{cards[0].id}/archival")
    page = owner.get("/cards/deck", query_string={"since": since}).text
    assert "Question 2" in page and "0 of 2" in page


@pytest.mark.parametrize("values", [
    {"grade": "easy"}, {"grade": ""}, {"id": "x"}, {"id": ""}, {"seconds": "-1"}, {"seconds": "3601"}, {"seconds": "nan"},
    {"seconds": "inf"}, {"seconds": "long"}, {"reviewed_at": "yesterday"}, {"reviewed_at": "2026-11-23T10:00:00"},
    {"reviewed_at": "9999-12-31T23:59:59+00:00"}, {"reviewed_at": "0001-01-01T00:00:00+14:00"},
])
def test_nonsense_is_refused(owner, cards, since, values):
    assert grade(owner, cards[0], since, **values).status_code == 400
    assert owner.rows(Review) == []


@pytest.mark.parametrize("ahead, status", [(timedelta(minutes=4), 200), (timedelta(minutes=6), 400)])
def test_grade_from_the_future_is_refused_and_a_clock_that_differs_is_not(owner, cards, since, ahead, status):
    assert grade(owner, cards[0], since, reviewed_at=(now() + ahead).isoformat()).status_code == status


def test_time_taken_and_time_of_a_grade_that_waited_are_kept(owner, cards, since):
    waited = now() - timedelta(days=3)
    grade(owner, cards[0], since, seconds="12.5", reviewed_at=waited.isoformat())
    (review,) = owner.rows(Review)
    assert (review.seconds, review.reviewed_at) == (12.5, waited)


@pytest.mark.parametrize("since", ["", "soon", "2026-11-23", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "\x00"])
def test_odd_beginning_of_a_practice_is_now(owner, cards, since):
    assert "Question 1" in owner.get("/cards/deck", query_string={"since": since}).text
    assert grade(owner, cards[0], since).status_code == 200


def test_story_is_asked_for_by_one_of_its_questions_and_shows_all_of_it(owner):
    owner.post("/stories", {
        "id": str(new_id()), "title": "Two-hour slots", "prompts": "First?\n\nSecond?", "situation": "In spring", "number": "22 to 7",
        "my_part": "I asked", "not_my_part": "Ruth's aim", "vouch_words": "You did.", "vouch_by": "Dimitri",
    })
    prompts = set()
    for second in ("00", "01"):
        page = owner.get("/cards/deck", query_string={"since": f"2026-11-23T10:00:{second}+00:00"}).text
        prompts |= {prompt for prompt in ("First?", "Second?") if prompt in page}
        for words in ("Two-hour slots", "In spring", "22 to 7", "I asked", "Ruth&#39;s aim", "You did.", "Dimitri"):
            assert words in page
    assert prompts == {"First?", "Second?"}


def test_card_is_turned_without_scripts_by_its_link(owner, cards):
    front = owner.get("/cards/deck").text
    assert "data-turned" not in front and "turned=1" in front
    assert "data-turned" in owner.get("/cards/deck?turned=1").text
