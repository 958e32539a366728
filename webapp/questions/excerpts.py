"""What is still to ask, for the brief and the calendar."""

from webapp.interviews.models import Interview
from webapp.questions.asking import Asking
from webapp.questions.models import Question
from webapp.sections.section import BriefLine, BriefRow, Excerpt


def on_brief(interview: Interview) -> Excerpt[BriefRow]:
    rows = [
        BriefRow([BriefLine(f"{one.text} ({person.name})" if person else one.text)])
        for person, one in Asking(interview).still_to_ask
    ]
    return Excerpt("To ask", rows, most=5)


def in_calendar(interview: Interview) -> Excerpt[str]:
    return Excerpt("To ask:", [one.text for one in Question.of(interview) if one.is_open])
