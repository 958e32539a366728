"""Who will be there, as a mail names them: "You will meet Jane Smith, Head of Data"."""

import re
from collections.abc import Iterator
from itertools import islice

from webapp.calendars.mail.signature import NAME, closing_in
from webapp.calendars.mail.thing import Thing

TITLED = re.compile(
    r"\b(?:head|chief|director|manager|lead|leader|officer|engineer|partner|vp|vice|president"
    r"|senior|junior|recruiter|hr|people"
    r"|team|product|operations|ceo|cto|cfo|coo|cpo|founder|owner|analyst|developer|designer"
    r"|scientist|consultant|specialist"
    r"|coordinator|advisor|adviser|executive|assistant|associate|architect|supervisor|principal"
    r"|talent|acquisition|sales|marketing"
    r"|finance|engineering|department|leiter|leiterin|geschäftsführer|geschäftsführerin"
    r"|personalreferentin|personalreferent"
    r"|bereichsleiter|bereichsleiterin|abteilungsleiter|abteilungsleiterin|teamleiter|teamleiterin"
    r"|directeur|directrice|responsable"
    r"|chef|cheffe|data|software|customer|support|service|project|programme|business|accountant"
    r"|buyer|planner|nurse|teacher)\b",
    re.IGNORECASE,
)
MEETS = re.compile(
    r"\b(?:you(?:[’']ll| will)(?: also)? (?:be )?(?:meet(?:ing)?|speak(?:ing)?|talk(?:ing)?"
    r"|interviewed)(?: with| to| by)?"
    r"|(?:meeting|interview|conversation|call|talk|chat) will be with|interviewed by"
    r"|(?:the )?panel(?: members)?(?: will be| will consist of| consists of| is|:)|meet with"
    r"|to meet|teilnehmen werden|gespräch mit|sie treffen|(?:vous )?rencontrerez"
    r"|entretien avec|gespräch führen)[ \t]*:?[ \t]*",
    re.IGNORECASE,
)
# Of somebody whose title is said; else it may be a company.
MAYBE = re.compile(
    r"\b(?:meeting|interview|conversation|call|talk|chat|session) with[ \t]+", re.IGNORECASE
)
WITH_LINE = re.compile(
    r"^[ \t>*•·-]*(?:with|interviewers?|your interviewers?|who|panel|attendees|participants"
    r"|present|teilnehmer(?:innen)?|gesprächspartner(?:innen)?"
    r"|mit|avec|interlocuteurs?)[ \t]*\*?[:：][ \t*]*",
    re.IGNORECASE | re.MULTILINE,
)
BULLET = re.compile(r"^(?:[-–*•·]|\d[.)]) ")
STOPS = re.compile(
    r"[.!?](?:\s|$)(?<!Dr\.\s)(?<!Mr\.\s)(?<!Ms\.\s)(?<!Prof\.\s)(?<!Mrs\.\s)(?<!\b[A-Z]\.\s)"
    r"|\n[ \t]*\n"
    r"|\b(?:on|at|from|who|about|for|in|via|am|um|le|à|which|where|this|next)\b",
)
JOINS = re.compile(r"\s*(?:;|,|&|\band\b|\bund\b|\bet\b|\bas well as\b|\bsowie\b|\bthen\b)\s*")
OURS = re.compile(r"^(?:our|the|unsere[mnr]?|notre)\s+", re.IGNORECASE)
TITLE_BEHIND = re.compile(r"(?:\((?P<one>[^()]*)\)|(?:[-–—:|]|our|unsere?)\s*(?P<other>.+))?")
NO_NAME = re.compile(
    r"^(?:you|us|we|the|our|team|teams|zoom|microsoft|google|webex|me|i|your|a|an|monday|tuesday"
    r"|wednesday|thursday|friday|dear|hi"
    r"|hello|please|room|video|online|phone|both|two|three|dr|mr|ms|mrs|herr|herrn|frau)$",
    re.IGNORECASE,
)
MAX_PEOPLE = 20
MAX_SENTENCE = 300  # characters
MAX_SAID = 50  # places in a mail that are looked at


