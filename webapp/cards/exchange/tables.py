"""Cards as a table of text, as spreadsheets and flashcard apps read and write it: CSV (RFC 4180),
or with tabs.

Anki's own lines of that sort may begin with `#separator:tab` and the like
(docs.ankiweb.net/importing/text-files.html).

A spreadsheet takes a cell that begins like a formula for one, and does what it says, so in CSV
such a text gets an apostrophe before it, which is left out again when it is read (OWASP, CSV
injection). With tabs, as flashcard apps read it, texts stay as they are.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from webapp.cards.exchange.rows import Row
from webapp.core.markup import text_in

if TYPE_CHECKING:
    from webapp.cards.exchange.arriving import Arriving
    from webapp.cards.models import Card

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
GUESSED = ("\t", ";", ",")
NAMES = {
    "front": {"front", "question", "prompt", "term", "on the front"},
    "back": {"back", "answer", "definition", "on the back"},
    "kind": {"kind", "type"},
}
MOST_LINES = 20_000
MOST_SETTINGS = 20  # lines
COLUMNS = ("front", "back", "kind")
OF_SPREADSHEETS = (",", ";")
# Also one that has its apostrophe, or a text's own, already: else the two couldn't be told apart.
LIKE_A_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")


def rows_in(text: str, *, is_ours: bool = False) -> list[Row]:
    """The `Row`s of a table, in order; those that can't be read with what is wrong. One that
    `table_of` made has no settings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    settings, lines_before, body = ({}, 0, text) if is_ours else heading_of(text)
    separator = SEPARATORS.get(
        settings.get("separator", ""), settings.get("separator", "")[:1]
    ) or separator_of(body)
    given = {
        int(value) - 1
        for key, value in settings.items()
        if key.endswith(" column") and value.isdecimal()
    }
    plain: Callable[[str], str] = text_in if settings.get("html") == "true" else str
    rows = []
    places: dict[str, int] | None = None
    for line, cells in table_rows(body, separator, lines_before):
        if line > MOST_LINES:
            rows.append(Row(line, "", error=f"Only the first {MOST_LINES:,} lines are looked at."))
            break
        if isinstance(cells, str):
            rows.append(Row(line, "", error=cells))
            continue
        cells = [cell for column, cell in enumerate(cells) if column not in given]
        if not any(cell.strip() for cell in cells):
            continue
        if places is None:
            places = named_columns(cells)
            if places:
                continue
            places = dict(zip(COLUMNS, range(len(COLUMNS)), strict=True))
        if separator in OF_SPREADSHEETS:
            cells = [text_of_cell(cell) for cell in cells]
        texts = {name: cells[place] for name, place in places.items() if place < len(cells)}
        front, back = plain(texts.get("front", "")), plain(texts.get("back", ""))
        rows.append(Row(line, front, back, texts.get("kind", "")))
    return rows


def heading_of(text: str) -> tuple[dict[str, str], int, str]:
    """Anki's settings at the top, how many lines they take, and the rest."""
    settings, rest, lines = {}, text, 0
    while lines < MOST_SETTINGS and rest.startswith("#") and ":" in rest.partition("\n")[0]:
        first, _, rest = rest.partition("\n")
        key, _, value = first[1:].partition(":")
        settings[key.strip().lower()] = value.strip().lower() or value
        lines += 1
    return settings, lines, rest


def separator_of(text: str) -> str:
    """The one that parts the first line, if any does."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return next((one for one in GUESSED if one in first), ",")


def table_rows(
    text: str, separator: str, lines_before: int
) -> Iterator[tuple[int, list[str] | str]]:
    """Each row as its first line and its cells, or instead of these what is wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        line = lines_before + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, "This line can’t be read: a cell in it has no end."
            return


def named_columns(cells: Sequence[str]) -> dict[str, int] | None:
    """Where each column is, by a row that has their names; None for a row that is a card."""
    names = [cell.strip().casefold() for cell in cells]
    found = {
        column: place
        for column, known in NAMES.items()
        for place, name in reversed([*enumerate(names)])
        if name in known
    }
    return found if {"front", "back"} <= found.keys() else None


def table_of(cards: "Iterable[Arriving | Card]", separator: str = ",") -> str:
    """The table with these cards, each with `front`, `back` and `kind`."""
    lines = io.StringIO(newline="")
    writer = csv.writer(
        lines, delimiter=separator, lineterminator="\r\n" if separator == "," else "\n"
    )
    writer.writerow(COLUMNS)
    cell = cell_of if separator in OF_SPREADSHEETS else str
    writer.writerows((cell(card.front), cell(card.back), card.kind.value) for card in cards)
    return lines.getvalue()


def cell_of(text: str) -> str:
    return f"'{text}" if LIKE_A_FORMULA.match(text) else text


def text_of_cell(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and LIKE_A_FORMULA.match(cell) else cell
