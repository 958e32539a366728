"""A file of cards, whichever kind it is."""

from webapp.cards.exchange import anki, tables
from webapp.cards.exchange.arriving import Arriving
from webapp.core.text import Unreadable, decoded

ZIP = b"PK\x03\x04"
NO_TABLE = "Cards can’t be read from this file. Round Two reads tables as CSV or TSV, and Anki’s packages (.apkg)."


def cards_in(data: bytes) -> tuple[list[Arriving], int]:
    """The `Arriving` cards of a file, by its bytes, and how many pictures and sounds were left out.
    Raises Unreadable."""
    if data.startswith(ZIP):
        return anki.cards_in(data)
    text = decoded(data)
    if "\0" in text:
        raise Unreadable(NO_TABLE)
    return tables.cards_in(text), 0
