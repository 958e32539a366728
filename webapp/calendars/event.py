"""An event of a calendar, as far as an interview has use for it."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class Event:
    """The next time of an event, or the only one. `date` and `time` are what the clock shows in
    `zone`, each None when that can't be read; `start` is the same as an instant in UTC, None when
    it isn't known. `asks` says in words what isn't known, for the person to look at."""

    uid: str
    title: str
    start: datetime | None
    date: date | None
    time: time | None
    zone: str  # "" when it isn't known
    minutes: int | None
    place: str
    description: str
    links: tuple[str, ...]  # that calendars keep apart from the place
    # (name, address) of the organizer first, then of who was asked to come.
    people: tuple[tuple[str, str], ...]
    is_cancelled: bool
    asks: tuple[str, ...]
