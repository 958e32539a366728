"""Lessons: written, taken from the log, and turned into something to do."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from webapp.cards.models import Card
from webapp.core.clock import acted_at
from webapp.core.forms import no_room
from webapp.core.rendering import go_to
from webapp.interviews.models import Interview
from webapp.lessons.excerpts import in_calendar, on_brief
from webapp.lessons.forms import SOURCES, LessonForm, NewLessonForm
from webapp.lessons.models import Lesson, Outcome
from webapp.lessons.review import Review
from webapp.questions.models import Question
from webapp.requirements.models import Requirement
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import Section, no_pages, nothing

bp = Blueprint("lessons", __name__)
MADE = {  # what it is called, and where it is then
    Outcome.CARD: ("Card", "/cards"),
    Outcome.REQUIREMENT: ("Requirement", "/requirements"),
    Outcome.QUESTION: ("Question to ask", "/questions"),
}
NO_ROOM = {
    Outcome.CARD: Card.NO_ROOM,
    Outcome.REQUIREMENT: no_room(Requirement.MAX_ITEMS, "requirements"),
    Outcome.QUESTION: no_room(Question.MAX_ITEMS, "questions"),
}


def shown(interview: Interview) -> dict[str, Any]:
    review = Review(interview)
    return {"review": review, "offered": review.offered, "sources": SOURCES, "made": MADE}


def steps(interview: Interview, values: dict[str, Any]) -> Iterator[Step]:
    review, address = values["review"], url_for("lessons.index", interview_id=interview.id)
    if interview.round > 1 and not review.total:
        yield Step(
            Urgency.ENOUGH,
            "What did the last round tell you? Ask HR how it went, and note what you left unsaid.",
            "Look back",
            address,
        )
    for one in review.lessons:
        if one.lacks_words:
            address_of_one = url_for("lessons.show", lesson_id=one.id, _anchor="to_say")
            yield Step(
                Urgency.ENOUGH,
                f"What will you say to “{one.text}”?",
                "Put it in your words",
                address_of_one,
            )
    for one in review.untouched:
        yield Step(
            Urgency.MORE, f"What do you make of “{one.text}”?", "Make something of it", address
        )


section = Section(
    bp=bp,
    order=10,
    title="The last round",
    lead="What was asked and said, what you left unsaid, and what you heard of it since.",
    noun="lesson",
    things="lessons",
    label="From the last round",
    model=Lesson,
    new_form=NewLessonForm,
    form=LessonForm,
    context=shown,
    steps=steps,
    more=nothing,
    brief=on_brief,
    calendar=in_calendar,
    on_person=None,
    carries=[Lesson],
    pages=no_pages,
)
pages = Pages(section)


@bp.put("/lessons/<uuid:lesson_id>/<outcome>")
@login_required
def turn(lesson_id: UUID, outcome: str) -> ResponseReturnValue:
    lesson, interview = pages.found(lesson_id=lesson_id)
    if outcome not in list(Outcome):
        abort(404)
    made = lesson.turn_into(Outcome(outcome), interview, at=acted_at())
    if not made:
        abort(409, NO_ROOM[Outcome(outcome)])
    if made is lesson:
        return pages.fragment(interview, f"lesson-{lesson.id}")
    # Where it gets words of its own: what they said is no question to ask them.
    return go_to(f"{MADE[Outcome(outcome)][1]}/{made.id}")


@bp.delete("/lessons/<uuid:lesson_id>/must-say")
@login_required
def need_not_be_said(lesson_id: UUID) -> ResponseReturnValue:
    lesson, interview = pages.found(lesson_id=lesson_id)
    lesson.need_not_be_said()
    return pages.fragment(interview, f"lesson-{lesson.id}")
