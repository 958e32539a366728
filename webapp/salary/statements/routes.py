"""Statements: noted, and looked up before a number is named again. They are a part of Salary, with
a page of their own."""

from typing import Any

from flask import Blueprint

from webapp.interviews.models import Interview
from webapp.salary.statements.forms import StatementForm
from webapp.salary.statements.models import Statement
from webapp.sections.part import Part
from webapp.sections.preparation import Step

bp = Blueprint("statements", __name__)


def shown(interview: Interview) -> dict[str, Any]:
    return {"statements": Statement.of(interview)}


def steps(interview: Interview, values: dict[str, Any]) -> list[Step]:
    return []


part = Part(
    bp,
    "Said of the salary",
    "Which number, by whom, and when. Say the same again, or say why not.",
    Statement,
    "statement",
    StatementForm,
    StatementForm,
    shown,
    steps,
)
