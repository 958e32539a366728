"""The form of a lesson."""

from typing import Any

from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired

from webapp.core.forms import Day, at_most
from webapp.lessons.models import Lesson, Source
from webapp.sections.section_form import SectionForm

SOURCES = {
    Source.FEEDBACK: "They told me since",
    Source.UNSAID: "I left it unsaid",
    Source.ASKED: "They asked",
    Source.SAID: "I said",
}


class NewLessonForm(SectionForm):
    text = TextAreaField(
        "What it was",
        [DataRequired("Write what it was."), at_most(Lesson.text, "This")],
        render_kw={"rows": 2},
    )
    source = RadioField(
        "Where from",
        [AnyOf(list(Source), message="Choose one of these.")],
        default=Source.FEEDBACK.value,
        validate_choice=False,
        choices=[SelectChoice(source.value, words) for source, words in SOURCES.items()],
    )
    told_by = StringField(
        "From whom", [at_most(Lesson.told_by, "A name")], render_kw={"autocomplete": "off"}
    )
    told_on = Day("On")

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "source": Source(self.source.data)}

    def refuse(self) -> None:
        self.text.errors = [
            f"There are {Lesson.MOST} of these already, the most there can be. Delete one first."
        ]


class LessonForm(NewLessonForm):
    """Also with what the person says to it."""

    to_say = TextAreaField("What you will say", [at_most(Lesson.to_say)], render_kw={"rows": 2})
