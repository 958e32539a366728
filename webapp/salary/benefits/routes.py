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
from webapp.salary.benefits.suggestions import offered_to
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import Section, no_pages, nothing

ANSWERS = {Offered.YES: "Yes", Offered.NO: "No", Offered.UNKNOWN: "To ask"}

bp = Blueprint("benefits", __name__)
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(offered_answers=ANSWERS))


def shown(interview: Interview) -> dict[str, Any]:
    benefits = Benefit.of(interview)
    return {"benefits": benefits, "suggestions": offered_to(interview, benefits)}


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


section = Section(
    bp=bp,
    order=60,
    title="Benefits",
    lead="What matters most to you stands first. When the salary can’t move, one of these may.",
    noun="benefit",
    things="benefits",
    label="A benefit",
    model=Benefit,
    new_form=NewBenefitForm,
    form=BenefitForm,
    context=shown,
    steps=steps,
    more=nothing,
    brief=None,
    calendar=None,
    on_person=None,
    carries=[Benefit],
    pages=no_pages,
)
pages = Pages(section)


@bp.put("/benefits/<uuid:benefit_id>/answer")
@login_required
def answer(benefit_id: UUID) -> ResponseReturnValue:
    benefit, interview = pages.found(benefit_id=benefit_id)
    benefit.offered = choice_in(request.form, "offered", Offered) or abort(400)
    return pages.fragment(interview, f"benefit-{benefit.id}")
