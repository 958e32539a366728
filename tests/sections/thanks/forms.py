"""The form of a word of thanks."""

from wtforms.validators import DataRequired

from tests.sections.thanks.models import Thanks
from webapp.core.fields import lines
from webapp.sections.section_form import SectionForm


class ThanksForm(SectionForm):
    text = lines("What for", Thanks.text, DataRequired("Write what for."), rows=2, what="Thanks")
