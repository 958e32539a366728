"""The words of `when` as a page says them: with the day they stand in, they are true until its end; how long it is until
something is put in late, for it changes by the minute."""

from webapp.interviews import when
from webapp.interviews.when import capital as capital
from webapp.interviews.when import clock as clock
from webapp.interviews.when import count as count
from webapp.interviews.when import date_in_full as date_in_full
from webapp.interviews.when import length as length
from webapp.interviews.when import span as span
from webapp.late import late
from webapp.truth import midnight_after, true_until


def until(at, moment):
    return late(when.until(at, moment))


def day(moment, at, zone):
    true_until(midnight_after(at, zone))
    return when.day(moment, at, zone)


def day_and_time(moment, at, zone):
    true_until(midnight_after(at, zone))
    return when.day_and_time(moment, at, zone)
