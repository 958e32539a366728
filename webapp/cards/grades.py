"""How a card came."""

from enum import StrEnum

from webapp.cards.memory import AGAIN, EASY, GOOD, HARD


class Grade(StrEnum):
    """The grades of FSRS, in the words of the deck: blank, with help, got it, too easy."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"

    @property
    def rating(self) -> int:
        """The number that FSRS has for it."""
        return {Grade.AGAIN: AGAIN, Grade.HARD: HARD, Grade.GOOD: GOOD, Grade.EASY: EASY}[self]
