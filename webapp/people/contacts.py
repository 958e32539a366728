"""Contacts of a file: vCard (RFC 6350, 2426, and 2.1 before them), as phones and mail programs
write it.

Its lines are those of iCalendar, and icalendar takes them apart. What else is in the file, pictures
above all, is passed over.
"""

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from icalendar.parser import Contentline

from webapp.core.text import Unreadable, clean, decoded
from webapp.people.lines import COMMA, turned

MOST_BYTES = 2_000_000
MOST_CARDS = 200
MOST_TEXT = 1000  # characters of one property
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3
NO_CONTACT = "This isn’t a contact. One that a phone shares ends with .vcf."
TOO_LARGE = (
    f"A file of contacts can be {MOST_BYTES // 1_000_000} MB large. Share only those you need."
)
TOO_MANY = f"There are more than {MOST_CARDS} contacts in it. Share only those you need."
NO_NAME = "There is no name in it."
WANTED = re.compile(r"(?:[\w-]+\.)?(FN|N|TITLE|ROLE|ORG|EMAIL|TEL)(?=[;:])", re.IGNORECASE)
HEAD = re.compile(r'(?:[^":]|"[^"]*")*')  # of a line: up to the colon that isn't in quotes
BARE = re.compile(r";([\w-]+)(?=;|$)")  # a parameter without a name, as version 2.1 has it
AN_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
SOFT_END = re.compile(r"=\r?\n(?=.)")  # of a line that goes on, in quoted-printable


class Contact(NamedTuple):
    """As much of a contact as a person has fields for."""

    name: str
    title: str
    email: str
    phone: str


def contacts_in(data: bytes) -> list[Contact]:
    """The `Contact`s in these bytes, each once, by name. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    text = decoded(data)
    cards = re.split(r"^BEGIN:VCARD\s*$", text, flags=re.IGNORECASE | re.MULTILINE)[1:]
    if "\0" in text or not cards:
        raise Unreadable(NO_CONTACT)
    if len(cards) > MOST_CARDS:
        raise Unreadable(TOO_MANY)
    contacts = dict.fromkeys(filter(lambda one: one.name, map(contact_in, cards)))
    if not contacts:
        raise Unreadable(NO_NAME)
    return sorted(contacts, key=lambda one: one.name.casefold())


def contact_in(card: str) -> Contact:
    values: dict[str, str] = {}
    for line in unfolded(card):
        name, value = read_contact(line)
        if name and value:
            values.setdefault(name, value)
    family, given, *_ = [*values.get("N", "").split(";"), "", ""]
    role = values.get("TITLE") or values.get("ROLE", "")
    firm = values.get("ORG", "").split(";")[0]
    return Contact(
        name=in_one_line(turned(values.get("FN", "")) or COMMA.sub(" ", f"{given} {family}")),
        title=in_one_line(", ".join(filter(None, [role, firm]))),
        email=mail_address_in(values.get("EMAIL", "")),
        phone=in_one_line(re.sub("^tel:", "", values.get("TEL", ""), flags=re.IGNORECASE)),
    )


def mail_address_in(text: str) -> str:
    return text if AN_ADDRESS.fullmatch(text) and len(text) <= LONGEST_ADDRESS else ""


def unfolded(card: str) -> Iterator[str]:
    """Its lines, of those that are wanted, each in one piece (RFC 6350, 3.2)."""
    lines = re.sub(r"\r?\n[ \t]", "", card)
    if "QUOTED-PRINTABLE" in lines.upper():
        lines = SOFT_END.sub("", lines)
    return (line for line in lines.splitlines() if WANTED.match(line))


def read_contact(line: str) -> tuple[str, str]:
    """The property's name and value; ("", "") when the line is broken."""
    found = HEAD.match(line)
    head = found[0] if found else ""
    try:
        name, _, value = Contentline(BARE.sub(r";TYPE=\1", head) + line[len(head) :]).parts()
    except ValueError:
        return "", ""
    if "QUOTED-PRINTABLE" in head.upper():
        value = decoded(quopri.decodestring(line[len(head) + 1 :].encode("utf-8", "replace")))
    wanted = WANTED.match(f"{name};")
    return (wanted[1].upper(), clean(value)) if wanted else ("", "")


def in_one_line(text: str) -> str:
    return " ".join(text[:MOST_TEXT].split())
