"""Which moment of an interview it is, by the clock where the interview is."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from webapp.interviews.models import Interview

EVENING_BEGINS = time(17)
MORNING_BEGINS = time(4)  # whoever is up before that hasn't begun the day yet
SOON = timedelta(minutes=30)
GETTING_READY = timedelta(minutes=30)  # before it is time to leave
FRESH = timedelta(hours=1)


class Moment(StrEnum):
    NONE = "none"
    DAYS_BEFORE = "days before"
    EVENING_BEFORE = "evening before"
    MORNING = "morning"
    LEAVING = "leaving"
    SOON = "soon"
    DURING = "during"
    JUST_AFTER = "just after"
    LATER = "later that day"
    NEXT_MORNING = "next morning"
    PAST = "past"

    @property
    def is_the_day(self) -> bool:
        """Whether it is the day, and the interview to come or under way."""
        return self in (Moment.MORNING, Moment.LEAVING, Moment.SOON, Moment.DURING)

    @property
    def is_after(self) -> bool:
        return self in (Moment.JUST_AFTER, Moment.LATER, Moment.NEXT_MORNING, Moment.PAST)


def moment_of(interview: Interview | None, at: datetime) -> Moment:
    """The moment that `at` is for an interview, or Moment.NONE when there is none."""
    if interview is None:
        return Moment.NONE
    begun = [moment for moment, begins in beginnings(interview) if begins <= at]
    return begun[-1] if begun else Moment.DAYS_BEFORE


def beginnings(interview: Interview) -> list[tuple[Moment, datetime]]:
    """When each moment of an interview begins, as (moment, time in UTC), in order. A moment may be
    over before it began, as the morning of an interview at 4:10: then it is skipped by the one
    after it."""
    start, end, zone = interview.starts_at, interview.ends_at, interview.zone
    first_day, last_day = start.astimezone(zone).date(), end.astimezone(zone).date()
    leave = interview.leave_at or start
    a_day = timedelta(days=1)
    return [
        (Moment.EVENING_BEFORE, on(first_day - a_day, EVENING_BEGINS, zone)),
        (Moment.MORNING, on(first_day, MORNING_BEGINS, zone)),
        *([(Moment.LEAVING, leave - GETTING_READY)] if interview.leave_at else []),
        (Moment.SOON, start - SOON),
        (Moment.DURING, start),
        (Moment.JUST_AFTER, end),
        (Moment.LATER, end + FRESH),
        (Moment.NEXT_MORNING, on(last_day + a_day, MORNING_BEGINS, zone)),
        (Moment.PAST, on(last_day + 2 * a_day, MORNING_BEGINS, zone)),
    ]


def on(day: date, hour: time, zone: tzinfo) -> datetime:
    # In UTC: two times of one zone would be compared by their wall clocks, an hour wrong when the
    # clocks change.
    return datetime.combine(day, hour, zone).astimezone(UTC)
