"""The forms of a person, and of what is asked of one."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute
from wtforms import Field, FileField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Optional, Regexp

from webapp.core.forms import Form, at_most
from webapp.people.contacts import AN_ADDRESS
from webapp.people.models import Kindness, Person, Progress, Role
from webapp.sections.section_form import SectionForm

ROLES = {
    Role.INTERVIEWER: "Will be there",
    Role.RECRUITER: "Recruiter or HR",
    Role.ADVOCATE: "Would speak for me",
    Role.CONTACT: "Can tell me more",
}
KINDNESSES = {
    Kindness.ADVICE: "Advice on what to expect",
    Kindness.FEEDBACK: "How the last round went",
    Kindness.SPEAK: "To speak for me",
    Kindness.PRACTISE: "To practise with me",
}
PROGRESS = {
    Progress.TO_ASK: "To ask",
    Progress.ASKED: "Asked",
    Progress.AGREED: "Agreed",
    Progress.DONE: "Done",
}


def line(
    label: str,
    column: InstrumentedAttribute[str],
    *validators: Callable[[Form, Field], None],
    **attributes: str,
) -> StringField:
    return StringField(
        label, [*validators, at_most(column)], render_kw={"autocomplete": "off", **attributes}
    )


def lines(label: str, column: InstrumentedAttribute[str], rows: int = 3) -> TextAreaField:
    return TextAreaField(label, [at_most(column)], render_kw={"rows": rows})


class NewPersonForm(SectionForm):
    name = line("Name", Person.name, DataRequired("Write the name."))
    title = line("Title", Person.title)
    role = RadioField(
        "Who is it?",
        [AnyOf(list(Role), message="Choose one of these.")],
        default=Role.INTERVIEWER.value,
        validate_choice=False,
        choices=[SelectChoice(role.value, words) for role, words in ROLES.items()],
    )

    email = line(
        "Email",
        Person.email,
        Optional(),
        Regexp(rf"{AN_ADDRESS.pattern}$", message="An address looks like name@example.org."),
        inputmode="email",
    )
    phone = line("Phone", Person.phone, inputmode="tel")

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "role": Role(self.role.data)}

    def refuse(self) -> None:
        self.name.errors = [f"There is room for {Person.MOST} people. Delete one first."]


class PersonForm(NewPersonForm):
    """Also with what is known of them."""

    arrives = line("When in the day", Person.arrives)
    cares_about = lines("What they care about", Person.cares_about)
    learnt_from = line("How I know", Person.learnt_from)
    brush_up = lines("What to brush up for them", Person.brush_up)
    must_land = lines("The line that must land with them", Person.must_land, rows=2)


class ContactsForm(Form):
    """Where contacts come from."""

    file = FileField("A file of contacts", render_kw={"accept": "text/vcard,.vcf"})
    text = TextAreaField("Or what is in it", render_kw={"rows": 4, "spellcheck": "false"})


class FavourForm(Form):
    """What is asked, and how far that is: what a button sends."""

    kind = StringField(validators=[AnyOf(list(Kindness))])
    progress = StringField(validators=[AnyOf(list(Progress))])

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": Kindness(self.kind.data), "progress": Progress(self.progress.data)}
