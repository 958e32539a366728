"""Stories: written, read, put away and brought back."""

from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.files import takes_file, uploaded
from webapp.core.forms import FOR_GOOD
from webapp.core.late import fresh_id
from webapp.core.removal import DeletionForGood
from webapp.core.rendering import go_to, offer_undo, render_page
from webapp.core.speaking import length_of, time_to_say
from webapp.stories.follow_ups import before_round_two
from webapp.stories.forms import ResumeForm, StoryForm
from webapp.stories.models import Story
from webapp.stories.resumes.beginnings import MAX_BEGINNINGS, MAX_LEFT, Beginning
from webapp.stories.resumes.reading import resume_in
from webapp.sync.descriptions import describe
from webapp.sync.editing import merge_edits

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
        form.refuse_one_more(Story.MAX_ITEMS, "stories", FOR_GOOD)
    return page("stories/new.html", status=422, form=form)


@bp.get("/resume")
@login_required
def resume() -> ResponseReturnValue:
    return page("stories/resume.html", form=ResumeForm())


@bp.post("/resume")
@takes_file
@login_required
def look_at_resume() -> ResponseReturnValue:
    """What a résumé has for stories, each with a button to begin one. Nothing is kept yet."""
    form, found, status = uploaded(ResumeForm, resume_in)
    if found is None:
        return page("stories/resume.html", status=status, form=form)
    begun = {fitting(one.beginning): one for one in reversed(found.found)}
    ids = {one: uuid5(current_user.id, f"{one.situation}\n{one.result}") for one in begun}
    there = Story.there_among(current_user.id, [*ids.values()])
    return page(
        "stories/resume.html",
        form=form,
        beginnings=[(id, one, begun[one], id in there) for one, id in reversed(ids.items())],
        left=found.left,
        most=MAX_BEGINNINGS,
        most_left=MAX_LEFT,
    )


def fitting(beginning: Beginning) -> Beginning:
    """As much of it as there is room for in a story."""
    return Beginning(
        *(
            shortened(text, getattr(Story, name).type.length)
            for name, text in beginning._asdict().items()
        )
    )


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


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
        form.refuse_one_more(Story.MAX_ITEMS, "stories", FOR_GOOD)
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
    form = StoryForm(merge_edits(StoryForm(obj=story), story.title))
    if not form.validate():
        return page("stories/edit.html", status=422, story=story, form=form)
    story.update(acted_at(), **form.values)
    return go_to(url_for("stories.show", story_id=story.id))


@bp.put("/<uuid:story_id>/archival")
@login_required
def archive(story_id: UUID) -> ResponseReturnValue:
    owned_or_404(Story, story_id).archive(at=acted_at())
    undo = url_for("stories.restore", story_id=story_id) + "?_method=delete"
    offer_undo("Story put away.", undo, undo_label="Bring back")
    return go_to(url_for("cards.index"))


@bp.delete("/<uuid:story_id>/archival")
@login_required
def restore(story_id: UUID) -> ResponseReturnValue:
    owned_or_404(Story, story_id).restore(at=acted_at())
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


DeletionForGood(
    bp=bp,
    path="/<uuid:story_id>",
    noun="a story",
    tab="cards",
    find=lambda story_id: owned_or_404(Story, story_id),
    is_away=lambda story: bool(story.archived_at),
    away="put away",
    address=lambda story: url_for("stories.show", story_id=story.id),
    listed=lambda: (url_for("cards.archive"), "Put away"),
    restoring="/archival",
    words=lambda story: {
        "title": story.title,
        "goes": "The story goes with its card and what you practised on it. "
        "It can’t be brought back after this. Your log stays as it is.",
    },
)


def page(template: str, status: int = 200, **context: Any) -> ResponseReturnValue:
    return render_page(template, status=status, tab="cards", **context)
