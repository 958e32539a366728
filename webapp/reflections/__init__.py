"""Reflections: how an interview went, written down while it is fresh, and the log of them all."""
