"""How far figures lie apart, and where in between a person's own lie."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from webapp.salary.models import Figure


class Spread(NamedTuple):
    """Yearly amounts in one currency, in its smallest unit: the least, the median, the most, and
    all of them."""

    currency: str
    low: int
    median: int
    high: int
    all: tuple[int, ...]


def spread_of(figures: Sequence["Figure"]) -> Spread | None:
    """The `Spread` of the figures in the currency that most of them are in; None without any. The
    median of an even number lies between the middle two; half of a smallest unit is rounded to the
    even one."""
    if not figures:
        return None
    (currency, _), *_ = Counter(figure.currency for figure in figures).most_common(1)
    amounts = sorted(figure.yearly for figure in figures if figure.currency == currency)
    return Spread(currency, amounts[0], round(median(amounts)), amounts[-1], tuple(amounts))


def place_between(amount: int, ends: Sequence[int]) -> float:
    """Where from 0 to 1 an amount lies between the least and the most of `ends`."""
    low, high = min(ends), max(ends)
    return (amount - low) / (high - low) if high > low else 0.5
