"""Which cards come first: towards an hour, or with none to aim at."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cards.decks import NOON
from webapp.cards import memory
from webapp.cards.memory import DAY, Memory
from webapp.practice import aim, grid, ordering
from webapp.practice.ordering import (
    DAYS_PLANNED,
    LEAST_CAPACITY,
    USUAL_CAPACITY,
    daily_capacity,
    in_order,
    sessions_until,
)

HOUR = timedelta(hours=1)
spans = st.floats(0, 400).map(lambda days: timedelta(days=days))
memories = st.builds(
    Memory, st.floats(0.001, 3000), st.floats(1, 10), spans.map(lambda span: NOON - span)
)
decks = st.lists(st.one_of(st.none(), memories), max_size=8).map(
    lambda found: tuple(enumerate(found))
)


def known(stability, days_ago=1.0, difficulty=5.0):
    return Memory(stability, difficulty, NOON - timedelta(days=days_ago))


def ids(ranked):
    return [card.id for card in ranked]


@settings(max_examples=50)
@given(
    decks,
    st.one_of(st.none(), spans.map(lambda span: NOON + span), spans.map(lambda span: NOON - span)),
    st.integers(1, 60),
)
def test_every_card_has_its_place_whatever_the_numbers(cards, hour, capacity):
    assert sorted(ids(in_order(cards, NOON, hour, capacity))) == list(range(len(cards)))


def test_without_an_hour_what_is_due_comes_first_then_what_is_new():
    cards = ((1, None), (2, known(30)), (3, known(0.5)), (4, known(1)), (5, known(100)), (6, None))
    assert ids(in_order(cards, NOON)) == [3, 4, 1, 6, 2, 5]
    assert in_order(cards, NOON, NOON - HOUR) == in_order(cards, NOON), "nor after the hour"


def test_on_the_last_evening_the_weak_are_worth_more_than_the_strong():
    cards = ((1, known(300)), (2, known(2)), (3, known(40)))
    assert ids(in_order(cards, NOON, NOON + 15 * HOUR)) == [2, 3, 1]


def test_with_evenings_left_what_is_new_is_begun():
    cards = ((1, known(5)), (2, None), (3, known(20)), (4, None))
    assert set(ids(in_order(cards, NOON, NOON + 7 * DAY, capacity=2)[:2])) == {2, 4}


def test_what_is_new_can_wait_until_an_hour_before_but_no_longer():
    cards = ((1, known(50, days_ago=0.6)), (2, None), (3, known(1, days_ago=0.6)))
    assert ids(in_order(cards, NOON, NOON + 2 * HOUR)) == [2, 3, 1], (
        "what was never seen is forgotten for sure"
    )
    assert ids(in_order(cards, NOON, NOON + 0.9 * HOUR)) == [3, 1, 2]


def test_among_equals_what_counts_for_more_comes_first():
    cards = tuple((id, known(5)) for id in range(6))
    assert ids(in_order(cards, NOON, NOON + 5 * HOUR, 2, weights=((4, 2.0), (5, 3.0))))[:2] == [
        5,
        4,
    ]


def test_what_all_count_for_changes_nothing_if_it_is_the_same():
    cards = (*((id, known(stability)) for id, stability in enumerate((1, 3, 9, 27, 81))), (5, None))
    alike = tuple((id, 2.0) for id, _ in cards)
    assert in_order(cards, NOON, NOON + 4 * DAY, 2) == in_order(
        cards, NOON, NOON + 4 * DAY, 2, weights=alike
    )


def test_what_counts_for_nothing_comes_last():
    cards = ((1, known(0.1)), (2, known(5)), (3, None))
    assert ids(in_order(cards, NOON, NOON + 4 * DAY, 2, weights=((1, 0.0),)))[-1] == 1
    assert sorted(
        ids(in_order(cards, NOON, NOON + 4 * DAY, 2, weights=((1, 0.0), (2, 0.0), (3, 0.0))))
    ) == [1, 2, 3]


@pytest.mark.parametrize("stability", [0, -1, float("nan"), float("inf")])
def test_a_memory_that_cannot_be_has_its_place_too(stability):
    """And one from the future, by a clock that went ahead."""
    cards = (
        (1, known(stability)),
        (2, known(5)),
        (3, known(5, days_ago=-2)),
        (4, known(3, difficulty=float("nan"))),
    )
    for hour in (None, NOON + 3 * HOUR, NOON + 3 * DAY, NOON + 300 * DAY):
        found = in_order(cards, NOON, hour)
        assert sorted(ids(found)) == [1, 2, 3, 4] and all(
            0 <= one.recall <= 1 for one in found if one.recall is not None
        )


def test_each_choice_tells_what_is_recalled_at_the_hour():
    cards, hour = ((1, None), (2, known(5, days_ago=2))), NOON + 3 * DAY
    assert set(in_order(cards, NOON, hour)) == {(1, None), (2, memory.recall_at(cards[1][1], hour))}
    assert {card.recall for card in in_order(cards, NOON)} == {None}, (
        "without an hour there is none"
    )


def test_the_sessions_reach_to_the_day_itself():
    sessions = sessions_until(NOON + 3 * DAY + 15 * HOUR, NOON, capacity=20, warms_up=True)
    assert [(round(one.at, 2), one.capacity) for one in sessions] == [
        (0, 20),
        (1, 20),
        (2, 20),
        (3, 20),
        (3.54, 10),
    ]
    assert sessions_until(NOON + 3 * DAY + 15 * HOUR, NOON, capacity=20) == sessions[:-1], (
        "unless there is none on the morning"
    )
    assert [one.at for one in sessions_until(NOON + 3 * HOUR, NOON, capacity=20)] == [0], (
        "the morning: this is the warm-up"
    )


@pytest.mark.parametrize("days", [0, 1, 14, 15, 16, 60, 365])
def test_far_away_is_planned_in_one_step_with_no_room_lost(days):
    sessions = sessions_until(NOON + days * DAY + 8 * HOUR, NOON, capacity=10)
    assert len(sessions) <= DAYS_PLANNED + 3
    assert sum(one.capacity for one in sessions if one.at <= days) == 10 * (days + 1)
    assert [one.at for one in sessions] == sorted(one.at for one in sessions)


def test_the_usual_number_of_reviews_is_learnt():
    def on(**cards):
        return [
            (card, NOON + int(day[1:]) * DAY)
            for day, number in cards.items()
            for card in range(number)
        ]

    def capacity(reviews, on_day=365):
        return daily_capacity(reviews, NOON + on_day * DAY)

    assert capacity([]) == capacity(on(d0=40)) == USUAL_CAPACITY, "a single day tells nothing yet,"
    assert capacity(on(d0=10)) == 10, "unless it was less"
    assert capacity(on(d0=1, d1=1, d2=1)) == LEAST_CAPACITY
    assert capacity(on(d0=40, d1=20, d3=24)) == 24
    assert capacity(on(d0=99, **{f"d{day}": 7 for day in range(100, 120)})) == 7
    assert capacity(on(d0=20, d1=20, d2=20) * 3) == 20, "what came once more is one"
    assert capacity(on(d0=1), on_day=0) == capacity([]), "the day goes on,"
    assert capacity(on(d0=30, d1=30, d2=1), on_day=2) == 30
    assert (
        capacity(on(d0=30, d1=30, d2=1), on_day=3) == 30
        and capacity(on(d0=30, d1=1), on_day=2) == 16
    ), "until the next one"


def test_an_evening_ends_late_in_its_night():
    """By the person's own clock: in New York, some of these are after midnight, and all of them are
    in London."""
    evenings = [
        datetime(2026, 6, day, 23, 50, tzinfo=ZoneInfo("America/New_York")) for day in range(1, 8)
    ]
    times = [
        (minutes, (evening + timedelta(minutes=minutes)).astimezone(UTC))
        for evening in evenings
        for minutes in range(20)
    ]
    assert daily_capacity(times, NOON, ZoneInfo("America/New_York")) == 20
    # From 19:00, which is around midnight in UTC.
    at_seven = [(card, time - timedelta(hours=4, minutes=50)) for card, time in times]
    assert daily_capacity(at_seven, NOON, ZoneInfo("America/New_York")) == 20
    evening, two = datetime(2026, 6, 1, 19, tzinfo=ZoneInfo("America/New_York")), timedelta(hours=7)
    assert (
        daily_capacity([("card", evening)], evening + two, ZoneInfo("America/New_York"))
        == USUAL_CAPACITY
    ), "at two at night it goes on"
    assert (
        daily_capacity(
            [("card", evening)], evening + two + timedelta(hours=3), ZoneInfo("America/New_York")
        )
        == LEAST_CAPACITY
    )


def test_it_knows_nothing_of_the_application():
    for module in (aim, ordering, grid, memory):
        tree = ast.parse(Path(module.__file__).read_text())
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        pure = {
            "collections",
            "collections.abc",
            "dataclasses",
            "datetime",
            "functools",
            "statistics",
            "typing",
            "uuid",
            "webapp.practice.aim",
            "webapp.practice.grid",
            "webapp.cards.memory",
        }
        assert imported <= pure, module
