"""An event of a calendar, as far as an interview has use for it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True)
class FromMail:
    """What the text of a mail says besides. `people` are lines as the form takes them; `said` has
    for each field that was found the line of the mail, in words for the person."""

    company: str = ""
    position: str = ""
    people: tuple[str, ...] = ()
    contact: str = ""
    setting: str = ""  # when more than place and link says so
    said: dict[str, str] = field(default_factory=dict)


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
    mail: FromMail | None = None  # when it is no calendar that says all this
