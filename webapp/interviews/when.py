"""Words for times, as a person would say them: "in 40 minutes", "tomorrow 9:30".

Every time is aware. A day is a day of the calendar in the zone that is meant: `zone`, or that of
the moment itself. `static/js/elements/time-words.js` says the same words as `until` and `day` on
the phone.
"""

from datetime import UTC, datetime, timedelta, tzinfo

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MINUTES_MATTER = timedelta(hours=4)  # below this "2 hours 20 minutes", above it "5 hours"
HOURS_ARE_CLEARER = timedelta(hours=12)  # than "tomorrow", when tomorrow is that close


def until(at: datetime, moment: datetime) -> str:
    """The time from `at` to `moment`: "in 40 minutes", "in 2 days", "now", "3 hours ago". Give
    `moment` in the zone whose days count, for instance `interview.local_start`."""
    # The minute that has begun counts, so that the words agree with the clock on the wall.
    gap = whole_minutes(moment) - whole_minutes(at)
    if abs(gap) < MINUTE:
        return "now"
    words = how_far(abs(gap), days_between(at, moment))
    if words in ("tomorrow", "yesterday"):
        return words
    return f"in {words}" if gap > timedelta(0) else f"{words} ago"


def how_far(gap: timedelta, days: int) -> str:
    if gap < MINUTES_MATTER:
        return length(gap // MINUTE)
    if gap < HOURS_ARE_CLEARER or not days:
        return count((gap + HOUR / 2) // HOUR, "hour")
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    return long_while(abs(days))


def long_while(days: int) -> str:
    if days < 14:
        return count(days, "day")
    return count(days // 7, "week") if days < 60 else count(days // 30, "month")


def length(minutes: int) -> str:
    """How long something takes: "45 minutes", "1 hour 15 minutes"."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        count(number, noun) for number, noun in ((hours, "hour"), (rest, "minute")) if number
    )


def capital(words: str) -> str:
    """The words as they begin a line: "Tomorrow 9:30"."""
    return words[:1].upper() + words[1:]


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def clock(moment: datetime, zone: tzinfo) -> str:
    """The time of day: "9:30"."""
    local = moment.astimezone(zone)
    return f"{local.hour}:{local.minute:02}"


def day(moment: datetime, at: datetime, zone: tzinfo) -> str:
    """The day as said at `at`: "today", "tomorrow", "Thursday", "Thu 26 November", with the year
    when it is another."""
    days = days_between(at, moment.astimezone(zone))
    if -1 <= days <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    local = moment.astimezone(zone)
    if 1 < days < 7:
        return f"{local:%A}"
    year = f" {local.year}" if local.year != at.astimezone(zone).year else ""
    return f"{local:%a} {local.day} {local:%B}{year}"


def day_and_time(moment: datetime, at: datetime, zone: tzinfo) -> str:
    """Day and time as said at `at`: "tomorrow 9:30"."""
    return f"{day(moment, at, zone)} {clock(moment, zone)}"


def date_in_full(moment: datetime, zone: tzinfo) -> str:
    """The date whenever it is read: "Thursday 26 November 2026"."""
    return f"{date_in_words(moment, zone)} {moment.astimezone(zone).year}"


def date_in_words(moment: datetime, zone: tzinfo) -> str:
    """The date as one writes it to somebody: "Thursday 26 November"."""
    local = moment.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B}"


def span(start: datetime, end: datetime, zone: tzinfo) -> str:
    """From when to when: "9:30 to 10:45"."""
    return f"{clock(start, zone)} to {clock(end, zone)}"


def days_between(at: datetime, moment: datetime) -> int:
    """Midnights between `at` and `moment` in the zone of `moment`; below zero when it is past."""
    return (moment.date() - at.astimezone(moment.tzinfo).date()).days


def whole_minutes(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
