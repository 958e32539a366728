"""What a meal, a video call, several people at once and somebody from the top ask for besides the
usual."""

from typing import NamedTuple
from uuid import UUID

import pytest

from tests.cards.decks import story
from tests.reflections.factories import NOON, interview
from webapp.interviews.models import Setting
from webapp.interviews.situations import at_once, defaults, is_at_the_top, situations_of
from webapp.people.models import Person
from webapp.questions.models import Question
from webapp.questions.suggestions import strategy


class One(NamedTuple):
    name: str
    title: str = ""
    arrives: str = ""


class In(NamedTuple):
    setting: Setting


class Told(NamedTuple):
    title: str
    spoken: str


WORDS = "word " * 140  # a minute


@pytest.mark.parametrize(
    "title",
    [
        "CEO",
        "Chief Operating Officer",
        "CTO & co-founder",
        "VP Sales",
        "Senior Vice President",
        "President",
        "Managing Director",
        "Operations Director",
        "Owner",
        "Partner",
        "Chairwoman",
        "Member of the board",
        "CHRO",
    ],
)
def test_who_is_at_the_top(title):
    assert is_at_the_top(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Head of Operations",
        "Assistant to the CEO",
        "HR Business Partner",
        "Cook",
        "Coordinator",
        "Art Director",
        "Deputy Director",
        "Co-worker",
    ],
)
def test_who_is_not(title):
    assert not is_at_the_top(title)


@pytest.mark.parametrize(
    "arrives, together",
    [
        (["9:30, with Ben", "9:30, with Ana", "After lunch"], "AB"),
        (["09:30", "9.30", "10:00"], "AB"),
        (["", "", ""], "ABC"),
        (["9:00", "10:00", "11:00"], ""),
        (["After lunch", "10:00", "after lunch"], "AC"),
        ([""], ""),
        ([], ""),
    ],
)
def test_who_comes_together(arrives, together):
    people = [One(name, arrives=when) for name, when in zip("ABC", arrives, strict=False)]
    assert "".join(one.name for one in at_once(people)) == together


@pytest.mark.parametrize(
    "setting, people, names",
    [
        (Setting.OFFICE, [], []),
        (Setting.MEAL, [], ["meal"]),
        (Setting.VIDEO, [One("A"), One("B")], ["video", "panel"]),
        (Setting.PHONE, [One("A", "CEO")], ["phone", "executives"]),
        (Setting.OFFICE, [One("A", "CEO", "9:00"), One("B", "", "10:00")], ["executives"]),
    ],
)
def test_each_brings_its_own(setting, people, names):
    assert [one.name for one in situations_of(In(setting), people, list)] == names


def test_two_short_stories_for_the_table():
    stories = [
        Told("Long", WORDS * 3),
        Told("Short", WORDS),
        Told("Unwritten", "\n\n"),
        Told("Shorter", "Once."),
    ]
    (meal,) = situations_of(In(Setting.MEAL), [], lambda: stories)
    assert [one.title for one in meal.stories] == ["Shorter", "Short"]


def test_what_is_too_long_for_the_top():
    stories = [
        Told("Right", WORDS),
        Told("Long", WORDS * 2),
        Told("Longest", WORDS * 4),
        Told("Longer", WORDS * 3),
        Told("Just too long", WORDS + WORDS),
    ]
    (top,) = situations_of(In(Setting.OFFICE), [One("A", "CEO")], lambda: stories)
    assert [one.title for one in top.stories] == ["Longest", "Longer", "Long"]


def test_stories_are_asked_for_only_when_needed():
    def never():
        raise AssertionError

    assert situations_of(In(Setting.VIDEO), [One("A"), One("B")], never)


def test_every_kind_has_its_words():
    assert {"meal", "video", "phone", "panel", "executives"} == defaults().keys()
    assert all(
        words["title"]
        and len(words["tips"]) > 1
        and all(tip.endswith((".", "?")) for tip in words["tips"])
        for words in defaults().values()
    )


def test_prepare_shows_it(owner):
    of = interview(owner, setting=Setting.MEAL)
    owner.put(
        f"/stories/{story(owner).id}",
        {"title": "Kitchens", "prompts": "", "situation": "Nineteen of them."},
    )
    owner.has(Person(interview_id=of.id, name="Mo", title="CEO", created_at=NOON))
    page = owner.get(f"/interviews/{of.id}").text
    assert "Over a meal" in page and "Kitchens" in page.partition("Two stories for the table")[2]
    assert "<bdi>Mo</bdi>, <bdi>CEO</bdi>" in page.partition("Senior leaders")[2]


def test_a_question_about_strategy_is_given_to_who_leads(owner):
    of = interview(owner)
    assert "Strategy, for" not in owner.get(f"/interviews/{of.id}/questions").text
    mo = owner.has(Person(interview_id=of.id, name="Mo", title="CEO", created_at=NOON))
    suggestions = owner.get(f"/interviews/{of.id}/questions").text.partition(
        "Strategy, for <bdi>Mo</bdi>"
    )[2]
    id = UUID(suggestions.partition('id="take-')[2].partition('"')[0])
    assert f'name="{id}-person_id" value="{mo.id}"' in suggestions
    owner.post(
        f"/interviews/{of.id}/questions",
        {
            "id": str(id),
            f"{id}-text": strategy()[0],
            f"{id}-topic": "growth",
            f"{id}-person_id": str(mo.id),
        },
    )
    assert owner.rows(Question)[0].person_id == mo.id


def test_people_are_put_in_the_order_they_sit(owner):
    of = interview(owner)
    ana, ben, cleo = (
        owner.has(Person(interview_id=of.id, name=name, rank=rank, created_at=NOON))
        for rank, name in enumerate(("Ana", "Ben", "Cleo"))
    )
    assert (
        "Ana, Ben, Cleo: from your left to your right."
        in owner.get(f"/interviews/{of.id}/people").text
    )
    owner.put(f"/people/{cleo.id}/position", {"before": str(ana.id)})
    assert "Cleo, Ana, Ben: from your left" in owner.get(f"/interviews/{of.id}/people").text
    assert "Cleo\nAna\nBen" in owner.get(f"/interviews/{of.id}/edit").text
