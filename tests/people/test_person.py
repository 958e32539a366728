"""The people of an interview."""

import pytest

from webapp.core.clock import now
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.people.lines import as_lines, named_in
from webapp.people.models import Person


@pytest.fixture
def interview(owner, app):
    kept = owner.has(
        Interview(company="Ottermere", starts_at=now(), time_zone="Europe/London", created_at=now())
    )
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


@pytest.mark.parametrize(
    "before, after",
    [
        ("Ana-Sofía Müller", "Ana Sofia Müller"),
        ("Ngozi Adeyemi", "Ngozi Adeyemy"),
        ("ANA NG", "Ana Ng"),
        ("Helena Brandt", "Helena Lindqvist"),
    ],
)
def test_who_is_spelt_better_keeps_the_row(interview, before, after):
    Person.set_of(interview, [(before, "CTO"), ("Tom", "")], now())
    ids = people_of(interview)
    Person.set_of(interview, [("Mia", ""), (after, "CTO")], now())
    db.session.flush()
    kept = people_of(interview)
    assert kept[after][0] == ids[before][0] and "Mia" in kept and kept["Mia"][0] != ids["Tom"][0]


@pytest.mark.parametrize(
    "before, after",
    [
        ("Jane Smith", "John Smith"),
        ("Ana", "Ben"),
        ("Tom Lee", "Tim Law"),
        ("Tom Lee", "Ann Lee"),
        ("??", "!!"),
    ],
)
def test_somebody_else_is_somebody_else(interview, before, after):
    Person.set_of(interview, [(before, "CTO")], now())
    ids = people_of(interview)
    Person.set_of(interview, [(after, "CTO")], now())
    assert people_of(interview)[after][0] != ids[before][0]


def test_a_comma_in_a_name_is_no_title(interview):
    ana = Person(
        user_id=interview.user_id,
        id=new_id(),
        interview_id=interview.id,
        name="Ana Ng, PhD",
        title="Head of Data",
        created_at=now(),
    )
    db.session.add(ana)
    for _ in range(2):
        Person.set_of(interview, named_in(as_lines(Person.of(interview))), now())
        assert people_of(interview) == {"Ana Ng, PhD": (ana.id, "Head of Data")}


def test_people_of_another_interview_are_left_alone(owner, app, interview):
    Person.set_of(interview, [("Ana", "")], now())
    other = Interview(
        user_id=owner.id, company="Other", starts_at=now(), time_zone="UTC", created_at=now()
    )
    db.session.add(other)
    db.session.flush()
    Person.set_of(other, [("Ana", ""), ("Tom", "")], now())
    assert list(people_of(interview)) == ["Ana"]
