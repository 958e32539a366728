"""People written one a line: "Ana Ng, Head of Data"."""

import re
from collections.abc import Iterable
from typing import Protocol

COMMA = re.compile("[,،，]")  # also as Arabic and Chinese write it


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
    name, *title = COMMA.split(line, maxsplit=1)
    return name.strip(), title[0].strip() if title else ""


def turned(name: str) -> str:
    """Turns "Adeyemi, Ngozi" into Ngozi Adeyemi, and leaves no comma, since that would begin the
    title."""
    family, *given = COMMA.split(name)
    return " ".join(" ".join([*given, family]).split())


def as_lines(people: Iterable[Named]) -> str:
    """The text that these people, or anything with a name and a title, were written as."""
    return "\n".join(
        f"{person.name}, {person.title}" if person.title else person.name for person in people
    )
