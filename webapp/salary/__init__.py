"""Salary: figures with where they are from, what to ask for, and what was said of it already."""

from webapp.salary.routes import bp as bp
