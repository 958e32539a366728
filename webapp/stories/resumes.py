"""Beginnings of stories from a résumé in JSON (jsonresume.org/schema): what somebody was proud
enough of to put into it.

Any version will do: what is where it is expected is taken, the rest passed over.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from webapp.core.text import Unreadable, clean, decoded

MOST_BYTES = 2_000_000
MAX_BEGINNINGS = 100  # beginnings of one file
MOST_TEXT = 4000  # characters of one of its texts
SECTIONS = ("work", "volunteer", "projects")
NO_RESUME = "This isn’t a résumé in JSON. The format is JSON Resume, from jsonresume.org; its file ends with .json."
TOO_LARGE = f"A résumé can be {MOST_BYTES // 1_000_000} MB large."
NOTHING_IN_IT = "There are no highlights in its work, its projects or its volunteering."
A_SENTENCE = re.compile(r"(?<=[.!?;])\s")


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
        section in resume for section in (*SECTIONS, "basics", "education")
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
    for section in SECTIONS:
        for entry in dicts(resume.get(section)):
            texts = highlights_of(entry)
            where = where_and_when(entry) if texts else ""
            yield from (beginning_of(where, text) for text in texts)


def highlights_of(entry: dict[str, Any]) -> list[str]:
    """Its highlights, of very many the first; where there are none, its summary."""
    highlights = entry.get("highlights")
    texts = [
        words(one) for one in (highlights[:MAX_BEGINNINGS] if isinstance(highlights, list) else [])
    ]
    return list(filter(None, texts)) or list(filter(None, [words(entry.get("summary"))]))


def beginning_of(where: str, text: str) -> Beginning:
    first = A_SENTENCE.split(text)[0].rstrip(".;")
    return Beginning(
        title=first, situation=where, result=text, number=first if re.search(r"\d", first) else ""
    )


def where_and_when(entry: dict[str, Any]) -> str:
    """As "Support lead at Initech, 2019 to 2022". Its first version calls the employer
    `company`."""
    employer = next(
        filter(
            None,
            (words(entry.get(name)) for name in ("name", "company", "organization", "entity")),
        ),
        "",
    )
    position = words(entry.get("position"))
    years = [words(entry.get(name))[:4] for name in ("startDate", "endDate")]
    where = " at ".join(filter(None, [position, employer]))
    when = " to ".join(year for year in dict.fromkeys(years) if re.fullmatch(r"[0-9]{4}", year))
    return ", ".join(filter(None, [where, when]))


def dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(value: object) -> str:
    """A text in one line. What is too long by far is cut before it is cleaned, which takes a
    while."""
    return " ".join(clean(value[:MOST_TEXT]).split()) if isinstance(value, str) else ""
