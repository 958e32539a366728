"""The hours that a text names, how long it takes, and by which clock. What may be in the morning or
in the afternoon is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import islice

BLANK = " ?"
MERIDIEM = r"[ap]\.?[ ]?m\b\.?"
CLOCK = (
    rf"(?P<hour{{0}}>[01]?\d|2[0-3])(?:{BLANK}(?P<mark{{0}}>[:.hH]){BLANK}(?P<minute{{0}}>[0-5]\d)"
    rf"(?!\d)"
    rf"|(?P<bare{{0}}>[hH])\b)?(?:{BLANK}(?P<meridiem{{0}}>{MERIDIEM}))?(?:{BLANK}"
    rf"(?P<word{{0}}>Uhr|o['’]?clock|hrs)\b)?"
)
TO = rf"{BLANK}(?:[-–—]|\bto\b|\bbis\b|\btill?\b|\buntil\b|\bà\b|\bthrough\b){BLANK}"
HOURS = re.compile(
    rf"(?<![\d.,:/£$€+#-])\b{CLOCK.format('')}"
    rf"(?:{TO}{CLOCK.format('2')})?(?![\d:/%]|[.,]\d|[ ]?%)",
    re.IGNORECASE,
)
MILITARY = re.compile(
    r"(?<![\d.,:])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:hrs|hours|h|Uhr)\b", re.IGNORECASE
)
NOON = re.compile(r"\b(?:12[ ]+)?(?:noon|midday)\b|\bum Mittag\b|\bà midi\b", re.IGNORECASE)
# Words that make a bare number an hour.
AT = re.compile(
    r"(?:\b(?:at|from|um|ab|von|à|de|time|uhrzeit|heure|zeit|when|wann)\b[ \t:*]{1,3}|@[ ]?)$",
    re.IGNORECASE,
)
A_DAY = "§"  # what stands in a text in place of a day that was found in it
BEHIND_A_DAY = re.compile(rf"{A_DAY}[\s,:(|–—-]{{0,4}}$")
ENDS_THERE = re.compile(r"[ \t]*(?:$|[,.;!?)\n]|(?:on|for|in|am|le|with)\b)", re.IGNORECASE)
# When to be there, until when to answer, when somebody can be rung: not when it begins.
ASIDE = re.compile(
    r"\b(?:arriv\w*|be there|be here|check[ -]?in|by|before|until|till|between|zwischen|entre|bis"
    r"|avant|lunch|"
    r"office hours|opening hours|öffnungszeiten|reach (?:me|us)|call (?:me|us)|ring (?:me|us)"
    r"|doors open|"
    r"working hours|closes?)\b[^.\n]{0,25}$",
    re.IGNORECASE,
)
NEAR = 40
NAMED_ZONE = re.compile(
    r"[ \t]*[,(]?[ \t]*(?P<zone>(?:UTC|GMT)[ ]?[+-]\d{1,2}(?::?\d\d)?|[A-Z][a-z]+/[A-Z][A-Za-z_]+"
    r"|(?:CES?T|BST|GMT|UTC|W?ES?T|[ECMP][SD]?T|MESZ|MEZ|IST|JST|AES?T|AEDT|SGT)\b"
    r"|(?:[A-Z][a-zéü]+|UK|US)(?:[ ][A-Z][a-z]+)?[ ]+(?:[Tt]ime|Zeit)\b|(?i:local time"
    r"|heure de [a-z]+))"
)
ZONE_LINE = re.compile(
    r"(?:\btime[ ]?zone|\bzeitzone|\bfuseau horaire|\ball times(?: are)?(?: in)?)[ \t]*:?[ \t]*"
    r"(?P<zone>[A-Z][^\n,;()]{1,40})",
    re.IGNORECASE,
)
NUMBER = r"(?P<number>\d{1,3}(?:[.,]5)?|an|a|one|half an|eine|une|one and a half|two|zwei|deux)"
UNIT = r"(?P<unit>minutes?|minuten|mins?|hours?|hrs?|h|stunden?|heures?)\b"
ABOUT = r"(?:(?:about|around|approximately|approx\.?|circa|ca\.?|etwa|environ|up to|rund)[ ]+)?"
MORE = r"(?:[ ]?(?:and[ ]|und[ ])?(?P<more>\d{1,2})(?:[ ]?(?:minutes?|mins?))?)?"
LENGTH = rf"{ABOUT}{NUMBER}[ -]?{UNIT}\.?{MORE}"
LENGTHS = [
    re.compile(
        rf"(?:duration|length|dauer|durée|how long)[ \t]*:?\*?[ \t]*{LENGTH}", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:for|lasts?|lasting|take|takes|dauert|dauern|durera|dure|pendant|schedule"
        rf"|scheduled for|allow)[ \n]{LENGTH}"
        rf"(?![ ](?:before|early|earlier|walk|from|away|notice|later))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{LENGTH}[ -]*(?:long[ ]+)?(?:\w+[ ])?(?:interview|meeting|call|conversation|chat"
        rf"|session|discussion|gespräch|slot)",
        re.IGNORECASE,
    ),
    re.compile(rf"[(,][ ]?{LENGTH}[ ]?\)", re.IGNORECASE),
]
WORDED = {"half an": 0.5, "one and a half": 1.5, "two": 2, "zwei": 2, "deux": 2}
MAX_MINUTES = 600
MAX_HOURS = 2000  # numbers that are looked at


@dataclass(frozen=True)
class Hours:
    """An hour named in a text from `begin` to `end`; `start` is None when it can't be known, and
    `doubt` says why. `zone` is what the clock is called, "" when it isn't."""

    begin: int
    end: int
    start: time | None
    minutes: int | None
    zone: str = ""
    doubt: str = ""


