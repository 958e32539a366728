"""An interview as an event for a calendar (RFC 5545), which rings the evening before, when it is
time to leave, and before it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from webapp.interviews.models import Interview
from webapp.interviews.when import clock
from webapp.sections.section import in_order, sections
from webapp.today.moment import Moment, beginnings

MAKER = "-//Round Two//Round Two//EN"
WARNING = timedelta(minutes=15)  # before it is time to leave


def calendar_of(interview: Interview, at: datetime) -> bytes:
    """The bytes of an .ics file. The event keeps its UID, so that a calendar takes it for the same
    when it comes again."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    # The instant is told in UTC, which no program reads wrongly, and the clock to show it on here.
    calendar.add("x-wr-timezone", interview.time_zone)
    event.add("uid", interview.invitation or f"{interview.id}@round-two")
    event.add("dtstamp", at)
    event.add("class", "PRIVATE")  # a calendar may be shared with who mustn't know yet
    event.add("summary", f"Interview: {interview.company}")
    event.add("dtstart", interview.starts_at)
    event.add("duration", timedelta(minutes=interview.minutes))
    event.add("location", interview.place)
    event.add("description", event_description(interview))
    for moment, words in alarms_of(interview):
        event.add_component(alarm_at(moment, words))
    calendar.add_component(event)
    return calendar.to_ical()


def event_description(interview: Interview) -> str:
    """What to know on the way, as text."""
    position = f"{interview.position}, round" if interview.position else "Round"
    said = [section.calendar(interview) for section in sections() if section.calendar is not None]
    lists = [
        ("", [f"{position} {interview.round}"]),
        *((one.heading, one.lines) for one in in_order(said)),
        ("", [interview.notes]),
    ]
    return "\n\n".join(
        "\n".join(filter(None, [heading, *lines])) for heading, lines in lists if any(lines)
    )


def alarms_of(interview: Interview) -> Iterator[tuple[datetime, str]]:
    """(instant, words) of each time it rings."""
    begins = dict(beginnings(interview))
    yield begins[Moment.EVENING_BEFORE], f"Tomorrow: {interview.company}. Look at the checklist."
    if interview.leave_at:
        yield (
            interview.leave_at - WARNING,
            f"Leave at {clock(interview.leave_at, interview.zone)} for {interview.company}.",
        )
    yield begins[Moment.SOON], f"{interview.company} in half an hour."


def alarm_at(moment: datetime, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", moment, parameters={"VALUE": "DATE-TIME"})
    return alarm
