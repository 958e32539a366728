"""Salary: figures that were found, what to ask for, and the sentence to say."""

from flask import Blueprint, abort, request, url_for
from flask_login import login_required

from webapp.access import owned_or_404
from webapp.clock import acted_at
from webapp.ids import new_id
from webapp.interviews.models import Interview
from webapp.interviews.part import Part
from webapp.interviews.preparation import Step, Urgency
from webapp.outbox.editing import put_together
from webapp.rendering import go_to, render_page
from webapp.salary.forms import PERIODS, FigureForm, StanceForm
from webapp.salary.models import Figure, Stance
from webapp.salary.money import in_words
from webapp.salary.position import Position

bp = Blueprint("salary", __name__)
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(money=in_words, periods=PERIODS))


def shown(interview):
    return {"position": Position(interview)}


def steps(interview, values):
    position = values["position"]
    if len(position.figures) < Figure.WANTED:
        title = "What do others get for this? Find three figures, and note where they are from."
        yield Step(Urgency.ENOUGH, title, "Note a figure", url_for("salary.index", interview_id=interview.id))
    if not position.own:
        title = "Know your numbers before they ask: at least, hoped for, asked for."
        yield Step(Urgency.MORE, title, "Write them down", url_for("salary.stance", interview_id=interview.id))


class SalaryPart(Part):
    def new(self, interview):
        return self.new_form(interview, id=new_id(), data={"currency": Position(interview).currency})


part = SalaryPart(bp, "Salary", Figure, "figure", FigureForm, FigureForm, shown, steps)


@bp.get("/interviews/<uuid:interview_id>/stance")
@login_required
def stance(interview_id):
    interview = owned_or_404(Interview, interview_id)
    return stance_page(interview, form_of(interview))


@bp.put("/interviews/<uuid:interview_id>/stance")
@login_required
def take_stance(interview_id):
    interview = owned_or_404(Interview, interview_id)
    form = StanceForm(interview, put_together(form_of(interview), interview.company))
    if not form.validate():
        return stance_page(interview, form, 422)
    Stance.take(interview, acted_at(), **form.values)
    return go_to(url_for("salary.index", interview_id=interview.id))


@bp.put("/interviews/<uuid:interview_id>/stance/card")
@login_required
def create_card(interview_id):
    """The sentence to say, as a card."""
    interview = owned_or_404(Interview, interview_id)
    position = Position(interview)
    if not position.sentence:
        abort(404)
    if not position.stance.make_card(position.sentence, at=acted_at()):
        abort(409, "Your cards are full. Delete one that you don't need, then try again.")
    return part.part(interview)


def form_of(interview):
    """The form of what is wanted, as it stands."""
    there = Stance.of(interview)
    return StanceForm(interview, obj=there) if there else StanceForm(interview, data={"currency": Position(interview).currency})


def stance_page(interview, form, status=200):
    return render_page("salary/stance.html", status=status, place="prepare", form=form, interview=interview)
