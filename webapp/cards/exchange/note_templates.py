"""What a note type of Anki makes of a note: its cards, by its templates
(docs.ankiweb.net/templates/intro.html).

A template is HTML with fields in it, as {{Word}}, some of them behind filters, as {{hint:Word}},
and parts that are there only with a field, {{#Word}} … {{/Word}}, or without it, {{^Word}}. It is
made text once, and then filled for each note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from webapp.core.markup import MAX_MARKUP, flowing, settled

MAX_TEMPLATE = 60_000  # characters; some bring a whole program
MAX_PIECES = 1000  # of a template, of which people use twenty
FIELD = re.compile(r"\{\{([^{}]*)\}\}")
# A text between the rows of a table is moved before it by HTML's rules, and with it what says
# which of them are there.
OF_TABLES = re.compile(r"<(/?)(?:table|thead|tbody|tfoot|tr|td|th|caption)\b", re.IGNORECASE)
FRONT_SIDE = "FrontSide"
SPOKEN = re.compile(r"tts(?:-voices)?\b.*")  # of which only the sound is there
A_GAP = re.compile(r"c\d+")
GAP = re.compile(r"(\{\{c[\d,]+::|::|\}\})")


class TooLong(ValueError):
    """A template, or a side of a card, far longer than either can be."""


class Piece(NamedTuple):
    """A part of a template: a `text`, or where a field comes, `sign` saying what of it."""

    text: str = ""
    sign: str = ""  # "#", "^" or "/" of a part that depends on the field
    name: str = ""
    filters: tuple[str, ...] = ()


class Template(NamedTuple):
    front: list[Piece]
    back: list[Piece]


def template_of(front: str, back: str) -> Template:
    return Template(pieces_of(front), pieces_of(back))


def pieces_of(markup: str) -> list[Piece]:
    """The pieces of one side of a template. Raises TooLong."""
    if len(markup) > MAX_TEMPLATE:
        raise TooLong
    texts = FIELD.split(flowing(OF_TABLES.sub(r"<\1div", markup)))
    if len(texts) > MAX_PIECES:
        raise TooLong
    pieces = [field_in(text) if is_field else Piece(text) for text, is_field in alternating(texts)]
    return [piece for piece in pieces if piece != Piece()]


def alternating(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    return ((text, bool(place % 2)) for place, text in enumerate(texts))


def field_in(text: str) -> Piece:
    """As in `#Word` or `type:cloze:Word`."""
    text = text.strip()
    sign = text[:1] if text[:1] in ("#", "^", "/") else ""
    *filters, name = (part.strip() for part in text[len(sign) :].split(":"))
    return Piece(sign=sign, name=name, filters=tuple(filters))


def cards_of(templates: Iterable[Template], fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Front and back of each card that these templates make of a note with these fields, as HTML by
    their names. One that only turns another round, or says the same, isn't made. Raises TooLong."""
    flows = {name: flow_of(field) for name, field in fields.items()}
    cards: list[tuple[str, str]] = []
    for template in templates:
        if not is_made(template, flows):
            continue
        front, back = sides_by(template, flows)
        if not {(front, back), (back, front)} & {*cards}:
            cards.append((front, back))
    return cards


def names_in(templates: Iterable[Template]) -> set[str]:
    return {piece.name for template in templates for side in template for piece in side}


def flow_of(field: str) -> str:
    if len(field) > MAX_MARKUP:
        raise TooLong
    return flowing(field)


def is_made(template: Template, flows: Mapping[str, str]) -> bool:
    """A card is made when there is anything of the note on its front."""
    return any(
        flows.get(piece.name, "").strip() for piece in shown(template.front, flows) if piece.name
    )


def sides_by(template: Template, flows: Mapping[str, str]) -> tuple[str, str]:
    """What the front hides until it is tapped comes with it on the back, {{FrontSide}}; the rest of
    it is still read there, and isn't said twice."""
    fronts = [*shown(template.front, flows)]
    hints = joined([value_of(piece, flows) for piece in fronts if "hint" in piece.filters])
    front = settled(joined(on_front(piece, flows) for piece in fronts))
    back = settled(
        joined(
            hints if piece.name == FRONT_SIDE else value_of(piece, flows, is_back=True)
            for piece in shown(template.back, flows)
        )
    )
    if front and FRONT_SIDE not in {piece.name for piece in template.back}:
        back = back.removeprefix(f"{front}\n").strip()
    return front, back


def shown(pieces: Iterable[Piece], flows: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces that are there, with these fields."""
    parts: list[bool] = []  # that are open, and whether what is in them is there
    hidden = 0
    for piece in pieces:
        if piece.sign == "/":
            hidden -= bool(parts) and not parts.pop()
        elif piece.sign:
            parts.append(has(piece.name, flows) is (piece.sign == "#"))
            hidden += not parts[-1]
        elif not hidden:
            yield piece


def has(name: str, flows: Mapping[str, str]) -> bool:
    """Whether there is anything in this field. By {{#c1}} it is asked which gap is; all are."""
    return bool(flows.get(name, "").strip()) or bool(A_GAP.fullmatch(name) and name not in flows)


def on_front(piece: Piece, flows: Mapping[str, str]) -> str:
    return "" if {"hint", "type"} & {*piece.filters} else value_of(piece, flows)


def value_of(piece: Piece, flows: Mapping[str, str], *, is_back: bool = False) -> str:
    """The text, or that of the field, with its gaps closed on the back. A filter that isn't known
    leaves it as it is."""
    if any(map(SPOKEN.fullmatch, piece.filters)):
        return ""
    text = flows.get(piece.name, "") if piece.name else piece.text
    if any(one.startswith("cloze") for one in piece.filters):
        return with_gaps(text)[is_back]
    return text


def joined(texts: Iterable[str]) -> str:
    """One text, and soon an end to it: ten thousand pieces may each be a long field."""
    found, room = [], MAX_MARKUP
    for text in texts:
        room -= len(text)
        if room < 0:
            raise TooLong
        found.append(text)
    return "".join(found)


@lru_cache(maxsize=100)  # a template may have the same field a thousand times
def with_gaps(text: str) -> tuple[str, str]:
    """A text with gaps, {{c1::Paris::a town}}, with them open, and whole. One that is in another is
    a part of what that hides."""
    front: list[str] = []
    whole: list[str] = []
    hint: list[str] = []
    hints: list[bool] = []  # of each gap that is open, whether its hint has begun
    for piece in GAP.split(text):
        if piece.startswith("{{c"):
            hint = hint if hints else []
            hints.append(bool(hints and hints[-1]))
        elif piece == "}}" and hints:
            hints.pop()
            front.append("" if hints else gap(hint))
        elif piece == "::" and hints and not hints[-1]:
            hints[-1] = True
        else:
            front.append("" if hints else piece)
            whole.append("" if hints and hints[-1] else piece)
            hint.append(piece if hints == [True] else "")
    return "".join([*front, gap(hint) if hints else ""]), "".join(whole)


def gap(hint: Iterable[str]) -> str:
    return f"[{''.join(hint).strip() or '…'}]"
