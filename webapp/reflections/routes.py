"""Writing a reflection, which saves as it is typed; reading it; and the log of them all."""

from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.cards.models import Card
from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.rendering import go_to, render_fragment_or_redirect, render_page
from webapp.core.search import query_in
from webapp.interviews.models import Interview
from webapp.people.models import Person
from webapp.reflections import log
from webapp.reflections.forms import ReflectionForm
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection
from webapp.reflections.rows import AskedForm, MetForm, PromiseForm
from webapp.stories.follow_ups import show_with_a_story
from webapp.sync.descriptions import describe
from webapp.sync.editing import merge_edits

bp = Blueprint("reflections", __name__)
describe(
    bp,
    "A reflection",
    ReflectionForm,
    rows={"asked": AskedForm, "met": MetForm, "promises": PromiseForm},
)
show_with_a_story(bp, lambda story: {"told_in": AskedQuestion.rounds_told(story)})


@bp.get("/log")
@login_required
def index() -> ResponseReturnValue:
    query = query_in(request.args)
    return render_page(
        "reflections/index.html",
        "reflections",
        tab="log",
        query=query,
        at=now(),
        reflections=log.reflections_of(current_user.id, query),
        unwritten=log.not_reflected_on(current_user.id, now()),
    )


@bp.get("/interviews/<uuid:interview_id>/reflections/new")
@login_required
def new(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    written = Reflection.of(interview)
    if written:
        return redirect(url_for("reflections.edit", reflection_id=written.id))
    form = ReflectionForm.blank(
        Person.of(interview), stories=AskedQuestion.stories(current_user.id)
    )
    # It gets the interview's own id: whatever device or copy begins it, it is the same one.
    return render_form(form, interview, interview.id, state="new")


@bp.get("/reflections/<uuid:reflection_id>/edit")
@login_required
def edit(reflection_id: UUID) -> ResponseReturnValue:
    reflection = owned_or_404(Reflection, reflection_id)
    stories = AskedQuestion.stories(current_user.id)
    form = ReflectionForm.of(reflection, stories, more=request.args.get("more"))
    return render_form(form, interview_of(reflection), reflection.id, state="saved")


@bp.put("/interviews/<uuid:interview_id>/reflections/<uuid:reflection_id>")
@login_required
def update(interview_id: UUID, reflection_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    if Reflection.is_of_another(interview, reflection_id):
        abort(404)
    stories = AskedQuestion.stories(current_user.id)
    place = url_for("reflections.show", reflection_id=reflection_id)
    form = ReflectionForm(
        merge_edits(written(reflection_id, stories), interview.company, place), stories=stories
    )
    for rows in form.lists:
        rows.leave_out(request.form.get("remove"))
    if not form.validate():
        form.with_blanks(more=request.form.get("add"))
        return render_form(form, interview, reflection_id, state="unsaved", status=422)
    Reflection.write(current_user.id, interview.id, reflection_id, at=acted_at(), **form.columns)
    location = after_saving(reflection_id, form)
    return render_fragment_or_redirect(
        location, "reflections/edit.html", "save_problems", form=form
    )


def written(reflection_id: UUID, stories: Sequence[tuple[UUID, str]]) -> ReflectionForm | None:
    """The form of what is written already, if anything is; it is held, so that of two saves one
    comes after the other."""
    reflection = Reflection.locked(current_user.id, reflection_id)
    return ReflectionForm.of(reflection, stories) if reflection else None


def render_form(
    form: ReflectionForm,
    interview: Interview,
    reflection_id: UUID,
    state: Literal["new", "saved", "unsaved"],
    status: int = 200,
) -> ResponseReturnValue:
    return render_page(
        "reflections/edit.html",
        "save_problems",
        status,
        tab="log",
        form=form,
        interview=interview,
        reflection_id=reflection_id,
        state=state,
        at=now(),
    )


def after_saving(reflection_id: UUID, form: ReflectionForm) -> str:
    """Where a plain form leads: back to its rows while rows are added or removed, else to the page
    to read."""
    more = request.form.get("add")
    kind = more or request.form.get("remove", "").partition("-")[0]
    if kind in [rows.kind for rows in form.lists]:
        return url_for(
            "reflections.edit", reflection_id=reflection_id, more=more, _anchor=f"{kind}-more"
        )
    return url_for("reflections.show", reflection_id=reflection_id)


def interview_of(reflection: Reflection) -> Interview:
    return owned_or_404(Interview, reflection.interview_id)


@bp.get("/reflections/<uuid:reflection_id>")
@login_required
def show(reflection_id: UUID) -> ResponseReturnValue:
    return render_page(
        "reflections/show.html", **everything_of(owned_or_404(Reflection, reflection_id))
    )


def everything_of(reflection: Reflection) -> dict[str, Any]:
    return dict(
        tab="log",
        reflection=reflection,
        interview=interview_of(reflection),
        asked=AskedQuestion.told(reflection),
        met=Meeting.of(reflection),
        promises=Promise.of(reflection),
    )


@bp.put("/reflections/questions/<uuid:asked_id>/card")
@login_required
def create_card(asked_id: UUID) -> ResponseReturnValue:
    asked = owned_or_404(AskedQuestion, asked_id)
    if not asked.make_card(at=acted_at()):
        abort(409, Card.NO_ROOM)
    reflection = owned_or_404(Reflection, asked.reflection_id)
    location = url_for("reflections.show", reflection_id=reflection.id, _anchor=f"asked-{asked.id}")
    return render_fragment_or_redirect(
        location,
        "reflections/show.html",
        "questions",
        asked=AskedQuestion.told(reflection),
        just_made=asked.id,
    )


@bp.get("/reflections/<uuid:reflection_id>/deletion")
@login_required
def confirm_deletion(reflection_id: UUID) -> ResponseReturnValue:
    reflection = owned_or_404(Reflection, reflection_id)
    return render_page(
        "reflections/deletion.html",
        tab="log",
        reflection=reflection,
        interview=interview_of(reflection),
    )


@bp.delete("/reflections/<uuid:reflection_id>")
@login_required
def delete(reflection_id: UUID) -> ResponseReturnValue:
    owned_or_404(Reflection, reflection_id).delete()
    flash("Reflection deleted.")
    return go_to(url_for("reflections.index"))
