"""The days of the example, counted from the day it is made."""

from datetime import date, timedelta

WORKDAYS = 5


def workday(day: date) -> date:
    """`day`, or the Monday after when it is a Saturday or a Sunday: nobody interviews then."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= WORKDAYS else day


def days_from(today: date, days: int) -> date:
    return workday(today + timedelta(days=days))
