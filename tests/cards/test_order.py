"""The order of a practice. Pure: no database."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

from webapp.cards.order import Grade, Seen, in_order

NOON = datetime(2026, 6, 24, 12, tzinfo=UTC)


def seen(number, grade=None, days_ago=None):
    return Seen(UUID(int=number), grade, NOON - timedelta(days=days_ago) if days_ago is not None else None)


def numbers(cards):
    return [id.int for id in in_order(cards)]


def test_the_weakest_come_first():
    cards = [seen(1, Grade.GOOD, 9), seen(2, Grade.AGAIN, 1), seen(3), seen(4, Grade.HARD, 5)]
    assert numbers(cards) == [3, 2, 4, 1]


def test_of_equally_weak_ones_the_longest_unseen_come_first():
    assert numbers([seen(1, Grade.GOOD, 1), seen(2, Grade.GOOD, 3), seen(3, Grade.GOOD, 2)]) == [2, 3, 1]


def test_never_seen_ones_come_in_the_order_they_were_made():
    assert numbers([seen(3), seen(1), seen(2)]) == [1, 2, 3]


def test_the_order_does_not_depend_on_how_they_were_found():
    cards = [seen(1, Grade.GOOD, 1), seen(2, Grade.GOOD, 1), seen(3, Grade.AGAIN, 1), seen(4)]
    assert {tuple(numbers(found)) for found in permutations(cards)} == {(4, 3, 1, 2)}


def test_a_time_before_the_epoch_is_long_ago():
    assert numbers([seen(1, Grade.GOOD, 3), seen(2, Grade.GOOD, 365 * 100)]) == [2, 1]


def test_no_cards():
    assert in_order([]) == []
