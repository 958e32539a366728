"""The example in a person's account."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.cards.models import Card
from webapp.checklists.models import Item
from webapp.core.database import db
from webapp.example.days import days_from, workday
from webapp.example.filling import fill
from webapp.interviews.models import Interview
from webapp.people.models import HelpRequest, Person
from webapp.questions.models import Question
from webapp.reflections.models import AskedQuestion, Promise, Reflection
from webapp.requirements.models import Proof, Requirement
from webapp.stories.models import Story

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OWNED = (Interview, Person, Item, Story, Card, Reflection, AskedQuestion, Promise)


@pytest.fixture
def filled(owner):
    """`filled(at)` gives the owner the example."""

    def filling(at=MONDAY, **options):
        with owner.app.app_context():
            fill(owner.id, at=at, **options)
            db.session.commit()

    return filling


def rounds(owner):
    return sorted(owner.rows(Interview), key=lambda interview: interview.round)


def test_it_is_a_whole_second_interview(owner, filled):
    filled()
    first, second = rounds(owner)
    assert second.local_start.strftime("%a %d %H:%M %Z") == "Wed 25 09:30 GMT" and second.leave_at
    assert first.local_start.strftime("%a %d %H:%M") == "Mon 16 14:00", (
        "the fourteenth is a Saturday"
    )
    assert len(owner.rows(Story)) == 8 and len(owner.rows(Card)) == 12
    people = [person.role for person in owner.rows(Person) if person.interview_id == second.id]
    assert sorted(people) == ["advocate", *["interviewer"] * 4, "recruiter"]
    assert (
        len(owner.rows(Requirement)) == 5
        and len(owner.rows(Proof)) == 2
        and len(owner.rows(HelpRequest)) == 3
    )
    assert all(question.person_id for question in owner.rows(Question))
    with owner.app.app_context():
        assert Item.progress_of(second) == (3, 24)
        assert [item.shown for item in Item.of(second) if "8:55" in item.shown]
        done, total = Item.progress_of(first)
        assert done == total > 0
    (reflection,) = owner.rows(Reflection)
    assert first.ends_at < reflection.created_at < MONDAY
    asked = owner.rows(AskedQuestion)
    assert len(asked) == 5 and sum(question.story_id is not None for question in asked) == 4
    assert sorted(promise.due_on.weekday() < 5 for promise in owner.rows(Promise)) == [True] * 3


def test_twice_is_once_and_changes_stay(owner, filled):
    filled()
    before = {model: [row.id for row in owner.rows(model)] for model in OWNED}
    with owner.app.app_context():
        for interview in db.session.scalars(Interview.of(owner.id)):
            interview.update(company="Mine now")
            db.session.delete(Item.of(interview)[0])
        db.session.get(Story, (owner.id, before[Story][0])).update(MONDAY, title="My own title")
        db.session.commit()
    filled(MONDAY + timedelta(days=40))
    assert {model: len(owner.rows(model)) for model in OWNED} == {
        model: len(ids) - (2 if model is Item else 0) for model, ids in before.items()
    }
    assert {interview.company for interview in owner.rows(Interview)} == {"Mine now"}
    assert "My own title" in [story.title for story in owner.rows(Story)]


def test_deleted_for_good_it_can_be_made_again(owner, filled):
    filled()
    ids = [row.id for row in rounds(owner)]
    with owner.app.app_context():
        for interview in db.session.scalars(Interview.of(owner.id)).all():
            interview.delete_for_good()
        db.session.commit()
    assert owner.rows(Reflection) == [] and owner.rows(Item) == []
    filled(MONDAY + timedelta(days=28))
    first, second = rounds(owner)
    assert [first.id, second.id] == ids and second.starts_at > MONDAY + timedelta(days=28)
    assert len(owner.rows(AskedQuestion)) == 5


@pytest.mark.one_database
def test_deleted_it_comes_back_on_a_day_ahead(owner, filled):
    filled()
    with owner.app.app_context():
        for interview in db.session.scalars(Interview.of(owner.id)).all():
            interview.delete(MONDAY)
        db.session.commit()
    filled(MONDAY + timedelta(days=28))
    first, second = rounds(owner)
    assert not first.deleted_at and not second.deleted_at
    assert first.starts_at < MONDAY + timedelta(days=28) < second.starts_at
    assert len(owner.rows(Reflection)) == 1


@pytest.mark.one_database
def test_each_person_has_their_own(app, owner, outsider, filled):
    filled()
    with app.app_context():
        fill(outsider.id, at=MONDAY)
        db.session.commit()
    for model in OWNED:
        assert len(owner.rows(model)) == len(outsider.rows(model)) > 0
        assert not {row.id for row in owner.rows(model)} & {row.id for row in outsider.rows(model)}


@pytest.mark.one_database
def test_time_is_that_of_the_zone(owner, filled):
    filled(time_zone="America/New_York")
    assert rounds(owner)[1].local_start.strftime("%H:%M %Z") == "09:30 EST"


@pytest.mark.one_database
def test_the_button(owner, outsider, anonymous):
    answer = owner.post("/example", {"time_zone": "asia/tokyo"})
    assert answer.status_code == 303 and answer.location == "/"
    assert {interview.time_zone for interview in owner.rows(Interview)} == {"Asia/Tokyo"}
    assert owner.post("/example").status_code == 303
    assert len(owner.rows(Interview)) == 2
    assert outsider.post("/example", {"time_zone": "../etc"}).status_code == 303
    assert {interview.time_zone for interview in outsider.rows(Interview)} == {"Europe/London"}
    assert anonymous.post("/example").status_code == 401


@pytest.mark.parametrize("day, then", [(27, 27), (28, 30), (29, 30), (30, 30)])
def test_workdays(day, then):
    assert workday(datetime(2026, 11, day).date()).day == then
    assert days_from(datetime(2026, 11, day - 5).date(), 5).day == then


def test_where_there_is_no_room_nothing_of_it_is_made(owner, monkeypatch):
    monkeypatch.setattr(Interview, "MAX_ITEMS", 1)
    answer = owner.post("/example")
    assert answer.status_code == 409 and "needs room for 2 interviews" in answer.text
    assert not any(owner.rows(model) for model in OWNED)
