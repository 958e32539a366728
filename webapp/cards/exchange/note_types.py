"""The note types in a collection of Anki's: what their fields are called, and their templates.

An older collection has them as JSON in its table `col`, a newer one in tables of their own, with
what the templates say as a message of Protocol Buffers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import apsw
import msgspec

from webapp.cards.exchange.note_templates import Template, TooLong, names_in, template_of

MAX_BYTES = 8 * 2**20  # of all of them as JSON
MAX_ROWS = 2000  # fields, or templates, of all of them together
MAX_TEMPLATES = 30  # of one
MAX_MARKUP = 400_000  # characters of templates, of all of them together
MODELS = """
    SELECT CASE WHEN octet_length(models) <= ? THEN CAST(models AS BLOB) END FROM col LIMIT 1
"""
FIELDS = (
    "SELECT CAST(ntid AS INTEGER), CAST(ord AS INTEGER), CAST(name AS BLOB) FROM fields LIMIT ?"
)
TEMPLATES = """
    SELECT CAST(ntid AS INTEGER), CAST(ord AS INTEGER), CAST(config AS BLOB) FROM templates
    WHERE octet_length(config) <= ? LIMIT ?
"""
KINDS = "SELECT type, rootpage FROM sqlite_master WHERE name = ?"
COLUMNS = "SELECT name, hidden FROM pragma_table_xinfo(?)"
QUESTION, ANSWER = 1, 2  # fields of a template's message
TEXT, NUMBER, OF_EIGHT, OF_FOUR = 2, 0, 1, 5  # kinds of a message's fields
MASKS = {"Question Mask", "Answer Mask"}  # fields of an add-on for what Anki itself has by now


class Named(msgspec.Struct):
    name: str = ""
    ord: int = 0


class Sides(msgspec.Struct):
    qfmt: str = ""
    afmt: str = ""
    ord: int = 0


class Model(msgspec.Struct):
    """A note type, as JSON has it."""

    flds: list[Named] = []
    tmpls: list[Sides] = []


class NoteType(NamedTuple):
    """With no templates when they are too long to be read."""

    fields: list[str]
    templates: list[Template]
    used: frozenset[str]  # fields
    pieces: int  # of all of its templates

    @property
    def hides_pictures(self) -> bool:
        return {*self.fields} >= MASKS


def note_types_in(database: apsw.Connection) -> dict[int, NoteType]:
    """The note types by their ids, as far as they can be read."""
    room, found = MAX_MARKUP, {}
    for number, model in {**models_in_json(database), **models_in_tables(database)}.items():
        if not model.flds or not model.tmpls:
            continue
        room -= sum(len(one.qfmt) + len(one.afmt) for one in model.tmpls)
        found[number] = note_type_of(model, fits=room > 0)
    return found


def note_type_of(model: Model, *, fits: bool) -> NoteType:
    fields = [one.name for one in sorted(model.flds, key=lambda one: one.ord)]
    sides = sorted(model.tmpls, key=lambda one: one.ord)
    try:
        fits = fits and len(sides) <= MAX_TEMPLATES
        templates = [template_of(one.qfmt, one.afmt) for one in sides] if fits else []
    except TooLong:
        templates = []
    pieces = sum(len(side) for template in templates for side in template)
    return NoteType(fields, templates, frozenset(names_in(templates) & {*fields}), pieces)


def models_in_json(database: apsw.Connection) -> dict[int, Model]:
    if not is_plain(database, "col", "models"):
        return {}
    try:
        ((models,),) = database.execute(MODELS, (MAX_BYTES,))
        return msgspec.json.decode(models or b"{}", type=dict[int, Model])
    except (ValueError, RecursionError):
        return {}


def models_in_tables(database: apsw.Connection) -> dict[int, Model]:
    if not is_plain(database, "fields", "ntid", "ord", "name"):
        return {}
    if not is_plain(database, "templates", "ntid", "ord", "config"):
        return {}
    database.create_collation("unicase", by_letters)  # the names' own, which Anki brings
    found: defaultdict[int, Model] = defaultdict(lambda: Model([], []))
    for number, place, name in database.execute(FIELDS, (MAX_ROWS,)):
        found[number].flds.append(Named(text_of(name), place or 0))
    for number, place, config in database.execute(TEMPLATES, (MAX_MARKUP, MAX_ROWS)):
        texts = {key: text_of(value) for key, value in message_in(config)}
        sides = Sides(texts.get(QUESTION, ""), texts.get(ANSWER, ""), place or 0)
        found[number].tmpls.append(sides)
    return found


def by_letters(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def is_plain(database: apsw.Connection, table: str, *columns: str) -> bool:
    """Whether it is a table that holds these columns, and not one whose columns, or all of it, are
    made up as they are read."""
    kinds = list(database.execute(KINDS, (table,)))
    there = dict(database.execute(COLUMNS, (table,)))
    is_table = len(kinds) == 1 and kinds[0][0] == "table" and kinds[0][1] > 0
    return is_table and {*columns} <= there.keys() and not any(there.values())


def text_of(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else ""


def message_in(data: bytes | None) -> Iterator[tuple[int, bytes]]:
    """(number, bytes) of each text in a message of Protocol Buffers, up to where it is broken
    (protobuf.dev/programming-guides/encoding)."""
    rest = iter(data or b"")
    try:
        while True:
            number, kind = divmod(varint_in(rest), 8)
            if kind == TEXT:
                yield number, taken(rest, varint_in(rest))
            elif kind == NUMBER:
                varint_in(rest)
            elif kind in (OF_EIGHT, OF_FOUR):
                taken(rest, 8 if kind == OF_EIGHT else 4)
            else:
                return
    except StopIteration:
        return


def varint_in(rest: Iterator[int]) -> int:
    """A number, seven bits in a byte, the lowest first."""
    value = 0
    for place in range(10):
        byte = next(rest)
        value |= (byte & 127) << 7 * place
        if byte < 128:
            break
    return value


def taken(rest: Iterable[int], size: int) -> bytes:
    return bytes(islice(rest, min(size, MAX_MARKUP)))
