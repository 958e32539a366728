"""The days that a text names, in English, German and French. What can be read in two ways has two
dates, and what can't be known has none: nothing is assumed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from webapp.calendars.mail.words import (
    MONTH_NUMBER,
    TWO_LETTERS,
    WEEKDAY_NUMBER,
    WEEKDAYS,
    any_of,
)
from webapp.core.text import YEARS

BLANK = r" ?\n? ?"  # a mail breaks its lines anywhere
WEEKDAY = (
    rf"(?:\b(?P<weekday>{any_of(WEEKDAY_NUMBER)}){BLANK}\.?,?{BLANK}(?:the|den|dem|le)?{BLANK})?"
)
TH = r"(?:st|nd|rd|th|er)?"
YEAR = r"(?:,? ?\n? ?(?P<year>20\d\d)(?!\d|[:.h]\d))?"
DAY_MONTH = re.compile(
    rf"{WEEKDAY}(?<![\d.,:/])(?P<day>\d{{1,2}}){TH}\.?{BLANK}(?:of[ ])?"
    rf"(?P<month>{any_of(MONTH_NUMBER)})\.?{YEAR}"
    rf"(?:[ ]?\((?P<after>{any_of(WEEKDAY_NUMBER)})\.?\))?",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"{WEEKDAY}\b(?P<month>{any_of(MONTH_NUMBER)})\.?{BLANK}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?!\d|[:.h]\d|[ ]?[ap]\.?m|[ ]?(?:candidates|people|applicants)){YEAR}"
    rf"(?:[ ]?\((?P<after>{any_of(WEEKDAY_NUMBER)})\.?\))?",
    re.IGNORECASE,
)
ISO = re.compile(r"(?<![\d./-])(?P<year>20\d\d)([-/.])(?P<month>\d\d)\2(?P<day>\d\d)(?![\d/-])")
DOTTED = re.compile(
    rf"(?:\b(?P<two>(?i:mo|di|mi|do|fr|sa|so))\b\.?,?[ ]*(?:den[ ]+|dem[ ]+)?)?{WEEKDAY}"
    rf"(?<![\d.,:/])"
    r"(?P<day>\d{1,2})\.[ ]?(?P<month>\d{1,2})\.(?:[ ]?(?P<year>20\d\d|\d\d)(?![\d:.h]|[ ]?Uhr))?"
    r"(?!\d)",
    re.IGNORECASE,
)
SLASHED = re.compile(
    rf"{WEEKDAY}(?<![\d.,:/-])(?P<one>\d{{1,2}})(?P<mark>[/-])(?P<other>\d{{1,2}})"
    r"(?:(?P=mark)(?P<year>20\d\d|\d\d))?(?![\d/:-])",
    re.IGNORECASE,
)
BEFORE_SLASHED = re.compile(r"\b(?:on|date|for|is|datum|am|den|le)\W{1,3}$", re.IGNORECASE)
# Days before the one with the month: "Tuesday 1, 2 or 3 December".
LISTED = re.compile(
    rf"{WEEKDAY}(?<![\d.,:/])(?P<day>\d{{1,2}}){TH}\.?\s*(?:,|/|&|\bor|\band|\boder|\bund|\bou"
    rf"|\bet)\s*"
    r"(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
SPAN = re.compile(
    rf"\b(?P<day>\d{{1,2}}){TH}\.?\s*(?:[-–—]|to|bis|au)\s*(?:the\s+)?$", re.IGNORECASE
)
SPAN_AFTER = re.compile(rf"{BLANK}[-–—]{BLANK}\d{{1,2}}(?![\d:.h]|\s*[ap]\.?m)", re.IGNORECASE)
MAX_DAYS = 200  # of a kind that are looked at
NEAR = 60  # characters before a day that are asked about it
# A day without a year is in this one when it was a while ago, and in the next one else.
JUST_OVER, FAR = timedelta(days=60), timedelta(days=240)
BACK, AHEAD = timedelta(days=300), timedelta(days=430)  # of what an interview can be


@dataclass(frozen=True)
class Day:
    """A day that is named in a text from `begin` to `end`; `dates` has several when it can be read
    in several ways, none when it can't be known. `doubt` says in words what to look at."""

    begin: int
    end: int
    dates: tuple[date, ...]
    doubt: str = ""


def day_said(text: str, today: date) -> date | None:
    """The first day that is named in full, or whose year is the one at hand."""
    dates = next((day.dates for day in all_days(text, today) if day.dates), ())
    return dates[0] if len(dates) == 1 else None


def all_days(text: str, today: date) -> list[Day]:
    found: list[Day] = []
    for pattern, read in READ:
        for match in islice(pattern.finditer(text), MAX_DAYS):
            if not any(day.begin < match.end() and match.start() < day.end for day in found):
                found += read(text, match, today)
    near = [day for day in found if all(today - BACK < one < today + AHEAD for one in day.dates)]
    return sorted(near, key=lambda day: day.begin)


