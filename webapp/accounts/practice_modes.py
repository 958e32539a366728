"""The ways to practise a card, one of which each person chooses."""

from enum import StrEnum


class PracticeMode(StrEnum):
    HINTS = "hints"  # one rung at a time; the one that was needed is the grade
    FLIP = "flip"  # all at once
    ALOUD = "aloud"  # all at once, after saying it against the clock
