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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from webapp.cards.exchange.rows import Row
from webapp.core.markup import text_in

if TYPE_CHECKING:
    from webapp.cards.exchange.arriving import Arriving
    from webapp.cards.models import Card

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
GUESSED = ("\t", ";", ",", "|")
SETTING = re.compile(r"#(?P<key>[^:]+):(?P<value>.*)|sep=(?P<excels>.)\s*$", re.IGNORECASE)
LOOKED_AT = 100  # rows by which the separator is guessed
MAX_LINES_OF_A_ROW = 200  # a side of a card can't have as many
NAMES = {
    "front": {"front", "question", "prompt", "term", "on the front"},
    "back": {"back", "answer", "definition", "on the back"},
    "kind": {"kind", "type"},
}
MAX_LINES = 20_000
A_NOTE = "A line about the file, which begins with #."
MAX_SETTINGS = 20  # lines
COLUMNS = ("front", "back", "kind")
OF_SPREADSHEETS = (",", ";")
# Also one that has its apostrophe, or a text's own, already: else the two couldn't be told apart.
LIKE_A_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")


def rows_in(text: str, *, is_ours: bool = False) -> list[Row]:
    """The `Row`s of a table, in order; those that can't be read with what is wrong. One that
    `table_of` made has no settings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.removesuffix("\n").split("\n")
    settings, above = ({}, 0) if is_ours else heading_of(lines)
    lines = lines[above:]
    separator = separator_named(settings.get("separator", "")) or separator_of(lines)
    notes = 0 if is_ours else notes_above(lines, separator)
    given = {
        int(value) - 1
        for key, value in settings.items()
        if key.endswith(" column") and value.isdecimal()
    }
    plain: Callable[[str], str] = text_in if settings.get("html") == "true" else str
    rows = [Row(above + 1 + line, lines[line], error=A_NOTE) for line in range(notes)]
    above, lines = above + notes, lines[notes:]
    places: dict[str, int] | None = None
    for line, cells, _ in table_rows(lines, separator):
        line += above
        if line > MAX_LINES:
            rows.append(Row(line, "", error=f"Only the first {MAX_LINES:,} lines are looked at."))
            break
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


def heading_of(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Anki's settings at the top, and Excel's, and how many lines they take."""
    settings, number = {}, 0
    for line in lines[:MAX_SETTINGS]:
        found = SETTING.match(line)
        if not found:
            break
        key = "separator" if found["excels"] else found["key"].strip().lower()
        value = found["excels"] or found["value"]
        settings[key] = value.strip().lower() or value
        number += 1
    return settings, number


def separator_named(value: str) -> str | None:
    """By its name or its sign; None when it is neither, and so to be guessed. A spreadsheet fills
    the line up with its own."""
    name = value.strip(" ,;\t") or value
    sign = value if len(value) == 1 else name
    return SEPARATORS.get(name) or (sign if len(sign) == 1 and not sign.isalnum() else None)


def separator_of(lines: Sequence[str]) -> str:
    """The one that parts the most lines alike, outside of quotes; of several the first."""
    alike = {one: most_alike(lines, one) for one in GUESSED}
    best = max(GUESSED, key=lambda one: alike[one])
    return best if any(alike[best]) else ","


def most_alike(lines: Sequence[str], separator: str) -> tuple[int, int]:
    """How many of the first rows have as many cells as each other, if more than one: of those whose
    quotes are in order, and of all."""
    rows = islice((row for row in table_rows(lines, separator) if len(row.cells) > 1), LOOKED_AT)
    widths = [(len(row.cells), row.is_in_order) for row in rows]
    in_order = Counter(width for width, is_in_order in widths if is_in_order)
    of_all = Counter(width for width, _ in widths)
    return max(in_order.values(), default=0), max(of_all.values(), default=0)


def notes_above(lines: Sequence[str], separator: str) -> int:
    """How many lines at the top a program wrote about the file: of one cell behind a #, before rows
    of several."""
    notes = [*takewhile(lambda line: line.startswith("#") and separator not in line, lines)]
    has_columns = any(len(row.cells) > 1 for row in islice(table_rows(lines, separator), LOOKED_AT))
    return len(notes) if has_columns else 0


class TableRow(NamedTuple):
    line: int  # its first, from 1
    cells: list[str]
    is_in_order: bool


def table_rows(lines: Sequence[str], separator: str) -> Iterator[TableRow]:
    """Each row. A quote that doesn't close, or isn't around the whole of a cell, is a sign like
    others, as in `"Rock star" culture?`."""
    number = 0
    while number < len(lines):
        rest = lines[number : number + MAX_LINES_OF_A_ROW]
        reader = csv.reader((f"{line}\n" for line in rest), delimiter=separator, strict=True)
        try:
            row = TableRow(number + 1, next(reader), True)
            size = reader.line_num
        except csv.Error:
            row, size = TableRow(number + 1, lines[number].split(separator), False), 1
        yield row
        number += size


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
