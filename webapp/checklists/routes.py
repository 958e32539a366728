"""The checklist of an interview: ticked, filtered, and made one's own."""

from uuid import UUID

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.checklists.forms import LineForm, NewLineForm, PlaceForm, asked_phase
from webapp.checklists.models import Item, KeptLine
from webapp.checklists.pages import editor, item_fragment, list_fragment, list_page
from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.forms import made_id
from webapp.core.rendering import render_page
from webapp.interviews.models import Interview
from webapp.sync.descriptions import describe
from webapp.sync.editing import merge_edits

bp = Blueprint("checklists", __name__)
describe(bp, "A line of a checklist", NewLineForm, LineForm)


@bp.get("/checklist")
@login_required
def current() -> ResponseReturnValue:
    interview = Interview.chosen(current_user.id, at=now())
    if interview is None:
        return render_page("checklists/none.html", tab="prepare")
    return list_page(interview)


@bp.get("/interviews/<uuid:interview_id>/checklist")
@login_required
def show(interview_id: UUID) -> ResponseReturnValue:
    return list_page(owned_or_404(Interview, interview_id))


@bp.post("/interviews/<uuid:interview_id>/checklist/items")
@login_required
def create(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    phase = asked_phase(request.form) or abort(400)
    form = NewLineForm(request.form, prefix=made_id(request.form.get("id")))
    if form.validate():
        item = Item.add(interview, form.made_id, phase, form.text.data)
        if item:
            return list_fragment(interview, item, adding=phase)
        form.refuse_one_more(Item.MAX_ITEMS, "lines")
    return list_page(interview, 422, adding=phase, unsaved=form)


@bp.get("/checklists/items/<uuid:item_id>")
@login_required
def show_item(item_id: UUID) -> ResponseReturnValue:
    """The line as it stands in its list."""
    return item_fragment(*found(item_id), words=True)


@bp.get("/checklists/items/<uuid:item_id>/edit")
@login_required
def edit(item_id: UUID) -> ResponseReturnValue:
    item, interview = found(item_id)
    item.show_in(interview)
    return render_page("checklists/edit.html", "item", **editor(item, interview, LineForm.of(item)))


@bp.put("/checklists/items/<uuid:item_id>")
@login_required
def update(item_id: UUID) -> ResponseReturnValue:
    item, interview = found(item_id)
    if item.deleted_at:
        abort(404)  # in a day it is gone for good, and new words with it
    item.show_in(interview)
    form = LineForm(merge_edits(LineForm.of(item), item.shown), prefix=item.id)
    if not form.validate():
        return render_page("checklists/edit.html", "item", 422, **editor(item, interview, form))
    item.reword(form.text.data, form.why.data)
    return item_fragment(item, interview, words=True)


@bp.put("/checklists/items/<uuid:item_id>/position")
@login_required
def move(item_id: UUID) -> ResponseReturnValue:
    item, interview = found(item_id)
    form = PlaceForm(request.form, prefix=item.id, setting=interview.setting)
    if not form.validate():
        abort(400)
    item.move(interview, **form.values)
    return list_fragment(interview, item, editing=item)


@bp.put("/checklists/items/<uuid:item_id>/completion")
@login_required
def complete(item_id: UUID) -> ResponseReturnValue:
    item, interview = found(item_id)
    item.complete(at=acted_at(), by=current_user.sign_in.id)
    return item_fragment(item, interview)


@bp.delete("/checklists/items/<uuid:item_id>/completion")
@login_required
def reopen(item_id: UUID) -> ResponseReturnValue:
    item, interview = found(item_id)
    item.reopen(at=acted_at(), by=current_user.sign_in.id)
    return item_fragment(item, interview)


@bp.delete("/checklists/items/<uuid:item_id>")
@login_required
def delete(item_id: UUID) -> ResponseReturnValue:
    item, interview = found(item_id)
    item.delete(at=acted_at())
    return item_fragment(item, interview, words=True)


@bp.delete("/checklists/items/<uuid:item_id>/deletion")
@login_required
def restore(item_id: UUID) -> ResponseReturnValue:
    item, interview = found(item_id)
    item.restore()
    return item_fragment(item, interview, words=True)


@bp.delete("/interviews/<uuid:interview_id>/checklist/completions")
@login_required
def untick_all(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    Item.untick_all(interview, at=acted_at(), by=current_user.sign_in.id)
    return list_fragment(interview, focus_on="checklist")


@bp.put("/interviews/<uuid:interview_id>/checklist/keeping")
@login_required
def keep(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    KeptLine.keep(interview)
    return list_fragment(interview, focus_on="keeping")


@bp.delete("/interviews/<uuid:interview_id>/checklist/keeping")
@login_required
def forget(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    KeptLine.forget(current_user.id, interview.setting)
    return list_fragment(interview, focus_on="keeping")


def found(item_id: UUID) -> tuple[Item, Interview]:
    """The item with this id and the interview whose list it is in."""
    item = owned_or_404(Item, item_id)
    return item, owned_or_404(Interview, item.interview_id)