def people_in(text: str) -> list[Thing]:
    """Who will be there, each as a line of the form takes it: name, title."""
    found: dict[str, Thing] = {}
    end = closing_in(text)
    for begin, said in said_of_people(text[:end]):
        for line in said:
            name = line.split(",")[0]
            if name not in found or len(line) > len(found[name].text):
                found[name] = Thing(line, found[name].begin if name in found else begin)
    return list(found.values())[:MAX_PEOPLE]


def said_of_people(text: str) -> Iterator[tuple[int, list[str]]]:
    """(where, who) of each place that names some."""
    for match in islice(WITH_LINE.finditer(text), MAX_SAID):
        line = text[match.end() :].split("\n")[0]
        yield match.start(), people_of(line)
        yield from listed(text, match.end() + len(line))
    for match in islice(MEETS.finditer(text), MAX_SAID):
        line_end = text.find("\n", match.end())
        if line_end >= 0 and not text[match.end() : line_end].strip(" :"):
            yield from listed(text, line_end)
        else:
            yield match.start(), people_of(sentence_at(text, match.end()))
    for match in islice(MAYBE.finditer(text), MAX_SAID):
        people = people_of(sentence_at(text, match.end()))
        yield match.start(), [line for line in people if "," in line]


def sentence_at(text: str, begin: int) -> str:
    said = text[begin : begin + MAX_SENTENCE]
    stop = STOPS.search(inside(said))
    return " ".join((said[: stop.start()] if stop else said).split())


def inside(said: str) -> str:
    """What ends a sentence within brackets ends none."""
    return re.sub(r"\([^()\n]*\)", lambda found: "x" * len(found[0]), said)


def listed(text: str, begin: int) -> Iterator[tuple[int, list[str]]]:
    """Who is in the lines of a list that begins on the next line, or after one that is empty."""
    at = begin + 1
    for number, line in enumerate(text[begin + 1 :].split("\n")[:MAX_PEOPLE]):
        people = people_of(BULLET.sub("", line))
        if not people and (line.strip() or number):
            break
        yield at, people
        at += len(line) + 1


def people_of(said: str) -> list[str]:
    """ "Jane Smith, Head of Data, and Tom Reid (CTO)" as a line each."""
    people: list[list[str]] = []
    waiting = ""  # the title before a name: "our CEO, Amara Bello"
    for piece in pieces_of(said):
        name, title = named(piece)
        if name and people and is_title(piece, name, people[-1]):
            people[-1].append(piece)
        elif name:
            people.append([one for one in (name, title or waiting) if one])
            waiting = ""
        elif not TITLED.search(piece):
            break
        elif OURS.match(piece):
            waiting = OURS.sub("", piece)
        elif people:
            people[-1].append(piece)
    return [", ".join(one) for one in people]


def is_title(piece: str, name: str, before: list[str]) -> bool:
    """Whether one word behind a full name says what they are: "Janet Holroyd, Matron"."""
    return piece == name and " " not in name and len(before) == 1 and " " in before[0]


def pieces_of(said: str) -> list[str]:
    """Split at commas and "and", but for those within brackets."""
    hidden = inside(said)
    pieces, at = [], 0
    for match in JOINS.finditer(hidden):
        pieces.append(said[at : match.start()])
        at = match.end()
    return [piece.strip(" :*\t") for piece in [*pieces, said[at:]] if piece.strip(" :*\t")]


def named(piece: str) -> tuple[str, str]:
    """(name, title), both "" when it names nobody: "Tom Reid (CTO)", "our CTO Tom Reid"."""
    rest = OURS.sub("", piece)
    if rest != piece and any(own := own_title(rest)):
        return own
    match = NAME.match(rest)
    name = match["name"].strip() if match else ""
    if not match or TITLED.search(name) or NO_NAME.match(name.split()[0]):
        return "", ""
    title = TITLE_BEHIND.fullmatch(rest[match.end() :].strip())
    return (name, " ".join((title["one"] or title["other"] or "").split())) if title else ("", "")


def own_title(words: str) -> tuple[str, str]:
    """ "Head of Data Jane Smith": the last words that are no title are the name."""
    split = words.split()
    kept: list[str] = []
    while split and not TITLED.search(split[-1]) and split[-1][0].isupper():
        kept.insert(0, split.pop())
    if len(kept) > 1 and split and split[-1].islower():
        split.append(kept.pop(0))  # "Head of Transport Jane Smith"
    return (" ".join(kept), " ".join(split)) if kept and split else ("", "")
