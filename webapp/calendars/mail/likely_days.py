"""Of the days that a mail names those that may be the interview's: not until when to answer. What
it tells by its own day, "next Tuesday", is known only when that is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from webapp.calendars.mail.days import MAX_DAYS, NEAR, Day, all_days
from webapp.calendars.mail.words import WEEKDAY_NUMBER, any_of

RELATIVE = re.compile(
    rf"\b(?P<today>today|heute|aujourd['’]hui)\b|\b(?P<tomorrow>tomorrow|demain)\b"
    rf"|\b(?P<next>next|nächsten?|kommenden?)[ ]+(?P<nextday>{any_of(WEEKDAY_NUMBER)})"
    rf"|\b(?:on|this|am|coming|ce)[ ]+(?:coming[ ]+)?(?P<weekday>{any_of(WEEKDAY_NUMBER)})"
    rf"|\b(?P<frenchday>{any_of(WEEKDAY_NUMBER)})[ ]+prochain\b",
    re.IGNORECASE,
)
# Not when it is, but until when to answer, or since when they know of each other.
ASIDE = re.compile(
    r"(?:\b(?:by|before|until|till|later than|deadline\w*|since|dated|applied|applications?|apply"
    r"|posted|bis|"
    r"spätestens|avant|plus tard|vom|received|sent|spoke|met|week (?:of|commencing|beginning)|w/c"
    r"|starting date|"
    r"start date|your (?:e-?mail|letter|message|call)|conversation|échange|candidature|bewerbung)\b[\s:]*"
    r"(?:\b(?:close|on|the|le|zum|am|of|from|with us|end of|day|du)\b\s*)*)$",
    re.IGNORECASE,
)

IS_OVER = "That day is over. Is it the right one?"


def days_in(text: str, today: date, sent: date | None) -> list[Day]:
    """The days that may be the interview's, those to come before all. Those told by the day of the
    mail, `sent`, count only where none has a name."""
    since = sent or today
    days = [day for day in all_days(text, since) if not is_aside(text, day)]
    coming = [day for day in days if not day.dates or max(day.dates) >= since]
    days = coming or [replace(day, doubt=day.doubt or IS_OVER) for day in days]
    return days or [day for day in relative_days(text, sent) if not is_aside(text, day)]


def is_aside(text: str, day: Day) -> bool:
    return bool(ASIDE.search(text[max(0, day.begin - NEAR) : day.begin]))


def relative_days(text: str, sent: date | None) -> Iterator[Day]:
    """The days told by that of the mail: "tomorrow", "next Tuesday"."""
    for match in islice(RELATIVE.finditer(text), MAX_DAYS):
        if match["next"] and not match["next"].islower() and match["next"][0] == "M":
            continue
        dates = relative(match, sent) if sent else ()
        words = " ".join(match[0].split())
        doubt = ""
        if not sent:
            doubt = f"It says “{words}”, and not of which day the mail is. Write the date."
        elif len(dates) > 1:
            doubt = f"It says “{words}” in a mail of {sent.day} {sent:%B}. Is it this day?"
        yield Day(match.start(), match.end(), dates, doubt)


def relative(match: re.Match[str], sent: date) -> tuple[date, ...]:
    """Two where some mean this week's and others the next one's."""
    if match["today"]:
        return (sent,)
    if match["tomorrow"]:
        return (sent + timedelta(days=1),)
    named = match["nextday"] or match["weekday"] or match["frenchday"]
    ahead = (WEEKDAY_NUMBER[named.lower()] - sent.weekday()) % 7
    first = sent + timedelta(days=ahead or 7)
    is_next = match["nextday"] or match["frenchday"]
    if is_next and first.isocalendar()[:2] == sent.isocalendar()[:2]:
        return (first, first + timedelta(days=7))
    return (first,) if ahead or is_next else (sent, first)
