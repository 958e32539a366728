"""Requirements: typed or pasted, and tied to stories."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.forms import choice_in, local_path, made_id
from webapp.core.late import fresh_id
from webapp.core.rendering import render_fragment_or_redirect
from webapp.interviews import when
from webapp.interviews.models import Interview
from webapp.requirements.coverage import Coverage
from webapp.requirements.excerpts import on_brief
from webapp.requirements.forms import WORDS, NewRequirementForm, PostingForm, RequirementForm
from webapp.requirements.models import Importance, Requirement
from webapp.requirements.posting import Kind
from webapp.requirements.showing import showing_of
from webapp.salary.benefits.models import Benefit
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import Section, no_pages, nothing
from webapp.stories.follow_ups import show_with_a_story
from webapp.stories.models import Story

bp = Blueprint("requirements", __name__)
show_with_a_story(bp, lambda story: {"showing": showing_of(story, now())})


def shown(interview: Interview) -> dict[str, Any]:
    return {
        "coverage": Coverage(interview),
        "posting": PostingForm(interview, id=fresh_id()),
        "importances": WORDS,
    }


def steps(interview: Interview, values: dict[str, Any]) -> Iterator[Step]:
    coverage: Coverage = values["coverage"]
    if not coverage.total:
        title = "What does the posting ask for? Paste it, and see which of your stories fit."
        yield Step(
            Urgency.BEGIN,
            title,
            "Paste the posting",
            url_for("requirements.index", interview_id=interview.id),
        )
    for one in coverage.missing:
        urgency = Urgency.MUST if one.importance is Importance.MUST else Urgency.MORE
        address = url_for("requirements.show", requirement_id=one.id)
        yield Step(urgency, f"Which story shows “{one.text}”?", "Choose a story", address)


section = Section(
    bp=bp,
    order=20,
    title="Requirements",
    lead="What they ask for, and which of your stories shows that you have it.",
    noun="requirement",
    things="requirements",
    label="A requirement",
    model=Requirement,
    new_form=NewRequirementForm,
    form=RequirementForm,
    context=shown,
    steps=steps,
    more=nothing,
    brief=on_brief,
    calendar=None,
    on_person=None,
    carries=[Requirement],
    pages=no_pages,
    other_forms=[PostingForm],
    other_labels={"create_all": "Requirements"},
)
pages = Pages(section)


@bp.post("/interviews/<uuid:interview_id>/posting")
@login_required
def create_all(interview_id: UUID) -> ResponseReturnValue:
    interview = owned_or_404(Interview, interview_id)
    form = PostingForm(interview, request.form, id=made_id(request.form.get("id")))
    if form.validate():
        too_many = Requirement.add_lines(interview, form.made_id, form.asked, acted_at())
        if not too_many:
            added = Benefit.add_offered(interview, form.made_id, form.offered, acted_at())
            if words := left_out(form, added):
                flash(words)
            return pages.fragment(interview, is_new=True)
        form.refuse(too_many)
    return pages.page(interview, 422, posting=form)


def left_out(form: PostingForm, benefits: int) -> str:
    """What became of the lines that ask for nothing."""
    said = [f"{when.count(benefits, 'line')} went to Benefits."] if benefits else []
    rest = len(form.lines) - len(form.asked) - len(form.of_kind(Kind.HEADING)) - benefits
    if rest > 0:
        were = "was" if rest == 1 else "were"
        said.append(f"{when.count(rest, 'line')} {were} left out: to add one, paste it alone.")
    return " ".join(said)


@bp.put("/requirements/<uuid:requirement_id>/importance")
@login_required
def weigh(requirement_id: UUID) -> ResponseReturnValue:
    row, interview = pages.found(requirement_id=requirement_id)
    row.importance = choice_in(request.form, "importance", Importance) or abort(400)
    return pages.fragment(interview, f"sort-{row.id}")


@bp.put("/requirements/<uuid:requirement_id>/stories/<uuid:story_id>")
@login_required
def prove(requirement_id: UUID, story_id: UUID) -> ResponseReturnValue:
    (row, interview), story = (
        pages.found(requirement_id=requirement_id),
        owned_or_404(Story, story_id),
    )
    row.prove(story.id, at=acted_at())
    return said_of(row, interview, story)


@bp.delete("/requirements/<uuid:requirement_id>/stories/<uuid:story_id>")
@login_required
def disprove(requirement_id: UUID, story_id: UUID) -> ResponseReturnValue:
    (row, interview), story = (
        pages.found(requirement_id=requirement_id),
        owned_or_404(Story, story_id),
    )
    row.disprove(story.id)
    return said_of(row, interview, story)


def said_of(row: Requirement, interview: Interview, story: Story) -> ResponseReturnValue:
    """Once somebody said whether a story shows it: what the story shows, where they said so on its
    page, or else the list."""
    if "back" not in request.args:
        return pages.fragment(interview, f"requirement-{row.id}")
    return render_fragment_or_redirect(
        local_path(request.args["back"]),
        "requirements/_shown_by.html",
        "shown_by",
        story=story,
        showing=showing_of(story, now()),
    )
