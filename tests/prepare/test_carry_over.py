"""The next round begins with what was prepared for this one."""

from html import unescape

import pytest

from tests.cards.decks import story
from tests.reflections.factories import NOON, interview
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.lessons.models import Lesson
from webapp.people.models import HelpRequest, Person, Role
from webapp.questions.models import Question
from webapp.requirements.models import Proof, Requirement
from webapp.salary.models import Figure, Offer, SalaryGoals
from webapp.small_talk.models import Point
from webapp.stories.models import Story


@pytest.fixture
def old(owner):
    """A first round with one thing of everything, and a person who won't be there again."""
    old = interview(owner, round=1)
    ana = owner.has(
        Person(
            interview_id=old.id,
            name="Ana",
            title="CTO",
            cares_about="Numbers",
            arrives="9:30",
            created_at=NOON,
        )
    )
    ben = owner.has(Person(interview_id=old.id, name="Ben", cares_about="Vans", created_at=NOON))
    owner.has(
        Person(
            interview_id=old.id,
            name="Ruth",
            role=Role.ADVOCATE,
            email="ruth@example.org",
            created_at=NOON,
        )
    )
    requirement = owner.has(
        Requirement(interview_id=old.id, text="Leads a team", importance="must", created_at=NOON)
    )
    owner.put(f"/requirements/{requirement.id}/stories/{story(owner).id}")
    owner.has(
        Question(interview_id=old.id, text="For Ana?", person_id=ana.id, created_at=NOON),
        Question(interview_id=old.id, text="For Ben?", person_id=ben.id, created_at=NOON),
        Question(interview_id=old.id, text="Asked?", asked_at=NOON, created_at=NOON),
        Point(interview_id=old.id, text="The river", created_at=NOON),
        Lesson(interview_id=old.id, text="Of round 0", created_at=NOON),
        Requirement(interview_id=old.id, text="Dropped", created_at=NOON, deleted_at=NOON),
    )
    return old


def copy(person, old, id=None, **fields):
    form = {
        "id": str(id or new_id()),
        "copied": str(old.id),
        "company": old.company,
        "date": "2026-12-01",
        "time": "12:00",
        "minutes": "60",
        "time_zone": "Europe/London",
        "setting": "office",
        "round": "2",
        "people": "Ana, Chief of all",
        **fields,
    }
    return person.post("/interviews", form)


def of(person, model, interview_id):
    return [
        row
        for row in person.rows(model)
        if row.interview_id == interview_id and not getattr(row, "deleted_at", None)
    ]


def test_the_form_says_which_round_it_copies(owner, old):
    assert (
        f'name="copied" type="hidden" value="{old.id}"'
        in owner.get(f"/interviews/{old.id}/copy").text
    )
    assert 'name="copied"' not in owner.get("/interviews/new").text


def test_what_is_of_use_comes_along(owner, old):
    id = new_id()
    for _ in range(2):
        assert copy(owner, old, id).status_code == 303
    people = {row.name: row for row in of(owner, Person, id)}
    assert people.keys() == {"Ana", "Ruth"}, "the form says who will be there"
    assert (people["Ana"].title, people["Ana"].cares_about, people["Ana"].arrives) == (
        "Chief of all",
        "Numbers",
        "",
    )
    assert people["Ruth"].role is Role.ADVOCATE and people["Ruth"].email == "ruth@example.org"
    (requirement,) = of(owner, Requirement, id)
    assert (requirement.text, requirement.importance) == ("Leads a team", "must")
    assert len(owner.rows(Proof)) == 2
    questions = {row.text: row.person_id for row in of(owner, Question, id)}
    assert questions == {"For Ana?": people["Ana"].id, "For Ben?": None}
    assert [row.text for row in of(owner, Point, id)] == ["The river"] and of(
        owner, Lesson, id
    ) == []
    assert len(of(owner, Requirement, old.id)) == 1 and len(of(owner, Question, old.id)) == 3, (
        "the old round keeps its own"
    )


def test_what_is_under_way_with_who_helps_stands(owner, old):
    ruth = next(row for row in of(owner, Person, old.id) if row.name == "Ruth")
    for kind, progress in (("speak", "agreed"), ("practise", "done"), ("feedback", "asked")):
        owner.put(f"/people/{ruth.id}/help-requests", {"kind": kind, "progress": progress})
    id = new_id()
    copy(owner, old, id)
    again = next(row for row in of(owner, Person, id) if row.name == "Ruth")
    assert [
        (row.kind, row.progress) for row in owner.rows(HelpRequest) if row.person_id == again.id
    ] == [("speak", "agreed")]


