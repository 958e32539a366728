"""Benefits: put in the order of their worth, and found out."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from webapp.core.forms import choice_in
from webapp.interviews.models import Interview
from webapp.salary.benefits.forms import BenefitForm, NewBenefitForm
from webapp.salary.benefits.models import Benefit, Offered
from webapp.salary.benefits.shelf import offered_to
from webapp.sections.part import Part
from webapp.sections.preparation import Step, Urgency

ANSWERS = {Offered.YES: "Yes", Offered.NO: "No", Offered.UNKNOWN: "To ask"}

bp = Blueprint("benefits", __name__)
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(offered_answers=ANSWERS))


def shown(interview: Interview) -> dict[str, Any]:
    benefits = Benefit.of(interview)
    return {"benefits": benefits, "shelf": offered_to(interview, benefits)}


def steps(interview: Interview, values: dict[str, Any]) -> Iterator[Step]:
    benefits, address = values["benefits"], url_for("benefits.index", interview_id=interview.id)
    if len(benefits) < Benefit.WANTED:
        yield Step(
            Urgency.LAST,
            "What counts besides the money? Put three things in order.",
            "Put them in order",
            address,
        )
    unknown = [one for one in benefits[: Benefit.WANTED] if one.offered is Offered.UNKNOWN]
    if unknown:
        yield Step(
            Urgency.LAST, f"Do they offer this: {unknown[0].text}?", "Note the answer", address
        )


part = Part(
    bp,
    "Benefits",
    "What matters most to you stands first. When the salary can’t move, one of these may.",
    Benefit,
    "benefit",
    NewBenefitForm,
    BenefitForm,
    shown,
    steps,
)


@bp.put("/benefits/<uuid:benefit_id>/answer")
@login_required
def answer(benefit_id: UUID) -> ResponseReturnValue:
    benefit, interview = part.found(benefit_id=benefit_id)
    benefit.offered = choice_in(request.form, "offered", Offered) or abort(400)
    return part.part(interview, f"benefit-{benefit.id}")
