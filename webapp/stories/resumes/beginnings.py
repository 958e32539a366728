"""What is found in a résumé, whatever it is written in: beginnings of stories, each with the place
where it stands, and what no story begins with."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from webapp.core.markup import text_in
from webapp.core.text import clean

MAX_BEGINNINGS = 100  # beginnings of one file
MAX_LEFT = 200  # places of one file that are named, where no story begins
MAX_TEXT = 4000  # characters of one of its texts
MARKUP = re.compile(r"</?[a-z]+[^<>]*>|&[a-z]+;", re.IGNORECASE)
A_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^a-z\d\s])")
# What ends with a full stop, and no sentence with it.
SHORT = re.compile(
    r"\b(approx|ca|e\.g|i\.e|etc|vs|no|nos|dr|mr|mrs|ms|prof|inc|ltd|co|corp|dept|est|st|sr|jr|u\.s|u\.k|[a-z])\.$",
    re.IGNORECASE,
)


class Beginning(NamedTuple):
    """A story as far as a résumé tells it."""

    title: str
    situation: str
    result: str
    number: str


class Place(NamedTuple):
    """Where something stands: under which heading, as that is written; in a text from which line to
    which, in a PDF on which page, from 1."""

    heading: str = ""
    first: int = 0
    last: int = 0
    page: int = 0

    @property
    def display(self) -> str:
        """As "Lines 4–6, under Experience"."""
        lines = (
            f"Lines {self.first}–{self.last}" if self.last > self.first else f"Line {self.first}"
        )
        where = f"Page {self.page}" if self.page else lines if self.first else ""
        under = f"under “{self.heading}”" if self.heading else ""
        both = ", ".join(filter(None, [where, under]))
        return both[:1].upper() + both[1:]


class Found(NamedTuple):
    """A beginning, and the lines that it was read from, as they are written."""

    beginning: Beginning
    place: Place
    original: str = ""


class Left(NamedTuple):
    """What no story begins with."""

    place: Place
    text: str


class Resume(NamedTuple):
    found: list[Found]
    left: list[Left]


def first_ones(found: Iterable[Found]) -> list[Found]:
    """Each beginning once, and no more of them than may be: there may be very many."""
    once: dict[Beginning, Found] = {}
    for one in found:
        once.setdefault(one.beginning, one)
        if len(once) == MAX_BEGINNINGS:
            break
    return list(once.values())


def beginning_of(where: str, text: str) -> Beginning:
    first = first_sentence(text).rstrip(".;")
    return Beginning(
        title=first, situation=where, result=text, number=first if re.search(r"\d", first) else ""
    )


def first_sentence(text: str) -> str:
    """Up to the first sign that ends one: "Led approx. 40 people. Then eight." is two."""
    for end in A_SENTENCE.finditer(text):
        if not SHORT.search(text[: end.start()]):
            return text[: end.start()]
    return text


def words(value: object) -> str:
    """A text in one line, without markup. What is too long by far is cut before it is cleaned,
    which takes a while."""
    if not isinstance(value, str):
        return ""
    text = clean(value[:MAX_TEXT])
    return " ".join((text_in(text) if MARKUP.search(text) else text).split())
