"""Salary: figures with where they are from, what to ask for, and what an offer is worth."""
