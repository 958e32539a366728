"""People: added, described, and asked for something."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at
from webapp.core.files import takes_file, uploaded
from webapp.core.forms import Form, length_of, local_path, made_id
from webapp.core.rendering import go_to, render_fragment_or_redirect, render_page
from webapp.interviews.models import Interview
from webapp.people.acquaintance import acquaintance_with, can_be_told
from webapp.people.contacts import Contact, contacts_in
from webapp.people.excerpts import in_calendar, on_brief
from webapp.people.forms import (
    HELP_KINDS,
    PROGRESS,
    ROLES,
    ContactsForm,
    HelpRequestForm,
    NewPersonForm,
    PersonForm,
)
from webapp.people.gathering import Gathering
from webapp.people.mentions import Mention, listeners_of
from webapp.people.messages import help_kinds_of, mail_address, message
from webapp.people.models import HelpRequest, Person
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import Section, no_pages

bp = Blueprint("people", __name__)
bp.record_once(
    lambda setup: setup.app.jinja_env.globals.update(
        people_words={"roles": ROLES, "help_kinds": HELP_KINDS, "progress": PROGRESS},
        message_to=message,
        mail_to=mail_address,
        help_kinds_of=help_kinds_of,
    )
)


def shown(interview: Interview) -> dict[str, Gathering]:
    return {"gathering": Gathering(interview)}


def steps(interview: Interview, values: dict[str, Any]) -> Iterator[Step]:
    gathering = values["gathering"]
    if not gathering.interviewers:
        title = "Who will be there? Ask, and write their names down."
        yield Step(
            Urgency.BEGIN,
            title,
            "Add who you meet",
            url_for("people.index", interview_id=interview.id),
        )
    for person in gathering.unknown:
        address = url_for("people.show", person_id=person.id)
        yield Step(
            Urgency.MORE, f"What does {person.name} care about?", "Write what you know", address
        )


section = Section(
    bp=bp,
    order=30,
    title="People",
    lead="Who you will meet, what matters to them, and who can help you before.",
    noun="person",
    things="people",
    label="A person",
    model=Person,
    new_form=NewPersonForm,
    form=PersonForm,
    context=shown,
    steps=steps,
    more=acquaintance_with,
    brief=on_brief,
    calendar=in_calendar,
    on_person=None,
    carries=[Person],
    pages=no_pages,
)
pages = Pages(section)


@bp.get("/interviews/<uuid:interview_id>/people/contacts")
@login_required
def contacts(interview_id: UUID) -> ResponseReturnValue:
    return contacts_page(owned_or_404(Interview, interview_id), ContactsForm())


@bp.post("/interviews/<uuid:interview_id>/people/contacts")
@takes_file
@login_required
def look_at_contacts(interview_id: UUID) -> ResponseReturnValue:
    """The contacts of a file, to choose from. Nothing is kept yet."""
    interview = owned_or_404(Interview, interview_id)
    form, found, status = uploaded(ContactsForm, contacts_in)
    if found is None:
        return contacts_page(interview, form, status)
    there = {person.name for person in Person.all_of(interview)}
    return contacts_page(
        interview,
        form,
        contacts=[
            (uuid5(interview.id, f"{one.name} {one.email}"), one, one.name in there)
            for one in map(fitting, found)
        ],
    )


def fitting(contact: Contact) -> Contact:
    """As much of it as there is room for."""
    name, title, phone = Person.name, Person.title, Person.phone
    return contact._replace(
        name=contact.name[: length_of(name)].strip(),
        title=contact.title[: length_of(title)].strip(),
        phone=contact.phone[: length_of(phone)].strip(),
    )


@bp.post("/interviews/<uuid:interview_id>/people/chosen")
@login_required
def add_chosen(interview_id: UUID) -> ResponseReturnValue:
    """Adds the contacts that were chosen, if any: all of them, or none when there is no room."""
    interview = owned_or_404(Interview, interview_id)
    forms = [
        NewPersonForm(interview, request.form, id=made_id(id))
        for id in dict.fromkeys(request.form.getlist("chosen"))
    ]
    if not all(form.validate() for form in forms):
        abort(422, "One of them has no name.")
    there = Person.there_among(current_user.id, [form.made_id for form in forms])
    if Person.remaining_in(interview) < len(forms) - len(there):
        abort(
            409, f"There is room for {Person.MAX_ITEMS} people. Choose fewer, or delete one first."
        )
    for form in forms:
        Person.add(interview, form.made_id, acted_at(), **form.values)
    return go_to(url_for("people.index", interview_id=interview.id))


def contacts_page(
    interview: Interview,
    form: Form,
    status: int = 200,
    contacts: Sequence[tuple[UUID, Contact, bool]] = (),
) -> ResponseReturnValue:
    return render_page(
        "people/contacts.html",
        status=status,
        tab="prepare",
        interview=interview,
        form=form,
        contacts=contacts,
    )


@bp.put("/people/<uuid:person_id>/mentions/<uuid:thing_id>")
@login_required
def tell(person_id: UUID, thing_id: UUID) -> ResponseReturnValue:
    person, interview = pages.found(person_id=person_id)
    if not can_be_told(person.user_id, thing_id):
        abort(404)
    Mention.tell(person, thing_id, at=acted_at())
    return told(interview, thing_id)


@bp.delete("/people/<uuid:person_id>/mentions/<uuid:thing_id>")
@login_required
def take_back(person_id: UUID, thing_id: UUID) -> ResponseReturnValue:
    person, interview = pages.found(person_id=person_id)
    Mention.take_back(person, thing_id)
    return told(interview, thing_id)


def told(interview: Interview, thing_id: UUID) -> ResponseReturnValue:
    """Who was told this thing; after a plain form, the page that it was on."""
    listeners = listeners_of(interview, [thing_id])[thing_id]
    return render_fragment_or_redirect(
        local_path(request.args.get("back")),
        "people/told.html",
        "told",
        thing_id=thing_id,
        listeners=listeners,
    )


@bp.put("/people/<uuid:person_id>/help-requests")
@login_required
def ask(person_id: UUID) -> ResponseReturnValue:
    person, interview = pages.found(person_id=person_id)
    form = HelpRequestForm(request.form)
    if not form.validate():
        abort(400)
    HelpRequest.put(person, **form.values, at=acted_at())
    place = url_for("people.show", person_id=person.id, _anchor="help_requests")
    return render_fragment_or_redirect(
        place,
        "people/show.html",
        "help_requests",
        person=person,
        interview=interview,
        help_requests=HelpRequest.of([person]),
    )
