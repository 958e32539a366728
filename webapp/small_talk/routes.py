"""Small talk: written, made into cards, told."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from webapp.cards.models import Card
from webapp.core.clock import acted_at
from webapp.interviews.models import Interview
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import Section, no_pages, nothing
from webapp.small_talk.excerpts import on_brief
from webapp.small_talk.forms import PointForm
from webapp.small_talk.models import Point
from webapp.small_talk.talk import Talk

bp = Blueprint("small_talk", __name__)


def shown(interview: Interview) -> dict[str, Talk]:
    return {"talk": Talk(interview)}


def steps(interview: Interview, values: dict[str, Any]) -> Iterator[Step]:
    if len(values["talk"].points) < Point.WANTED:
        title = "Have two things for small talk: the way there, the town, something you share."
        yield Step(
            Urgency.LAST,
            title,
            "Write one down",
            url_for("small_talk.index", interview_id=interview.id),
        )


section = Section(
    bp=bp,
    order=70,
    title="Small talk",
    lead="Two or three light things to begin with, each with a way to the interview.",
    noun="point",
    things="points",
    label="A point for small talk",
    model=Point,
    new_form=PointForm,
    form=PointForm,
    context=shown,
    steps=steps,
    more=nothing,
    brief=on_brief,
    calendar=None,
    on_person=None,
    carries=[Point],
    pages=no_pages,
)
pages = Pages(section)


@bp.put("/small-talk/<uuid:point_id>/card")
@login_required
def create_card(point_id: UUID) -> ResponseReturnValue:
    point, interview = pages.found(point_id=point_id)
    if not point.make_card(at=acted_at()):
        abort(409, Card.NO_ROOM)
    return pages.fragment(interview, f"point-{point.id}")
