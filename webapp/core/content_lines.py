"""The lines of a calendar's or a contact's file as the standards want them (RFC 5545 and 6350), out
of what programs write: folded within a letter, indented by a mail, ended by carriage returns alone,
or with the quoted-printable texts of the formats before them."""

import quopri
import re

from webapp.core.text import decoded, encoding_of

FOLD = re.compile(rb"\r?\n[ \t]")
SOFT_FOLD = re.compile(rb"=\r?\n[ \t]+")  # folded by both rules at once
BLANK_BEFORE = re.compile(r"^[ \t]+(?=(?:BEGIN|END):)", re.IGNORECASE | re.MULTILINE)
BLANK_AFTER = re.compile(r"^((?:BEGIN|END):[\w-]+)[ \t]+$", re.IGNORECASE | re.MULTILINE)
INDENTED = re.compile(rb"^[ \t]+(?=BEGIN:V(?:CALENDAR|EVENT|CARD))", re.IGNORECASE | re.MULTILINE)
QUOTED = re.compile(r"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
CHARSET = re.compile(r";CHARSET=([\w-]+)", re.IGNORECASE)
NO_PARAMETER = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE|;CHARSET=[\w-]+", re.IGNORECASE)
HEAD = re.compile(r'(?:[^":]|"(?:\\"|[^"])*")*')  # of a line: up to the colon not in quotes
# A name with a colon in it, as Microsoft writes, has to be quoted.
BARE_ZONE = re.compile(r"(;TZID=)([^\";\n]*:[^\";\n]*)(?=:\d)", re.IGNORECASE)


def lines_in(data: bytes) -> str:
    """The text of the file, a property a line, each line ended by \\n."""
    if encoding_of(data).startswith("utf-16"):
        data = decoded(data).encode()
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    if b"QUOTED-PRINTABLE" in data.upper():
        data = SOFT_FOLD.sub(b"=\n", data)
    # A letter may be folded in its middle: lines are put together before they are decoded.
    text = decoded(FOLD.sub(b"", without_indent(data))).replace("\r\n", "\n").replace("\r", "\n")
    text = BLANK_AFTER.sub(r"\1", BLANK_BEFORE.sub("", text))
    lines = [quoted_name(line) for line in decoded_lines(text.split("\n"))]
    return BARE_ZONE.sub(r'\1"\2"', "\n".join(lines))


def without_indent(data: bytes) -> bytes:
    """Without the blanks that every line begins with, if it is indented as a whole."""
    found = INDENTED.search(data)
    if not found:
        return data
    indent = found[0]
    lines = data.split(b"\n")
    if all(line.startswith(indent) for line in lines if line.strip()):
        return b"\n".join(line.removeprefix(indent) for line in lines)
    return data


def decoded_lines(lines: list[str]) -> list[str]:
    """Those in quoted-printable as plain ones, which go on where they end with an equals sign."""
    found: list[str] = []
    rest = iter(lines)
    for line in rest:
        if not QUOTED.match(line):
            found.append(line)
            continue
        pieces = [line]
        while pieces[-1].endswith("="):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(next(rest, "").lstrip("\t "))
        found.append(plain("".join(pieces)))
    return found


def plain(line: str) -> str:
    head, value = parted(line)
    charset = CHARSET.search(head)
    text = decoded(quopri.decodestring(value.encode()), charset[1] if charset else "")
    in_one_line = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\n", "\\n")
    return f"{NO_PARAMETER.sub('', head)}:{in_one_line}"


def quoted_name(line: str) -> str:
    """A quote in a quoted parameter as RFC 6868 writes it; some put a backslash before it."""
    if '\\"' not in line:
        return line
    head, value = parted(line)
    head = head.replace('\\"', "^'")
    return f"{head}:{value}"


def parted(line: str) -> tuple[str, str]:
    """What is before the colon, and after it."""
    found = HEAD.match(line)
    head = found[0] if found else ""
    return head, line[len(head) + 1 :]
