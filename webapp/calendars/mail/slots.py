"""Which hour belongs to which day: the times that a mail offers."""

import re
from dataclasses import dataclass, replace
from datetime import date

from webapp.calendars.mail.days import Day
from webapp.calendars.mail.hours import A_DAY, Hours, hours_in
from webapp.calendars.mail.likely_days import days_in
from webapp.core.text import WEB_ADDRESS

MAX_SLOTS = 100
HIDDEN = re.compile(
    rf"{WEB_ADDRESS.pattern}|(?<![\w.+-])[\w.+-]{{1,64}}@[\w.-]+|\bwww\.\S+|\+\d[\d ()/-]{{6,}}",
    re.IGNORECASE,
)
# Between an hour and the day behind it.
JOINED = re.compile(
    r"[\s,(]*(?:\([^)\n]{1,30}\))?(?:\b(?:on|am|le|of|the|this|den|dem|uhr)\b|[\s,(–—-])*",
    re.IGNORECASE,
)
JOINING = re.compile(r"\b(?:on|am|le|of)\b", re.IGNORECASE)
BEFORE = re.compile(r"(?:\b(?:at|from|um|à|de|the|time)\b|[\s,:(|–—-])*", re.IGNORECASE)
SHARED = re.compile(r"\b(?:both|each|all three|jeweils|every|either|beide)\b", re.IGNORECASE)
ENDS = re.compile(
    r"\b(?:end|ends|ending|finish|finishes|ende|fin)\b[\s:*]*(?:at|um|à|time)?[\s:*]*$",
    re.IGNORECASE,
)
NEAR = 40


@dataclass(frozen=True)
class Slot:
    """`day` and `hours` say where in the text `date` and the hour stand; each None when it says
    none, and `date` also when it can't be known."""

    day: Day | None
    date: date | None
    hours: Hours | None

    @property
    def doubt(self) -> str:
        """What to look at, in words."""
        doubts = [self.day.doubt if self.day else "", self.hours.doubt if self.hours else ""]
        return " ".join(filter(None, doubts))

    @property
    def is_timed(self) -> bool:
        return bool(self.hours and self.hours.start)


def slots_in(text: str, today: date, sent: date | None) -> list[Slot]:
    """The times offered, as they come in the text."""
    shown = HIDDEN.sub(lambda found: "¤" * len(found[0]), text)
    days = days_in(shown, today, sent)
    for day in days:
        shown = shown[: day.begin] + A_DAY * (day.end - day.begin) + shown[day.end :]
    hours = ended(shown, hours_in(shown))
    pairs = [(day_of(text, one, days), one) for one in hours]
    pairs += shared(text, pairs, days)
    timed = {id(day) for day, _ in pairs}
    slots = [
        Slot(day, one, of)
        for day, of in [*pairs, *((day, None) for day in days if id(day) not in timed)]
        for one in (day.dates if day and day.dates else (None,))
    ]
    return without_repeats(slots)[:MAX_SLOTS]


def ended(text: str, hours: list[Hours]) -> list[Hours]:
    """With "End: 11:15" as the length of the one before."""
    found: list[Hours] = []
    for one in hours:
        if not ENDS.search(text[max(0, one.begin - NEAR) : one.begin]):
            found.append(one)
        elif found and (start := found[-1].start) and one.start and not found[-1].minutes:
            minutes = 60 * (one.start.hour - start.hour) + one.start.minute - start.minute
            found[-1] = replace(found[-1], minutes=minutes if minutes > 0 else None)
    return found


def day_of(text: str, hours: Hours, days: list[Day]) -> Day | None:
    """The day that an hour is of: the one before it, unless only "on" is between it and the one
    behind."""
    before = next((day for day in reversed(days) if day.end <= hours.begin), None)
    behind = next((day for day in days if day.begin >= hours.end), None)
    if behind is None or before is None:
        return before or behind
    gap = text[hours.end : behind.begin]
    if len(gap) > NEAR or not JOINED.fullmatch(gap) or "\n\n" in gap:
        return before
    if JOINING.search(gap):
        return behind
    between = text[before.end : hours.begin]
    is_in_its_line = "\n" in gap and "\n" not in between
    return before if is_in_its_line or BEFORE.fullmatch(between) else behind


def shared(
    text: str, pairs: list[tuple[Day | None, Hours]], days: list[Day]
) -> list[tuple[Day | None, Hours]]:
    """The hour that is said to be that of several days, for the others."""
    timed = {id(day) for day, _ in pairs}
    rest = [day for day in days if id(day) not in timed]
    for _, hours in pairs:
        around = text[max(0, hours.begin - 20) : hours.end + 20]
        if SHARED.search(around):
            return [(day, hours) for day in rest]
    return []


def without_repeats(slots: list[Slot]) -> list[Slot]:
    """Each time once, in the order of their days; one with less known of it gives way."""
    dated = [slot for slot in slots if slot.date] or slots
    timed = {slot.date for slot in dated if slot.is_timed}
    best: dict[object, Slot] = {}
    for slot in dated:
        if not slot.is_timed and slot.date in timed:
            continue
        key = (slot.date, slot.hours.start if slot.hours else None)
        if key not in best or is_fuller(slot, best[key]):
            best[key] = slot
    return sorted(best.values(), key=order)


def is_fuller(slot: Slot, other: Slot) -> bool:
    def known(one: Slot) -> int:
        hours = one.hours
        return bool(hours) + bool(hours and hours.minutes) + bool(hours and hours.zone)

    return known(slot) > known(other)


def order(slot: Slot) -> tuple[date, int]:
    start = slot.hours.start if slot.hours else None
    return slot.date or date.max, 60 * start.hour + start.minute if start else 0
