"""The pages of a section: its list, on a page of its own and on Prepare, and a page for each thing
in it.

Every section has the same few routes; what is special to one stands in its own routes.py.
"""

from typing import Any, Generic, TypeVar
from uuid import UUID

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required
from markupsafe import Markup

from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.forms import id_in, made_id
from webapp.core.late import fresh_id
from webapp.core.rendering import go_to, offer_undo, render_fragment_or_redirect, render_page
from webapp.interviews.models import Interview
from webapp.sections.preparation import Prepared
from webapp.sections.rows import OfInterview
from webapp.sections.section import Section
from webapp.sections.section_form import SectionForm
from webapp.sync.editing import merge_edits

Row = TypeVar("Row", bound=OfInterview)


class Pages(Generic[Row]):
    """The pages of a `Section`, which every section has. `found` gives the thing that a further
    view is about, `fragment` answers it."""

    def __init__(self, section: Section[Row]) -> None:
        self.section, self.name, self.noun = section, section.name, section.noun
        path = self.name.replace("_", "-")
        all_of_it, one = f"/interviews/<uuid:interview_id>/{path}", f"/{path}/<uuid:{self.noun}_id>"
        for rule, method, view in (
            (all_of_it, "GET", self.index),
            (all_of_it, "POST", self.create),
            (one, "GET", self.show),
            (one, "PUT", self.update),
            (one, "DELETE", self.delete),
            (f"{one}/deletion", "DELETE", self.restore),
            (f"{one}/position", "PUT", self.move),
        ):
            section.bp.add_url_rule(rule, view.__name__, login_required(view), methods=[method])

    def index(self, interview_id: UUID) -> ResponseReturnValue:
        return self.page(owned_or_404(Interview, interview_id))

    def create(self, interview_id: UUID) -> ResponseReturnValue:
        interview = owned_or_404(Interview, interview_id)
        form = self.section.new_form(interview, request.form, id=made_id(request.form.get("id")))
        if form.validate():
            if self.section.model.add(interview, form.made_id, acted_at(), **form.values):
                return self.fragment(interview)
            form.refuse_one_more(self.section.model.MAX_ITEMS, self.section.things)
        return self.page(interview, 422, form=form)

    def show(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids)
        return self.page_of_one(row, interview, self.section.form(interview, obj=row))

    def update(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids)
        form = self.section.form(
            interview, merge_edits(self.section.form(interview, obj=row), row.display_name)
        )
        if not form.validate():
            return self.page_of_one(row, interview, form, 422)
        row.update(acted_at(), **form.values)
        return go_to(self.place_of(row))

    def delete(self, **ids: Any) -> ResponseReturnValue:
        """Deletes it and leads from its page to the list; from the list itself, which says
        `?listed`, nowhere."""
        row, interview = self.found(**ids, deleted=True)
        row.delete(at=acted_at())
        text = f"{self.noun.capitalize()} deleted."
        undo = url_for(f"{self.name}.restore", **ids) + "?_method=delete"
        if "listed" not in request.args:
            offer_undo(text, undo)
            return go_to(self.place_of(row))
        offer_undo(text, f"{undo}&listed", undo_in=f"#{self.name}")
        return self.fragment(interview, f"{self.name}-listed", has_less=True)

    def restore(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids, deleted=True)
        row.restore()
        return (
            self.fragment(interview, is_back=True)
            if "listed" in request.args
            else go_to(self.place_of(row))
        )

    def move(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids)
        row.move(interview, before=id_in(request.form.get("before")))
        return self.fragment(interview, f"{self.noun}-{row.id}")

    def found(self, deleted: bool = False, **ids: UUID) -> tuple[Row, Interview]:
        """The row of this section with the id asked for, and its interview."""
        row = owned_or_404(self.section.model, ids[f"{self.noun}_id"])
        if row.deleted_at and not deleted:
            abort(404)
        return row, owned_or_404(Interview, row.interview_id)

    def place_of(self, row: Row) -> str:
        return url_for(
            f"{self.name}.index", interview_id=row.interview_id, _anchor=f"{self.noun}-{row.id}"
        )

    def fragment(
        self, interview: Interview, anchor: str | None = None, **more: Any
    ) -> ResponseReturnValue:
        """After a change to the list: it as it stands now, wherever it is shown."""
        place = url_for(f"{self.name}.index", interview_id=interview.id, _anchor=anchor)
        return render_fragment_or_redirect(
            place,
            "sections/section.html",
            "section",
            **values_of(self.section, interview, is_fragment=True, **more),
        )

    def page(self, interview: Interview, status: int = 200, **more: Any) -> ResponseReturnValue:
        return render_page(
            "sections/section.html", "section", status, **values_of(self.section, interview, **more)
        )

    def page_of_one(
        self, row: Row, interview: Interview, form: SectionForm, status: int = 200
    ) -> ResponseReturnValue:
        own: dict[str, Any] = {self.noun: row, **self.section.more(row)}
        return render_page(
            f"{self.name}/show.html",
            status=status,
            tab="prepare",
            at=now(),
            form=form,
            interview=interview,
            **own,
        )


def prepared(section: Section[Any], interview: Interview) -> Prepared:
    """How a section stands for an interview."""
    values = values_of(section, interview)
    meter, rows = (
        Markup(render_template(f"{section.name}/{name}.html", **values))
        for name in ("_meter", "_list")
    )
    steps = sorted(section.steps(interview, values), key=lambda step: step.urgency)
    return Prepared(
        section.name,
        section.title,
        url_for(f"{section.name}.index", interview_id=interview.id),
        steps,
        meter,
        rows,
    )


def values_of(
    section: Section[Any], interview: Interview, form: SectionForm | None = None, **more: Any
) -> dict[str, Any]:
    """What the list of a section is made of, with the form for a new thing."""
    form = form or section.new_form(
        interview, id=fresh_id(), data=dict(section.defaults(interview))
    )
    return {
        "tab": "prepare",
        "at": now(),
        "section": section,
        "interview": interview,
        "form": form,
        **section.context(interview),
        **more,
    }


def addresses_of(section: Section[Any], interview: Interview) -> list[str]:
    """Of the page of each thing in it, and of what else it has."""
    ids: list[dict[str, Any]] = [
        {f"{section.noun}_id": row.id} for row in section.model.all_of(interview)
    ]
    of_things = [url_for(f"{section.name}.show", **one) for one in ids]
    return [*section.pages(interview), *of_things]
