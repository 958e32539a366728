"""Cards as a package for Anki (.apkg)."""

import html
import io
from collections.abc import Iterable

import genanki

from webapp.cards.models import Card

MODEL = genanki.Model(
    1_751_204_883,
    "Round Two",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[
        {"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}
    ],
    css=".card { font: 20px/1.5 sans-serif; padding: 1em; white-space: pre-line }",
)
DECK = 1_751_204_884  # any number will do, as long as it stays


def package_of(cards: Iterable[Card]) -> bytes:
    """The package with these cards, each with an `id`, `front` and `back`. Brought in again, a card
    takes its own place."""
    deck = genanki.Deck(DECK, "Round Two")
    for card in cards:
        deck.add_note(
            genanki.Note(MODEL, [as_html(card.front), as_html(card.back)], guid=str(card.id))
        )
    file = io.BytesIO()
    genanki.Package(deck).write_to_file(file)
    return file.getvalue()


def as_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
