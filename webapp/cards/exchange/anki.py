"""Anki's packages (.apkg): a zip file with a collection, which is an SQLite database, in one of
three versions.

Read are the notes; how they are scheduled there isn't, for it was done towards no hour. A
collection from a stranger is only data: it is read in memory, by an SQLite of our own and within
limits, and asked for what it holds.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence

import apsw
from backports import zstd

from webapp.cards.exchange.rows import Row
from webapp.core.markup import media_left_out, text_in
from webapp.core.text import Unreadable

# Newest first; an older one may be a dummy.
COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
SQLITE = b"SQLite format 3\0"
MOST_BYTES = 64 * 2**20  # of a collection, unpacked
MOST_NOTES = 5000
MOST_NOTE = 100_000  # bytes of one, of which a card takes 2,500 characters
MOST_FIELDS = 50
MOST_MARKUP = 1_000_000  # characters that are taken apart, of all of them together
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without end
NOTES = """
    SELECT CASE WHEN octet_length(ifnull(flds, '')) <= ? THEN CAST(ifnull(flds, '') AS BLOB) END
    FROM notes ORDER BY rowid LIMIT ?
"""
TOO_LONG = "It is far longer than a card can be."
NO_ROOM = "There is too much formatting before it. Export a smaller deck."
MOST_STEPS = 20_000_000  # of SQLite's machine: a collection made to never end, ends
TOO_LARGE = (
    f"Its collection is larger than {MOST_BYTES // 2**20} MB. Export a smaller deck, without media."
)
NO_PACKAGE = "This isn’t a package from Anki. In Anki: File, Export, “Anki Deck Package (.apkg)”."
GAP = re.compile(r"\{\{c\d+::")


def rows_in(data: bytes) -> tuple[list[Row], int]:
    """The `Row`s of a package, and how many pictures and sounds were left out. Raises
    Unreadable."""
    rows, room = [], MOST_MARKUP
    for number, fields in enumerate(notes_in(collection_in(data)), 1):
        if fields is None:
            rows.append(Row(number, "", error=TOO_LONG))
            continue
        room -= (cost := markup_in(fields))
        fits = not cost or room > 0
        rows.append(Row(number, *sides_of(fields)) if fits else Row(number, "", error=NO_ROOM))
    return rows, sum(media_left_out(row.front) + media_left_out(row.back) for row in rows)


def markup_in(fields: Sequence[str]) -> int:
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
                found = file.read(MOST_BYTES + 1)
            if member.filename.endswith("b"):
                found = zstd.ZstdDecompressor().decompress(found, max_length=MOST_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        zstd.ZstdError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ):
        raise Unreadable(NO_PACKAGE) from None
    if len(found) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if not found.startswith(SQLITE):
        raise Unreadable(NO_PACKAGE)
    return found


def notes_in(collection: bytes) -> list[list[str] | None]:
    """The fields of each note, as texts; None for one that is longer than any card."""
    database = apsw.Connection(":memory:")
    try:
        # "Written with a write-ahead log", which was merged when it was packed; in memory there can
        # be none.
        database.deserialize("main", collection[:18] + b"\1\1" + collection[20:])
        restrict(database)
        if not has_plain_notes(database):
            raise Unreadable(NO_PACKAGE)
        rows = list(database.execute(NOTES, (MOST_NOTE, MOST_NOTES)))
    except apsw.Error:
        raise Unreadable(NO_PACKAGE) from None
    finally:
        database.close()
    return [
        fields if fields is None else fields.decode(errors="replace").split("\x1f", MOST_FIELDS)
        for (fields,) in rows
    ]


def restrict(database: apsw.Connection) -> None:
    """What a file says is only read: it can run nothing, and make nothing long or endless."""
    database.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    database.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    database.limit(apsw.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    steps = iter(range(MOST_STEPS // 1000))
    database.set_progress_handler(lambda: next(steps, None) is None, 1000)


def has_plain_notes(database: apsw.Connection) -> bool:
    """Whether the notes are a table that holds them, and not one whose columns, or all of it, are
    made up as they are read."""
    kinds = list(database.execute("SELECT type, rootpage FROM sqlite_master WHERE name = 'notes'"))
    columns = list(database.execute("SELECT name, hidden FROM pragma_table_xinfo('notes')"))
    is_table = len(kinds) == 1 and kinds[0][0] == "table" and kinds[0][1] > 0
    return is_table and ("flds", 0) in columns and not any(hidden for _, hidden in columns)


def sides_of(fields: Sequence[str]) -> tuple[str, str]:
    """Front and back of a note, by its fields: the first is the front. Of a text with gaps, the
    front is that with them."""
    first, *others = fields
    back = "\n".join(filter(None, map(text_in, others)))
    begins, *gaps = GAP.split(first)
    if not gaps:
        return text_in(first), back
    with_gaps = whole = begins
    for gap in gaps:
        inside, _, after = gap.partition("}}")
        words, _, hint = inside.partition("::")
        with_gaps += f"[{hint or '…'}]{after}"
        whole += words + after
    return text_in(with_gaps), "\n".join(filter(None, [text_in(whole), back]))
