"""An invitation is looked at first; then an ordinary form says yes to it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.calendars.arriving import arriving_of
from webapp.calendars.calendar import calendar_of
from webapp.calendars.event import Event
from webapp.calendars.forms import InvitationForm
from webapp.calendars.invitation import invitation_in
from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.csrf import may_be_shared
from webapp.core.files import takes_file, uploaded
from webapp.core.rendering import go_to, render_page
from webapp.interviews.models import Interview
from webapp.interviews.zones import USUAL
from webapp.people.models import Person
from webapp.prepare.creation import change_interview
from webapp.prepare.forms import InterviewForm
from webapp.sync.descriptions import describe

MAX_SHOWN = 40
SAID = "said-"  # before the name of a field: the line of a mail that it was found in

bp = Blueprint("calendars", __name__)
describe(bp, "An interview", InterviewForm)


@bp.get("/interviews/invitation")
@login_required
def upload() -> ResponseReturnValue:
    return page("upload", form=InvitationForm())


@bp.post("/interviews/invitation")
@takes_file
@may_be_shared
@login_required
def preview() -> ResponseReturnValue:
    """What would come of an invitation. Nothing is kept yet."""
    zone = Interview.last_zone(current_user.id) or USUAL
    form, events, status = uploaded(InvitationForm, invitation_in, zone, now())
    if events is None:
        return page("upload", status, form=form)
    arriving = arriving_of(coming_first(events)[:MAX_SHOWN], current_user)
    if len(arriving) == 1 and arriving[0].is_new and not arriving[0].is_cancelled:
        return new_form(arriving[0].form, asks=arriving[0].event.asks, said=arriving[0].said)
    return page("preview", arriving=arriving, left=len(events) - len(arriving))


@bp.post("/interviews/invitation/one")
@login_required
def choose() -> ResponseReturnValue:
    """The form of one of several, to look at before it is kept."""
    said = {
        name.removeprefix(SAID): line
        for name, line in request.form.items()
        if name.startswith(SAID)
    }
    return new_form(InterviewForm(request.form), asks=request.form.getlist("asks"), said=said)


@bp.put("/interviews/<uuid:interview_id>/invitation")
@login_required
def update(interview_id: UUID) -> ResponseReturnValue:
    """Moves an interview to where its invitation says that it is, and adds who is new. Nobody is
    taken away."""
    interview = owned_or_404(Interview, interview_id)
    form = InterviewForm(request.form)
    if not form.validate():
        return new_form(form, 422)
    people = [(person.name, person.title) for person in Person.of(interview)]
    names = {name for name, _ in people}
    values = {name: form.values[name] for name in ("starts_at", "time_zone", "minutes")}
    if form.place.data:
        values |= {"place": form.place.data, "setting": form.values["setting"]}
    change_interview(
        interview,
        [*people, *(one for one in form.named if one[0] not in names)][: Person.MAX_ITEMS],
        at=acted_at(),
        **values,
    )
    return go_to(url_for("interviews.show", interview_id=interview.id))


@bp.get("/interviews/<uuid:interview_id>/calendar")
@login_required
def export(interview_id: UUID) -> ResponseReturnValue:
    """The interview for the person's own calendar."""
    interview = owned_or_404(Interview, interview_id)
    response = Response(calendar_of(interview, now()), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


def coming_first(events: Iterable[Event]) -> list[Event]:
    """Those to come, the next one first, before those without a time and those that are over."""
    at = now()

    def order(event: Event) -> tuple[bool, bool, float]:
        start = event.start
        return (
            start is None,
            start is None or start < at,
            abs((start - at).total_seconds()) if start else 0,
        )

    return sorted(events, key=order)


def new_form(
    form: InterviewForm,
    status: int = 200,
    asks: Iterable[str] = (),
    said: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    """The form to look through, with what the invitation leaves to be asked; of a mail with what it
    `said` to each field."""
    return render_page(
        "interviews/new.html",
        status=status,
        tab="prepare",
        at=now(),
        form=form,
        came_by_invitation=True,
        asks=asks,
        said=said,
    )


def page(name: str, status: int = 200, **context: Any) -> ResponseReturnValue:
    return render_page(f"calendars/{name}.html", status=status, tab="prepare", at=now(), **context)
