"""What to say when the talk comes to money."""

from typing import TYPE_CHECKING, NamedTuple

from webapp.core.money import in_words
from webapp.salary.spread import Spread

if TYPE_CHECKING:
    from webapp.salary.models import SalaryGoals


class Sentence(NamedTuple):
    """`text` for when they ask or say `asked`; `name` tells it from the others."""

    name: str
    asked: str
    text: str


def sentences_for(goals: "SalaryGoals", spread: Spread | None) -> list[Sentence]:
    """The `Sentence`s for `SalaryGoals` with an `ask`, backed by the `Spread` of the figures, if
    there is one."""
    if not goals.ask:
        return []
    ask = in_words(goals.ask, goals.currency)
    wanted = f"For this position, and with what I bring to it, I am looking for {ask} a year."
    low_offer = "Thank you, I am glad of the offer. What I had hoped for"
    if goals.target:
        low_offer += f" is nearer to {in_words(goals.target, goals.currency)}"
    else:
        low_offer += f" is {ask}"
    return [
        Sentence(
            "salary",
            "What salary are you looking for?",
            wanted + backing(goals.ask, goals.currency, spread),
        ),
        Sentence(
            "earned",
            "What do you earn now?",
            f"I would rather talk about what this position is worth to you. I am looking for {ask} a year.",
        ),
        Sentence(
            "low-offer",
            "They offer less than you hoped for.",
            f"{low_offer}. Is there room in the salary, or in something else?",
        ),
    ]


def backing(ask: int, currency: str, spread: Spread | None) -> str:
    """How the figures that were found bear it out; nothing where they don't."""
    if not spread or len(spread.all) < 2 or spread.currency != currency or ask > spread.high:
        return ""
    low, high = (in_words(amount, spread.currency) for amount in (spread.low, spread.high))
    return f" The figures I found for work like this lie between {low} and {high}."
