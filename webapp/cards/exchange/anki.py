"""Anki's packages (.apkg): a zip file with a collection, which is an SQLite database, in one of
three versions.

Read are the notes; how they are scheduled there isn't, for it was done towards no hour. A
collection from a stranger is only data: it is read in memory, within limits, and asked one
question.
"""

import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Sequence

from backports import zstd

from webapp.cards.exchange.rows import Row
from webapp.core.markup import media_left_out, text_in
from webapp.core.text import Unreadable

# Newest first; an older one may be a dummy.
COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
SQLITE = b"SQLite format 3\0"
MOST_BYTES = 64 * 2**20  # of a collection, unpacked
MOST_NOTES = 5000
MOST_STEPS = 20_000_000  # of SQLite's machine: a collection made to never end, ends
TOO_LARGE = (
    f"Its collection is larger than {MOST_BYTES // 2**20} MB. Export a smaller deck, without media."
)
NO_PACKAGE = "This isn’t a package from Anki. In Anki: File, Export, “Anki Deck Package (.apkg)”."
GAP = re.compile(r"\{\{c\d+::")


def rows_in(data: bytes) -> tuple[list[Row], int]:
    """The `Row`s of a package, and how many pictures and sounds were left out. Raises
    Unreadable."""
    notes = notes_in(collection_in(data))
    rows = [Row(number, *sides_of(fields)) for number, fields in enumerate(notes, 1)]
    return rows, sum(media_left_out(row.front) + media_left_out(row.back) for row in rows)


def collection_in(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            name = next((name for name in COLLECTIONS if name in package.namelist()), None)
            if not name:
                raise Unreadable(NO_PACKAGE)
            with package.open(name) as member:
                found = member.read(MOST_BYTES + 1)
            if name.endswith("b"):
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


def notes_in(collection: bytes) -> list[list[str]]:
    """The fields of each note, as texts."""
    database = sqlite3.connect(":memory:")
    database.text_factory = lambda text: text.decode(errors="replace")
    steps = iter(range(MOST_STEPS // 1000))
    try:
        # "Written with a write-ahead log", which was merged when it was packed; in memory there can
        # be none.
        database.deserialize(collection[:18] + b"\1\1" + collection[20:])
        database.execute("PRAGMA trusted_schema = OFF")
        database.set_progress_handler(lambda: next(steps, None) is None, 1000)
        if database.execute("SELECT type FROM sqlite_master WHERE name = 'notes'").fetchall() != [
            ("table",)
        ]:
            raise Unreadable(NO_PACKAGE)
        rows = database.execute(
            "SELECT CAST(flds AS TEXT) FROM notes ORDER BY rowid LIMIT ?", (MOST_NOTES,)
        ).fetchall()
    except (sqlite3.Error, OverflowError, UnicodeDecodeError):
        raise Unreadable(NO_PACKAGE) from None
    finally:
        database.close()
    return [(fields or "").split("\x1f") for (fields,) in rows]


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
