"""Owns what a phone sends after it waited for a signal, and what is kept when two devices, or a
deletion, met it."""
