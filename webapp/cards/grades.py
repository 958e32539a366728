"""How a card came."""

from enum import StrEnum

from webapp.cards.memory import AGAIN, GOOD, HARD


class Grade(StrEnum):
    """The grades of FSRS that a person gives here: blank, with help, got it."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"

    @property
    def rating(self):
        """The number that FSRS has for it."""
        return {Grade.AGAIN: AGAIN, Grade.HARD: HARD, Grade.GOOD: GOOD}[self]
