"""People written one a line: "Ana Ng, Head of Data"."""

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Protocol

COMMA = re.compile("[,،，]")  # also as Arabic and Chinese write it
# What comes behind a name, after a comma, and belongs to it: generations, degrees, professions.
SUFFIX = re.compile(
    r"(jr|sr|i{2,3}|iv|ph\.?\s?d|d\.?phil|m\.?d|j\.?d|ll\.?[bmd]|ed\.?d|d\.?sc|[bm]\.?sc|[bm]\.?a|[bm]\.?eng|"
    r"m\.?b\.?a|m\.?phil|esq|cpa|cfa|pmp|p\.e|r\.?n|d\.?d\.?s|d\.?v\.?m|c\.?eng|acca|shrm-s?cp|obe|mbe|cbe|frs)\.?",
    re.IGNORECASE,
)


class Named(Protocol):
    """Whoever has a name and a title."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...


def named_in(text: str) -> list[tuple[str, str]]:
    """The (name, title) pairs in `text`, title "" when there is none. Empty lines are nobody."""
    return [name_and_title(line) for line in text.splitlines() if line.strip()]


def name_and_title(line: str) -> tuple[str, str]:
    """What is behind a name and belongs to it stays with it: "Ana Ng, PhD, Head of Data"."""
    first, *others = (part.strip() for part in COMMA.split(line))
    suffixes = list(takewhile(SUFFIX.fullmatch, others)) if first else []
    if len(suffixes) == len(others):
        return ", ".join([first, *suffixes]), ""
    title = COMMA.split(line, maxsplit=1 + len(suffixes))[-1]
    return ", ".join([first, *suffixes]), title.strip()


def turned(name: str) -> str:
    """Turns "Adeyemi, Ngozi" into Ngozi Adeyemi; "Ana Ng, PhD" is in order. No other comma is left,
    since that would begin the title."""
    family, *others = (" ".join(part.split()) for part in COMMA.split(name))
    given = [part for part in others if not SUFFIX.fullmatch(part)]
    suffixes = [part for part in others if SUFFIX.fullmatch(part)]
    return ", ".join([" ".join(filter(None, [*given, family])), *suffixes])


def as_lines(people: Iterable[Named]) -> str:
    """The text that these people, or anything with a name and a title, were written as."""
    return "\n".join(
        f"{person.name}, {person.title}" if person.title else person.name for person in people
    )
