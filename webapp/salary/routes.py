"""Salary: figures that were found, what to ask for, and the sentence to say."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from webapp.cards.models import Card
from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at
from webapp.core.money import in_words
from webapp.core.rendering import go_to, render_page
from webapp.interviews.models import Interview
from webapp.salary.forms import PERIODS, FigureForm, OfferForm, SalaryGoalsForm
from webapp.salary.models import Figure, Offer, OneOfInterview, SalaryGoals
from webapp.salary.position import Position
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import Section, nothing
from webapp.sections.section_form import WithMoney
from webapp.sync.editing import merge_edits

bp = Blueprint("salary", __name__)
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(money=in_words, periods=PERIODS))


def shown(interview: Interview) -> dict[str, Any]:
    position = Position(interview)
    return {"position": position, "carded": position.carded}


def steps(interview: Interview, values: dict[str, Any]) -> Iterator[Step]:
    position = values["position"]
    if len(position.figures) < Figure.WANTED:
        title = "What do others get for this? Find three figures, and note where they are from."
        yield Step(
            Urgency.ENOUGH,
            title,
            "Note a figure",
            url_for("salary.index", interview_id=interview.id),
        )
    if not position.own:
        title = "Know your numbers before they ask: at least, hoped for, asked for."
        yield Step(
            Urgency.MORE,
            title,
            "Write them down",
            url_for("salary.goals", interview_id=interview.id),
        )


def the_currency(interview: Interview) -> dict[str, str]:
    return {"currency": Position(interview).currency}


def more_pages(interview: Interview) -> list[str]:
    return [url_for(f"salary.{page}", interview_id=interview.id) for page in ("goals", "offer")]


section = Section(
    bp=bp,
    order=50,
    title="Salary",
    lead="Figures, with where they are from, before anybody asks for yours.",
    noun="figure",
    things="figures",
    label="A salary figure",
    model=Figure,
    new_form=FigureForm,
    form=FigureForm,
    context=shown,
    steps=steps,
    more=nothing,
    brief=None,
    calendar=None,
    on_person=None,
    carries=[Figure, SalaryGoals, Offer],
    pages=more_pages,
    defaults=the_currency,
    other_forms=[SalaryGoalsForm, OfferForm],
    other_labels={
        "put_goals": "What you want to earn",
        "put_offer": "An offer",
        "create_card": "What you want to earn",
    },
)
pages = Pages(section)


@bp.get("/interviews/<uuid:interview_id>/salary-goals")
@login_required
def goals(interview_id: UUID) -> ResponseReturnValue:
    return show_one(interview_id, SalaryGoals, SalaryGoalsForm)


@bp.put("/interviews/<uuid:interview_id>/salary-goals")
@login_required
def put_goals(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    before = Position(interview).sentences
    answer = put_one(interview_id, SalaryGoals, SalaryGoalsForm)
    position = Position(interview)
    if position.goals:
        position.goals.renew_cards(before, position.sentences)
    return answer


@bp.get("/interviews/<uuid:interview_id>/offer")
@login_required
def offer(interview_id: UUID) -> ResponseReturnValue:
    return show_one(interview_id, Offer, OfferForm)


@bp.put("/interviews/<uuid:interview_id>/offer")
@login_required
def put_offer(interview_id: UUID) -> ResponseReturnValue:
    return put_one(interview_id, Offer, OfferForm)


@bp.put("/interviews/<uuid:interview_id>/salary-goals/cards/<name>")
@login_required
def create_card(interview_id: UUID, name: str) -> ResponseReturnValue:
    """A sentence to say, as a card."""
    interview = owned_or_404(Interview, interview_id)
    position = Position(interview)
    sentence = next((one for one in position.sentences if one.name == name), None) or abort(404)
    goals = position.goals or abort(404)
    if not goals.make_card(sentence, at=acted_at()):
        abort(409, Card.NO_ROOM)
    return pages.fragment(interview)


def show_one(
    interview_id: UUID, model: type[OneOfInterview], form: type[WithMoney]
) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    return page_of_one(interview, form_of(interview, model, form))


def put_one(
    interview_id: UUID, model: type[OneOfInterview], form: type[WithMoney]
) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    sent = form(interview, merge_edits(form_of(interview, model, form), interview.company))
    if not sent.validate():
        return page_of_one(interview, sent, 422)
    model.put(interview, acted_at(), **sent.values)
    return go_to(url_for("salary.index", interview_id=interview.id))


def form_of(interview: Interview, model: type[OneOfInterview], form: type[WithMoney]) -> WithMoney:
    """The form of the one thing of this model, as it stands."""
    there = model.of(interview)
    return (
        form(interview, obj=there)
        if there
        else form(interview, data={"currency": Position(interview).currency})
    )


def page_of_one(interview: Interview, form: WithMoney, status: int = 200) -> ResponseReturnValue:
    return render_page(
        form.TEMPLATE,
        status=status,
        tab="prepare",
        form=form,
        interview=interview,
        position=Position(interview),
    )
