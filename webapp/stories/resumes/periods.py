"""The time that a job took, as people write it: "Jan 2019 - Mar 2021", "03/2019–06/2022", "since
2021", "2018 to date", in English, German and French."""

import re
from functools import lru_cache
from typing import NamedTuple

A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ONGOING = (
    r"(?:present|current(?:ly)?|now|today|(?:to )?date|ongoing|heute|jetzt|aktuell|laufend"
    r"|aujourd.hui|(?:à )?ce jour|présent|en cours)"
)
GOING_ON = re.compile(rf"\b{ONGOING}\b", re.IGNORECASE)
SINCE = r"(?:since|seit|depuis|ab)"
MONTHS = (
    r"(?:jan(?:uary|uar|v|vier)?|f[eé][bv](?:ruary|ruar|r|rier)?|m(?:ar(?:ch|s)?|ärz|aerz|är|rz)"
    r"|a[pv]r(?:il)?|ma[iy]|ju(?:ne?|ni|in)|jui?l(?:y|i|let)?|a(?:ug(?:ust)?|oût|out)"
    r"|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|d[eé][cz](?:ember|embre)?)\b\.?"
)
SEASONS = r"(?:spring|summer|autumn|fall|winter|q[1-4])"
YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
DAY = r"(?:\d{1,2}(?:\.|st|nd|rd|th)?\s)?"
DATE = (
    rf"(?:{DAY}{MONTHS},?\s?{YEAR}|{MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}|{SEASONS}\s{YEAR}"
    rf"|(?:\d{{1,2}}[./])?\d{{1,2}}\s?[./]\s?(?:19|20)\d\d|\d{{1,2}}/\d\d|(?:19|20)\d\d[-/.]\d\d(?:[-/.]\d\d)?|{YEAR})"
)
# A month alone begins what ends in the same year: "March – June 2020".
BEGIN = rf"(?:{DATE}|{MONTHS})"
TO = r"\s{0,3}(?:[-–—−‒~→]|\b(?:to|until|till|bis|au|à|through)\b)\s{0,3}"
LENGTH = (
    r"(?:\s{0,3}[(·,]?\s?\d{1,2}\+?\s(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois)\b"
    r"(?:[\s,]{1,2}(?:and\s)?\d{1,2}\s(?:months?|mos?|monate?|mois)\b)?\)?)?"
)
RANGE = (
    rf"(?:from |von |de )?{BEGIN}{TO}(?:{ONGOING}|{DATE})|{SINCE}\s{DATE}|{DATE}\s?[-–—]\s?(?=$|\))"
)
EDGE = r"(?<![\w/.,€$£%-])"
PERIOD = re.compile(
    rf"{EDGE}(?:(?P<range>{RANGE})|(?P<date>{DATE}))(?![\w%€$£/]|[.,]\d){LENGTH}", re.IGNORECASE
)
MAX_LOOKED_AT = 200  # characters of one line


class Period(NamedTuple):
    """What of a line says it: from where to where, whether from one time to another, whether more
    than a year alone, and in which words it is told."""

    begin: int
    end: int
    is_range: bool
    is_exact: bool
    years: str


@lru_cache(maxsize=1024)
def period_in(text: str) -> Period | None:
    """The first range of time in a line or, where there is none, its last date."""
    if len(text) > MAX_LOOKED_AT:
        return None
    found = list(PERIOD.finditer(text))
    if not found:
        return None
    match = next((one for one in found if one["range"]), found[-1])
    years = years_of(with_centuries(match[0]), bool(match["range"]) and is_open(match["range"]))
    is_exact = not re.fullmatch(YEAR, match[0])
    return Period(*match.span(), bool(match["range"]), is_exact, years) if years else None


def is_open(text: str) -> bool:
    return bool(re.match(SINCE, text, re.IGNORECASE) or re.search(r"[-–—]\s*$", text))


def with_centuries(text: str) -> str:
    """Years of two digits in four: ’98 and 3/19."""

    def whole(match: re.Match[str]) -> str:
        return f" {'19' if match[1] > '50' else '20'}{match[1]}"

    return re.sub(r"(?:['’]|(?<=\d)/)(\d\d)\b(?![/.]\d)", whole, text)


def years_of(text: str, goes_on: bool = False) -> str:
    """As "2019 to 2022", "2021" within one year, or "since 2019" where it goes on."""
    years = list(dict.fromkeys(A_YEAR.findall(text)))[:2]
    if years and (goes_on or GOING_ON.search(text)):
        return f"since {years[0]}"
    return " to ".join(years)
