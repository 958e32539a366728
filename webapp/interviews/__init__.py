"""Interviews: entered, changed, moved, copied for another round, deleted and brought back; and
Prepare, the page of one.
"""
