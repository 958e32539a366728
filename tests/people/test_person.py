"""The people of an interview."""

import pytest

from webapp.clock import now
from webapp.database import db
from webapp.interviews.models import Interview
from webapp.people.models import Person


@pytest.fixture
def interview(owner, app):
    kept = owner.has(Interview(company="Ottermere", starts_at=now(), time_zone="Europe/London", created_at=now()))
    with app.app_context():
        yield db.session.get(Interview, (owner.id, kept.id))


def people_of(interview):
    db.session.flush()
    return {person.name: (person.id, person.title) for person in Person.of(interview)}


def test_people_keep_their_order(interview):
    Person.set_of(interview, [("Zoe", ""), ("Ana", "CTO"), ("Mia", "")], now())
    assert list(people_of(interview)) == ["Zoe", "Ana", "Mia"]
    Person.set_of(interview, [("Mia", ""), ("Zoe", "")], now())
    assert list(people_of(interview)) == ["Mia", "Zoe"]


def test_who_stays_keeps_the_row(interview):
    Person.set_of(interview, [("Ana", "CTO"), ("Tom", "")], now())
    before = people_of(interview)
    Person.set_of(interview, [("Mia", ""), ("Ana", "Chief of Everything")], now())
    after = people_of(interview)
    assert after["Ana"] == (before["Ana"][0], "Chief of Everything")
    assert "Tom" not in after and "Mia" in after


def test_two_of_the_same_name_are_two_people(interview):
    Person.set_of(interview, [("Ana", "CTO"), ("Ana", "CFO")], now())
    db.session.flush()
    first = [(person.id, person.title) for person in Person.of(interview)]
    Person.set_of(interview, [("Ana", "CTO"), ("Ana", "CFO")], now())
    db.session.flush()
    assert [(person.id, person.title) for person in Person.of(interview)] == first
    Person.set_of(interview, [], now())
    assert people_of(interview) == {}


def test_people_of_another_interview_are_left_alone(owner, app, interview):
    Person.set_of(interview, [("Ana", "")], now())
    other = Interview(user_id=owner.id, company="Other", starts_at=now(), time_zone="UTC", created_at=now())
    db.session.add(other)
    db.session.flush()
    Person.set_of(other, [("Ana", ""), ("Tom", "")], now())
    assert list(people_of(interview)) == ["Ana"]
