"""Beginnings of stories from a résumé in JSON (jsonresume.org/schema): what somebody was proud enough of to put into it.

Any version will do: what is where it is expected is taken, the rest passed over.
"""

import json
import re
from typing import NamedTuple

from webapp.files import Unreadable, decoded
from webapp.forms import clean, length_of
from webapp.stories.models import Story

MOST_BYTES = 2_000_000
MOST = 100  # beginnings of one file
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


def beginnings_in(data):
    """The `Beginning`s in these bytes, each once. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    try:
        resume = json.loads(decoded(data))
    except (ValueError, RecursionError):
        raise Unreadable(NO_RESUME) from None
    if not isinstance(resume, dict) or not any(section in resume for section in (*SECTIONS, "basics", "education")):
        raise Unreadable(NO_RESUME)
    found = dict.fromkeys(begin(entry, text) for section in SECTIONS for entry in dicts(resume.get(section)) for text in highlights_of(entry))
    if not found:
        raise Unreadable(NOTHING_IN_IT)
    return list(found)[:MOST]


def highlights_of(entry):
    """Its highlights; where there are none, its summary."""
    highlights = entry.get("highlights")
    texts = [text for text in map(words, highlights if isinstance(highlights, list) else []) if text]
    return texts or [text for text in [words(entry.get("summary"))] if text]


def begin(entry, text):
    first = A_SENTENCE.split(text)[0].rstrip(".;")
    return Beginning(
        title=shortened(first, length_of(Story.title)), situation=shortened(where_and_when(entry), length_of(Story.situation)),
        result=shortened(text, length_of(Story.result)), number=shortened(first, length_of(Story.number)) if re.search(r"\d", first) else "",
    )


def where_and_when(entry):
    """"Support lead at Initech, 2019 to 2022". Its first version calls the employer `company`."""
    employer = next(filter(None, (words(entry.get(name)) for name in ("name", "company", "organization", "entity"))), "")
    position = words(entry.get("position"))
    years = [words(entry.get(name))[:4] for name in ("startDate", "endDate")]
    where = " at ".join(filter(None, [position, employer]))
    when = " to ".join(year for year in dict.fromkeys(years) if re.fullmatch(r"[0-9]{4}", year))
    return ", ".join(filter(None, [where, when]))


def dicts(value):
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(value):
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def shortened(text, most):
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"
