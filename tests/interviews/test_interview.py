"""What an interview can do, and which of several is the one in question."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview, Setting

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def hours(number):
    return NOON + timedelta(hours=number)


def interview(company="Ottermere", hour=0, minutes=60, **values):
    return Interview(
        company=company,
        starts_at=hours(hour),
        minutes=minutes,
        time_zone="Europe/London",
        created_at=NOON,
        **values,
    )


@pytest.fixture
def chosen(owner, outsider, app):
    """The company of the interview in question among these, at noon."""

    def of(*interviews, at=NOON):
        outsider.has(interview("not theirs", 0.1))
        if interviews:
            owner.has(*interviews)
        with app.app_context():
            found = Interview.chosen(owner.id, at)
            return found and found.company

    return of


def test_none_is_chosen_where_none_is(chosen):
    assert chosen() is None


def test_the_next_is_chosen(chosen):
    assert chosen(interview("last", -2), interview("later", 30), interview("next", 2)) == "next"


def test_the_running_one_is_chosen_before_the_next(chosen):
    assert chosen(interview("running", -0.9), interview("next", 0.1)) == "running"
    assert chosen(at=hours(0.1)) == "next"  # it ended to the minute


def test_a_long_one_runs_on(chosen):
    assert (
        chosen(interview("short and over", -1.5), interview("all day", -9, minutes=600))
        == "all day"
    )
    assert chosen(at=hours(1)) == "short and over"


def test_the_last_is_chosen_when_all_are_over(chosen):
    assert chosen(interview("first", -200), interview("last", -100)) == "last"


def test_deleted_ones_are_not_chosen(chosen):
    assert chosen(interview("deleted", 1, deleted_at=NOON), interview("later", 30)) == "later"


def test_just_ended(owner, app):
    owner.has(
        interview("over", -3),
        interview("running", -0.5),
        interview("to come", 1),
        interview("deleted", -2, deleted_at=NOON),
    )
    with app.app_context():
        assert Interview.just_ended(owner.id, NOON).company == "over"
        assert Interview.just_ended(owner.id, hours(-2.5)) is None
        assert Interview.just_ended(owner.id, hours(50)) is None


def test_created_twice_it_is_one_with_what_came_last(owner, app):
    id, values = new_id(), {"starts_at": NOON, "time_zone": "Europe/London"}
    with app.app_context():
        first, is_new = Interview.create(owner.id, id, NOON, company="Otter", **values)
        assert is_new
        again, is_new = Interview.create(owner.id, id, hours(1), company="Ottermere", **values)
        assert again is first and not is_new
        db.session.commit()
    (kept,) = owner.rows(Interview)
    assert (kept.company, kept.created_at, kept.round, kept.minutes, kept.setting) == (
        "Ottermere",
        NOON,
        2,
        60,
        Setting.OFFICE,
    )


def test_deleting_keeps_the_first_time_and_can_be_taken_back(owner, app):
    id = owner.has(interview()).id
    with app.app_context():
        one = db.session.get(Interview, (owner.id, id))
        one.delete(NOON)
        one.delete(hours(1))
        assert one.deleted_at == NOON
        one.restore()
        one.restore()
        assert one.deleted_at is None


def test_times_are_of_the_zone():
    one = interview(hour=-3, minutes=75, travel_minutes=35)
    one.time_zone = "America/New_York"
    assert f"{one.local_start:%H:%M}" == "04:00"
    assert (one.ends_at, one.leave_at) == (hours(-1.75), hours(-3) - timedelta(minutes=35))
    for setting, goes in ((Setting.VIDEO, False), (Setting.PHONE, False), (Setting.MEAL, True)):
        one.setting = setting
        assert bool(one.leave_at) == goes, setting
    one.travel_minutes = 0
    assert one.leave_at is None


def test_last_zone_is_that_of_the_interview_entered_last(owner, app):
    with app.app_context():
        assert Interview.last_zone(owner.id) is None
    owner.has(
        interview(hour=500),
        Interview(company="x", starts_at=NOON, time_zone="Asia/Tokyo", created_at=hours(1)),
    )
    with app.app_context():
        assert Interview.last_zone(owner.id) == "Asia/Tokyo"
