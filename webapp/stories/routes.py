"""Stories: written, read, put away and brought back."""

from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.files import brought_in, bytes_in
from webapp.core.forms import FOR_GOOD
from webapp.core.late import fresh_id
from webapp.core.rendering import go_to, offer_undo, render_page
from webapp.core.speaking import length_of, time_to_say
from webapp.stories.follow_ups import before_round_two
from webapp.stories.forms import ResumeForm, StoryForm
from webapp.stories.models import Story
from webapp.stories.resumes import beginnings_in
from webapp.sync.descriptions import describe
from webapp.sync.editing import put_together

bp = Blueprint("stories", __name__, url_prefix="/stories")
describe(bp, "A story", StoryForm)
bp.record_once(
    lambda setup: setup.app.jinja_env.globals.update(length_of=length_of, time_to_say=time_to_say)
)


@bp.get("/new")
@login_required
def new() -> ResponseReturnValue:
    return page("stories/new.html", form=StoryForm(id=fresh_id()))


@bp.post("")
@login_required
def create() -> ResponseReturnValue:
    form = StoryForm(request.form)
    if form.validate():
        story = Story.create(current_user.id, form.made_id, at=acted_at(), **form.values)
        if story:
            return go_to(url_for("stories.show", story_id=story.id))
        form.refuse_one_more(Story.MOST, "stories", FOR_GOOD)
    return page("stories/new.html", status=422, form=form)


@bp.get("/resume")
@login_required
def resume() -> ResponseReturnValue:
    return page("stories/resume.html", form=ResumeForm())


@bp.post("/resume")
@login_required
def look_at_resume() -> ResponseReturnValue:
    """What a résumé has for stories, each with a button to begin one. Nothing is kept yet."""
    form, found, status = brought_in(ResumeForm, lambda form: beginnings_in(bytes_in(form)))
    if found is None:
        return page("stories/resume.html", status=status, form=form)
    ids = [uuid5(current_user.id, one.result) for one in found]
    there = Story.there_among(current_user.id, ids)
    return page(
        "stories/resume.html",
        form=form,
        beginnings=[(id, one, id in there) for id, one in zip(ids, found, strict=True)],
    )


@bp.post("/beginnings")
@login_required
def begin() -> ResponseReturnValue:
    """A story as far as a résumé tells it, to write on; one that was begun already stays as it
    is."""
    form = StoryForm(request.form)
    if not form.validate():
        return page("stories/new.html", status=422, form=form)
    if not Story.there_among(current_user.id, [form.made_id]) and not Story.create(
        current_user.id, form.made_id, at=acted_at(), **form.values
    ):
        form.refuse_one_more(Story.MOST, "stories", FOR_GOOD)
        return page("stories/new.html", status=422, form=form)
    return go_to(url_for("stories.edit", story_id=form.made_id))


@bp.get("/<uuid:story_id>")
@login_required
def show(story_id: UUID) -> ResponseReturnValue:
    story = owned_or_404(Story, story_id)
    return page("stories/show.html", story=story, **before_round_two(story, at=now()))


@bp.get("/<uuid:story_id>/edit")
@login_required
def edit(story_id: UUID) -> ResponseReturnValue:
    story = owned_or_404(Story, story_id)
    return page("stories/edit.html", story=story, form=StoryForm(obj=story))


@bp.put("/<uuid:story_id>")
@login_required
def update(story_id: UUID) -> ResponseReturnValue:
    story = owned_or_404(Story, story_id)
    form = StoryForm(put_together(StoryForm(obj=story), story.title))
    if not form.validate():
        return page("stories/edit.html", status=422, story=story, form=form)
    story.update(acted_at(), **form.values)
    return go_to(url_for("stories.show", story_id=story.id))


@bp.put("/<uuid:story_id>/archival")
@login_required
def archive(story_id: UUID) -> ResponseReturnValue:
    owned_or_404(Story, story_id).archive(at=acted_at())
    undo = url_for("stories.bring_back", story_id=story_id) + "?_method=delete"
    offer_undo("Story put away.", undo, undo_label="Bring back")
    return go_to(url_for("cards.index"))


@bp.delete("/<uuid:story_id>/archival")
@login_required
def bring_back(story_id: UUID) -> ResponseReturnValue:
    owned_or_404(Story, story_id).bring_back(at=acted_at())
    return go_to(url_for("stories.show", story_id=story_id))


@bp.put("/<uuid:story_id>/split")
@login_required
def split(story_id: UUID) -> ResponseReturnValue:
    owned_or_404(Story, story_id).split(at=acted_at())
    return go_to(url_for("stories.show", story_id=story_id))


@bp.delete("/<uuid:story_id>/split")
@login_required
def join(story_id: UUID) -> ResponseReturnValue:
    owned_or_404(Story, story_id).join(at=acted_at())
    return go_to(url_for("stories.show", story_id=story_id))


@bp.get("/<uuid:story_id>/deletion")
@login_required
def confirm_deletion(story_id: UUID) -> ResponseReturnValue:
    """Before a story that was put away goes for good; one that wasn't can only be looked at."""
    story = owned_or_404(Story, story_id)
    if not story.archived_at:
        return redirect(url_for("stories.show", story_id=story.id))
    return page("stories/deletion.html", story=story)


@bp.delete("/<uuid:story_id>")
@login_required
def delete(story_id: UUID) -> ResponseReturnValue:
    story = owned_or_404(Story, story_id)
    if not story.archived_at:
        abort(409, "Only a story that was put away can be deleted for good.")
    story.delete_for_good()
    flash("Deleted for good.")
    return go_to(url_for("cards.archive"))


def page(template: str, status: int = 200, **context: Any) -> ResponseReturnValue:
    return render_page(template, status=status, place="cards", **context)
