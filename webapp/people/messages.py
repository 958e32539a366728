"""What to write to somebody who is asked for something. The person sends it themselves, from their
own mail or messages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from webapp.interviews.models import Interview
from webapp.interviews.when import date_in_words
from webapp.people.models import HelpKind, Person, Progress, Role

SUBJECT = "{nth} interview at {company}"
NTH = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


@cache
def defaults() -> dict[str, dict[HelpKind, str]]:
    """By role and `HelpKind`, the texts."""
    written = tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))
    return {
        role: {HelpKind(kind): text.strip() for kind, text in texts.items()}
        for role, texts in written.items()
    }


def help_kinds_of(
    person: Person, help_requests: Mapping[tuple[UUID, HelpKind], Progress]
) -> list[HelpKind]:
    """What can be asked of a person: what fits who they are, and what is under way already."""
    under_way = [kind for kind in HelpKind if (person.id, kind) in help_requests]
    return list(dict.fromkeys([*defaults().get(person.role, ()), *under_way]))


def message(kind: HelpKind, person: Person, interview: Interview) -> str:
    """The text for what is asked, with the names in it."""
    return text_for(kind, person.role).format(
        name=first_name(person),
        company=interview.company,
        position=interview.position or "a position that I would like",
        nth=nth(interview.round),
        when=date_in_words(interview.starts_at, interview.zone),
    )


def nth(round: int) -> str:
    """As "second"; beyond ten "next", which is what it is."""
    return NTH[round - 1] if round <= len(NTH) else "next"


def text_for(kind: HelpKind, role: Role) -> str:
    """The text for this role; should it have none, that of another."""
    texts = [defaults().get(role, {}), *defaults().values()]
    return next(one[kind] for one in texts if kind in one)


def mail_address(kind: HelpKind, person: Person, interview: Interview) -> str:
    """A `mailto:` address that opens the message in the person's own mail."""
    subject = SUBJECT.format(nth=nth(interview.round).capitalize(), company=interview.company)
    return f"mailto:{quote(person.email)}?subject={quote(subject)}&body={quote(message(kind, person, interview))}"


def first_name(person: Person) -> str:
    return person.name.split()[0] if person.name.split() else person.name
