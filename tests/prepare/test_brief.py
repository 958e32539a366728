"""The brief: on one page, however much there is, and nothing of money on it."""

import re

import pytest

from tests.cards.decks import story
from tests.reflections.factories import NOON, interview
from webapp.lessons.models import Lesson
from webapp.people.models import Person
from webapp.questions.models import Question
from webapp.requirements.models import Requirement
from webapp.small_talk.models import Point


def full(person, length=1, many=20):
    """An interview with too much of everything, in words that are `length` times as long."""
    of = interview(person, notes="A note. " * 20 * length, place="Kestrel House, " * length)
    person.has(
        *[
            Person(
                interview_id=of.id,
                name=f"Ana {n}",
                title="Head " * length,
                must_land="It has to land. " * length,
                cares_about="Numbers. " * length,
                arrives="9:30",
                rank=n,
                created_at=NOON,
            )
            for n in range(many)
        ]
    )
    person.has(
        *[
            Question(interview_id=of.id, text=f"Why {n}? " * length, rank=n, created_at=NOON)
            for n in range(many)
        ]
    )
    person.has(
        *[
            Point(
                interview_id=of.id,
                text=f"River {n} " * length,
                way_out="And the mill? " * length,
                rank=n,
                created_at=NOON,
            )
            for n in range(many)
        ]
    )
    for n in range(many // 2):
        one = person.has(
            Requirement(interview_id=of.id, text=f"Leads {n} " * length, created_at=NOON, rank=n)
        )
        lesson = person.has(
            Lesson(
                interview_id=of.id,
                text=f"Say {n} " * length,
                source="unsaid",
                created_at=NOON,
                rank=n,
            )
        )
        person.put(
            f"/requirements/{one.id}/stories/{story(person, title=f'Story {n}', first_sentence='It began. ' * length, number='31 to 12. ' * length).id}"
        )
        person.put(f"/lessons/{lesson.id}/must-say")
    return of


@pytest.mark.one_database
def test_who_is_met_comes_first_and_the_rest_as_on_prepare(owner):
    of = full(owner, many=2)
    headings = ["With", "Must say", "Stories", "To ask", "Small talk"]
    page = owner.get(f"/interviews/{of.id}/brief").text
    assert [one for one in re.findall(r"<h2>(.*?)</h2>", page) if one in headings] == headings
    calendar = owner.get(f"/interviews/{of.id}/calendar").text.replace("\r\n ", "")
    assert re.findall(r"(With|Must say|To ask):\\n", calendar) == ["With", "Must say", "To ask"]


@pytest.mark.one_database
def test_it_holds_what_fits_and_says_what_does_not(owner):
    of = full(owner)
    page = owner.get(f"/interviews/{of.id}/brief").text
    assert "Ana 4" in page and "Ana 5" not in page and page.count("more.</p>") == 5
    for words in (
        "Story 0",
        "Shows: Leads 0",
        "Say 0",
        "Why 0?",
        "River 0",
        "And the mill?",
        "It began.",
        "31 to 12.",
        "Cares about: Numbers.",
        "Aldermouth Homes",
    ):
        assert words in page, words


def test_what_was_asked_and_what_it_pays_is_not_on_it(owner):
    of = interview(owner)
    owner.has(Question(interview_id=of.id, text="Asked before", asked_at=NOON, created_at=NOON))
    owner.put(f"/interviews/{of.id}/salary-goals", {"currency": "GBP", "ask": "45,000"})
    page = owner.get(f"/interviews/{of.id}/brief").text
    assert "Asked before" not in page and "45,000" not in page and "<h2>" not in page


@pytest.mark.one_database
def test_it_costs_the_same_for_little_and_for_much(owner, queries):
    counts = []
    for of in (interview(owner), full(owner)):
        owner.get("/")
        with queries() as statements:
            owner.get(f"/interviews/{of.id}/brief")
        counts.append(len(statements))
    assert counts[1] - counts[0] <= 1, (
        "the proofs' stories are asked for only when there is a requirement"
    )
