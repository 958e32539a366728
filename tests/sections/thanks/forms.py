"""The form of a word of thanks."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired

from tests.sections.thanks.models import Thanks
from webapp.core.forms import at_most
from webapp.sections.section_form import SectionForm


class ThanksForm(SectionForm):
    text = TextAreaField("What for", [DataRequired("Write what for."), at_most(Thanks.text)])
