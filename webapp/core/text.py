"""Text as it comes from people and from files, and as it is kept. Imports nothing but the standard
library, for the processes that read files need it, too."""

import codecs
import re
from typing import overload

# Word's within a paragraph, and that of a page, are among them.
LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85]")
# Unicode's categories Cc, but for line breaks and tabs, and Cs; joiners and marks of right-to-left
# text are neither.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
LOOKED_AT = 1000  # bytes by which UTF-16 is recognised that has no mark
FEW = 3  # NULs
WEB_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"]+", re.IGNORECASE)
YEARS = (2000, 2100)  # of any date that is written here
WINDOWS = "cp1252"  # what programs for Windows in western Europe write


class Unreadable(ValueError):
    """A file that can't be read; the message says why, in words for the person."""


@overload
def clean(value: str) -> str: ...
@overload
def clean(value: object) -> object: ...
def clean(value: object) -> object:
    """Text as it is kept: line ends as \\n, no spaces around, no control characters (PostgreSQL
    refuses NUL)."""
    if not isinstance(value, str):
        return value
    return CONTROLS.sub("", LINE_ENDS.sub("\n", value)).strip()


def decoded(data: bytes, charset: str = "") -> str:
    """The text in these bytes, which are in `charset` when that is a name Python knows. Else they
    are Unicode, and of that what isn't is taken for Windows' own, byte by byte: one bad byte in a
    file says nothing of the others. NUL is in no text, and left out."""
    return all_of_it(data, charset).replace("\0", "")


def nuls_in(data: bytes) -> int:
    """How many are left out when it is read as text."""
    return all_of_it(data).count("\0") if b"\0" in data else 0


def is_no_text(data: bytes) -> bool:
    """Whether there are more than come by a mishap: a picture or a program would be lines of
    nonsense."""
    return nuls_in(data) > min(len(data) // 10, max(FEW, len(data) // 1000))


def all_of_it(data: bytes, charset: str = "") -> str:
    for encoding in filter(None, [charset, encoding_of(data)]):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    text = data.decode("utf-8", "surrogateescape")
    alone = {char for char in text if "\udc80" <= char <= "\udcff"}
    return text.translate({ord(char): of_windows(char) for char in alone})


def encoding_of(data: bytes) -> str:
    """By the mark at its beginning, or by the zeros that every second byte of UTF-16 is."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")
    if marked or len(data) < 4:
        return marked or "utf-8"
    first, second = data[:LOOKED_AT:2].count(0), data[1:LOOKED_AT:2].count(0)
    most = len(data[:LOOKED_AT]) * 0.4
    return (
        "utf-16-le" if second > most > first else "utf-16-be" if first > most > second else "utf-8"
    )


def of_windows(escaped: str) -> str:
    byte = escaped.encode("utf-8", "surrogateescape")
    return byte.decode(WINDOWS, "replace")
