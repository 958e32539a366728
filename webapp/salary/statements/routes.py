"""Statements: noted, and looked up before a number is named again. They are a part of Salary, with
a page of their own."""

from typing import Any

from flask import Blueprint

from webapp.interviews.models import Interview
from webapp.salary.statements.forms import StatementForm
from webapp.salary.statements.models import Statement
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step
from webapp.sections.section import Section, no_pages, nothing

bp = Blueprint("statements", __name__)


def shown(interview: Interview) -> dict[str, Any]:
    return {"statements": Statement.of(interview)}


def steps(interview: Interview, values: dict[str, Any]) -> list[Step]:
    return []


section = Section(
    bp=bp,
    order=55,
    title="Said of the salary",
    lead="Which number, by whom, and when. Say the same again, or say why not.",
    noun="statement",
    things="statements",
    label="What was said of the salary",
    model=Statement,
    new_form=StatementForm,
    form=StatementForm,
    context=shown,
    steps=steps,
    more=nothing,
    brief=None,
    calendar=None,
    on_person=None,
    carries=[Statement],
    pages=no_pages,
    is_on_prepare=False,
)
pages = Pages(section)
