"""Interviews: which there are, and when and where, across time zones and in words."""
