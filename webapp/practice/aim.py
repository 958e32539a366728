"""Which cards to review now, so that as much as can be is recalled at one hour.

Each card is a small decision problem of its own: at every session until the hour it is reviewed or
not, and a review costs a price. At the right prices just as many reviews are wanted as there is
capacity for, and then no way of choosing is better by more than the prices leave open: that is the
Lagrangian relaxation of a restless bandit (P. Whittle, Restless Bandits: Activity Allocation in a
Changing World, 1988). So the prices are found for the cards as they stand, and the cards with the
largest advantage of a review now over none come first. To a card that counts for twice as much, a
review costs half.

Nothing here knows of the application: cards come as numbers and go as numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from webapp.cards.memory import DEFAULT, RATINGS, Array, Model
from webapp.practice.grid import AGES, Cells, Grid

Advantage = TypeVar("Advantage", float, Array)
Outcomes = tuple[Cells, Array]

# One four times as fine orders cards no better; only the worth of all is some hundredths too high.
FINE_ENOUGH = Grid(16, 3)
# How often people give which rating: at first sight, and of what they recalled later. From the
# simulator's defaults in Anki and in fsrs-rs, which took them from the logs of many.
FIRST_RATINGS = (0.24, 0.094, 0.495, 0.171)
LATER_RATINGS = (0.224, 0.631, 0.145)
TOO_LATE_FOR_NEW = 1 / 24  # days before the hour: what is first seen then is a worry more
PRICES = (1e-8, 1.0)  # the least and the most, in cards recalled at the hour
STEPS = 30  # of the search for the prices,
# Where cards count for more than others: each step takes as many times as long as there are
# weights.
STEPS_OF_SEVERAL = 20
# Of the price, at the first and the last step: how far from it a review is still half wanted, or
# one step too many would turn all that is alike from wanted to unwanted.
SOFTNESS = (2.0, 0.3)
SETTLED = 0.4  # of the steps: the prices are the mean of the last ones


@dataclass(frozen=True)
class Session:
    """A time to practise, in days from now, and how many reviews there is capacity for."""

    at: float
    capacity: float


class Cards:
    """Cards as arrays of one shape: stability and difficulty (of any value where the card was never
    seen), days since the last review, whether it was `seen` at all, and what it counts for:
    nothing, or a number above that."""

    def __init__(
        self,
        stability: npt.ArrayLike,
        difficulty: npt.ArrayLike,
        age: npt.ArrayLike,
        seen: npt.ArrayLike,
        weight: npt.ArrayLike = 1.0,
    ) -> None:
        self.stability, self.difficulty, self.age = map(np.asarray, (stability, difficulty, age))
        self.seen = np.asarray(seen, bool)
        self.weight = np.broadcast_to(weight, self.seen.shape)

    def by_weight(self) -> Iterator[tuple[float, npt.NDArray[np.bool_], "Cards"]]:
        """Of each weight (weight, which of the cards, these cards), without what counts for
        nothing."""
        for weight in np.unique(self.weight[self.weight > 0]):
            which = self.weight == weight
            yield (
                weight,
                which,
                Cards(
                    self.stability[which],
                    self.difficulty[which],
                    self.age[which],
                    self.seen[which],
                    weight,
                ),
            )


class Worth(NamedTuple):
    """What reviews are worth at some prices: the advantage of one over none in each session, for a
    card of each state that it can be in by then, and for one never seen; and what one never seen is
    worth, with all that will be done for it."""

    advantages: list[Array]
    unseen_advantages: list[float]
    of_unseen: float


class Aim:
    """The decision problem from the first of `sessions`, which is now, until the hour, so many days
    from now."""

    def __init__(
        self,
        sessions: Sequence[Session],
        hour: float,
        model: Model = DEFAULT,
        grid: Grid = FINE_ENOUGH,
    ) -> None:
        self.sessions, self.hour, self.model, self.grid = sessions, hour, model, grid
        self.capacity = np.array([session.capacity for session in sessions], float)
        # A card was reviewed last at one of these: before now, or in one of the sessions.
        self.times = np.concatenate([-AGES, [session.at for session in sessions]])
        self.prices = np.full(len(sessions), 0.01)

    def find_prices(self, cards: Cards, steps: int | None = None) -> None:
        """Lets the prices go up where more reviews are wanted than there is capacity for, and down
        where fewer."""
        spread = [
            (weight, self.grid.spread(some), np.sum(~some.seen))
            for weight, _, some in cards.by_weight()
        ]
        steps = steps or (STEPS if len(spread) < 2 else STEPS_OF_SEVERAL)
        tried = []
        for step, softness in enumerate(np.geomspace(*SOFTNESS, steps)):
            wanted = sum(
                self.wanted(there, unseen, self.prices / weight, softness)
                for weight, there, unseen in spread
            )
            excess = np.clip((wanted - self.capacity) / np.maximum(self.capacity, 1), -1, 1)
            self.prices = np.clip(self.prices * np.exp(excess / (1 + step / 4)), *PRICES)
            tried.append(np.log(self.prices))
        self.prices = np.exp(np.mean(tried[-round(SETTLED * steps) :], axis=0))

    def advantage(self, cards: Cards) -> Array:
        """How much more of each card, from 0 to its weight, is recalled at the hour when it is
        reviewed now than when it isn't, all that comes later being done as well as it can be at
        these prices."""
        found = np.zeros(cards.seen.shape)
        for weight, which, some in cards.by_weight():
            worth = self.worth(self.prices / weight)
            states, shares = self.grid.states_of(some)
            seen = (worth.advantages[0].ravel()[states] * shares).sum(0)
            found[which] = weight * np.where(some.seen, seen, worth.unseen_advantages[0])
        return found

    def worth(self, prices: Array) -> Worth:
        """The `Worth` at these prices, found from the hour back to now."""
        first, sessions = len(AGES), len(self.sessions)
        values = self.model.recall(self.grid.stability, (self.hour - self.times)[:, None])
        advantages: list[Array] = [np.empty(0)] * sessions
        unseen, unseen_advantages = 0.0, [0.0] * sessions
        for index in reversed(range(sessions)):
            then = first + index
            reviewed = values[then]
            cells, weights = self.outcomes[index]
            advantages[index] = (reviewed[cells] * weights).sum((0, 1)) - values[:then]
            cells, weights = self.first_outcomes
            unseen_advantages[index] = (
                (reviewed[cells] * weights).sum() - unseen if self.takes_new(index) else -1.0
            )
            values = values[:then] + np.maximum(advantages[index] - prices[index], 0)
            unseen += max(unseen_advantages[index] - prices[index], 0)
        return Worth(advantages, unseen_advantages, unseen)

    def wanted(self, there: Array, unseen: float, prices: Array, softness: float) -> Array:
        """How many reviews are wanted in each session at these prices, for cards in the states
        `there`, and so many unseen."""
        first, worth = len(AGES), self.worth(prices)
        there, wanted = np.concatenate([there, np.zeros((len(self.sessions), self.grid.cells))]), []
        for index, price in enumerate(prices):
            then = first + index
            reviewed = there[:then] * share_that_is_wanted(worth.advantages[index], price, softness)
            new = unseen * share_that_is_wanted(worth.unseen_advantages[index], price, softness)
            there[:then] -= reviewed
            unseen -= new
            cells, weights = self.outcomes[index]
            there[then] = np.bincount(cells.ravel(), (weights * reviewed).ravel(), self.grid.cells)
            cells, weights = self.first_outcomes
            there[then] += np.bincount(cells.ravel(), (weights * new).ravel(), self.grid.cells)
            wanted.append(reviewed.sum() + new)
        return np.array(wanted)

    def takes_new(self, index: int) -> bool:
        return self.hour - self.sessions[index].at > TOO_LATE_FOR_NEW

    @cached_property
    def outcomes(self) -> list[Outcomes]:
        """For each session, where a review takes the cards of each state: cells of the grid, and
        the chance of each."""
        found = []
        for index, session in enumerate(self.sessions):
            days = (
                np.maximum(session.at - self.times[: len(AGES) + index], 0)[:, None]
                + 0 * self.grid.stability
            )
            chances = chances_of(self.model.recall(self.grid.stability, days))
            cells, weights = zip(
                *(
                    self.grid.cells_of(
                        *self.model.next(self.grid.stability, self.grid.difficulty, days, rating)
                    )
                    for rating in RATINGS
                ),
                strict=True,
            )
            found.append((np.array(cells), np.array(weights) * chances[:, None]))
        return found

    @cached_property
    def first_outcomes(self) -> Outcomes:
        cells, weights = zip(
            *(self.grid.cells_of(*self.model.first(rating)) for rating in RATINGS), strict=True
        )
        return np.array(cells), np.array(weights) * np.array(FIRST_RATINGS)[:, None]


def share_that_is_wanted(advantage: Advantage, price: float, softness: float) -> Advantage:
    return np.clip((advantage / price - 1) / softness + 0.5, 0, 1)


def chances_of(recall: Array) -> Array:
    """The chance of each rating of a card that is recalled with this probability."""
    return np.array([1 - recall, *(recall * chance for chance in LATER_RATINGS)])
