"""What the verbs of cards and reviews do, and how a practice goes."""

from datetime import timedelta

import pytest

from tests.cards.decks import NOON, minutes, question, questions, reviewed, story
from tests.reflections.factories import interview
from webapp.cards.grades import Grade
from webapp.cards.models import Card, Kind
from webapp.cards.reviews import Review
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.practice.practice import Practice


@pytest.fixture
def practice(owner, do):
    """`practice()` is what the practice that began at noon shows now: the card's prompt, done,
    total."""

    def looked_at(since=NOON):
        def look():
            now = Practice(owner.id, since)
            return now.card and now.prompt_of(now.card), now.done, now.size

        return do(look)

    return looked_at


def test_a_question_added_twice_is_one_card(owner, do):
    id = new_id()
    for prompt in ("Why us?", "Why them?"):
        do(lambda: Card.add(owner.id, id, prompt, at=NOON, answer="Because."))
    (card,) = owner.rows(Card)
    assert (card.id, card.kind, card.prompt, card.answer) == (
        id,
        Kind.QUESTION,
        "Why us?",
        "Because.",
    )


def test_a_review_sent_twice_counts_once(owner, do):
    card, id = question(owner), new_id()
    for grade in (Grade.GOOD, Grade.AGAIN):
        do(lambda: db.session.get(Card, (owner.id, card.id)).review(id, grade, NOON, 3.5))
    (review,) = owner.rows(Review)
    assert (review.grade, review.seconds, review.reviewed_at) == (Grade.GOOD, 3.5, NOON)


def test_a_review_is_taken_back_once(owner, do):
    review = reviewed(owner, question(owner))
    for later in (1, 2):
        do(lambda: db.session.get(Review, (owner.id, review.id)).retract(minutes(later)))
    assert owner.rows(Review)[0].retracted_at == minutes(1)


def test_putting_away_keeps_its_first_time(owner, do):
    card = question(owner)
    for later in (1, 2):
        do(lambda: db.session.get(Card, (owner.id, card.id)).archive(minutes(later)))
    assert owner.rows(Card)[0].archived_at == minutes(1)


def test_counts_leave_out_what_is_put_away_and_others_cards(owner, outsider, do):
    story(owner), question(owner), question(owner, archived_at=NOON), question(outsider)
    assert do(lambda: Card.counts_for(owner.id)) == {"count": 2, "away": 1}
    assert do(lambda: Card.count_for(owner.id)) == 2


def test_the_least_remembered_comes_first_and_what_was_taken_back_never_was(owner, do, practice):
    first, second = questions(owner, 2)
    for card in (first, second):
        reviewed(owner, card, Grade.GOOD, minutes(-30))
    reviewed(owner, second, Grade.AGAIN, minutes(-10), retracted_at=minutes(-9))
    assert practice() == ("Question 1?", 0, 2)
    reviewed(owner, second, Grade.AGAIN, minutes(-5))
    assert practice() == ("Question 2?", 0, 2)


def test_the_order_aims_at_the_interview(owner, practice):
    """A card that is due comes before a new one, but the evening before that one needs it more."""
    first, second = questions(owner, 2)
    reviewed(owner, first, Grade.GOOD, NOON - timedelta(days=3))
    assert practice() == ("Question 1?", 0, 2)
    interview(owner, at=NOON + timedelta(hours=15))
    assert practice() == ("Question 2?", 0, 2)


def test_the_order_stays_while_it_is_practised(owner, practice):
    cards = questions(owner, 4)
    for done, card in enumerate(cards):
        assert practice() == (f"Question {done + 1}?", done, 4)
        reviewed(owner, card, Grade.AGAIN, minutes(done + 1))
    assert practice() == ("Question 1?", 4, 4), "the blank ones once more"


