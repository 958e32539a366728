"""Prepare: the page of an interview, with all that is there for it; how one is entered, changed,
moved, and copied for another round; and the brief."""
