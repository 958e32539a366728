"""The brief: what to know of an interview, on one printed page. Nothing of money: it may lie on the
table."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from webapp.interviews.models import Interview
from webapp.interviews.places import pieces_of
from webapp.sections.section import BriefRow, Excerpt, in_order, sections

LETTERS = 45  # in a line of a column
# Such lines, with larger letters; where there are more, each text is cut to a line or two.
ROOM = 62


class BriefList(NamedTuple):
    """As many of the rows of a section as fit, and how many don't."""

    heading: str
    rows: list[BriefRow]
    left: int


def brief_of(interview: Interview) -> dict[str, Any]:
    """The values for interviews/brief.html."""
    excerpts = [section.brief(interview) for section in sections() if section.brief is not None]
    lists = [list_of(one) for one in in_order(excerpts) if one.lines]
    return {
        "interview": interview,
        "place_pieces": pieces_of(interview.place, interview.setting),
        "lists": lists,
        "has_room": lines_of(texts_on(lists, interview.notes)) <= ROOM,
    }


def list_of(excerpt: Excerpt[BriefRow]) -> BriefList:
    rows = list(excerpt.lines[: excerpt.most])
    return BriefList(excerpt.heading, rows, len(excerpt.lines) - len(rows))


def texts_on(lists: Iterable[BriefList], notes: str) -> list[str]:
    """All that the lists and the notes say."""
    rows = [row for one in lists for row in one.rows]
    titles = [row.title + row.beside for row in rows]
    return [*titles, *(line.text for row in rows for line in row.lines), *notes.splitlines()]


def lines_of(texts: Iterable[str]) -> int:
    """How many lines they take, about."""
    return sum(1 + len(text) // LETTERS for text in texts if text)