def hours_in(text: str) -> list[Hours]:
    """Those that may be when it begins, in a text with A_DAY for the signs of each day."""
    found = sorted(
        [
            hours
            for match in islice(HOURS.finditer(text), MAX_HOURS)
            for hours in hours_of(text, match)
        ]
        + [
            Hours(one.start(), one.end(), time(int(one["hour"]), int(one["minute"])), None)
            for one in islice(MILITARY.finditer(text), MAX_HOURS)
        ]
        + [
            Hours(one.start(), one.end(), time(12), None)
            for one in islice(NOON.finditer(text), MAX_HOURS)
        ],
        key=lambda one: one.begin,
    )
    found = [with_zone(text, one) for one in found]
    return [one for one in found if not is_aside(text, one.begin)]


def is_aside(text: str, begin: int) -> bool:
    return bool(ASIDE.search(text[max(0, begin - NEAR) : begin]))


def hours_of(text: str, match: re.Match[str]) -> Iterator[Hours]:
    """None of a number that is no hour."""
    match_end = match.end()
    before = text[max(0, match.start() - 12) : match.start()]
    said_at, is_alone = bool(AT.search(before)), bool(ENDS_THERE.match(text, match_end))
    has_end = match["hour2"] is not None
    is_said = said_at or bool(BEHIND_A_DAY.search(before))
    if not is_hour(match, is_said, is_said and has_end and is_alone):
        if said_at and not has_end and is_alone and is_plain(match):
            yield Hours(match.start(), match_end, None, None, doubt=which_half(match[0]))
        return
    start, end = minute_of(match, ""), minute_of(match, "2") if has_end else None
    start, end, is_known = in_day(match, start, end)
    minutes = end - start if end is not None and 0 < end - start <= MAX_MINUTES else None
    if is_known:
        yield Hours(match.start(), match_end, time(*divmod(start, 60)), minutes)
    else:
        doubt = which_half(match[0])
        yield Hours(match.start(), match_end, None, minutes, doubt=doubt)


def is_plain(match: re.Match[str]) -> bool:
    return not match["mark"] and 1 <= int(match["hour"]) <= 12


def is_hour(match: re.Match[str], said_at: bool, is_span: bool) -> bool:
    """By a colon, "am", "Uhr" or the like; a point alone, or nothing, needs more beside it."""
    marks = [match["mark"], match["mark2"]]
    is_sure = (
        ":" in marks
        or any(match[name] for name in ("meridiem", "meridiem2", "word", "word2"))
        or any(is_french(match, number, said_at) for number in ("", "2"))
    )
    return is_sure or is_span or (marks[0] == "." and (said_at or marks[1] == "."))


def is_french(match: re.Match[str], number: str, said_at: bool) -> bool:
    """14h30; 1h30 is a length, if no word says otherwise."""
    is_h = (match[f"mark{number}"] or match[f"bare{number}"] or "").lower() == "h"
    return is_h and (said_at or int(match[f"hour{number}"]) >= 7)


def minute_of(match: re.Match[str], number: str) -> int:
    hour, minute = int(match[f"hour{number}"]), int(match[f"minute{number}"] or 0)
    meridiem = (match[f"meridiem{number}"] or "").lower()
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem.startswith("p") else 0)
    return 60 * hour + minute


def in_day(match: re.Match[str], start: int, end: int | None) -> tuple[int, int | None, bool]:
    """The minutes of the day of both, and whether they are known: 2:00 may be either half's."""
    half = 12 * 60
    if end is None:
        return start, None, bool(match["meridiem"]) or not is_either(match, start)
    if match["meridiem2"] and not match["meridiem"] and start <= half:
        # "2-3 pm", but "11-1 pm" begins in the morning.
        later = start % half + half
        start = later if end >= half and later < end else start % half if end < half else start
        return start, end, True
    if match["meridiem"] and not match["meridiem2"]:
        return start, end if end > start else end + half, True
    if end <= start < half:
        return start, end + half, True
    return start, end, bool(match["meridiem"]) or not is_either(match, start)


def is_either(match: re.Match[str], start: int) -> bool:
    """Whether nothing says which half of the day it is in."""
    return 60 <= start < 7 * 60 and not match["hour"].startswith("0")


def which_half(words: str) -> str:
    said = " ".join(words.split())
    return f"It says “{said}”: in the morning or in the afternoon? Write the hour."


def with_zone(text: str, hours: Hours) -> Hours:
    match = NAMED_ZONE.match(text, hours.end)
    if not match:
        return hours
    return Hours(
        hours.begin, match.end(), hours.start, hours.minutes, match["zone"].strip(), hours.doubt
    )


def zone_in(text: str) -> tuple[str, int] | None:
    """(what a line of its own says that all times go by, where in the text), or None."""
    match = ZONE_LINE.search(text)
    return (match["zone"].strip(" .*"), match.start("zone")) if match else None


def length_in(text: str) -> tuple[int, int] | None:
    """(minutes, where in the text), or None."""
    for pattern in LENGTHS:
        for match in pattern.finditer(text):
            minutes = minutes_of(match)
            if 5 <= minutes <= MAX_MINUTES:
                return minutes, match.start("number")
    return None


def minutes_of(match: re.Match[str]) -> int:
    said = match["number"].lower()
    number = WORDED.get(said) or (float(said.replace(",", ".")) if said[0].isdigit() else 1)
    is_hours = not match["unit"].lower().startswith("m")
    return int(number * (60 if is_hours else 1)) + (int(match["more"] or 0) if is_hours else 0)
