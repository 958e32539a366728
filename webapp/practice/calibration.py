"""How long what a person learned lasts, told from their own answers.

People forget faster or slower than the parameters of everybody say. Each answer to a card that was
seen before tells a little of that: recalled or not, after so many days at so much stability. One
number is learned from them, the factor of all stabilities: before there are answers its logarithm
is normally distributed, and it moves as far as the answers bear (Bayes' rule, with the likelihood
of recalled and forgotten cards: what log loss is the mean of). With it comes how sure that is.
"""

from typing import NamedTuple

import numpy as np

from webapp.cards.memory import DEFAULT, REPEAT, Array, Model

# Of the logarithm among people. What FSRS fits for one differs from the default by about so much;
# and its next version, which predicts better, has less left after a few evenings than this one:
# between the two neither is far off before there are answers.
CENTRE, SPREAD = -0.25, 0.6
FACTORS = CENTRE + np.linspace(-4 * SPREAD, 4 * SPREAD, 161)  # logarithms
SURE = (0.1, 0.5, 0.9)  # of ten people with such answers eight lie between the first and the last


class Lasting(NamedTuple):
    """The factor of all stabilities: the least and the most that it may well be, and between them
    what it is likely to be."""

    least: float
    likely: float
    most: float

    @property
    def models(self) -> tuple[Model, ...]:
        """Of each of them."""
        return tuple(Model(DEFAULT.w, factor) for factor in self)


AS_EVERYBODY = Lasting(1.0, 1.0, 1.0)


def lasting(answers: Array) -> Lasting:
    """The `Lasting` that these answers tell of, as `folded` in memory.py gives them. Repeats in the
    same session tell nothing."""
    stability, days, recalled = answers[:, answers[1] >= REPEAT]
    chance = Model(DEFAULT.w, np.exp(FACTORS)[:, None]).recall(stability, days)
    likelihood = (
        np.log(np.where(recalled, chance, 1 - chance)).sum(1)
        - ((FACTORS - CENTRE) / SPREAD) ** 2 / 2
    )
    share = np.cumsum(np.exp(likelihood - likelihood.max()))
    return Lasting(*map(float, np.exp(np.interp(SURE, share / share[-1], FACTORS))))
