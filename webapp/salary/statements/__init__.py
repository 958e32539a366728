"""Statements: what was said of the salary so far, by whom and when."""
