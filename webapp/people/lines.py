"""People written one a line: "Ana Ng, Head of Data"."""

import re

COMMA = re.compile("[,،，]")  # also as Arabic and Chinese write it


def named_in(text):
    """The (name, title) pairs in `text`, title "" when there is none. Empty lines are nobody."""
    return [split(line) for line in text.splitlines() if line.strip()]


def split(line):
    name, *title = COMMA.split(line, maxsplit=1)
    return name.strip(), title[0].strip() if title else ""


def turned(name):
    """Turns "Adeyemi, Ngozi" into Ngozi Adeyemi, and leaves no comma, since that would begin the
    title."""
    family, *given = COMMA.split(name)
    return " ".join(" ".join([*given, family]).split())


def as_lines(people):
    """The text that these people, or anything with a name and a title, were written as."""
    return "\n".join(
        f"{person.name}, {person.title}" if person.title else person.name for person in people
    )
