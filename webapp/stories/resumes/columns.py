"""The columns of a page, read one after the other: beside the jobs there is often a column with
contact and skills, whose lines have nothing to do with the lines beside them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from webapp.stories.resumes.headings import heading_of
from webapp.stories.resumes.lines import Line, lines_in

MAX_WIDE, MAX_LINES = 400, 400  # of a page that has columns
LEAST_BESIDE = 3  # lines that have something on both sides
MAX_TRIED = 5  # places where columns may be apart
SAME = 0.15  # of its place, by which that of a column may differ between pages
MARGIN = 8  # signs that a column is wide
NUMBER = re.compile(r"\d{1,2}(?:\s?/\s?\d{1,2})?")


class Gutter(NamedTuple):
    """The blank between two columns: after how many signs of a line, from which line to which."""

    at: int
    first: int
    last: int
    beside: int


class Page(NamedTuple):
    """Its columns, and what stands above and below them; all of it above, where it has none."""

    number: int
    above: str
    columns: tuple[str, str] | None = None
    below: str = ""
    at: int = 0


def lines_of_pages(pages: list[str]) -> list[Line]:
    """The lines of all pages as they are read. A column goes on at the top of the next page."""
    found: list[Line] = []
    together: list[Page] = []
    for number, text in enumerate(pages, 1):
        page = page_of(number, text, together[-1] if together else None)
        if not page.columns:
            found += lines_of_columns(together)
            found += lines_of(page.above, number, goes_on=number > 1 and not together)
            together = []
        else:
            together.append(page)
    return found + lines_of_columns(together)


def lines_of_columns(pages: list[Page]) -> list[Line]:
    """Of pages with the same columns. What tells of work comes last, for it may go on on a page
    that has none."""
    if not pages or not pages[0].columns:
        return []
    order = (0, 1) if told_in(pages[0].columns[1]) or not told_in(pages[0].columns[0]) else (1, 0)
    found = lines_of(pages[0].above, 1)
    for side in order:
        for page in pages:
            if page.columns:
                found += lines_of(page.columns[side], page.number, side + 1, page is not pages[0])
    for page in pages[1:]:
        found += lines_of(page.above, page.number)
    for page in pages:
        found += lines_of(page.below, page.number)
    return found


def lines_of(text: str, number: int, column: int = 0, goes_on: bool = False) -> list[Line]:
    """The lines of a column, without the number of the page. Before the first is a gap, unless it
    goes on from the page before."""
    lines = [line._replace(column=column) for line in lines_in(text, number)]
    if lines and NUMBER.fullmatch(lines[-1].text):
        lines.pop()
    return [line._replace(gap=0 if goes_on else 1) for line in lines[:1]] + lines[1:]


def page_of(number: int, text: str, before: Page | None) -> Page:
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines), default=0)
    if width > MAX_WIDE or len(lines) > MAX_LINES:
        return Page(number, text)
    found = {
        (one.first, one.last): one for one in gutters_in(lines, width)
    }  # the rightmost of each
    for gutter in sorted(found.values(), key=lambda one: -one.beside)[:MAX_TRIED]:
        band = lines[gutter.first : gutter.last + 1]
        left = "\n".join(line[: gutter.at] for line in band)
        right = "\n".join(line[gutter.at :] for line in band)
        is_as_before = before and abs(before.at - gutter.at) <= before.at * SAME
        if is_as_before or (headed(left) and headed(right)):
            above, below = lines[: gutter.first], lines[gutter.last + 1 :]
            return Page(number, "\n".join(above), (left, right), "\n".join(below), gutter.at)
    return Page(number, text)


def gutters_in(lines: list[str], width: int) -> Iterator[Gutter]:
    """For each place in a line the longest run of lines that are blank there."""
    for at in range(MARGIN, width - MARGIN):
        first, beside, best = 0, 0, Gutter(at, 0, 0, 0)
        for number, line in enumerate([*lines, "x" * width]):
            if line[at - 2 : at].strip():
                if beside > best.beside:
                    best = Gutter(at, first, number - 1, beside)
                first, beside = number + 1, 0
            elif line[:at].strip() and line[at:].strip():
                beside += 1
        if best.beside >= LEAST_BESIDE:
            yield best


def headed(text: str) -> bool:
    return any(map(heading_of, lines_in(text)))


def told_in(text: str) -> bool:
    return any(heading.tells for heading in filter(None, map(heading_of, lines_in(text))))
