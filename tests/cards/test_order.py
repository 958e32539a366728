"""The order of a practice: weakest first, then longest unseen."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

from webapp.cards.order import Grade, Seen, in_order

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def seen(number, grade=None, hours=None):
    """A card with this number as its id, last given `grade` so many hours before noon."""
    return Seen(UUID(int=number), grade, None if hours is None else NOON - timedelta(hours=hours))


def test_weakest_come_first_and_never_seen_is_weakest():
    cards = [seen(1, Grade.GOOD, 1), seen(2, Grade.HARD, 1), seen(3), seen(4, Grade.AGAIN, 1)]
    assert in_order(cards) == [UUID(int=number) for number in (3, 4, 2, 1)]


def test_among_the_equally_weak_the_longest_unseen_comes_first():
    cards = [seen(1, Grade.HARD, 1), seen(2, Grade.HARD, 48), seen(3, Grade.HARD, 5)]
    assert in_order(cards) == [UUID(int=number) for number in (2, 3, 1)]


def test_order_does_not_depend_on_how_the_cards_come():
    cards = [seen(1), seen(2), seen(3, Grade.AGAIN, 2), seen(4, Grade.AGAIN, 2), seen(5, Grade.GOOD, 9)]
    assert len({tuple(in_order(mixed)) for mixed in permutations(cards)}) == 1


def test_no_cards():
    assert in_order([]) == []
