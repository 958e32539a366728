"""How many cards now: as many as usual, all on the last evening, a few on the day, and only what
fits."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cards.decks import NOON, SINCE, give, minutes, question, questions, reviewed
from tests.practice.test_ordering import HOUR, decks, ids, known, spans
from tests.reflections.factories import interview
from webapp.cards.grades import Grade
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.core.clock import now
from webapp.practice.ordering import USUAL_CAPACITY
from webapp.practice.practice import Practice
from webapp.practice.practising import MAX_AHEAD
from webapp.practice.session import (
    AN_ANSWER,
    ANSWERS_LOOKED_AT,
    KNOWN_AFTER,
    Stage,
    arranged,
    plan_session,
    stage_at,
    usual_seconds,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "hours, stage",
    [
        (-1, Stage.BUILD),
        (0, Stage.BUILD),
        (0.5, Stage.STOP),
        (1, Stage.STOP),
        (1.1, Stage.WARM_UP),
        (6, Stage.WARM_UP),
        (6.1, Stage.SWEEP),
        (29.9, Stage.SWEEP),
        (30, Stage.BUILD),
        (500, Stage.BUILD),
    ],
)
def test_the_stage_is_how_near_the_hour_is(hours, stage):
    assert stage_at(NOON, NOON + hours * HOUR) is stage


def test_without_an_hour_there_is_time():
    assert stage_at(NOON, None) is Stage.BUILD


def seen(number, unseen=0):
    cards = [known(5)] * number + [None] * unseen
    return tuple(enumerate(cards))


@pytest.mark.parametrize(
    "hours, number, unseen, size",
    [
        (None, 40, 0, 12),
        (None, 3, 2, 5),
        (72, 40, 0, 12),
        (72, 0, 9, 9),
        (15, 10, 5, 15),
        (15, 40, 0, 40),
        (15, 40, 6, 45),  # once through, or half an hour of it
        (8, 4, 9, 13),
        (8, 0, 9, 9),
        (2, 40, 0, 6),
        (2, 4, 30, 6),
        # Too late for what is new, unless all is.
        (0.5, 40, 0, 6),
        (0.5, 4, 9, 4),
        (0.5, 0, 9, 6),
        (0.5, 0, 0, 0),
    ],
)
def test_the_size_by_the_stage(hours, number, unseen, size):
    hour = NOON + hours * HOUR if hours else None
    assert plan_session(seen(number, unseen), NOON, hour, hour, capacity=12).size == size


@settings(max_examples=30)
@given(decks, spans.map(lambda span: NOON + span), st.integers(1, 60), st.floats(1, 3600))
def test_it_is_never_more_than_there_are_and_never_none_of_some(cards, hour, capacity, seconds):
    found = plan_session(cards, NOON, hour, hour, capacity, seconds)
    assert bool(cards) <= found.size <= len(cards)
    assert found.minutes(found.size) >= 1 and all(
        0 < size <= len(cards) for _, size in found.other_sizes(len(cards))
    )
    assert sorted(ids(arranged(cards, NOON, hour, capacity, found))) == list(range(len(cards)))


def test_only_what_fits_into_the_time_that_is_left():
    hour = NOON + 3 * HOUR
    short = plan_session(
        seen(12), NOON, hour, until=NOON + timedelta(minutes=3), capacity=24, seconds=30
    )
    assert (short.size, short.wanted, short.is_short_of_time) == (6, 12, True)
    long = plan_session(seen(12), NOON, hour, until=hour, capacity=24, seconds=30)
    assert (long.size, long.wanted, long.is_short_of_time) == (12, 12, False)
    none = plan_session(seen(12), NOON, hour, until=NOON, capacity=24, seconds=30)
    assert none.size == 1, "one is always possible"


def test_how_long_it_takes_and_what_else_there_is():
    found = plan_session(seen(40), NOON, capacity=12, seconds=40.0)
    assert (found.minutes(12), found.minutes(1)) == (8, 1)
    assert found.other_sizes(40) == [(5, 7), (15, 22), ("all", 40)]
    assert plan_session(seen(7), NOON, seconds=40.0).other_sizes(7) == [], (
        "all of them are offered already"
    )
    assert plan_session(seen(8), NOON, seconds=40.0).other_sizes(8) == [(5, 7)]


@pytest.mark.parametrize(
    "hours, stability, unseen, needed",
    [
        (None, 1, 0, 40),
        (None, 40, 0, 0),
        (None, 40, 3, 3),
        (72, 40, 3, 3),
        (72, 1, 3, 43),
        (15, 40, 3, None),
        (2, 40, 3, None),
    ],
)
def test_what_is_needed_while_evenings_are_left(hours, stability, unseen, needed):
    cards = tuple(enumerate([known(stability)] * 40 + [None] * unseen))
    hour = NOON + hours * HOUR if hours else None
    found = plan_session(cards, NOON, hour, hour, capacity=12)
    assert found.needed == needed
    assert (
        ("least", needed) in found.other_sizes(len(cards))
        if needed == 3
        else "least" not in dict(found.other_sizes(len(cards)))
    )


def test_whoever_makes_many_makes_more_of_them_on_the_last_evening():
    hour = NOON + 15 * HOUR
    assert plan_session(seen(90), NOON, hour, hour, capacity=40).size == 60
    assert plan_session(seen(90), NOON, hour, hour, capacity=40, seconds=10.0).size == 90


def test_the_seconds_are_the_persons_own():
    assert usual_seconds([]) == usual_seconds([(NOON, None)]) == AN_ANSWER
    assert usual_seconds([(NOON, 10.0), (NOON, None), (NOON, 30.0), (NOON, 500.0)] * 4) == 30.0
    slow = [(NOON - DAY, 90.0)] * ANSWERS_LOOKED_AT
    assert usual_seconds([*slow, *[(NOON, 20.0)] * ANSWERS_LOOKED_AT]) == 20.0, "they get quicker"
    assert usual_seconds([(NOON, 0.1)] * KNOWN_AFTER) == 1.0


@pytest.mark.parametrize("own", [4.0, 40.0, 240.0])
def test_one_answer_does_not_make_a_practice_short_or_long(own):
    """A first card that comes at once, or at which the telephone rings, says little of the other
    eleven."""
    told = [usual_seconds([(NOON, own)] * number) for number in range(KNOWN_AFTER + 1)]
    assert told[0] == AN_ANSWER and told[-1] == own
    assert all(
        after - before == pytest.approx((own - AN_ANSWER) / KNOWN_AFTER)
        for before, after in pairwise(told)
    )
    hour = NOON + 240 * HOUR
    before, after = (
        plan_session(seen(30), NOON, hour, hour, capacity=12, seconds=one) for one in told[:2]
    )
    assert abs(after.minutes(12) - before.minutes(12)) <= 4, "it was 48 minutes, or 1"


def test_the_last_evening_begins_with_what_counts_most():
    cards = ((1, known(2)), (2, None), (3, known(300)), (4, known(40)))
    hour = NOON + 15 * HOUR
    assert ids(arranged(cards, NOON, hour, 12, plan_session(cards, NOON, hour, hour))) == [
        2,
        1,
        4,
        3,
    ]


def all_reviewed(person, number, at, **columns):
    person.has(
        *(
            Review(card_id=card.id, grade=Grade.GOOD, reviewed_at=at, **columns)
            for card in questions(person, number)
        )
    )


def test_a_practice_is_of_so_many_and_the_next_one_goes_on(owner, do):
    cards = questions(owner, 30)
    practice = do(lambda: Practice(owner.id, minutes(0)))
    assert practice.size == USUAL_CAPACITY and practice.params == {
        "since": "2026-06-24T12:00:00.000000Z",
        "size": 12,
    }
    for card_id in practice.deck:
        reviewed(owner, next(card for card in cards if card.id == card_id), at=minutes(1))
    assert do(lambda: Practice(owner.id, minutes(0)).card) is None
    text = owner.get("/cards/deck", query_string={**SINCE, "size": 12}).text
    assert "That was all 12 cards" in text and "Go on" in text
    assert not set(practice.deck) & set(do(lambda: Practice(owner.id, minutes(2)).deck)), (
        "with others"
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "size, cards",
    [
        ("5", 5),
        ("30", 30),
        ("9999", 30),
        ("0", 12),
        ("-1", 12),
        ("x", 12),
        ("", 12),
        ("12345", 12),
        ("٣", 12),
    ],
)
def test_a_practice_of_another_size(owner, size, cards):
    questions(owner, 30)
    assert f">0 of {cards}<" in owner.get("/cards/deck", query_string={"size": size}).text


def test_the_size_stays_from_card_to_card(owner):
    first, *_ = questions(owner, 30)
    text = give(owner, first, htmx=True, size=5).text
    assert 'name="size" value="5"' in text and "size=5" in text and " of 5<" in text


@pytest.mark.one_database
def test_the_page_offers_what_is_right_and_other_sizes(owner):
    all_reviewed(owner, 30, at=now() - 3 * DAY, seconds=45.0)
    text = owner.get("/cards").text
    assert "Practise 12 cards<small>about 9 minutes" in text
    assert ">5 minutes</a>" in text and "size=6" in text and ">all 30 cards</a>" in text
    assert "the least that will do" not in text, "so many are needed"


@pytest.mark.one_database
def test_the_page_offers_the_least_that_will_do(owner):
    all_reviewed(owner, 30, at=now() - HOUR)
    assert "Nothing has faded." in owner.get("/cards").text
    question(owner)
    text = owner.get("/cards").text
    assert (
        ">the least that will do, 1 card</a>" in text
        and 'size=1"' in text
        and "Nothing has faded." not in text
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "hours, words",
    [
        (0.5, "Stop now, you know them"),
        (1.5, "of 6 fit in the time left"),
        (3, "6 now, about 4 minutes"),
        (200, "12 now, about 8 minutes"),
    ],
)
def test_today_says_how_much_is_right(owner, hours, words):
    all_reviewed(owner, 30, at=now() - 3 * DAY, seconds=40.0)
    interview(owner, at=now() + hours * HOUR, travel_minutes=87 if hours == 1.5 else None)
    assert words in owner.get("/").text


@pytest.mark.one_database
def test_what_was_never_seen_is_not_said_to_be_known(owner):
    question(owner)
    interview(owner, at=now() + HOUR / 2)
    for page in ("/", "/cards"):
        assert "you know them" not in owner.get(page).text and "first line" in owner.get(page).text


@pytest.mark.one_database
def test_the_copy_on_the_phone_is_of_so_many_cards_at_most(owner):
    all_reviewed(owner, 130, at=now() - 3 * DAY, seconds=50.0)
    assert owner.get("/cards/deck?ahead=1").text.count('class="deck-ahead"') == MAX_AHEAD, (
        "the first is the page’s, and the end comes after them"
    )
    assert len(owner.rows(Card)) == 130


@pytest.mark.one_database
def test_the_copy_on_the_phone_holds_no_more_than_an_hour_takes(owner):
    all_reviewed(owner, 60, at=now() - 3 * DAY, seconds=200.0)
    assert owner.get("/cards/deck?ahead=1").text.count('class="deck-ahead"') == 18
