"""In which order the cards of a practice come: the weakest first, and among those the longest unseen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Grade(StrEnum):
    """The grades of FSRS that a person gives here: blank, with help, got it."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"


# A card that was never seen is the weakest of all: nothing says that any of it would come.
WEAKEST_FIRST = (None, Grade.AGAIN, Grade.HARD, Grade.GOOD)


@dataclass(frozen=True)
class Seen:
    """What is known of a card: its last grade and when that was, or None for both when it was never seen."""

    card_id: UUID
    grade: Grade | None = None
    at: datetime | None = None


def in_order(cards):
    """The ids of `cards`, each a `Seen`, in the order to practise them. Ties go by age: an id begins with its time."""
    return [card.card_id for card in sorted(cards, key=weakness)]


def weakness(card):
    return WEAKEST_FIRST.index(card.grade), card.at.timestamp() if card.at else 0, card.card_id
