"""Statements: noted, and looked up before a number is named again. They are a part of Salary, with
a page of their own."""

from flask import Blueprint

from webapp.salary.statements.forms import StatementForm
from webapp.salary.statements.models import Statement
from webapp.sections.part import Part

bp = Blueprint("statements", __name__)


def shown(interview):
    return {"statements": Statement.of(interview)}


def steps(interview, values):
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
