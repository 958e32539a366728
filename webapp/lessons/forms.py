"""The form of a lesson."""

from wtforms.validators import DataRequired

from webapp.core.fields import Day, EnumRadio, line, lines
from webapp.lessons.models import Lesson, Source
from webapp.sections.section_form import SectionForm

SOURCES = {
    Source.FEEDBACK: "They told me since",
    Source.UNSAID: "I left it unsaid",
    Source.ASKED: "They asked",
    Source.SAID: "I said",
}


class NewLessonForm(SectionForm):
    text = lines(
        "What it was", Lesson.text, DataRequired("Write what it was."), rows=2, what="This"
    )
    source = EnumRadio("Where from", SOURCES, default=Source.FEEDBACK)
    told_by = line("From whom", Lesson.told_by, what="A name")
    told_on = Day("On")


class LessonForm(NewLessonForm):
    """Also with what the person says to it."""

    to_say = lines("What you will say", Lesson.to_say, rows=2)
