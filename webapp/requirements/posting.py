"""A posting that was pasted, line by line: what it asks for, what it offers, and what is only there
besides: headings, what they say of themselves, how to apply."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from webapp.requirements.wording import (
    ASKS,
    HEADINGS,
    IS_A_FACT,
    MUST,
    NICE,
    OF_THEMSELVES,
    OFFERS,
    TO_APPLY,
    Topic,
)

BULLET = re.compile(r"^\s*(?:[-–—*•·●▪◦○‣✓✔»>]+|\(?\d{1,2}[.)])\s+")
MARKED = re.compile(r"^#{1,6}\s+(?P<one>.+?)\s*#*$|^(?:\*\*|__)(?P<other>.+?)(?:\*\*|__):?$")
# "Experience with Python" is asked for; "Experience" is a heading.
GOES_ON = re.compile(
    r"\b(?:experience|skills?|knowledge|qualifications?|degree|expérience|kenntnisse|erfahrung)\b.*"
    r"\b(?:with|of|in|as|for|en|de|mit)\b|\b(?:degree|diploma)\b"
    r"|^(?!what|who|why|how|was|wer)\w.*\b(?:would|is|are|must|should|ist|sind|wäre|est|serait)\b",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"[.?!] \w")
OFFERS_ALL = re.compile(
    r"(?:our )?(?:benefits|we offer|in return|wir bieten|nous offrons)\b", re.IGNORECASE
)
LAST_MARKS = " \t;,"
MAX_HEADING, MAX_WORDS = 70, 9  # characters and words of one
LONG = 180  # characters of a line without a bullet that isn't one of a list


class Kind(Enum):
    """What a line is there for."""

    ASKED = auto()
    OFFERED = auto()
    HEADING = auto()
    BLURB = auto()
    TO_APPLY = auto()


class Weight(StrEnum):
    """How much a line says that it matters; these are the values of the model's `Importance`, which
    is not imported: a reader rests on no database."""

    MUST = "must"
    USUAL = "usual"
    NICE = "nice"


@dataclass(frozen=True)
class Line:
    text: str
    kind: Kind
    weight: Weight = Weight.USUAL


@dataclass(frozen=True)
class Raw:
    """A line as it was pasted, without the marks before and behind it."""

    text: str
    has_bullet: bool
    is_marked: bool  # as a heading


def lines_in(text: str) -> list[Line]:
    """Its lines, each once, without those that have no letter. Where none asks for anything, all
    but the headings do: they are a list of somebody's own."""
    raw = list(raw_lines(text))
    found: dict[str, Line] = {}
    for line in told(raw):
        found.setdefault(line.text.casefold(), line)
    lines = list(found.values())
    if any(line.kind is Kind.ASKED for line in lines):
        return lines
    return [
        line if line.kind is Kind.HEADING else Line(line.text, Kind.ASKED, weight_of(line.text))
        for line in lines
    ]


def raw_lines(text: str) -> Iterator[Raw]:
    """What goes on indented below a bullet belongs to it."""
    waiting: Raw | None = None
    for line in text.splitlines():
        has_bullet = bool(BULLET.match(line))
        marked = MARKED.match(line.strip())
        plain = (marked["one"] or marked["other"]) if marked else BULLET.sub("", line)
        words = " ".join(plain.split()).rstrip(LAST_MARKS)
        if not any(map(str.isalpha, words)):
            continue
        if waiting and waiting.has_bullet and not has_bullet and line.startswith("  "):
            waiting = Raw(f"{waiting.text} {words}", True, False)
            continue
        if waiting:
            yield waiting
        waiting = Raw(words, has_bullet and not marked, bool(marked))
    if waiting:
        yield waiting


def told(lines: list[Raw]) -> Iterator[Line]:
    """Each for what it is, by the heading it stands below and by its own words."""
    is_list = not any(map(heading_of, lines))
    topic, weight = Topic.NONE, Weight.USUAL
    for line in lines:
        heading = heading_of(line)
        if heading is None:
            kind = kind_of(line, topic, is_list)
            asked = kind is Kind.ASKED
            yield Line(line.text, kind, weight_of(line.text, weight) if asked else weight_of(""))
            continue
        words, rest = heading
        if (new := topic_of(words)) is not Topic.NONE:
            topic, weight = new, weight_of(words, below(new))
        if rest:  # "Essential: a driving licence"
            kind = kind_of(Raw(rest, True, False), topic, is_list)
            yield Line(rest, kind, weight_of(rest, weight))
        else:
            yield Line(line.text, Kind.HEADING)


def heading_of(line: Raw) -> tuple[str, str] | None:
    """(the heading, what stands behind it), or None when it is none."""
    words, colon, rest = (piece.strip() for piece in line.text.partition(":"))
    if len(words) > MAX_HEADING or len(words.split()) > MAX_WORDS:
        return None
    if line.is_marked or (colon and not rest):
        return words, ""
    if rest:
        return (
            (words, rest)
            if topic_of(words) is not Topic.NONE and not IS_A_FACT.match(line.text)
            else None
        )
    is_plain = (
        not line.has_bullet
        and not SENTENCES.search(words)
        and words[-1] not in ".,;"
        and words[0].isupper()
    )
    is_known = topic_of(words) is not Topic.NONE and not GOES_ON.search(words)
    return (words, "") if is_plain and (is_known or (words.isupper() and len(words) > 3)) else None


def topic_of(heading: str) -> Topic:
    """What a heading says that the lines below it are."""
    return next((topic for topic, words in HEADINGS.items() if words.search(heading)), Topic.NONE)


def below(topic: Topic) -> Weight:
    return Weight.NICE if topic is Topic.NICE else Weight.USUAL


def kind_of(line: Raw, topic: Topic, is_list: bool) -> Kind:
    text = line.text
    if TO_APPLY.search(text):
        return Kind.TO_APPLY
    if IS_A_FACT.match(text) or OF_THEMSELVES.search(text):
        return Kind.BLURB
    if topic is Topic.OFFERED or OFFERS_ALL.match(text):
        return Kind.OFFERED
    if topic in (Topic.THEMSELVES, Topic.APPLYING):
        return Kind.BLURB if topic is Topic.THEMSELVES else Kind.TO_APPLY
    if topic is not Topic.NONE:
        is_aside = not line.has_bullet and len(text) > LONG and not ASKS.search(text)
        return Kind.BLURB if is_aside else Kind.ASKED
    if OFFERS.search(text):
        return Kind.OFFERED
    is_short = len(text) <= LONG or ". " not in text
    is_one = line.has_bullet or ASKS.search(text) or (is_list and is_short)
    return Kind.ASKED if is_one else Kind.BLURB


def weight_of(text: str, usual: Weight = Weight.USUAL) -> Weight:
    """How much it matters, by its words; `usual` says it for those without any."""
    if NICE.search(text):
        return Weight.NICE
    return Weight.MUST if MUST.search(text) else usual
