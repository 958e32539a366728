"""The form of a statement."""

from wtforms.validators import DataRequired

from webapp.core.fields import Day, line, lines
from webapp.salary.statements.models import Statement
from webapp.sections.section_form import SectionForm


class StatementForm(SectionForm):
    text = lines("What was said", Statement.text, DataRequired("Write what was said."), rows=2)
    said_by = line("By whom, to whom", Statement.said_by)
    said_on = Day("When")
