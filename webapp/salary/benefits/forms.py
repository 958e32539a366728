"""The forms of a benefit."""

from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired

from webapp.core.forms import at_most
from webapp.interviews.models import Interview
from webapp.salary.benefits.models import Benefit
from webapp.salary.models import currency_for
from webapp.sections.section_form import SectionForm, WithMoney, amount_field


def what(label: str) -> StringField:
    return StringField(
        label,
        [DataRequired("Write what it is."), at_most(Benefit.text)],
        render_kw={"autocomplete": "off"},
    )


class NewBenefitForm(SectionForm):
    text = what("What matters to you")


class BenefitForm(WithMoney):
    AMOUNTS = ("worth",)
    text = what("What it is")
    worth = amount_field("What it is worth to you, a year")
    is_mine = BooleanField("I have it where I am now")

    def __init__(self, interview: Interview, *args: Any, **options: Any) -> None:
        super().__init__(interview, *args, **options)
        self.currency.data = self.currency.data or currency_for(interview)
