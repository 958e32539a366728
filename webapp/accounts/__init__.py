"""Accounts: users, their devices, and the lock on the diary."""
