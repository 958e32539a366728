"""The forms of a person, and of what is asked of one."""

from typing import Any

from wtforms import FileField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Optional, Regexp

from webapp.core.fields import EnumRadio, line, lines
from webapp.core.forms import Form
from webapp.people.contacts import AN_ADDRESS
from webapp.people.models import HelpKind, Person, Progress, Role
from webapp.sections.section_form import SectionForm

ROLES = {
    Role.INTERVIEWER: "Will be there",
    Role.RECRUITER: "Recruiter or HR",
    Role.ADVOCATE: "Would speak for me",
    Role.CONTACT: "Can tell me more",
}
HELP_KINDS = {
    HelpKind.ADVICE: "Advice on what to expect",
    HelpKind.FEEDBACK: "How the last round went",
    HelpKind.SPEAK: "To speak for me",
    HelpKind.PRACTISE: "To practise with me",
}
PROGRESS = {
    Progress.TO_ASK: "To ask",
    Progress.ASKED: "Asked",
    Progress.AGREED: "Agreed",
    Progress.DONE: "Done",
}


class NewPersonForm(SectionForm):
    name = line("Name", Person.name, DataRequired("Write the name."))
    title = line("Title", Person.title)
    role = EnumRadio("Who is it?", ROLES, default=Role.INTERVIEWER)
    email = line(
        "Email",
        Person.email,
        Optional(),
        Regexp(rf"{AN_ADDRESS.pattern}$", message="An address looks like name@example.org."),
        inputmode="email",
    )
    phone = line("Phone", Person.phone, inputmode="tel")


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


class HelpRequestForm(Form):
    """What is asked, and how far that is: what a button sends."""

    kind = StringField(validators=[AnyOf(list(HelpKind))])
    progress = StringField(validators=[AnyOf(list(Progress))])

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": HelpKind(self.kind.data), "progress": Progress(self.progress.data)}
