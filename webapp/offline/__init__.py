"""Owns the app on the phone: the manifest, the worker, the page for no signal, and how to install
it."""
