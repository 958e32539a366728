"""Invitations: an interview from a calendar's file, and into one."""

from webapp.interviews.invitations.routes import bp as bp
