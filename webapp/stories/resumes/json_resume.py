"""A résumé in JSON (jsonresume.org/schema, or Reactive Resume's own).

Any version will do: what is where it is expected is taken, the rest is named.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from webapp.core.markup import text_in
from webapp.core.text import Unreadable
from webapp.stories.resumes.beginnings import (
    MAX_BEGINNINGS,
    MAX_LEFT,
    MAX_TEXT,
    Found,
    Left,
    Place,
    Resume,
    beginning_of,
    first_ones,
    words,
)
from webapp.stories.resumes.periods import years_of

SECTIONS = ("work", "volunteer", "projects")
REACTIVE = ("experience", "volunteer", "projects")
NO_RESUME = (
    "This isn’t a résumé in JSON, as jsonresume.org or Reactive Resume write it. "
    "A PDF will do, or the text of it pasted."
)
NOTHING_IN_IT = "There are no highlights in its work, its projects or its volunteering."
BULLET = re.compile(r"^[-–—•*·‣▪]\s*")


def resume_in_json(text: str) -> Resume:
    """Raises Unreadable."""
    try:
        resume = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(NO_RESUME) from None
    if not isinstance(resume, dict) or not any(
        section in resume for section in (*SECTIONS, "basics", "education", "sections")
    ):
        raise Unreadable(NO_RESUME)
    found = first_ones(all_in(resume))
    if not found:
        raise Unreadable(NOTHING_IN_IT)
    return Resume(found, left_in(resume))


def all_in(resume: dict[str, Any]) -> Iterator[Found]:
    """One after the other, so that whoever has enough can stop: there may be very many."""
    for section, entry in entries_in(resume):
        texts = highlights_of(entry)
        where = where_and_when(entry) if texts else ""
        for text in texts:
            yield Found(beginning_of(where, text), Place(section), text)


def entries_in(resume: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The jobs, the volunteering and the projects, each with the section it is of; Reactive Resume
    has them as the items of sections."""
    for section in SECTIONS:
        for entry in dicts(resume.get(section)):
            yield section, entry
    for section, found in reactive_sections(resume):
        for entry in dicts(found.get("items")) if section in REACTIVE else ():
            yield section, entry


def reactive_sections(resume: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    sections = resume.get("sections")
    for section, found in sections.items() if isinstance(sections, dict) else ():
        if isinstance(found, dict):
            yield section, found


def left_in(resume: dict[str, Any]) -> list[Left]:
    """The sections that no story begins with, and how much is in each."""
    left = [
        (section, len(entries))
        for section, entries in resume.items()
        if section not in SECTIONS and isinstance(entries, list) and entries
    ]
    left += [
        (section, len(dicts(found.get("items"))))
        for section, found in reactive_sections(resume)
        if section not in REACTIVE and dicts(found.get("items"))
    ]
    return [
        Left(Place(words(section)), "1 entry" if number == 1 else f"{number} entries")
        for section, number in left[:MAX_LEFT]
    ]


def highlights_of(entry: dict[str, Any]) -> list[str]:
    """Its highlights, of very many the first; where there are none, its summary, which may be a
    list itself."""
    highlights = entry.get("highlights")
    texts = [
        words(one) for one in (highlights[:MAX_BEGINNINGS] if isinstance(highlights, list) else [])
    ]
    return list(filter(None, texts)) or summary_of(entry)


def summary_of(entry: dict[str, Any]) -> list[str]:
    text = next(filter(None, (entry.get(name) for name in ("summary", "description"))), "")
    if not isinstance(text, str) or "<li" not in text:
        return list(filter(None, [words(text)]))
    lines = text_in(text[:MAX_TEXT]).splitlines()
    texts = (BULLET.sub("", words(one)) for one in lines)
    return [text for text in texts if text and not text.endswith(":")]


def where_and_when(entry: dict[str, Any]) -> str:
    """As "Support lead at Initech, 2019 to 2022", or "since 2019" where it goes on. Its first
    version calls the employer `company`."""
    employer = first_of(entry, "name", "company", "organization", "entity")
    where = " at ".join(filter(None, [first_of(entry, "position"), employer]))
    return ", ".join(filter(None, [where, when_of(entry)]))


def when_of(entry: dict[str, Any]) -> str:
    began, ended = date_in(entry.get("startDate")), date_in(entry.get("endDate"))
    both = f"{began} {ended}".strip() or first_of(entry, "date", "period")
    return years_of(both, goes_on=bool(began and not ended))


def date_in(value: object) -> str:
    """Some write a year as a number."""
    return str(value) if type(value) is int and 1900 < value < 2100 else words(value)


def first_of(entry: dict[str, Any], *names: str) -> str:
    return next(filter(None, (words(entry.get(name)) for name in names)), "")


def dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
