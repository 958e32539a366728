"""Owns what a phone sends after it waited for a signal: its receipts, how changes of two devices
are merged, and what is kept when two devices, or a deletion, met it."""
