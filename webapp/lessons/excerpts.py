"""What must be said, for the brief and the calendar."""

from webapp.interviews.models import Interview
from webapp.lessons.models import Lesson
from webapp.sections.section import BriefLine, BriefRow, Excerpt


def on_brief(interview: Interview) -> Excerpt[BriefRow]:
    rows = [BriefRow([BriefLine(one.must_say)]) for one in Lesson.must_says(interview)]
    return Excerpt("Must say", rows, most=4)


def in_calendar(interview: Interview) -> Excerpt[str]:
    return Excerpt("Must say:", [one.must_say for one in Lesson.must_says(interview)])
