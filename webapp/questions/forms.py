"""The form of a question to ask."""

from typing import Any
from uuid import UUID

from wtforms import SelectChoice, SelectField
from wtforms.validators import DataRequired

from webapp.core.fields import EnumRadio, lines
from webapp.core.forms import id_in
from webapp.interviews.models import Interview
from webapp.people.models import Person
from webapp.questions.models import Question, Topic
from webapp.sections.section_form import SectionForm

TOPICS = {
    Topic.TEAM: "The team",
    Topic.CULTURE: "How it is to work there",
    Topic.POSITION: "The position",
    Topic.GROWTH: "Growing",
    Topic.NEXT_STEPS: "Next steps",
}
ANYBODY = ""


class NewQuestionForm(SectionForm):
    text = lines(
        "The question, as you would say it",
        Question.text,
        DataRequired("Write the question."),
        rows=2,
        what="A question",
    )
    topic = EnumRadio("What about", TOPICS, default=Topic.TEAM)
    person_id = SelectField("For whom", validate_choice=False)

    def __init__(self, interview: Interview, *args: Any, **options: Any) -> None:
        super().__init__(interview, *args, **options)
        people = [SelectChoice(str(person.id), person.name) for person in Person.of(interview)]
        self.person_id.choices = [SelectChoice(ANYBODY, "Whoever it fits"), *people]

    def for_whom(self) -> UUID | None:
        """The id of the person it is for, or None; also when they don't come any more."""
        there = {choice.value for choice in self.person_id.choices}
        return id_in(self.person_id.data) if self.person_id.data in there else None

    @property
    def values(self) -> dict[str, Any]:
        return {
            "text": " ".join(self.text.data.split()),
            "topic": self.topic.data,
            "person_id": self.for_whom(),
        }


class QuestionForm(NewQuestionForm):
    """Also with what was answered."""

    answer = lines("What they answered", Question.answer)

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "answer": self.answer.data}
