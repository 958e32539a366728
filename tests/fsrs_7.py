"""FSRS-7: people who remember as the application's FSRS-6 doesn't say. A card leaves two traces,
one that fades fast and one that fades slowly, and what is recalled is a mean of both; a repeat in
the same session makes more of the fast one.

Formulas and default parameters: https://github.com/open-spaced-repetition/srs-benchmark,
models/fsrs_v7.py.
"""

import numpy as np

from webapp.cards.memory import AGAIN, EASY, HARD, bounded, sound

PARAMETERS = (
    0.1104,
    2.2395,
    3.9221,
    11.7841,
    6.1686,
    0.6457,
    3.6807,
    1.9795,
    0,
    1.3826,
    0.7024,
    0.5999,
    0.8146,
    0.6398,
    1,
    1.3207,
    0.6707,
    3.8668,
    0.4416,
    0.0934,
    1.8631,
    0.6162,
    1.0869,
    0.1567,
    0.0801,
    0.2421,
    0.9464,
    0.1433,
    0.7145,
    0,
    0.5667,
    0.3734,
    0.5333,
    0.3048,
)
SLOW, FAST = 7, 15  # where the parameters begin by which each trace grows
AT_FIRST = 0.8  # of the slow trace's stability: the fast one's


class FSRS7:
    """With the given 34 parameters. A state is the slow trace's stability, the fast one's, and the
    difficulty: numbers, or arrays of numbers of one shape."""

    def __init__(self, parameters=PARAMETERS):
        self.w = parameters

    def first(self, rating):
        """The state after the first review of a card."""
        return (
            self.w[rating - 1],
            AT_FIRST * self.w[rating - 1],
            bounded(self.first_difficulty(rating)),
        )

    def first_difficulty(self, rating):
        return self.w[4] - np.exp(self.w[5] * (rating - 1)) + 1

    def recall(self, slow, fast, difficulty, days):
        """The probability of recall after so many days, whole or not."""
        w, decay = self.w, -self.w[24]
        rate = (w[26] ** (1 / decay) - 1) * np.exp((difficulty - 5) * (w[32] - 0.3))
        of_slow = (1 + rate * days / sound(slow)) ** decay
        weights = (
            w[27] * sound(fast) ** -w[29],
            w[28] * sound(slow) ** w[30] * np.exp((difficulty - 5) * (w[31] - 0.5)),
        )
        mean = (weights[0] * self.recall_of_fast(fast, days) + weights[1] * of_slow) / sum(weights)
        return mean * (1 - 2e-5) + 1e-5

    def recall_of_fast(self, fast, days):
        decay = -np.clip(self.w[23] * sound(fast) ** (self.w[33] - 0.3), 0.01, 0.95)
        return (
            1 + np.expm1(np.minimum(np.log(self.w[25]) / decay, 60)) * days / sound(fast)
        ) ** decay

    def next(self, slow, fast, difficulty, days, rating):
        """The state after one more review, `days` after the last."""
        recall = self.recall(slow, fast, difficulty, days)
        slower = self.grown(slow, difficulty, recall, rating, SLOW)
        faster = self.grown(fast, difficulty, self.recall_of_fast(fast, days), rating, FAST)
        if rating == AGAIN:
            faster = np.minimum(faster, AT_FIRST * slower)
        change = -self.w[6] * (rating - 3) * (recall + 0.1 if rating == AGAIN else 1)
        damped = difficulty + (10 - difficulty) * change / 9
        return (
            sound(slower),
            sound(faster),
            bounded(0.01 * self.first_difficulty(EASY) + 0.99 * damped),
        )

    def grown(self, stability, difficulty, recall, rating, trace):
        growth, by_stability, by_recall, left, left_by_stability, left_by_recall, hard, easy = (
            self.w[trace : trace + 8]
        )
        fallen = np.minimum(
            stability,
            left
            * ((stability + 1) ** left_by_stability - 1)
            * np.exp((1 - recall) * left_by_recall),
        )
        if rating == AGAIN:
            return fallen
        rise = (
            np.exp(growth - 1.5)
            * (11 - difficulty)
            * stability**-by_stability
            * np.expm1((1 - recall) * by_recall)
        )
        return np.maximum(fallen, stability * (1 + rise * {HARD: hard, EASY: easy}.get(rating, 1)))
