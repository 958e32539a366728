"""The form of a statement."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired

from webapp.core.forms import Day, at_most
from webapp.salary.statements.models import Statement
from webapp.sections.section_form import SectionForm


class StatementForm(SectionForm):
    text = TextAreaField(
        "What was said",
        [DataRequired("Write what was said."), at_most(Statement.text)],
        render_kw={"rows": 2},
    )
    said_by = StringField(
        "By whom, to whom", [at_most(Statement.said_by)], render_kw={"autocomplete": "off"}
    )
    said_on = Day("When")

    def refuse(self) -> None:
        self.text.errors = [
            f"There are {Statement.MOST} of these already, the most there can be. Delete one first."
        ]
