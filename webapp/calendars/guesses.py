"""What an event in a calendar is likely to mean for an interview. The person looks at all of it
before it is kept."""

import re
from typing import Any

from webapp.calendars.calls import call_in
from webapp.calendars.event import Event, FromMail
from webapp.core.forms import length_of
from webapp.core.markup import text_in
from webapp.core.text import WEB_ADDRESS
from webapp.interviews.models import Interview, Setting, range_of
from webapp.people.lines import turned
from webapp.people.models import Person

NO_PLACE = re.compile(
    r"(microsoft teams|teams|zoom|google meet|webex|online|video|remote|virtual|skype)\b.*",
    re.IGNORECASE,
)
A_NUMBER = re.compile(r"(tel:|phone:?|call:?)?\s*\+?\(?\d[\d ()./-]{5,}\d", re.IGNORECASE)
EATING = re.compile(
    r"\b(lunch|dinner|breakfast|brunch|coffee|restaurant|bistro|caf[eé])\b", re.IGNORECASE
)
ROUNDS = [
    (4, r"\b(4th|fourth|round (4|four))\b"),
    (3, r"\b(3rd|third|final|round (3|three))\b"),
    (1, r"\b(1st|first|screening|round (1|one))\b"),
]
WITH = re.compile(
    r"\b(?:with|at|@)\s+(?P<who>[^\s:,(|–—-][^:,(|–—]{1,60}?)\s*(?:$|[:,(|–—]|\s-\s)", re.IGNORECASE
)
FREE_MAIL = {
    "gmail",
    "googlemail",
    "outlook",
    "hotmail",
    "live",
    "yahoo",
    "icloud",
    "me",
    "gmx",
    "web",
    "proton",
    "protonmail",
    "aol",
    "calendar",
    "resource",
}
NOBODY = {
    "info",
    "jobs",
    "careers",
    "recruiting",
    "recruitment",
    "hr",
    "hiring",
    "talent",
    "interviews",
    "calendar",
    "no",
    "reply",
    "noreply",
    "scheduling",
    "office",
    "team",
    "hello",
    "contact",
    "people",
    "admin",
    "support",
}  # but a mailbox
SECOND_LEVEL = {"co", "com", "org", "ac", "gov", "net", "edu"}


def form_values(event: Event, own_address: str) -> dict[str, Any]:
    """The fields of the form of an interview, by name, that an `Event` fills."""
    link, place = link_in(event), event.place
    setting = setting_of(event, link)
    low, high = range_of(Interview.minutes)
    values = {
        "invitation": invitation_id(event),
        "company": company_of(event, own_address),
        "time_zone": event.zone,
        "setting": setting.value,
        "round": round_of(event.title),
        "people": attendee_lines(event, own_address),
        "place": (link if setting is Setting.VIDEO else place)[: length_of(Interview.place)],
        "date": event.date,
        "time": event.time,
        "notes": notes_of(event, place, link, setting),
    }
    if event.minutes is not None:
        values["minutes"] = min(max(event.minutes, low), high)
    return values if event.mail is None else values | mail_values(event, event.mail, values)


def mail_values(event: Event, mail: FromMail, values: dict[str, Any]) -> dict[str, Any]:
    """Of those fields that a mail fills otherwise than a calendar; None of what it doesn't say, so
    that it is asked for."""
    known = mail.setting or values["place"] or EATING.search(event.title)
    named = [line[: length_of(Person.name)] for line in mail.people]
    company = mail.company or next(iter(company_at(address) for _, address in event.people), "")
    return {
        "company": company[: length_of(Interview.company)],
        "position": mail.position[: length_of(Interview.position)],
        "people": "\n".join(named[: Person.MAX_ITEMS]),
        "setting": mail.setting or (values["setting"] if known else None),
        "minutes": values.get("minutes"),
    }


def invitation_id(event: Event) -> str:
    """By which an interview knows the event that it came from."""
    return event.uid[: length_of(Interview.invitation)]


def link_in(event: Event) -> str:
    """The address of the call, or ""."""
    return call_in([*event.links, event.place, event.description])


def setting_of(event: Event, link: str) -> Setting:
    place = WEB_ADDRESS.sub("", event.place).strip(" ;,|")
    if A_NUMBER.fullmatch(place):
        return Setting.PHONE
    if link and (not place or NO_PLACE.fullmatch(place)):
        return Setting.VIDEO
    if EATING.search(f"{event.title} {place}"):
        return Setting.MEAL
    return (
        Setting.PHONE
        if re.search(r"\bphone\b", event.title, re.IGNORECASE) and not place
        else Setting.OFFICE
    )


def round_of(title: str) -> int:
    return next((round for round, words in ROUNDS if re.search(words, title, re.IGNORECASE)), 2)


def company_of(event: Event, own_address: str) -> str:
    """Where who asks writes from; else what the title says that it is with; else where the others
    write from; else the title."""
    others = [
        company_at(address)
        for _, address in event.people
        if address.casefold() != own_address.casefold()
    ]
    found = WITH.search(event.title)
    named = [*others[:1], found["who"].strip() if found else "", *others, event.title]
    return next(filter(None, named), "")[: length_of(Interview.company)]


def company_at(address: str) -> str:
    """Of somebody@hexham-lifts.co.uk "Hexham Lifts"; "" where many have their mail, or when it is
    none."""
    labels = address.rpartition("@")[2].lower().split(".") if "@" in address else []
    if len(labels) > 2 and labels[-2] in SECOND_LEVEL:
        labels = labels[:-1]
    name = labels[-2] if len(labels) > 1 else ""
    return "" if name in FREE_MAIL else name.replace("-", " ").title()


def attendee_lines(event: Event, own_address: str) -> str:
    """Those who are asked to come besides the person, a line each."""
    names = [
        name_of(name, address)
        for name, address in event.people
        if address.casefold() != own_address.casefold()
    ]
    return "\n".join(list(dict.fromkeys(filter(None, names)))[: Person.MAX_ITEMS])


def name_of(name: str, address: str) -> str:
    """As a line of the form takes it. Who has no name is called as in the address."""
    if not name or "@" in name:
        name = called_in(name or address)
    return turned(name)[: length_of(Person.name)]


def called_in(address: str) -> str:
    """The name in an address; "" when it is a mailbox's, or may be made of initials."""
    local = address.partition("@")[0]
    words = re.split("[._-]", local) if re.fullmatch("[A-Za-z]+([._-][A-Za-z]+)*", local) else []
    is_name = len(local) > 2 and not NOBODY.issuperset(map(str.lower, words))
    return " ".join(words).title() if is_name else ""


def notes_of(event: Event, place: str, link: str, setting: Setting) -> str:
    """What was written besides, without the markup of mail programs."""
    words = (
        text_in(event.description)
        if re.search("<(br|p|div|html|a|b|ul)\\b", event.description, re.IGNORECASE)
        else event.description
    )
    contact = event.mail.contact if event.mail else ""
    kept = [
        f"Written by: {contact}" if contact else "",
        event.title,
        place if setting is Setting.VIDEO and not WEB_ADDRESS.fullmatch(place) else "",
        link if setting is not Setting.VIDEO else "",
        words,
    ]
    text, limit = "\n".join(dict.fromkeys(filter(None, kept))), length_of(Interview.notes)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
