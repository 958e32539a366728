"""What the kind of an interview and the people in it ask for besides the usual."""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from webapp.core.speaking import seconds_to_say
from webapp.interviews.models import Interview, Setting

TOP = re.compile(
    r"\b(chief|c[a-z]{1,2}o|(vice[ -])?president|s?vp|evp|(co-?)?founder|owner|partner|director|chair\w*|board)\b",
    re.IGNORECASE,
)
HELPS_THE_TOP = re.compile(
    r"\b(assistant|secretary|deputy|business partner|art director)\b", re.IGNORECASE
)
A_TIME = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")
AT_THE_TABLE = 2  # stories
SHORT = 90  # seconds that somebody from the top listens to a story
MAX_SHOWN = 3


class Guest(Protocol):
    """What counts here of a person in an interview."""

    @property
    def title(self) -> str: ...
    @property
    def arrives(self) -> str: ...


class Told(Protocol):
    """What counts here of a story."""

    @property
    def spoken(self) -> str: ...


AnyGuest = TypeVar("AnyGuest", bound=Guest)


class Situation(NamedTuple):
    """One heading of situations.toml, with whom and what of the person’s own it is about."""

    name: str
    title: str
    tips: list[str]
    note: str = ""
    people: tuple[Guest, ...] = ()
    stories: tuple[Told, ...] = ()


@cache
def defaults() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("situations.toml").read_text("utf-8"))


def situations_of(
    interview: Interview, people: Sequence[Guest], stories: Callable[[], Iterable[Told]]
) -> list[Situation]:
    """The `Situation`s of an interview with these people; `stories` gives the person's own, and is
    asked only when needed."""
    found = []
    if interview.setting is Setting.MEAL:
        found.append(made("meal", "topics", stories=for_the_table(stories())))
    elif interview.setting is not Setting.OFFICE:
        found.append(made(interview.setting.value))
    if at_once(people):
        found.append(made("panel", "order"))
    if top := [person for person in people if is_at_the_top(person.title)]:
        found.append(made("executives", people=tuple(top), stories=too_long(stories())))
    return found


def made(name: str, note: str = "", **own: Any) -> Situation:
    words = defaults()[name]
    return Situation(name, words["title"], words["tips"], words.get(note, ""), **own)


def is_at_the_top(title: str) -> bool:
    """Whether this title is one of somebody who leads the company, or a large part of it."""
    return bool(TOP.search(title)) and not HELPS_THE_TOP.search(title)


def at_once(people: Sequence[AnyGuest]) -> list[AnyGuest]:
    """The largest number of these people who come at the same time, as far as that is known; none
    when each comes alone."""
    groups = [list(group) for _, group in groupby(sorted(people, key=hour_of), key=hour_of)]
    largest = max(groups, key=len, default=[])
    return [person for person in people if person in largest] if len(largest) > 1 else []


def hour_of(person: Guest) -> str:
    """When somebody comes: the first time of day that was written, else what was."""
    found = A_TIME.search(person.arrives)
    return f"{int(found[1]):02}:{found[2]}" if found else person.arrives.casefold()


def for_the_table(stories: Iterable[Told]) -> tuple[Told, ...]:
    """The shortest that have been written: over a meal a minute is plenty."""
    return tuple(
        sorted(
            (one for one in stories if one.spoken.strip()),
            key=lambda one: seconds_to_say(one.spoken),
        )[:AT_THE_TABLE]
    )


def too_long(stories: Iterable[Told]) -> tuple[Told, ...]:
    """The longest of those that somebody from the top would not listen to."""
    long = [one for one in stories if seconds_to_say(one.spoken) > SHORT]
    return tuple(sorted(long, key=lambda one: -seconds_to_say(one.spoken))[:MAX_SHOWN])
