"""A card on its way in, before anybody said yes to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from webapp.cards.exchange.rows import Row
from webapp.cards.kinds import WRITTEN, Kind
from webapp.cards.models import Card
from webapp.core.forms import length_of
from webapp.core.text import clean


@dataclass(frozen=True)
class Arriving:
    """A card as it stands in line `line` of a table, or as this note of a package; with `error`
    what is wrong with it."""

    line: int
    front: str
    back: str = ""
    kind: Kind = Kind.QUESTION
    error: str = ""


def cards_of(rows: Iterable[Row]) -> list[Arriving]:
    """An `Arriving` for each of them, and each front once."""
    return without_repeats(map(arriving, rows))


def arriving(row: Row) -> Arriving:
    """The `Arriving` of its texts, cleaned, and looked at as the form of a card would."""
    kind = row.kind.strip().casefold()
    card = Arriving(
        row.line,
        clean(row.front),
        clean(row.back),
        next((one for one in WRITTEN if kind in (one.value, one.label.casefold())), Kind.QUESTION),
    )
    return replace(card, error=row.error or error_in(card, kind))


def error_in(card: Arriving, kind: str) -> str:
    if kind == Kind.STORY:
        return "A story, of which only the text is here. Stories have a form of their own."
    if not card.front:
        return "There is nothing on the front."
    for name, text, column in [
        ("front", card.front, Card.prompt),
        ("back", card.back, Card.answer),
    ]:
        if len(text) > length_of(column):
            return f"The {name} can be {length_of(column):,} characters long; it has {len(text):,}."
    return ""


def without_repeats(cards: Iterable[Arriving]) -> list[Arriving]:
    """Those cards, each that has the front of one before it with an error that says so."""
    first: dict[str, int] = {}
    found = []
    for card in cards:
        is_repeat = not card.error and card.front in first
        found.append(
            replace(card, error=f"The same front as in line {first[card.front]}.")
            if is_repeat
            else card
        )
        if not card.error:
            first.setdefault(card.front, card.line)
    return found