@pytest.mark.parametrize(
    "people, name", [("Ana Ng, PhD, CTO", "Ana Ng, PhD"), ("Ana Ng PhD, CTO", "Ana Ng PhD")]
)
def test_who_is_spelt_otherwise_or_with_a_comma_is_who_they_were(owner, old, people, name):
    ana = next(row for row in of(owner, Person, old.id) if row.name == "Ana")
    owner.put(
        f"/people/{ana.id}",
        {"name": "Ana Ng, PhD", "title": "CTO", "role": "interviewer", "cares_about": "Numbers"},
    )
    id = new_id()
    copy(owner, old, id, people=people)
    (there,) = [row for row in of(owner, Person, id) if row.role is Role.INTERVIEWER]
    assert (there.name, there.title, there.cares_about) == (name, "CTO", "Numbers")
    assert {row.text: row.person_id for row in of(owner, Question, id)}["For Ana?"] == there.id


def test_a_round_of_much_costs_as_many_queries_as_one_of_little(owner, old, queries):
    with queries() as few:
        copy(owner, old)
    for number in range(20):
        owner.has(
            Point(interview_id=old.id, text=f"Point {number}", created_at=NOON),
            Question(interview_id=old.id, text=f"No {number}?", created_at=NOON),
            Person(
                interview_id=old.id, name=f"Helper {number}", role=Role.CONTACT, created_at=NOON
            ),
        )
        requirement = owner.has(
            Requirement(interview_id=old.id, text=f"No {number}", created_at=NOON)
        )
        owner.put(f"/requirements/{requirement.id}/stories/{owner.rows(Story)[0].id}")
    with queries() as many:
        copy(owner, old)
    assert len(many) == len(few)


def test_what_was_told_then_is_known_now(owner, old):
    """The opener and the figure are the same to Ana in a third round, too."""
    figure = owner.has(
        Figure(interview_id=old.id, amount=4_000_000, currency="GBP", created_at=NOON)
    )
    ana = next(row for row in of(owner, Person, old.id) if row.name == "Ana")
    for thing in (of(owner, Point, old.id)[0], figure):
        owner.put(f"/people/{ana.id}/mentions/{thing.id}")
    before = old
    for round in (2, 3):
        id = new_id()
        copy(owner, before, id, round=str(round))
        for place in ("small-talk", "salary"):
            assert (
                "<bdi>Ana</bdi> heard this in round 1."
                in owner.get(f"/interviews/{id}/{place}").text
            ), (round, place)
        before = next(row for row in owner.rows(Interview) if row.id == id)


def test_the_numbers_come_along_once(owner, old):
    owner.put(f"/interviews/{old.id}/salary-goals", {"currency": "GBP", "ask": "45,000"})
    owner.put(
        f"/interviews/{old.id}/offer",
        {"currency": "GBP", "base": "40,000", "period": "year", "own_period": "month"},
    )
    id = new_id()
    copy(owner, old, id)
    assert (
        of(owner, SalaryGoals, id)[0].ask == 4_500_000 and of(owner, Offer, id)[0].base == 4_000_000
    )
    owner.put(f"/interviews/{id}/salary-goals", {"currency": "GBP", "ask": "47,000"})
    copy(owner, old, id)
    assert (
        of(owner, SalaryGoals, id)[0].ask == 4_700_000
        and of(owner, SalaryGoals, old.id)[0].ask == 4_500_000
    )


def test_what_was_deleted_in_the_copy_stays_deleted_when_the_form_comes_again(owner, old):
    id = new_id()
    copy(owner, old, id)
    (point,) = of(owner, Point, id)
    owner.delete(f"/small-talk/{point.id}")
    copy(owner, old, id)
    assert of(owner, Point, id) == []


def test_nothing_of_somebody_elses_round_comes_along(owner, outsider, old):
    assert copy(outsider, old).status_code == 404
    assert outsider.rows(Interview) == [] == outsider.rows(Person)
    assert copy(owner, old, copied="x").status_code == 404


def test_a_refused_form_still_knows_the_round(owner, old):
    answer = copy(owner, old, company="")
    assert answer.status_code == 422 and f'value="{old.id}"' in unescape(answer.text)
    assert copy(owner, old, company="", copied="<script>").status_code == 422
