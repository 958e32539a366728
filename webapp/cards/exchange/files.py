"""A file of cards, whichever kind it is."""

from webapp.cards.exchange import anki, tables
from webapp.cards.exchange.rows import Row
from webapp.core.text import Unreadable, decoded, is_no_text

ZIP = b"PK\x03\x04"
NO_CARD = "There is no card in it."
NO_TABLE = "Cards can’t be read from this file. Round Two reads tables as CSV or TSV, and Anki’s packages (.apkg)."


def rows_in(data: bytes) -> tuple[list[Row], int]:
    """The `Row`s of a file, by its bytes, and how many pictures and sounds were left out. Raises
    Unreadable."""
    if data.startswith(ZIP):
        return anki.rows_in(data)
    if is_no_text(data):
        raise Unreadable(NO_TABLE)
    rows = tables.rows_in(decoded(data))
    if not rows:
        raise Unreadable(NO_CARD)
    return rows, 0
