"""Interviews: entered, changed, moved, copied for another round, deleted and brought back; and
Prepare, the page of one.

Nothing is imported here: the models of other capabilities import from `models`, and `routes`
imports theirs.
"""