def test_taking_a_grade_back_brings_the_card_back(owner, do, practice):
    first, _ = questions(owner, 2)
    review = reviewed(owner, first, at=minutes(1))
    assert practice() == ("Question 2?", 1, 2)
    do(lambda: db.session.get(Review, (owner.id, review.id)).retract(minutes(2)))
    assert practice() == ("Question 1?", 0, 2)


def test_a_card_put_away_meanwhile_leaves_the_practice(owner, do, practice):
    first, second, third = questions(owner, 3)
    reviewed(owner, first, Grade.AGAIN, minutes(1))
    for card in (first, second):
        do(lambda: db.session.get(Card, (owner.id, card.id)).archive(minutes(2)))
    assert practice() == ("Question 3?", 0, 1)
    reviewed(owner, third, Grade.GOOD, minutes(3))
    assert do(lambda: dict(Practice(owner.id, NOON).counts)) == {
        "again": 0,
        "hard": 0,
        "good": 1,
        "easy": 0,
    }
    assert do(lambda: Practice(owner.id, NOON).to_look_at) == []


def test_a_card_deleted_meanwhile_leaves_no_trace(owner, do, practice):
    card, _ = questions(owner, 2)
    reviewed(owner, card, at=minutes(1))
    do(lambda: db.session.get(Card, (owner.id, card.id)).delete_for_good())
    assert practice() == ("Question 2?", 0, 1)
    assert owner.rows(Review) == []


def test_a_card_added_meanwhile_waits_for_the_next_practice(owner, practice):
    questions(owner, 2)
    question(owner, "New?", created_at=minutes(1))
    assert practice() == ("Question 1?", 0, 2)
    assert practice(since=minutes(2))[2] == 3


def test_a_review_of_another_card_or_person_changes_nothing(owner, outsider, practice):
    questions(owner, 1)
    reviewed(outsider, question(outsider), at=minutes(1))
    assert practice() == ("Question 1?", 0, 1)


def test_the_summary_counts_each_card_by_its_last_grade(owner, do):
    cards = questions(owner, 3)
    for minute, (card, grade) in enumerate(
        [(0, "again"), (1, "hard"), (2, "good"), (0, "hard")], start=1
    ):
        reviewed(owner, cards[card], Grade(grade), minutes(minute))
    practice = do(
        lambda: [
            Practice(owner.id, NOON).counts,
            [card.name for card in Practice(owner.id, NOON).to_look_at],
        ]
    )
    assert practice == [
        [("again", 0), ("hard", 2), ("good", 1), ("easy", 0)],
        ["Question 1?", "Question 2?"],
    ]


def test_at_most_ten_are_worth_another_look_the_blank_ones_first(owner, do):
    cards = questions(owner, 12)
    for minute, card in enumerate(cards):
        reviewed(owner, card, Grade.AGAIN if card is cards[11] else Grade.HARD, minutes(minute))
    names = do(lambda: [card.name for card in Practice(owner.id, NOON).to_look_at])
    assert len(names) == 10 and names[:2] == ["Question 12?", "Question 1?"]


def test_a_storys_prompts_take_turns(owner, practice):
    story(owner, "The flood", prompts="One?\n\n  Two?  \n")
    (card,), asked = owner.rows(Card), []
    for turn in range(3):
        asked.append(practice(since=minutes(2 * turn))[0])
        reviewed(owner, card, Grade.GOOD, minutes(2 * turn + 1))
    assert asked == ["One?", "Two?", "One?"]


def test_a_story_without_prompts_is_asked_for_by_name(owner, practice):
    story(owner, "The flood")
    assert practice() == ("Tell me about: The flood", 0, 1)


def test_at_most_500_questions(owner, do, monkeypatch):
    assert Card.MAX_ITEMS == 500
    monkeypatch.setattr(Card, "MAX_ITEMS", 2)
    story(owner), question(owner), question(owner, archived_at=NOON)
    assert do(lambda: Card.add(owner.id, new_id(), "One more?", at=NOON)) is None
    assert do(lambda: Card.count_written(owner.id)) == 2
