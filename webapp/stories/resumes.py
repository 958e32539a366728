"""Beginnings of stories from a résumé in JSON (jsonresume.org/schema, or Reactive Resume's own):
what somebody was proud enough of to put into it.

Any version will do: what is where it is expected is taken, the rest passed over.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from webapp.core.markup import text_in
from webapp.core.text import Unreadable, clean, decoded

MOST_BYTES = 2_000_000
MAX_BEGINNINGS = 100  # beginnings of one file
MOST_TEXT = 4000  # characters of one of its texts
SECTIONS = ("work", "volunteer", "projects")
REACTIVE = ("experience", "volunteer", "projects")
MARKUP = re.compile(r"</?[a-z]+[^<>]*>|&[a-z]+;", re.IGNORECASE)
NO_RESUME = "This isn’t a résumé in JSON. The format is JSON Resume, from jsonresume.org; its file ends with .json."
TOO_LARGE = f"A résumé can be {MOST_BYTES // 1_000_000} MB large."
NOTHING_IN_IT = "There are no highlights in its work, its projects or its volunteering."
A_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^a-z\d\s])")
# What ends with a full stop, and no sentence with it.
SHORT = re.compile(
    r"\b(approx|ca|e\.g|i\.e|etc|vs|no|nos|dr|mr|mrs|ms|prof|inc|ltd|co|corp|dept|est|st|sr|jr|u\.s|u\.k|[a-z])\.$",
    re.IGNORECASE,
)
A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
GOING_ON = re.compile(r"\b(present|current|now|today|ongoing|heute|aujourd.hui)\b", re.IGNORECASE)
BULLET = re.compile(r"^[-–—•*·‣▪]\s*")


class Beginning(NamedTuple):
    """A story as far as a résumé tells it."""

    title: str
    situation: str
    result: str
    number: str


def beginnings_in(data: bytes) -> list[Beginning]:
    """The `Beginning`s in these bytes, each once. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    try:
        resume = json.loads(decoded(data))
    except (ValueError, RecursionError):
        raise Unreadable(NO_RESUME) from None
    if not isinstance(resume, dict) or not any(
        section in resume for section in (*SECTIONS, "basics", "education", "sections")
    ):
        raise Unreadable(NO_RESUME)
    found = {}
    for beginning in all_in(resume):
        found[beginning] = True
        if len(found) == MAX_BEGINNINGS:
            break
    if not found:
        raise Unreadable(NOTHING_IN_IT)
    return list(found)


def all_in(resume: dict[str, Any]) -> Iterator[Beginning]:
    """One `Beginning` after the other, so that whoever has enough can stop: there may be very
    many."""
    for entry in entries_in(resume):
        texts = highlights_of(entry)
        where = where_and_when(entry) if texts else ""
        yield from (beginning_of(where, text) for text in texts)


def entries_in(resume: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The jobs, the volunteering and the projects; Reactive Resume has them as the items of
    sections."""
    for section in SECTIONS:
        yield from dicts(resume.get(section))
    sections = resume.get("sections")
    for section in REACTIVE:
        found = sections.get(section) if isinstance(sections, dict) else None
        if isinstance(found, dict):
            yield from dicts(found.get("items"))


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
    lines = text_in(text[:MOST_TEXT]).splitlines()
    texts = (BULLET.sub("", words(one)) for one in lines)
    return [text for text in texts if text and not text.endswith(":")]


def beginning_of(where: str, text: str) -> Beginning:
    first = first_sentence(text).rstrip(".;")
    return Beginning(
        title=first, situation=where, result=text, number=first if re.search(r"\d", first) else ""
    )


def first_sentence(text: str) -> str:
    """Up to the first sign that ends one: "Led approx. 40 people. Then eight." is two."""
    for end in A_SENTENCE.finditer(text):
        if not SHORT.search(text[: end.start()]):
            return text[: end.start()]
    return text


def where_and_when(entry: dict[str, Any]) -> str:
    """As "Support lead at Initech, 2019 to 2022", or "since 2019" where it goes on. Its first
    version calls the employer `company`."""
    employer = first_of(entry, "name", "company", "organization", "entity")
    where = " at ".join(filter(None, [first_of(entry, "position"), employer]))
    return ", ".join(filter(None, [where, years_of(entry)]))


def years_of(entry: dict[str, Any]) -> str:
    began, ended = date_in(entry.get("startDate")), date_in(entry.get("endDate"))
    both = f"{began} {ended}".strip() or first_of(entry, "date", "period")
    years = list(dict.fromkeys(A_YEAR.findall(both)))[:2]
    goes_on = GOING_ON.search(both) or (began and not ended)
    return f"since {years[0]}" if years and goes_on else " to ".join(years)


def date_in(value: object) -> str:
    """Some write a year as a number."""
    return str(value) if type(value) is int and 1900 < value < 2100 else words(value)


def first_of(entry: dict[str, Any], *names: str) -> str:
    return next(filter(None, (words(entry.get(name)) for name in names)), "")


def dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(value: object) -> str:
    """A text in one line, without markup. What is too long by far is cut before it is cleaned,
    which takes a while."""
    if not isinstance(value, str):
        return ""
    text = clean(value[:MOST_TEXT])
    return " ".join((text_in(text) if MARKUP.search(text) else text).split())