def by_month(text: str, match: re.Match[str], today: date) -> Iterator[Day]:
    """Also the days listed before it, of the same month."""
    if match.re is MONTH_DAY and not match["month"][0].isupper():
        return  # "you may 3 times"
    month = MONTH_NUMBER[match["month"].lower()]
    before = text[max(0, match.start() - NEAR) : match.start()]
    if span := SPAN.search(before):
        begin = match.start() - len(before) + span.start()
        yield Day(begin, match.end(), (), which_day(text[begin : match.end()]))
        return
    if match.re is MONTH_DAY and (span := SPAN_AFTER.match(text, match.end())):
        yield Day(match.start(), span.end(), (), which_day(text[match.start() : span.end()]))
        return
    year = int(match["year"]) if match["year"] else None
    weekday = weekday_in(match["weekday"] or match["after"])
    begin = match.start()
    for _ in range(10 if match.re is DAY_MONTH else 0):
        listed = LISTED.search(text[max(0, begin - NEAR) : begin])
        if not listed:
            break
        end = begin
        begin = max(0, begin - NEAR) + listed.start()
        day = dated(int(listed["day"]), month, year, weekday_in(listed["weekday"]), today)
        yield from at(day, begin, end)
    yield from at(dated(int(match["day"]), month, year, weekday, today), match.start(), match.end())


def by_number(text: str, match: re.Match[str], today: date) -> Iterator[Day]:
    """Day and month as Germans write it, or the year first."""
    groups = match.groupdict()
    weekday = weekday_in(groups.get("weekday") or groups.get("two"))
    year = full_year(match["year"])
    day = dated(int(match["day"]), int(match["month"]), year, weekday, today)
    yield from at(day, match.start(), match.end())


def by_slashes(text: str, match: re.Match[str], today: date) -> Iterator[Day]:
    """12/03 is in March or in December, unless the day of the week says which."""
    said = match["weekday"] or BEFORE_SLASHED.search(
        text[max(0, match.start() - 12) : match.start()]
    )
    if not match["year"] and (not said or match["mark"] == "-"):
        return
    one, other, year = int(match["one"]), int(match["other"]), full_year(match["year"])
    weekday = weekday_in(match["weekday"])
    ways = [
        day
        for day in (
            dated(one, other, year, weekday, today),
            dated(other, one, year, weekday, today) if one != other else None,
        )
        if day
    ]
    ways = [day for day in ways if not day.doubt] or ways
    dates = tuple(date for day in ways for date in day.dates)
    doubt = "".join(day.doubt for day in ways[:1])
    ahead = tuple(date for date in dates if date >= today)
    if len(ahead) == 1 < len(dates):
        dates, doubt = ahead, read_as(match[0], ahead[0])
    elif len(dates) > 1:
        doubt = f"It says “{match[0].strip()}”, which has two meanings. Is it this day?"
    yield from at(Day(0, 0, dates, doubt) if dates else None, match.start(), match.end())


READ = [
    (ISO, by_number),
    (DAY_MONTH, by_month),
    (MONTH_DAY, by_month),
    (DOTTED, by_number),
    (SLASHED, by_slashes),
]


def at(day: Day | None, begin: int, end: int) -> Iterator[Day]:
    if day:
        yield replace(day, begin=begin, end=end)


def read_as(words: str, one: date) -> str:
    read = f"{one.day} {one:%B}"
    return f"It says “{words.strip()}”. It was read as {read}, for the other is over."


def which_day(words: str) -> str:
    return f"It says “{' '.join(words.split()).rstrip('.,')}”. Write which of these days it is."


def weekday_in(name: str | None) -> int | None:
    name = (name or "").lower()
    return WEEKDAY_NUMBER.get(name, TWO_LETTERS.get(name))


def full_year(text: str | None) -> int | None:
    return int(text) + (2000 if len(text) == 2 else 0) if text else None


def dated(day: int, month: int, year: int | None, weekday: int | None, today: date) -> Day | None:
    """None when there is no such day."""
    if year is not None:
        one = real(year, month, day)
        return Day(0, 0, (one,), other_weekday(one, weekday)) if one else None
    years = [real(today.year + more, month, day) for more in (-1, 0, 1, 2)]
    near = [one for one in years if one and today - BACK < one < today + AHEAD]
    fits = [one for one in near if weekday is None or one.weekday() == weekday] or near
    if not fits:
        return None
    ahead = [one for one in fits if one >= today]
    just_over = fits[-1 - len(ahead)] > today - JUST_OVER if len(ahead) < len(fits) else False
    is_far = bool(ahead) and ahead[0] > today + FAR
    one = fits[-1 - len(ahead)] if not ahead or (just_over and is_far) else ahead[0]
    return Day(0, 0, (one,), other_weekday(one, weekday) or no_year(one, weekday, today))


def real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in range(*YEARS) else None
    except ValueError:
        return None


def other_weekday(one: date, weekday: int | None) -> str:
    if weekday in (None, one.weekday()):
        return ""
    said = WEEKDAYS[weekday].split()[0].title()
    return f"It says {said}, but {one.day} {one:%B} {one.year} is a {one:%A}. Which day is it?"


def no_year(one: date, weekday: int | None, today: date) -> str:
    """Nothing to ask of a day that is near, or that only one year has on this day of the week."""
    if weekday is not None or today - JUST_OVER < one < today + timedelta(days=120):
        return ""
    return f"It says no year. It was read as {one.year}."
