"""Questions to ask: written or taken from the suggestions, given to somebody, asked."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from webapp.core.clock import acted_at
from webapp.interviews.models import Interview
from webapp.questions.asking import Asking
from webapp.questions.excerpts import in_calendar, on_brief
from webapp.questions.forms import TOPICS, NewQuestionForm, QuestionForm
from webapp.questions.models import Question
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import Section, no_pages, nothing

bp = Blueprint("questions", __name__)


def shown(interview: Interview) -> dict[str, Any]:
    return {"asking": Asking(interview), "topics": TOPICS}


def steps(interview: Interview, values: dict[str, Any]) -> Iterator[Step]:
    asking, address = values["asking"], url_for("questions.index", interview_id=interview.id)
    left = Question.WANTED - len(asking.questions)
    if left > 0:
        many = (
            "Three or four questions"
            if left == Question.WANTED
            else "One more question"
            if left == 1
            else f"{left} more questions"
        )
        yield Step(Urgency.ENOUGH, f"{many} to ask them.", "Choose a question", address)
    for person in asking.without_question:
        yield Step(Urgency.LAST, f"A question for {person.name}.", "Choose a question", address)


section = Section(
    bp=bp,
    order=40,
    title="Questions to ask",
    lead="Four that fit this company and these people. The last thing they remember of you may be one of them.",
    noun="question",
    things="questions",
    label="A question to ask",
    model=Question,
    new_form=NewQuestionForm,
    form=QuestionForm,
    context=shown,
    steps=steps,
    more=nothing,
    brief=on_brief,
    calendar=in_calendar,
    on_person=Question.for_person,
    carries=[Question],
    pages=no_pages,
)
pages = Pages(section)


@bp.put("/questions/<uuid:question_id>/asking")
@login_required
def ask(question_id: UUID) -> ResponseReturnValue:
    question, interview = pages.found(question_id=question_id)
    question.ask(at=acted_at())
    return pages.fragment(interview, f"question-{question.id}")


@bp.delete("/questions/<uuid:question_id>/asking")
@login_required
def take_back(question_id: UUID) -> ResponseReturnValue:
    question, interview = pages.found(question_id=question_id)
    question.take_back()
    return pages.fragment(interview, f"question-{question.id}")


@bp.put("/questions/<uuid:question_id>/hearing")
@login_required
def hear_before(question_id: UUID) -> ResponseReturnValue:
    question, interview = pages.found(question_id=question_id)
    question.hear_before(at=acted_at())
    return pages.fragment(interview, f"question-{question.id}")
