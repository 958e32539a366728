"""Who is who: people written anew one a line, and those who are there already."""

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

from webapp.people.lines import as_lines, named_in

if TYPE_CHECKING:
    from webapp.people.models import Person

There = TypeVar("There", bound="Person")

ALIKE = 0.85  # of two names, from 0 to 1: "Ana-Sofia" is Ana Sofía, but Mary Smith isn't Jane


def recognised(named: Sequence[tuple[str, str]], there: Iterable[There]) -> list[There | None]:
    """For each of the (name, title) pairs the one of `there` that it is, or None: who is written
    just so, else who has the name, else, of those who would have to go, who is called nearly so,
    else who has the first name and the title. Everybody is found at most once."""
    found: list[There | None] = [None] * len(named)
    left = list(there)
    for is_same in (is_written_so, has_the_name, is_called_nearly_so, has_the_first_name_and_title):
        for place, (name, title) in enumerate(named):
            person = found[place] or next((one for one in left if is_same(one, name, title)), None)
            if person and not found[place]:
                found[place] = person
                left.remove(person)
    return found


def is_written_so(person: "Person", name: str, title: str) -> bool:
    """Also when the name has a comma in it, which reads as the beginning of a title: "Ana Ng,
    PhD"."""
    return named_in(as_lines([person])) == [(name, title)]


def has_the_name(person: "Person", name: str, title: str) -> bool:
    return person.name == name


def is_called_nearly_so(person: "Person", name: str, title: str) -> bool:
    letters = letters_of(name)
    return (
        bool(letters)
        and not person.deleted_at
        and SequenceMatcher(None, letters_of(person.name), letters).ratio() >= ALIKE
    )


def has_the_first_name_and_title(person: "Person", name: str, title: str) -> bool:
    """Who marries, or was written down with somebody else's family name."""
    return (
        bool(title)
        and not person.deleted_at
        and person.title == title
        and person.name.split()[:1] == name.split()[:1]
    )


def letters_of(name: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum()
    )
