"""The states that a card's memory can be in, as far as a plan tells them apart; in between, values
are interpolated."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from webapp.cards.memory import Array, Numbers, bounded, sound

if TYPE_CHECKING:
    from webapp.practice.aim import Cards

Cells = npt.NDArray[np.intp]

STABILITY = (0.02, 600)  # days, the least and the most
DIFFICULTY = (1, 10)
# Days since the last review.
AGES = np.array([0, 0.25, 0.49, 0.5, 1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 30, 45, 90, 365])


class Grid:
    """So many stabilities, by even steps of the logarithm, and so many difficulties: `stability`
    and `difficulty` of each of its `cells`."""

    def __init__(self, stabilities: int, difficulties: int) -> None:
        self.shape, self.cells = (stabilities, difficulties), stabilities * difficulties
        axes = np.meshgrid(
            np.geomspace(*STABILITY, stabilities),
            np.linspace(*DIFFICULTY, difficulties),
            indexing="ij",
        )
        self.stability, self.difficulty = (axis.ravel() for axis in axes)

    def cells_of(self, stability: Numbers, difficulty: Numbers) -> tuple[Cells, Array]:
        """The four cells around these states, and the weight of each, both with one more axis in
        front."""
        rows, columns = self.shape
        row = place_in(STABILITY, np.log, sound(stability), rows)
        column = place_in(DIFFICULTY, np.positive, bounded(difficulty), columns)
        i, j = row.astype(int), column.astype(int)
        u, v = row - i, column - j
        cell = i * columns + j
        return np.array([cell, cell + columns, cell + 1, cell + columns + 1]), np.array(
            [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v]
        )

    def states_of(self, cards: "Cards") -> tuple[Cells, Array]:
        """The states around each card's own, in stability, difficulty and age, and the weight of
        each; one more axis in front."""
        place = (np.searchsorted(AGES, cards.age, side="right") - 1).clip(0, len(AGES) - 2)
        share = np.clip((cards.age - AGES[place]) / (AGES[place + 1] - AGES[place]), 0, 1)
        cells, weights = self.cells_of(cards.stability, cards.difficulty)
        states = np.concatenate([place * self.cells + cells, (place + 1) * self.cells + cells])
        return states, np.concatenate([weights * (1 - share), weights * share])

    def spread(self, cards: "Cards") -> Array:
        """How many of the cards that were seen are in each state, by age and cell."""
        states, weights = self.states_of(cards)
        counted = np.bincount(
            states.ravel(), (weights * cards.seen).ravel(), len(AGES) * self.cells
        )
        return counted.astype(float, copy=False).reshape(len(AGES), self.cells)


def place_in(
    ends: tuple[float, float],
    scale: Callable[[Numbers], Array],
    value: Numbers,
    number: int,
) -> Array:
    """Where a value lies between the ends, from 0 to a little under the last of so many."""
    least, most = scale(np.array(ends, float))
    return np.clip((scale(value) - least) / (most - least) * (number - 1), 0, number - 1.001)
