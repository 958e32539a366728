"""Lessons: what the round before told about this one, each turned into something to do."""

from webapp.lessons.routes import bp as bp
