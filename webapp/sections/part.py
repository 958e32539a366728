"""A part of preparing an interview: a list on a page of its own and on Prepare, and a page for each
thing in it.

Every part has the same few routes; what is special to one stands in its own routes.py.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required
from markupsafe import Markup

from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.forms import id_in, made_id
from webapp.core.late import fresh_id
from webapp.core.rendering import go_to, offer_undo, render_page, render_part_or_redirect
from webapp.interviews.models import Interview
from webapp.sections.belonging import OfInterview
from webapp.sections.part_form import PartForm
from webapp.sections.preparation import Prepared, Step
from webapp.sync.editing import put_together

Row = TypeVar("Row", bound=OfInterview)

PARTS: dict[str, "Part[Any]"] = {}  # by name; each capability adds its own


class Part(Generic[Row]):
    """The part that the blueprint `bp` is, with a `title` and a `lead` that says what it is for:
    `model` for its rows, `new_form` to add one and `form` for one that is there. `noun` names one
    thing, in addresses and in words. `context` gives what its list shows of an interview, `steps`
    of that the `Step`s to what is missing, and `more` what the page of one row shows besides."""

    def __init__(
        self,
        bp: Blueprint,
        title: str,
        lead: str,
        model: type[Row],
        noun: str,
        new_form: type[PartForm],
        form: type[PartForm],
        context: Callable[[Interview], dict[str, Any]],
        steps: Callable[[Interview, dict[str, Any]], Iterable[Step]],
        more: Callable[[Row], dict[str, Any]] = lambda row: {},
    ) -> None:
        self.bp, self.name, self.title, self.lead, self.model, self.noun = (
            bp,
            bp.name,
            title,
            lead,
            model,
            noun,
        )
        self.new_form, self.form, self.context, self.steps, self.more = (
            new_form,
            form,
            context,
            steps,
            more,
        )
        PARTS[self.name] = self
        path = self.name.replace("_", "-")
        all_of_it, one = f"/interviews/<uuid:interview_id>/{path}", f"/{path}/<uuid:{noun}_id>"
        for rule, method, view in (
            (all_of_it, "GET", self.index),
            (all_of_it, "POST", self.create),
            (one, "GET", self.show),
            (one, "PUT", self.update),
            (one, "DELETE", self.delete),
            (f"{one}/deletion", "DELETE", self.bring_back),
            (f"{one}/position", "PUT", self.move),
        ):
            bp.add_url_rule(rule, view.__name__, login_required(view), methods=[method])

    def index(self, interview_id: UUID) -> ResponseReturnValue:
        return self.page(owned_or_404(Interview, interview_id))

    def create(self, interview_id: UUID) -> ResponseReturnValue:
        interview = owned_or_404(Interview, interview_id)
        form = self.new_form(interview, request.form, id=made_id(request.form.get("id")))
        if form.validate():
            if self.model.add(interview, form.made_id, acted_at(), **form.values):
                return self.part(interview)
            form.refuse()
        return self.page(interview, 422, form=form)

    def show(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids)
        return self.page_of_one(row, interview, self.form(interview, obj=row))

    def update(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids)
        form = self.form(interview, put_together(self.form(interview, obj=row), row.called))
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
        undo = url_for(f"{self.name}.bring_back", **ids) + "?_method=delete"
        if "listed" not in request.args:
            offer_undo(text, undo)
            return go_to(self.place_of(row))
        offer_undo(text, f"{undo}&listed", undo_in=f"#{self.name}")
        return self.part(interview, f"{self.name}-listed", has_less=True)

    def bring_back(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids, deleted=True)
        row.bring_back()
        return (
            self.part(interview, is_back=True)
            if "listed" in request.args
            else go_to(self.place_of(row))
        )

    def move(self, **ids: Any) -> ResponseReturnValue:
        row, interview = self.found(**ids)
        row.move(interview, before=id_in(request.form.get("before")))
        return self.part(interview, f"{self.noun}-{row.id}")

    def found(self, deleted: bool = False, **ids: UUID) -> tuple[Row, Interview]:
        """The row of this part with the id asked for, and its interview."""
        row = owned_or_404(self.model, ids[f"{self.noun}_id"])
        if row.deleted_at and not deleted:
            abort(404)
        return row, owned_or_404(Interview, row.interview_id)

    def place_of(self, row: Row) -> str:
        return url_for(
            f"{self.name}.index", interview_id=row.interview_id, _anchor=f"{self.noun}-{row.id}"
        )

    def part(
        self, interview: Interview, anchor: str | None = None, **more: Any
    ) -> ResponseReturnValue:
        """After a change to the list: it as it stands now, wherever it is shown."""
        place = url_for(f"{self.name}.index", interview_id=interview.id, _anchor=anchor)
        return render_part_or_redirect(
            place, "sections/part.html", "part", **self.values(interview, is_part=True, **more)
        )

    def page(self, interview: Interview, status: int = 200, **more: Any) -> ResponseReturnValue:
        return render_page("sections/part.html", "part", status, **self.values(interview, **more))

    def page_of_one(
        self, row: Row, interview: Interview, form: PartForm, status: int = 200
    ) -> ResponseReturnValue:
        own: dict[str, Any] = {self.noun: row, **self.more(row)}
        return render_page(
            f"{self.name}/show.html",
            status=status,
            place="prepare",
            at=now(),
            form=form,
            interview=interview,
            **own,
        )

    def carry_over(self, old: Interview, new: Interview, at: datetime) -> None:
        """Copies what is of use from one interview to the next round."""
        self.model.carry_over(old, new, at)

    def addresses(self, interview: Interview) -> list[str]:
        """Of the page of each thing in it."""
        ids: list[dict[str, Any]] = [
            {f"{self.noun}_id": row.id} for row in self.model.all_of(interview)
        ]
        return [url_for(f"{self.name}.show", **one) for one in ids]

    def prepared(self, interview: Interview) -> Prepared:
        """How it stands for an interview."""
        values = self.values(interview)
        meter, rows = (
            Markup(render_template(f"{self.name}/{name}.html", **values))
            for name in ("_meter", "_list")
        )
        steps = sorted(self.steps(interview, values), key=lambda step: step.urgency)
        return Prepared(
            self.name,
            self.title,
            url_for(f"{self.name}.index", interview_id=interview.id),
            steps,
            meter,
            rows,
        )

    def new(self, interview: Interview) -> PartForm:
        """The form for a new one."""
        return self.new_form(interview, id=fresh_id())

    def values(
        self, interview: Interview, form: PartForm | None = None, **more: Any
    ) -> dict[str, Any]:
        form = form or self.new(interview)
        return {
            "place": "prepare",
            "at": now(),
            "part": self,
            "interview": interview,
            "form": form,
            **self.context(interview),
            **more,
        }
