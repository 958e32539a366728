"""Contacts of a file: vCard (RFC 6350, 2426, and 2.1 before them), as phones and mail programs
write it.

Its lines are those of iCalendar, and icalendar takes them apart. What else is in the file, pictures
above all, is passed over.
"""

import re
from collections import defaultdict
from typing import NamedTuple

from icalendar.parser import Contentline, Parameters

from webapp.core.content_lines import lines_in, parted
from webapp.core.text import Unreadable, clean
from webapp.people.lines import COMMA, SUFFIX, turned

MAX_BYTES = 2_000_000
MAX_CARDS = 200
MAX_LINES = 50  # of one contact that are read
MAX_TEXT = 1000  # characters of one property
MAX_ADDRESS = 254  # RFC 5321, 4.5.3.1.3
NO_CONTACT = "This isn’t a contact. One that a phone shares ends with .vcf."
TOO_LARGE = (
    f"A file of contacts can be {MAX_BYTES // 1_000_000} MB large. Share only those you need."
)
TOO_MANY = f"There are more than {MAX_CARDS} contacts in it. Share only those you need."
NO_NAME = "There is no name in it."
BEGINS = re.compile(r"^BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
WANTED = re.compile(r"(?:[\w-]+\.)?(FN|N|NICKNAME|TITLE|ROLE|ORG|EMAIL|TEL)(?=[;:])", re.IGNORECASE)
BARE = re.compile(r";([\w-]+)(?=;|$)")  # a parameter without a name, as version 2.1 has it
AS_TYPE = r";TYPE=\1"
AN_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
SCHEME = re.compile(r"(?:tel|mailto|sms|callto):", re.IGNORECASE)
NOT_SPOKEN_TO = {"FAX", "PAGER", "MODEM", "BBS", "DATA", "TEXT", "TEXTPHONE", "VIDEO", "PCS"}
USUAL_PREFERENCE = 100  # RFC 6350, 5.3: from 1, the first, to 100


class Contact(NamedTuple):
    """As much of a contact as a person has fields for."""

    name: str
    title: str
    email: str
    phone: str


class Property(NamedTuple):
    """A line of a contact: its kinds (work, cell, fax), and how much it is preferred to others of
    its name, 1 most of all."""

    value: str
    kinds: frozenset[str] = frozenset()
    preference: int = USUAL_PREFERENCE


def contacts_in(data: bytes) -> list[Contact]:
    """The `Contact`s in these bytes, each once, by name. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    text = lines_in(data)
    cards = BEGINS.split(text)[1:]
    if not cards:
        raise Unreadable(NO_CONTACT)
    if len(cards) > MAX_CARDS:
        raise Unreadable(TOO_MANY)
    contacts = dict.fromkeys(filter(lambda one: one.name, map(contact_in, cards)))
    if not contacts:
        raise Unreadable(NO_NAME)
    return sorted(contacts, key=lambda one: one.name.casefold())


def contact_in(card: str) -> Contact:
    wanted = [line for line in card.split("\n") if WANTED.match(line)]
    found: defaultdict[str, list[Property]] = defaultdict(list)
    for line in wanted[:MAX_LINES]:
        name, prop = read_property(line)
        if prop.value:
            found[name].append(prop)
    firm = ", ".join(filter(None, map(str.strip, best(found["ORG"]).split(";")[:1])))
    role = best(found["TITLE"]) or best(found["ROLE"])
    name, behind = name_of(best(found["FN"]), best(found["N"]))
    name = name or best(found["NICKNAME"])
    title = ", ".join(filter(None, [behind, role, firm if name else ""]))
    return Contact(
        name=in_one_line(name or firm),
        title=in_one_line(title),
        email=best([one for one in map(as_address, found["EMAIL"]) if one.value]),
        phone=in_one_line(SCHEME.sub("", best(to_call(found["TEL"])))),
    )


def name_of(whole: str, apart: str) -> tuple[str, str]:
    """What a person is called, by the name as it is shown and by its pieces; and what the first has
    behind it that is no part of a name. "Hill, Sam" is turned round; "Sam Hill, Consultant", whose
    pieces are Hill and Sam, isn't."""
    family, given, *_ = [*(COMMA.sub(" ", piece).strip() for piece in apart.split(";")), "", ""]
    first, *others = (part.strip() for part in COMMA.split(whole))
    agrees = not family or family.casefold() in (first.casefold(), "")
    if others and not agrees:
        suffixes = [part for part in others if SUFFIX.fullmatch(part)]
        behind = [part for part in others if part and not SUFFIX.fullmatch(part)]
        return ", ".join([first, *suffixes]), ", ".join(behind)
    return turned(whole) or " ".join(filter(None, [given, family])), ""


def best(props: list[Property]) -> str:
    """The one that is preferred; else the first."""
    return min(props, key=lambda one: one.preference, default=Property("")).value


def to_call(props: list[Property]) -> list[Property]:
    """The numbers that somebody answers, if there are any; else all."""
    return [one for one in props if not one.kinds & NOT_SPOKEN_TO] or props


def as_address(prop: Property) -> Property:
    text = SCHEME.sub("", prop.value).strip(" <>")
    is_one = AN_ADDRESS.fullmatch(text) and len(text) <= MAX_ADDRESS
    return prop._replace(value=text if is_one else "")


def read_property(line: str) -> tuple[str, Property]:
    """The property's name and what it says; ("", nothing) when the line is broken."""
    head, value = parted(line[: 4 * MAX_TEXT])
    whole, bare = BARE.sub(AS_TYPE, head), head.partition(";")[0]
    # Of a line whose parameters are broken, what it says is still there.
    found = taken_apart(f"{whole}:{value}") or taken_apart(f"{bare}:{value}")
    wanted = WANTED.match(f"{found[0]};") if found else None
    if not found or not wanted:
        return "", Property("")
    _, parameters, text = found
    types = parameters.get("TYPE", [])
    kinds = {
        kind.strip().upper()
        for one in (types if isinstance(types, list) else [types])
        for kind in one.split(",")
    }
    return wanted[1].upper(), Property(
        clean(text), frozenset(kinds), preference_of(str(parameters.get("PREF", "")), kinds)
    )


def taken_apart(line: str) -> tuple[str, Parameters, str] | None:
    try:
        return Contentline(line).parts()
    except ValueError:
        return None


def preference_of(text: str, kinds: set[str]) -> int:
    """The newest version has a number, those before it a kind."""
    if text.isascii() and text.isdigit() and len(text) < 4:
        return max(int(text), 1)
    return 1 if "PREF" in kinds else USUAL_PREFERENCE


def in_one_line(text: str) -> str:
    return " ".join(text[:MAX_TEXT].split())
