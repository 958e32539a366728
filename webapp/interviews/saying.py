"""The words of `when` as a page says them. What depends on the time it is read at is put in late,
in an element that says it anew on the phone, where a copy may be of yesterday: see
static/js/elements/time-words.js. Pages that have one load that."""

from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from webapp.core.late import late
from webapp.interviews import when
from webapp.interviews.when import clock as clock
from webapp.interviews.when import count as count
from webapp.interviews.when import date_in_full as date_in_full
from webapp.interviews.when import length as length
from webapp.interviews.when import span as span

ELEMENT = Markup('<{name} datetime="{moment}" zone="{zone}"{more}>{words}</{name}>')


def until(at: datetime, moment: datetime, zone: ZoneInfo) -> Markup:
    words = when.until(at, moment.astimezone(zone))
    return ELEMENT.format(
        name="time-until", moment=moment.isoformat(), zone=zone.key, more="", words=late(words)
    )


def day(moment: datetime, at: datetime, zone: ZoneInfo, *, capital: bool = False) -> Markup:
    """With `capital`, as it begins a line: "Tomorrow"."""
    words = when.day(moment, at, zone)
    more = Markup(" capital") if capital else ""
    return ELEMENT.format(
        name="day-name",
        moment=moment.isoformat(),
        zone=zone.key,
        more=more,
        words=late(when.capital(words) if capital else words),
    )


def day_and_time(
    moment: datetime, at: datetime, zone: ZoneInfo, *, capital: bool = False
) -> Markup:
    return day(moment, at, zone, capital=capital) + f" {when.clock(moment, zone)}"
