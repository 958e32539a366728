"""The lines of a résumé as text, and how they go together: programs break what is longer than a
line, and a PDF knows nothing but lines."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from webapp.core.text import CONTROLS

# Signs that lists begin with; those of Word's symbol fonts are in the private area.
SIGNS = "-–—•*·∙‣▪▫◦○●■□➢➤►▸▶✓✔→»❖❑\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"
BULLET = re.compile(rf"(?:[{SIGNS}]+[ \t]*|o[ \t]+(?=[^\W\d])|\(?\d{{1,2}}[.)][ \t]+(?=[^\W\d]))")
STUCK = re.compile(r"[-–—*·]+(?=\d)")  # a sign before a number is a minus, or a dash
RULE = re.compile(r"[-=_*~─━—–•·#+|\s]{3,}$")
MARKS = re.compile(r"#{1,6}\s+")  # of a heading in Markdown
BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1|^(\*|_)(?=[^\s*_])([^*_]{1,200})(?<=\S)\3$")
JOINED = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\ufeff\u2060"))
HYPHEN = re.compile(r"(?<=\w)[-‐]$")
# What stays in two when a line breaks in it.
BEGIN_COMPOUNDS = (
    "self long short well co non cross high low full end multi decision problem customer user "
    "cost time award fast hands large small"
).split()
OF_A_PAGE = re.compile(
    r"\s*(?:page|seite)\s\d{1,3}(?:\s?(?:of|/|von|sur)\s?\d{1,3})?\s*", re.IGNORECASE
)
LEAST_WRAPPED = 40  # signs: no program breaks a line sooner
FULL = 0.85  # of the width, where letters differ in theirs
FULL_OF_A_LIST = 0.95  # where a capital letter may begin the next of a list without signs


class Line(NamedTuple):
    """A line with something in it, without its bullet. `gap` is how many empty ones stand before
    it, `width` how long the lines around it are."""

    number: int
    page: int
    indent: int
    text: str
    original: str
    has_bullet: bool = False
    gap: int = 0
    is_marked: bool = False  # as a heading, by a line under it or a sign of Markdown's
    column: int = 0
    width: int = 0

    @property
    def end(self) -> int:
        return self.indent + len(self.text)


def lines_in(text: str, page: int = 0) -> list[Line]:
    """The lines of a text, or of one column of a PDF's page."""
    found: list[Line] = []
    gap, bullet = 0, None
    for number, raw in enumerate(tidied(text).split("\n"), 1):
        line = raw.expandtabs(4).rstrip()
        if not line or OF_A_PAGE.fullmatch(line):
            gap += 1
        elif RULE.match(line) and len(line.strip()) > 2:
            if found and not gap and not found[-1].has_bullet:
                found[-1] = found[-1]._replace(is_marked=True)
            gap += 1
        elif line.strip() in SIGNS:  # alone, before its line
            bullet = (len(line) - 1, gap)
        else:
            indent, gap = bullet or (None, gap)
            found.append(line_of(line, number, page, gap, indent))
            gap, bullet = 0, None
    return as_dense(found)


def tidied(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\f", "\n").translate({**JOINED, **SPACES, **NOTHING})
    return CONTROLS.sub("", text)


def line_of(line: str, number: int, page: int, gap: int, bullet_at: int | None) -> Line:
    text = line.lstrip()
    indent = len(line) - len(text) if bullet_at is None else bullet_at
    marks = MARKS.match(text)
    bold = BOLD.sub(r"\2\4", text[marks.end() :] if marks else text)
    match = (
        None if marks or text.startswith(("**", "__")) or STUCK.match(text) else BULLET.match(bold)
    )
    return Line(
        number,
        page,
        indent,
        bold[match.end() :].strip() if match else bold.strip(),
        line.strip(),
        has_bullet=bool(match) or bullet_at is not None,
        gap=gap,
        is_marked=bool(marks),
    )


def as_dense(lines: list[Line]) -> list[Line]:
    """Where most lines have an empty one before them, that is how it was spaced, and no gap."""
    gaps = Counter(line.gap for line in lines[1:])
    usual, times = gaps.most_common(1)[0] if gaps else (0, 0)
    if not usual or times < len(lines) * 0.6:
        return lines
    return [line._replace(gap=max(0, line.gap - usual)) for line in lines]


def with_widths(lines: list[Line]) -> list[Line]:
    """Each with how long those of its column are, whichever page they are on."""
    columns = {line.column for line in lines}
    widths = {one: width_of([line for line in lines if line.column == one]) for one in columns}
    return [line._replace(width=widths[line.column]) for line in lines]


def width_of(lines: list[Line]) -> int:
    """By the longest that goes on with a small letter, for a time at the right may stand further
    out; else as long as all are, but for a few."""
    ends = sorted(line.end for line in lines)
    usual = ends[-1 - len(ends) // 20]
    broken = [
        line.end
        for line, following in pairwise(lines)
        if begins_small(following.text) and not (following.gap or following.has_bullet)
    ]
    longest = max(broken, default=0)
    return longest if longest > usual * 0.6 else usual


def goes_on_in(line: Line, following: Line, full: float = FULL) -> bool:
    """Whether a line was broken where it ends because the next word had no room on it."""
    word = following.text.split(" ", 1)[0]
    if HYPHEN.search(line.text) or begins_small(following.text):
        return True
    if line.width < LEAST_WRAPPED:
        return False
    return line.end + 1 + len(word) > line.width * full


def begins_small(text: str) -> bool:
    """With a small letter, unless it is a name such as iOS."""
    return text[:1].islower() and not text[1:2].isupper()


def joined(lines: list[Line]) -> str:
    """The text of lines that go on in each other. A hyphen goes where it only divides; what stands
    in a list below the first is one sentence with it."""
    text = ""
    for line in lines:
        if text and line.has_bullet:
            text = text.rstrip(".;,") + (" " if text.endswith(":") else "; ") + line.text
        elif text.endswith("\u00ad"):
            text = text[:-1] + line.text
        elif HYPHEN.search(text):
            text = (text if stays(text, line.text) else text[:-1]) + line.text
        else:
            text = f"{text} {line.text}".strip()
    return text.replace("\u00ad", "")


def stays(text: str, following: str) -> bool:
    before = re.split(r"\W", text[:-1])[-1].casefold()
    return before in BEGIN_COMPOUNDS or before.isdigit() or not following[:1].islower()


def runs_of(lines: list[Line]) -> Iterator[list[Line]]:
    """The sentences of lines without bullets: each goes on for as long as a line has no room."""
    run: list[Line] = []
    for line in lines:
        full = FULL_OF_A_LIST if line.text[:1].isupper() else FULL
        if run and (line.gap or not goes_on_in(run[-1], line, full)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run
