"""What is left of a card in the memory: FSRS-6, folded over the reviews that the card got.

Stability is the number of days after which nine of ten such cards would still be recalled;
difficulty goes from 1 to 10. Formulas and default parameters:
https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm, section FSRS-6. Learning
steps and fuzz are left out: with few evenings left they waste turns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import overload
from uuid import UUID

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Numbers = float | Array
Reviewed = tuple[UUID, datetime, UUID, int, *tuple[object, ...]]

PARAMETERS = (
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    0.001,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    0.1542,
)
AGAIN, HARD, GOOD, EASY = RATINGS = (1, 2, 3, 4)
LEAST_STABILITY, MAX_STABILITY = 0.001, 36_500.0  # days, as fsrs-rs has them
REPEAT = 0.5  # days since the last review, below which it is a repeat in the same session
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Memory:
    """A card's state after its last review, which was at `at`."""

    stability: float  # days
    difficulty: float
    at: datetime


class Model:
    """FSRS-6 with the given 21 parameters, for somebody to whom what was learned lasts so many
    times as long as that says. Its functions take numbers, or arrays of numbers of one shape."""

    def __init__(self, parameters: Sequence[float] = PARAMETERS, lasting: Numbers = 1.0) -> None:
        self.w, self.lasting = parameters, lasting
        self.decay = -parameters[20]
        self.factor = 0.9 ** (1 / self.decay) - 1  # so that recall is 0.9 after `stability` days

    @overload
    def recall(self, stability: float, days: float) -> float: ...
    @overload
    def recall(self, stability: Numbers, days: Array) -> Array: ...
    @overload
    def recall(self, stability: Array, days: float) -> Array: ...
    def recall(self, stability: Numbers, days: Numbers) -> Numbers:
        """The probability of recall after so many days, whole or not."""
        return (1 + self.factor * days / (sound(stability) * self.lasting)) ** self.decay

    def first(self, rating: int) -> tuple[float, float]:
        """Stability and difficulty after the first review of a card."""
        return np.maximum(self.w[rating - 1], LEAST_STABILITY), bounded(
            self.first_difficulty(rating)
        )

    def first_difficulty(self, rating: int) -> float:
        return self.w[4] - np.exp(self.w[5] * (rating - 1)) + 1

    @overload
    def next(
        self, stability: float, difficulty: float, days: float, rating: int
    ) -> tuple[float, float]: ...
    @overload
    def next(
        self, stability: Array, difficulty: Array, days: Array, rating: int
    ) -> tuple[Array, Array]: ...
    def next(
        self, stability: Numbers, difficulty: Numbers, days: Numbers, rating: int
    ) -> tuple[Numbers, Numbers]:
        """Stability and difficulty after one more review, `days` after the last, whole or not.
        FSRS's own programs count nights, or whole days: but from ten to midnight to a quarter to it
        is a day, and whoever is late by an hour no repeat."""
        stability, difficulty = sound(stability), bounded(difficulty)
        later = self.forgotten if rating == AGAIN else self.recalled
        grown = np.where(
            days < REPEAT,
            self.repeated(stability, rating),
            later(stability, difficulty, self.recall(stability, days), rating),
        )
        return sound(grown), self.next_difficulty(difficulty, rating)

    def repeated(self, stability: Numbers, rating: int) -> Numbers:
        growth = np.exp(self.w[17] * (rating - 3 + self.w[18])) * stability ** -self.w[19]
        return stability * (growth if rating == AGAIN else np.maximum(growth, 1.0))

    def forgotten(
        self, stability: Numbers, difficulty: Numbers, recall: Numbers, _: int
    ) -> Numbers:
        w = self.w
        long_term = (
            w[11]
            * difficulty ** -w[12]
            * ((stability + 1) ** w[13] - 1)
            * np.exp((1 - recall) * w[14])
        )
        return np.minimum(long_term, stability / np.exp(w[17] * w[18]))

    def recalled(
        self, stability: Numbers, difficulty: Numbers, recall: Numbers, rating: int
    ) -> Numbers:
        w = self.w
        growth = (
            np.exp(w[8])
            * (11 - difficulty)
            * stability ** -w[9]
            * (np.exp((1 - recall) * w[10]) - 1)
        )
        return stability * (1 + growth * {HARD: w[15], GOOD: 1, EASY: w[16]}[rating])

    def next_difficulty(self, difficulty: Numbers, rating: int) -> Numbers:
        change = -self.w[6] * (rating - 3)
        damped = difficulty + (10 - difficulty) * change / 9
        return bounded(self.w[7] * self.first_difficulty(EASY) + (1 - self.w[7]) * damped)


@overload
def sound(stability: float) -> float: ...
@overload
def sound(stability: Array) -> Array: ...
def sound(stability: Numbers) -> Numbers:
    """A stability that can be; the least where it is no number."""
    return np.minimum(np.fmax(stability, LEAST_STABILITY), MAX_STABILITY)


@overload
def bounded(difficulty: float) -> float: ...
@overload
def bounded(difficulty: Array) -> Array: ...
def bounded(difficulty: Numbers) -> Numbers:
    """A difficulty that can be; the least where it is no number."""
    return np.minimum(np.fmax(difficulty, 1.0), 10.0)


DEFAULT = Model()


def fold(reviews: Iterable[Reviewed], model: Model = DEFAULT) -> dict[UUID, Memory]:
    """The `Memory` of each card after these reviews, each a (card, time, tie-breaker, rating, ...),
    by card. They may come in any order, so that the logs of several devices say the same once they
    are together."""
    return folded(reviews, model)[0]


def folded(reviews: Iterable[Reviewed], model: Model = DEFAULT) -> tuple[dict[UUID, Memory], Array]:
    """What `fold` gives, and of every answer to a card that was seen before, as an array each, what
    the answer tells of: the stability until then, the days since the review before, and whether it
    was recalled."""
    logs: dict[UUID, list[tuple[datetime, int]]] = {}
    for card, at, _, rating, *_ in sorted(reviews, key=lambda review: review[1:3]):
        logs.setdefault(card, []).append((at, rating))
    states: dict[UUID, tuple[float, float]] = {}
    answers = [np.empty((3, 0))]
    # All cards' first reviews, then all their second ones...
    for turn in range(max(map(len, logs.values()), default=0)):
        for rating in RATINGS:
            cards = [
                card for card, log in logs.items() if len(log) > turn and log[turn][1] == rating
            ]
            if turn == 0:
                states |= dict.fromkeys(cards, model.first(rating))
            elif cards:
                days = np.array(
                    [(logs[card][turn][0] - logs[card][turn - 1][0]) / DAY for card in cards]
                )
                stability, difficulty = np.array([states[card] for card in cards]).T
                answers.append(np.array([stability, days, np.full(len(cards), rating != AGAIN)]))
                states |= zip(
                    cards,
                    zip(*model.next(stability, difficulty, days, rating), strict=True),
                    strict=True,
                )
    memories = {
        card: Memory(float(states[card][0]), float(states[card][1]), log[-1][0])
        for card, log in logs.items()
    }
    return memories, np.concatenate(answers, axis=1)


def recall_at(memory: Memory | None, at: datetime, model: Model = DEFAULT) -> float:
    """The probability that the card is recalled at that time; 0 for one that was never seen."""
    return (
        float(model.recall(memory.stability, max(0.0, (at - memory.at) / DAY))) if memory else 0.0
    )
