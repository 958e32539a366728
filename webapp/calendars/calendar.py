"""An interview as an event for a calendar (RFC 5545), which rings the evening before, when it is
time to leave, and before it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from webapp.interviews.models import Interview
from webapp.interviews.when import clock
from webapp.lessons.models import Lesson
from webapp.people.models import Person
from webapp.questions.models import Question
from webapp.today.moment import Moment, beginnings

MAKER = "-//Round Two//Round Two//EN"
WARNING = timedelta(minutes=15)  # before it is time to leave


def calendar_of(interview: Interview, at: datetime) -> bytes:
    """The bytes of an .ics file. The event keeps its UID, so that a calendar takes it for the same
    when it comes again."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    event.add("uid", interview.invitation or f"{interview.id}@round-two")
    event.add("dtstamp", at)
    event.add("class", "PRIVATE")  # a calendar may be shared with who mustn't know yet
    event.add("summary", f"Interview: {interview.company}")
    event.add("dtstart", interview.local_start)
    event.add("duration", timedelta(minutes=interview.minutes))
    event.add("location", interview.place)
    event.add("description", description_of(interview))
    for moment, words in alarms_of(interview):
        event.add_component(alarm_at(moment, words))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def description_of(interview: Interview) -> str:
    """What to know on the way, as text."""
    people = [
        f"{person.name}, {person.title}" if person.title else person.name
        for person in Person.of(interview)
    ]
    lists = [
        (
            "",
            [
                f"{interview.position}, round {interview.round}"
                if interview.position
                else f"Round {interview.round}"
            ],
        ),
        ("With:", people),
        ("Must say:", [one.must_say for one in Lesson.must_says(interview)]),
        ("To ask:", [one.text for one in Question.of(interview) if one.is_open]),
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
