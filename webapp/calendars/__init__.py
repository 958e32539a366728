"""Invitations: an interview from a calendar's file, and into one."""
