"""Lessons: what the round before told about this one, each turned into something to do."""
