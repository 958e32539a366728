"""`make bench`: what it takes to read a file from a stranger, each in a process of its own: the
largest that people have, and of those that the tests know as made to hurt the one that takes most.

A process has webapp.core.child's limits. Times are of this machine in this run.
"""

import random
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from tests.calendars import test_mails as mails
from tests.calendars import test_reading as calendars
from tests.calendars.test_series import AT, NEVER, many_series
from tests.cards import test_exchange as cards
from tests.cards.packages import of_type
from tests.cost import Cost, cost_of
from tests.people import test_contacts as contacts
from tests.stories import pdfs
from tests.stories import test_resumes as resumes
from tests.stories import test_text_resumes as texts
from webapp.calendars.invitation import invitation_in
from webapp.calendars.mail.reading import MAX_TEXT
from webapp.calendars.reading import MAX_EVENTS
from webapp.cards.exchange.anki import MAX_NOTES
from webapp.cards.exchange.files import rows_in
from webapp.cards.exchange.tables import MAX_LINES
from webapp.core import child
from webapp.core.child import CPU, MEMORY, TIME
from webapp.core.forms import MAX_FILE
from webapp.people.contacts import MAX_CARDS, contacts_in
from webapp.stories.resumes.beginnings import MAX_BEGINNINGS
from webapp.stories.resumes.reading import resume_in

A_MEGABYTE = 2**20
WORDS = "what they asked of the team and how it went then in numbers as told at the end".split()
ENDS = {0: "read", child.REFUSED: "refused", child.FAULT: "fault"}


class Kind(NamedTuple):
    """A kind of file, with its reader; its files are made where they are used."""

    name: str
    read: Callable[..., Any]
    arguments: tuple[Any, ...]
    holds: int  # how much is found in the largest
    largest: Callable[[], bytes]
    hostile: Iterable[Callable[[], bytes]]


def told(characters: int, seed: int = 0) -> str:
    """Words that don't pack to nothing."""
    chosen = random.Random(seed)
    return " ".join(f"{chosen.choice(WORDS)}{chosen.randrange(99)}" for _ in range(characters // 7))


def package() -> bytes:
    """Of as many notes as are read, and as large as a file can be."""
    size = MAX_FILE * 5 // 2 // MAX_NOTES
    notes = (f"{told(size // 9, n)}\x1f{told(size * 8 // 9, n)}" for n in range(MAX_NOTES))
    return of_type("<b>{{Front}}</b>", "{{FrontSide}}<hr id=answer>{{Back}}", *notes)


def table() -> bytes:
    lines = (f'"{told(40, line)}, then","{told(340, line)}"\n' for line in range(MAX_LINES))
    return "".join(lines).encode()


def contact(number: int) -> bytes:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join([f"{number:075}"] * 115)
    names = (f"N:Ng{number};Ana;;;", f"FN:Ana Ng{number}", "ORG:Pellwick Kitchens;Sales")
    return contacts.card(*names, "TEL;TYPE=CELL:+44 1632 960118", "EMAIL:a@b.example", picture)


def json_resume() -> bytes:
    return resumes.resume(*[{"name": f"{n}", "highlights": [told(15_000, n)]} for n in range(120)])


def text_resume() -> str:
    """Of twenty pages, as many as are read."""
    items = (
        "\n".join(f"{'-' if not line else ' '} {told(80, 9 * n + line)}" for line in range(9))
        for n in range(110)
    )
    return "\n".join(["Experience", *items])


def given(*files: bytes | Callable[[], bytes]) -> list[Callable[[], bytes]]:
    return [file if callable(file) else lambda file=file: file for file in files]


HERE = ("Europe/London", AT)
ITS_WORDS = {"SUMMARY": told(90), "DESCRIPTION": told(3500)}
KINDS = [
    Kind(
        "cards of Anki’s packages",
        rows_in,
        (),
        MAX_NOTES,
        package,
        given(*cards.HOSTILE.values(), *cards.HOSTILE_TYPES.values()),
    ),
    Kind(
        "cards of tables",
        rows_in,
        (),
        MAX_LINES,
        table,
        given(cards.NEVER_CLOSED.encode()),
    ),
    Kind(
        "series of calendars",
        invitation_in,
        HERE,
        MAX_EVENTS,
        lambda: many_series("FREQ=WEEKLY;BYDAY=TU,TH", **ITS_WORDS),
        given(many_series(NEVER), *calendars.HOSTILE),
    ),
    Kind(
        "invitations as mails",
        invitation_in,
        HERE,
        1,
        lambda: f"3 December 2026, 10:00.\n{told(MAX_TEXT - 1000)}".encode(),
        given(*(text.encode() for text in mails.HOSTILE)),
    ),
    Kind(
        "contacts",
        contacts_in,
        (),
        MAX_CARDS,
        lambda: b"".join(map(contact, range(MAX_CARDS))),
        given(*contacts.HOSTILE),
    ),
    Kind(
        "résumés as JSON",
        resume_in,
        (),
        MAX_BEGINNINGS,
        json_resume,
        given(*resumes.HOSTILE),
    ),
    Kind(
        "résumés as text",
        resume_in,
        (),
        MAX_BEGINNINGS,
        lambda: text_resume().encode(),
        given(*(text.encode() for text in texts.HOSTILE)),
    ),
    Kind(
        "résumés as PDFs",
        resume_in,
        (),
        MAX_BEGINNINGS,
        lambda: pdfs.typeset_pdf(text_resume()),
        given(*pdfs.HOSTILE.values()),
    ),
]


def main() -> None:
    print(f"{'':54}work   time    memory")
    print(f"{'a file may take':51}{CPU:5} s{TIME:5} s{MEMORY // A_MEGABYTE:7} MB")
    for kind in KINDS:
        data = kind.largest()
        tell(kind, "the largest", data, cost_of(kind.read, data, *kind.arguments))
        costs = ((data, cost_of(kind.read, data, *kind.arguments)) for data in of(kind.hostile))
        tell(kind, "the worst", *max(costs, key=lambda one: share_of_limits(one[1])))


def of(makers: Iterable[Callable[[], bytes]]) -> Iterable[bytes]:
    return (make() for make in makers)


def share_of_limits(cost: Cost) -> float:
    return max(cost.work / CPU, cost.time / TIME, cost.memory / MEMORY)


def tell(kind: Kind, which: str, data: bytes, cost: Cost) -> None:
    size = f"{len(data) / 1e6:.1f} MB, {ENDS.get(cost.status, 'stopped')}"
    numbers = f"{cost.work:5.1f} s{cost.time:5.1f} s{cost.memory / A_MEGABYTE:7.0f} MB"
    print(f"{kind.name:26}{which:12}{size:13}{numbers}", flush=True)


if __name__ == "__main__":
    main()
