"""What is prepared for an interview, what is missing, and what to do about it first."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple


class Urgency(IntEnum):
    """What comes first."""

    BEGIN = 1  # without it there is nothing to go by
    MUST = 2
    ENOUGH = 3
    MORE = 4
    LAST = 5


class Step(NamedTuple):
    """What to do next: in words, what its button says, and where."""

    urgency: Urgency
    title: str
    action: str
    address: str


class Prepared(NamedTuple):
    """A section as it stands for an interview: the steps to what is missing, and how Prepare shows
    it."""

    name: str
    title: str
    address: str
    steps: Sequence[Step]
    meter: str
    list: str


def most_missing_first(sections: Iterable[Prepared]) -> list[Prepared]:
    return sorted(
        sections,
        key=lambda section: min((step.urgency for step in section.steps), default=len(Urgency) + 1),
    )


def next_step(sections: Iterable[Prepared]) -> Step | None:
    """The most important `Step` of all, or None when nothing is missing."""
    return min(
        (step for section in sections for step in section.steps),
        key=lambda step: step.urgency,
        default=None,
    )
