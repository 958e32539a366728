"""Statements: what was said of the salary so far, by whom and when."""

from webapp.statements.routes import bp as bp
