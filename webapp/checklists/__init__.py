"""The checklist of an interview: its lines, what of it is done, and the lines kept for the next
one."""
