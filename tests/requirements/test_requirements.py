"""Requirements: pasted, matched with stories, and what is missing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cards.decks import story
from tests.reflections.factories import NOON, interview
from webapp.cards.memory import DAY
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.practice.practice import Practice
from webapp.requirements.matching import MAX_SUGGESTIONS, suggested
from webapp.requirements.models import Importance, Proof, Requirement
from webapp.requirements.posting import lines_in

POSTING = """What you bring:

• Five years of planning field work;
  -  Excel, and the patience to explain it
2) A driving licence (B)
***
* five years of planning field work
We offer:
– Thirty days of leave,"""


PLAIN = re.compile(r"[^-–—*•·●▪◦○‣✓✔»>(0-9#_:]+$")  # without marks of its own


def paste(person, of, text, id=None, **options):
    id = id or new_id()
    return person.post(
        f"/interviews/{of.id}/posting", {"id": str(id), f"{id}-posting": text}, **options
    )


def requirement(person, of, text="Leads a team", **columns):
    return person.has(Requirement(interview_id=of.id, text=text, created_at=NOON, **columns))


def prove(person, one, by, **options):
    return person.put(f"/requirements/{one.id}/stories/{by.id}", **options)


def texts(person):
    return [row.text for row in sorted(person.rows(Requirement), key=lambda row: row.rank)]


def texts_in(text, *kinds):
    return [line.text for line in lines_in(text) if not kinds or line.kind in kinds]


def test_lines_of_a_posting():
    assert texts_in(POSTING) == [
        "What you bring:",
        "Five years of planning field work",
        "Excel, and the patience to explain it",
        "A driving licence (B)",
        "We offer:",
        "Thirty days of leave",
    ]
    assert texts_in("3 years of Go\n-5 °C in the store\n\n:\n12.\nقيادة فريق") == [
        "3 years of Go",
        "-5 °C in the store",
        "قيادة فريق",
    ]


@given(st.text())
def test_lines_are_never_empty_and_stay_as_they_are(text):
    lines = texts_in(text)
    assert all(line and line == line.strip() and "\n" not in line for line in lines)
    plain = [line for line in lines if PLAIN.match(line)]
    assert texts_in("\n".join(f"• {line}" for line in plain)) == plain


def test_a_posting_becomes_requirements_once(owner):
    of, id = interview(owner), new_id()
    for _ in range(2):
        assert paste(owner, of, POSTING, id).location == f"/interviews/{of.id}/requirements"
    assert texts(owner) == [
        "Five years of planning field work",
        "Excel, and the patience to explain it",
        "A driving licence (B)",
    ]
    paste(owner, of, "Excel, and the patience to explain it\nFrench")
    assert texts(owner)[-1] == "French" and len(texts(owner)) == 4


@pytest.mark.one_database
@pytest.mark.parametrize(
    "text, said",
    [
        ("", "Paste some lines."),
        ("---\n\n***", "no line in it"),
        ("x" * 20_001, "at most 20,000 characters"),
        ("Fine\n" + "y" * 301, "Break this line up"),
        ("\n".join(f"Line {n}" for n in range(61)), "1 too many"),
    ],
)
def test_what_cannot_become_requirements_says_why_and_stays(owner, text, said):
    of = interview(owner)
    answer = paste(owner, of, text)
    assert answer.status_code == 422 and said in answer.text and text.strip() in answer.text
    assert texts(owner) == []


def test_suggestions_by_stems():
    stories = [
        "I planned the visits of seventy engineers.",
        "An angry customer, calmed.",
        "Invoices paid in eleven days.",
    ]
    assert suggested(
        ["Planning of engineers' visits", "Calm with customers", "Juggling", "", "the of and"],
        stories,
    ) == [[0], [1], [], [], []]
    assert suggested([], stories) == [] and suggested(["Planning"], []) == suggested(
        ["Planning"], ["", "the"]
    ) == [[]]
    many = suggested(["Planning visits"], ["planned visits"] * 5)
    assert len(many[0]) == MAX_SUGGESTIONS


@given(st.lists(st.text(max_size=80), max_size=6), st.lists(st.text(max_size=80), max_size=6))
def test_suggestions_are_stories_there_are(asked, told):
    found = suggested(asked, told)
    assert len(found) == len(asked) and all(
        place in range(len(told)) for places in found for place in places
    )


def test_a_story_is_suggested_and_confirmed(owner):
    of = interview(owner)
    one, fitting = (
        requirement(owner, of, "Plans the visits of engineers"),
        story(owner, "Seventy engineers", situation="I planned their visits."),
    )
    page = f"/interviews/{of.id}/requirements"
    assert (
        "No story yet" in owner.get(page).text
        and f"/requirements/{one.id}/stories/{fitting.id}?_method=put" in owner.get(page).text
    )
    assert owner.rows(Proof) == [], "a suggestion is not a match"
    for _ in range(2):
        assert prove(owner, one, fitting).location == f"{page}#requirement-{one.id}"
    text = owner.get(page).text
    assert (
        len(owner.rows(Proof)) == 1
        and "No story yet" not in text
        and "1 of 1" in text
        and "show it?" not in text
    )


def test_stories_are_ticked_on_its_page(owner):
    of = interview(owner)
    one, first, second = requirement(owner, of), story(owner, "The move"), story(owner, "The flood")
    fields = {"text": one.text, "importance": "must"}
    owner.put(f"/requirements/{one.id}", {**fields, "story_ids": [str(first.id), str(second.id)]})
    assert owner.get(f"/requirements/{one.id}").text.count(" checked") == 3, (
        "the importance, and both"
    )
    owner.put(f"/requirements/{one.id}", {**fields, "story_ids": [str(second.id)]})
    assert [proof.story_id for proof in owner.rows(Proof)] == [second.id]
    owner.put(f"/requirements/{one.id}", fields)
    assert owner.rows(Proof) == []
    for id in (str(new_id()), "nonsense"):
        answer = owner.put(f"/requirements/{one.id}", {**fields, "story_ids": [id]})
        assert (
            answer.status_code == 422
            and "isn’t there any more" in answer.text
            and id not in answer.text
        )


def test_nobody_elses_story_proves_it(owner, outsider):
    one, theirs = requirement(owner, interview(owner)), story(outsider)
    assert (
        prove(owner, one, theirs).status_code == 404
        and prove(outsider, one, theirs).status_code == 404
    )
    fields = {"text": one.text, "importance": "must", "story_ids": [str(theirs.id)]}
    assert owner.put(f"/requirements/{one.id}", fields).status_code == 422
    assert owner.rows(Proof) == outsider.rows(Proof) == []


def test_a_story_that_stands_for_too_many_is_pointed_out(owner):
    of, one = interview(owner), story(owner, "The move")
    for number in range(4):
        assert "hears it twice" not in owner.get(f"/interviews/{of.id}/requirements").text
        prove(owner, requirement(owner, of, f"Requirement {number}"), one)
    assert "stands for 4 of them" in owner.get(f"/interviews/{of.id}/requirements").text


def test_a_story_put_away_proves_nothing_until_it_is_back(owner):
    of, one = interview(owner), story(owner)
    prove(owner, requirement(owner, of), one)
    owner.put(f"/stories/{one.id}/archival")
    assert "0 of 1" in owner.get(f"/interviews/{of.id}/requirements").text
    owner.delete(f"/stories/{one.id}/archival")
    assert "1 of 1" in owner.get(f"/interviews/{of.id}/requirements").text
    owner.put(f"/stories/{one.id}/archival")
    assert owner.delete(f"/stories/{one.id}").status_code == 303 and owner.rows(Proof) == []


def test_the_most_important_come_first(owner):
    of = interview(owner)
    for text, importance in (("Nice", "nice"), ("Usual", "usual"), ("Must", "must")):
        requirement(owner, of, text, importance=importance)
    page = owner.get(f"/interviews/{of.id}/requirements").text
    assert page.index(">Must<") < page.index(">Usual<") < page.index(">Nice<")


def test_a_posting_is_sorted_through_in_place(owner):
    of = interview(owner)
    assert 'id="sort-requirements"' not in owner.get(f"/interviews/{of.id}/requirements").text
    id = new_id()
    fragment = owner.post(
        f"/interviews/{of.id}/posting", {"id": str(id), f"{id}-posting": POSTING}, htmx=True
    ).text
    assert 'id="sort-requirements" open' in fragment, "at once"
    first, *_ = owner.rows(Requirement)
    for importance in ("must", "must", "nice"):
        fragment = owner.put(
            f"/requirements/{first.id}/importance", {"importance": importance}, htmx=True
        ).text
        assert '<section id="requirements"' in fragment and "<html" not in fragment
    assert owner.rows(Requirement)[0].importance is Importance.NICE
    assert (
        owner.put(f"/requirements/{first.id}/importance", {"importance": "vital"}).status_code
        == 400
    )


def test_only_its_owner_weighs_it(owner, outsider, anonymous):
    one = requirement(owner, interview(owner))
    weighed = [
        person.put(f"/requirements/{one.id}/importance", {"importance": "must"}).status_code
        for person in (outsider, anonymous)
    ]
    assert weighed == [404, 401] and owner.rows(Requirement)[0].importance is not Importance.MUST


def test_sorting_doesnt_move_what_is_sorted(owner):
    of = interview(owner)
    for rank, (text, importance) in enumerate((("Nice", "nice"), ("Must", "must"))):
        requirement(owner, of, text, importance=importance, rank=rank)
    sort = owner.get(f"/interviews/{of.id}/requirements").text.split('id="sort-requirements"')[1]
    assert sort.index(">Nice</p>") < sort.index(">Must</p>")


def test_cards_count_for_as_much_as_the_most_important_they_prove(owner, do):
    of, one, other = interview(owner), story(owner), story(owner, "Another")
    story(owner, "No proof")
    for importance in ("nice", "must"):
        prove(owner, requirement(owner, of, importance, importance=importance), one)
    prove(owner, requirement(owner, of, "usual"), other)
    gone = requirement(owner, of, "Dropped", importance="must")
    prove(owner, gone, other)
    owner.delete(f"/requirements/{gone.id}")
    assert do(lambda: Proof.weights(of)) == {one.id: 3.0, other.id: 2.0}


def test_what_matters_more_is_practised_first(owner, do):
    of = interview(owner, at=now() + 6 * DAY)
    stories = [story(owner, f"Story {number}") for number in range(8)]
    for one in stories[2:4]:
        prove(owner, requirement(owner, of, f"Needs {one.title}", importance="must"), one)
    deck = do(lambda: Practice(owner.id, now(), size=2).deck)
    assert set(deck) == {one.id for one in stories[2:4]}
