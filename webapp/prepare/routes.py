"""Interviews, and Prepare: the page of the one in question."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.forms import FOR_GOOD, id_in
from webapp.core.late import fresh_id
from webapp.core.removal import DeletionForGood
from webapp.core.rendering import go_to, offer_undo, render_page
from webapp.core.truth import true_until_next
from webapp.interviews import saying
from webapp.interviews.models import Interview
from webapp.interviews.places import in_a_row
from webapp.interviews.zones import USUAL, city_of
from webapp.people.models import Person
from webapp.prepare.brief import brief_of
from webapp.prepare.creation import change_interview, create_interview
from webapp.prepare.forms import InterviewForm, MoveForm
from webapp.prepare.order import listed
from webapp.prepare.overview import overview_of
from webapp.sync.descriptions import describe
from webapp.sync.editing import merge_edits

bp = Blueprint("interviews", __name__)
describe(bp, "An interview", InterviewForm, MoveForm)
bp.record_once(
    lambda setup: setup.app.jinja_env.globals.update(
        when=saying, city_of=city_of, place_in_a_row=in_a_row
    )
)


@bp.get("/prepare")
@login_required
def current() -> ResponseReturnValue:
    interview = Interview.chosen(current_user.id, at=now())
    if interview is None:
        return page("interviews/none.html")
    return page("interviews/show.html", **overview_of(interview, at=now()))


@bp.get("/interviews")
@login_required
def index() -> ResponseReturnValue:
    at, interviews = now(), Interview.all_of(current_user.id)
    true_until_next(at, *(interview.ends_at for interview in interviews))
    return page("interviews/index.html", **listed(interviews, at))


@bp.get("/interviews/new")
@login_required
def new() -> ResponseReturnValue:
    last_zone = Interview.last_zone(current_user.id)
    return page(
        "interviews/new.html",
        form=InterviewForm(id=fresh_id(), time_zone=last_zone or USUAL),
        is_blank=True,
    )


@bp.post("/interviews")
@login_required
def create() -> ResponseReturnValue:
    form = InterviewForm(request.form)
    if not form.validate():
        return page("interviews/new.html", status=422, form=form)
    copied = owned_or_404(Interview, id_in(form.copied.data)) if form.copied.data else None
    interview = create_interview(
        current_user.id,
        form.made_id,
        at=acted_at(),
        people=form.named,
        copied=copied,
        invitation=form.invitation.data,
        **form.values,
    )
    if interview is None:
        form.refuse_one_more(Interview.MAX_ITEMS, "interviews", FOR_GOOD)
        return page("interviews/new.html", status=422, form=form, copied=copied)
    return go_to(url_for("interviews.show", interview_id=interview.id))


@bp.get("/interviews/<uuid:interview_id>")
@login_required
def show(interview_id: UUID) -> ResponseReturnValue:
    return page(
        "interviews/show.html", **overview_of(owned_or_404(Interview, interview_id), at=now())
    )


@bp.get("/interviews/<uuid:interview_id>/brief")
@login_required
def brief(interview_id: UUID) -> ResponseReturnValue:
    """What to know, to print on one page."""
    return page("interviews/brief.html", **brief_of(owned_or_404(Interview, interview_id)))


@bp.get("/interviews/<uuid:interview_id>/edit")
@login_required
def edit(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    return page(
        "interviews/edit.html",
        interview=interview,
        form=InterviewForm.of(interview, Person.of(interview)),
    )


@bp.put("/interviews/<uuid:interview_id>")
@login_required
def update(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    form = InterviewForm(
        merge_edits(InterviewForm.of(interview, Person.of(interview)), interview.company)
    )
    if not form.validate():
        return page("interviews/edit.html", status=422, interview=interview, form=form)
    change_interview(interview, people=form.named, at=acted_at(), **form.values)
    return go_to(url_for("interviews.show", interview_id=interview.id))


@bp.get("/interviews/<uuid:interview_id>/time")
@login_required
def edit_time(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    return page("interviews/move.html", interview=interview, form=MoveForm(interview=interview))


@bp.put("/interviews/<uuid:interview_id>/time")
@login_required
def update_time(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    form = MoveForm(
        merge_edits(MoveForm(interview=interview), interview.company), interview=interview
    )
    if not form.validate():
        return page("interviews/move.html", status=422, interview=interview, form=form)
    interview.update(starts_at=form.starts_at)
    return go_to(url_for("interviews.show", interview_id=interview.id))


@bp.get("/interviews/<uuid:interview_id>/copy")
@login_required
def copy(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    form = InterviewForm.for_next_round(interview, Person.of(interview), fresh_id())
    return page("interviews/new.html", form=form, copied=interview)


@bp.put("/interviews/<uuid:interview_id>/deletion")
@login_required
def create_deletion(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    interview.delete(at=acted_at())
    undo = url_for("interviews.restore", interview_id=interview.id) + "?_method=delete"
    offer_undo("Interview deleted.", undo)
    return go_to(url_for("interviews.index"))


@bp.delete("/interviews/<uuid:interview_id>/deletion")
@login_required
def restore(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    interview.restore()
    return go_to(url_for("interviews.show", interview_id=interview.id))


DeletionForGood(
    bp=bp,
    path="/interviews/<uuid:interview_id>",
    noun="an interview",
    tab="prepare",
    find=lambda interview_id: owned_or_404(Interview, interview_id),
    is_away=lambda interview: bool(interview.deleted_at),
    away="deleted before",
    address=lambda interview: url_for("interviews.show", interview_id=interview.id),
    listed=lambda: (url_for("interviews.index"), "Interviews"),
    restoring="/deletion",
    words=lambda interview: {
        "title": interview.company,
        "beside": f", round {interview.round}, "
        f"{saying.date_in_full(interview.starts_at, interview.zone)}.",
        "goes": "Its people, checklist and log go with it, and it can’t be brought back after this. "
        "Stories and cards stay.",
    },
)


def page(template: str, status: int = 200, **context: Any) -> ResponseReturnValue:
    return render_page(template, status=status, tab="prepare", at=now(), **context)
