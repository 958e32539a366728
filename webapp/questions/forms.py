"""The form of a question to ask."""

from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import AnyOf, DataRequired

from webapp.core.forms import at_most, id_in
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
    text = TextAreaField(
        "The question, as you would say it",
        [DataRequired("Write the question."), at_most(Question.text, "A question")],
        render_kw={"rows": 2},
    )
    topic = RadioField(
        "What about",
        [AnyOf(list(Topic), message="Choose one of these.")],
        default=Topic.TEAM.value,
        validate_choice=False,
        choices=[SelectChoice(topic.value, words) for topic, words in TOPICS.items()],
    )
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
            "topic": Topic(self.topic.data),
            "person_id": self.for_whom(),
        }

    def refuse(self) -> None:
        self.text.errors = [
            f"There are {Question.MOST} questions already, the most there can be. Delete one first."
        ]


class QuestionForm(NewQuestionForm):
    """Also with what was answered."""

    answer = TextAreaField("What they answered", [at_most(Question.answer)], render_kw={"rows": 3})

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "answer": self.answer.data}
