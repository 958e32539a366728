"""Anki's packages (.apkg): a zip file with a collection, which is an SQLite database, in one of
three versions.

Read are the notes, as the cards that their note types make of them; how they are scheduled there
isn't, for it was done towards no hour. A collection from a stranger is only data: it is read in
memory, by an SQLite of our own and within limits, and asked for what it holds.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import NamedTuple

import apsw
from backports import zstd

from webapp.cards.exchange.note_templates import TooLong, cards_of, with_gaps
from webapp.cards.exchange.note_types import NoteType, is_plain, note_types_in
from webapp.cards.exchange.rows import Row
from webapp.core.markup import media_left_out, text_in
from webapp.core.text import Unreadable

# Newest first; an older one may be a dummy.
COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
SQLITE = b"SQLite format 3\0"
MAX_BYTES = 64 * 2**20  # of a collection, unpacked
MAX_NOTES = 5000
MAX_NOTE = 100_000  # bytes of one, of which a card takes 2,500 characters
MAX_FIELDS = 50
MAX_MARKUP = 1_000_000  # characters that are taken apart, of all of them together
MAX_PIECES = 1_000_000  # of templates that are filled, for all of them together
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without end
NOTES = """
    SELECT CASE WHEN octet_length(ifnull(flds, '')) <= ? THEN CAST(ifnull(flds, '') AS BLOB) END,
    {} FROM notes ORDER BY rowid LIMIT ?
"""
TOO_LONG = "It is far longer than a card can be."
NO_ROOM = "There is too much formatting before it. Export a smaller deck."
NO_TEMPLATE = (
    "Its note type is too long to be read. In Anki: File, Export, “Notes in Plain Text (.txt)”."
)
A_PICTURE = "It hides parts of a picture, and pictures are left out."
OCCLUDED = re.compile(r"\{\{c[\d,]+::image-occlusion:")
MAX_STEPS = 20_000_000  # of SQLite's machine: a collection made to never end, ends
TOO_LARGE = (
    f"Its collection is larger than {MAX_BYTES // 2**20} MB. Export a smaller deck, without media."
)
NO_PACKAGE = "This isn’t a package from Anki. In Anki: File, Export, “Anki Deck Package (.apkg)”."


class Note(NamedTuple):
    fields: list[str] | None  # None when they are longer than any card
    kind: NoteType | None = None


class Room:
    """What is left of what may be taken apart, and of the templates that may be filled."""

    def __init__(self) -> None:
        self.markup, self.pieces = MAX_MARKUP, MAX_PIECES

    def is_there_for(self, fields: Iterable[str], pieces: int = 0) -> bool:
        self.markup -= (cost := markup_in(fields))
        self.pieces -= pieces
        return self.pieces >= 0 and (not cost or self.markup > 0)


def rows_in(data: bytes) -> tuple[list[Row], int]:
    """The `Row`s of a package, and how many pictures and sounds were left out. Raises
    Unreadable."""
    room = Room()
    notes = enumerate(notes_in(collection_in(data)), 1)
    of_each = (rows_of(number, note, room) for number, note in notes)
    rows = list(islice(chain.from_iterable(of_each), MAX_NOTES))
    return rows, sum(media_left_out(row.front) + media_left_out(row.back) for row in rows)


def rows_of(number: int, note: Note, room: Room) -> list[Row]:
    """The cards of a note, or why there is none."""
    if note.fields is None:
        return [Row(number, "", error=TOO_LONG)]
    if (note.kind and note.kind.hides_pictures) or any(map(OCCLUDED.search, note.fields)):
        return [Row(number, "", error=A_PICTURE)]
    if note.kind:
        return rows_by(note.kind, number, note.fields, room)
    if not room.is_there_for(note.fields):
        return [Row(number, "", error=NO_ROOM)]
    return [Row(number, *sides_of(note.fields))]


def rows_by(kind: NoteType, number: int, texts: Sequence[str], room: Room) -> list[Row]:
    if not kind.templates:
        return [Row(number, "", error=NO_TEMPLATE)]
    fields = {
        name: text for name, text in zip(kind.fields, texts, strict=False) if name in kind.used
    }
    if not room.is_there_for(fields.values(), kind.pieces):
        return [Row(number, "", error=NO_ROOM)]
    try:
        return [Row(number, *sides) for sides in cards_of(kind.templates, fields)] or [
            Row(number, "")
        ]
    except TooLong:
        return [Row(number, "", error=TOO_LONG)]


def markup_in(fields: Iterable[str]) -> int:
    """How many characters have to be taken apart."""
    return sum(len(field) for field in fields if "<" in field or "&" in field)


def collection_in(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = {member.filename: member for member in package.infolist()}
            member = next((members[name] for name in COLLECTIONS if name in members), None)
            if member is None or member.compress_type not in PACKED:
                raise Unreadable(NO_PACKAGE)
            with package.open(member) as file:
                found = file.read(MAX_BYTES + 1)
            if member.filename.endswith("b"):
                found = zstd.ZstdDecompressor().decompress(found, max_length=MAX_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        zstd.ZstdError,
        NotImplementedError,
        ValueError,
        RuntimeError,
        EOFError,
        OSError,
    ):
        raise Unreadable(NO_PACKAGE) from None
    if len(found) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    if not found.startswith(SQLITE):
        raise Unreadable(NO_PACKAGE)
    return found


def notes_in(collection: bytes) -> list[Note]:
    database = apsw.Connection(":memory:")
    try:
        # "Written with a write-ahead log", which was merged when it was packed; in memory there can
        # be none.
        database.deserialize("main", collection[:18] + b"\1\1" + collection[20:])
        restrict(database)
        if not is_plain(database, "notes", "flds"):
            raise Unreadable(NO_PACKAGE)
        kind = "CAST(mid AS INTEGER)" if is_plain(database, "notes", "mid") else "NULL"
        rows = list(database.execute(NOTES.format(kind), (MAX_NOTE, MAX_NOTES)))
        kinds = note_types_in(database)
    except (apsw.Error, UnicodeDecodeError):  # the second of a column's name
        raise Unreadable(NO_PACKAGE) from None
    finally:
        database.close()
    return [Note(fields_in(fields), kinds.get(number)) for fields, number in rows]


def fields_in(text: bytes | None) -> list[str] | None:
    if text is None:
        return None
    return text.decode(errors="replace").split("\x1f", MAX_FIELDS)


def restrict(database: apsw.Connection) -> None:
    """What a file says is only read: it can run nothing, and make nothing long or endless."""
    database.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    database.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    database.limit(apsw.SQLITE_LIMIT_LENGTH, MAX_BYTES)
    steps = iter(range(MAX_STEPS // 1000))
    database.set_progress_handler(lambda: next(steps, None) is None, 1000)


def sides_of(fields: Sequence[str]) -> tuple[str, str]:
    """Front and back of a note whose type isn't known, by its fields: the first is the front. Of a
    text with gaps, the front is that with them."""
    first, *others = fields
    back = "\n".join(filter(None, map(text_in, others)))
    front, whole = map(text_in, with_gaps(first))
    return front, back if front == whole else "\n".join(filter(None, [whole, back]))
