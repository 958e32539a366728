"""What a practice now is worth at the hour: how much is recalled from now until then, with it and
without; and how sure that is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
import numpy.typing as npt

from webapp.cards.memory import DAY, RATINGS, Array, Model
from webapp.practice.aim import FIRST_RATINGS, Cards, chances_of
from webapp.practice.calibration import AS_EVERYBODY, Lasting
from webapp.practice.ordering import Remembered, as_arrays

Curve = tuple[float, ...]

POINTS = 25  # of each curve, evenly from now to the hour


@dataclass(frozen=True)
class Forecast:
    """Two curves of the share of cards that would be recalled, from 0 to 1; one never seen counts
    as none. Of the end of each, the hour, also the least and the most that it may well be."""

    as_it_is: Curve
    practised: Curve
    as_it_is_within: tuple[float, float]
    practised_within: tuple[float, float]


def forecast(
    cards: Sequence[Remembered],
    at: datetime,
    hour: datetime,
    practised: Collection[UUID],
    lasting: Lasting = AS_EVERYBODY,
) -> Forecast | None:
    """The `Forecast` for `cards`, each an (id, memory), with those whose ids are in `practised`
    reviewed once at the time `at`; of somebody to whom what was learned is `lasting` so long. None
    without cards."""
    if not cards:
        return None
    arrays, days = as_arrays(cards, at), np.linspace(0, (hour - at) / DAY, POINTS)[:, None]
    is_practised = np.array([id in practised for id, _ in cards])
    least, likely, most = (curves(arrays, days, is_practised, model) for model in lasting.models)
    return Forecast(*likely, *((low[-1], high[-1]) for low, high in zip(least, most, strict=True)))


def curves(
    arrays: Cards, days: Array, is_practised: npt.NDArray[np.bool_], model: Model
) -> tuple[Curve, Curve]:
    left = np.where(arrays.seen, model.recall(arrays.stability, arrays.age + days), 0)
    reviewed = np.where(is_practised, after_a_review(arrays, days, model), left)
    return tuple(map(float, left.mean(1))), tuple(map(float, reviewed.mean(1)))


def after_a_review(arrays: Cards, days: Array, model: Model) -> Array:
    """The recall to expect so many days after a review now, whatever becomes of that."""
    chances = chances_of(model.recall(arrays.stability, arrays.age))
    again = sum(
        chance
        * model.recall(model.next(arrays.stability, arrays.difficulty, arrays.age, rating)[0], days)
        for chance, rating in zip(chances, RATINGS, strict=True)
    )
    first = sum(
        chance * model.recall(model.first(rating)[0], days)
        for chance, rating in zip(FIRST_RATINGS, RATINGS, strict=True)
    )
    return np.where(arrays.seen, again, first)
