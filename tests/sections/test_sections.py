"""What all sections of preparing have in common: a list, adding to it, and a page for each thing in
it."""

from datetime import timedelta
from html import unescape
from typing import NamedTuple

import pytest
from wtforms import RadioField

from tests.crawl import SECTIONS, fields_of
from tests.reflections.factories import NOON, interview
from webapp.core.clock import now
from webapp.core.fields import Day
from webapp.core.forms import length_of
from webapp.core.ids import new_id
from webapp.core.removal import UNDO_TIME
from webapp.lessons.models import Lesson
from webapp.people.models import Person
from webapp.questions.models import Question
from webapp.salary.models import Figure
from webapp.sections.section_form import CurrencyField
from webapp.small_talk.models import Point


class Kind(NamedTuple):
    """A section: the address of its list, its rows, the field that names one, how long that can
    be, and what else its form for a new one sends."""

    name: str
    model: type
    field: str
    limit: int
    others: dict
    choice: str | None

    @classmethod
    def of(cls, section):
        field = "text" if hasattr(section.model, "text") else "name"
        limit = length_of(getattr(section.model, field))
        path, form = section.name.replace("_", "-"), section.new_form
        choices = (
            name
            for name in fields_of(form)
            if issubclass(getattr(form, name).field_class, RadioField)
        )
        others = written(section)
        return cls(path, section.model, field, limit, others, next(choices, None))


def written(section):
    """Something valid in each field that has to be filled, and what stands in the others."""
    fields = {name: getattr(section.new_form, name) for name in fields_of(section.new_form)}
    return {
        name: value
        for name, field in fields.items()
        for value in [written_in(field)]
        if value and name not in ("text", "name")
    }


def written_in(field):
    if issubclass(field.field_class, RadioField):
        return str(field.kwargs["default"])
    if issubclass(field.field_class, CurrencyField):
        return "GBP"
    if issubclass(field.field_class, Day):
        return "2026-11-14"
    return None


# A figure has an amount first, and its words may be missing: see tests/salary.
KINDS = [Kind.of(section) for section in SECTIONS if section.model is not Figure]
each_part = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def add(person, kind, of, words, id=None, **options):
    id = id or new_id()
    fields = {
        "id": str(id),
        f"{id}-{kind.field}": words,
        **{f"{id}-{name}": value for name, value in kind.others.items()},
    }
    return person.post(f"/interviews/{of.id}/{kind.name}", fields, **options)


def change(person, kind, row, words, **options):
    return person.put(f"/{kind.name}/{row.id}", {kind.field: words, **kind.others}, **options)


def rows(person, kind):
    return [row for row in person.rows(kind.model) if not row.deleted_at]


@each_part
def test_one_is_added_and_shown(owner, kind):
    of = interview(owner)
    answer = add(owner, kind, of, "  One \r\n & only  ")
    assert answer.status_code == 303 and answer.location == f"/interviews/{of.id}/{kind.name}"
    (row,) = rows(owner, kind)
    for page in (answer.location, f"/interviews/{of.id}", f"/{kind.name}/{row.id}"):
        assert "&amp; only" in owner.get(page).text, page
    fragment, section = add(owner, kind, of, "Another", htmx=True).text, kind.model.__tablename__
    assert (
        f'<section id="{section}"' in fragment
        and f'hx-target="#{section}-meter"' in fragment
        and "<html" not in fragment
    )


@each_part
def test_sent_twice_it_is_one(owner, kind):
    of, id = interview(owner), new_id()
    add(owner, kind, of, "First words", id)
    add(owner, kind, of, "Second words", id)
    assert [row.display_name for row in rows(owner, kind)] == ["Second words"]


@pytest.mark.one_database
@each_part
def test_what_is_wrong_is_said_and_the_words_stay(owner, kind):
    of = interview(owner)
    for words, said in (
        ("", "Write"),
        (
            "x" * (kind.limit + 1),
            f"can be {kind.limit:,} characters long; it has {kind.limit + 1:,}",
        ),
    ):
        answer = add(owner, kind, of, words)
        assert answer.status_code == 422 and said in answer.text and words in answer.text
        assert add(owner, kind, of, words, htmx=True).text.count("<section") == 1
    assert rows(owner, kind) == []
    add(owner, kind, of, "Kept")
    answer = change(owner, kind, rows(owner, kind)[0], "y" * (kind.limit + 1))
    assert answer.status_code == 422 and "y" * (kind.limit + 1) in answer.text
    assert [row.display_name for row in rows(owner, kind)] == ["Kept"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if kind.choice],
    ids=lambda kind: kind.name,
)
def test_a_choice_that_isnt_one_is_refused(owner, kind):
    of, id, name = interview(owner), new_id(), kind.choice
    answer = owner.post(
        f"/interviews/{of.id}/{kind.name}",
        {"id": str(id), f"{id}-{kind.field}": "Kept", f"{id}-{name}": "none"},
    )
    assert (
        answer.status_code == 422
        and "Choose one of these." in answer.text
        and "Kept" in answer.text
    )


@each_part
def test_there_are_at_most_so_many(owner, kind):
    of = interview(owner)
    owner.has(
        *[
            kind.model(interview_id=of.id, created_at=NOON, **{kind.field: f"No {n}"})
            for n in range(kind.model.MAX_ITEMS)
        ]
    )
    answer = add(owner, kind, of, "One too many")
    assert (
        answer.status_code == 422
        and f"There are {kind.model.MAX_ITEMS} " in answer.text
        and "One too many" in answer.text
    )
    assert len(rows(owner, kind)) == kind.model.MAX_ITEMS


@each_part
def test_one_is_changed(owner, kind):
    of = interview(owner)
    add(owner, kind, of, "Before")
    (row,) = rows(owner, kind)
    assert (
        change(owner, kind, row, "After").location
        == f"/interviews/{of.id}/{kind.name}#{row.display_name and kind.model.__name__.lower()}-{row.id}"
    )
    assert [one.display_name for one in rows(owner, kind)] == ["After"]


@each_part
def test_one_is_deleted_and_brought_back(owner, kind):
    of = interview(owner)
    add(owner, kind, of, "Gone for now")
    (row,) = rows(owner, kind)
    url = f"/{kind.name}/{row.id}"
    place = owner.delete(url).location
    page = owner.get(place).text
    assert (
        "deleted." in page
        and f"{url}/deletion?_method=delete" in page
        and "Gone for now" not in unescape(page).replace("“Gone", "")
    )
    assert (owner.get(url).status_code, change(owner, kind, row, "Again").status_code) == (404, 404)
    owner.delete(f"{url}/deletion")
    assert [one.display_name for one in rows(owner, kind)] == ["Gone for now"]


@pytest.mark.one_database
@each_part
def test_deleted_from_the_list_it_leaves_the_list_in_place(owner, kind):
    of = interview(owner)
    add(owner, kind, of, "Gone for now")
    (row,) = rows(owner, kind)
    part = owner.delete(f"/{kind.name}/{row.id}?listed", htmx=True).text
    assert f'<section id="{kind.model.__tablename__}"' in part and "<html" not in part
    assert (
        'hx-target="#toasts"' in part and f"/{kind.name}/{row.id}/deletion?_method=delete" in part
    )
    assert "deleted." not in owner.get(f"/interviews/{of.id}/{kind.name}").text, (
        "it was told already"
    )
    assert owner.delete(f"/{kind.name}/{row.id}?listed").location.startswith(
        f"/interviews/{of.id}/{kind.name}#"
    )
    assert "deleted." in owner.get(f"/interviews/{of.id}/{kind.name}").text


@each_part
def test_what_was_deleted_comes_back_when_it_is_added_again(owner, kind):
    of, id = interview(owner), new_id()
    add(owner, kind, of, "First", id)
    owner.delete(f"/{kind.name}/{id}")
    add(owner, kind, of, "Again", id)
    assert [row.display_name for row in rows(owner, kind)] == ["Again"]


@each_part
def test_what_was_deleted_a_day_ago_goes_for_good(owner, kind):
    of = interview(owner)
    old = owner.has(
        kind.model(
            interview_id=of.id,
            created_at=NOON,
            deleted_at=NOON - timedelta(days=400),
            **{kind.field: "Long gone"},
        )
    )
    owner.has(
        Question(
            interview_id=of.id,
            text="For whom?",
            created_at=NOON,
            person_id=old.id if kind.model is Person else None,
        )
    )
    add(owner, kind, of, "Now")
    owner.delete(f"/{kind.name}/{rows(owner, kind)[-1].id}")
    assert [
        row.display_name
        for row in owner.rows(kind.model)
        if row.display_name in ("Now", "Long gone")
    ] == ["Now"]
    assert UNDO_TIME == timedelta(days=1) and "For whom?" in [
        row.text for row in owner.rows(Question)
    ]


@pytest.mark.one_database
@each_part
def test_only_the_owner_sees_and_changes_it(owner, outsider, anonymous, kind):
    of = interview(owner)
    add(owner, kind, of, "Mine")
    (row,) = rows(owner, kind)
    for page in (f"/interviews/{of.id}/{kind.name}", f"/{kind.name}/{row.id}"):
        assert (
            owner.get(page).status_code,
            outsider.get(page).status_code,
            anonymous.get(page).status_code,
        ) == (200, 404, 302)
    assert (
        add(outsider, kind, of, "Theirs").status_code
        == change(outsider, kind, row, "Theirs").status_code
        == 404
    )
    assert (
        outsider.delete(f"/{kind.name}/{row.id}").status_code
        == outsider.delete(f"/{kind.name}/{row.id}/deletion").status_code
        == 404
    )
    assert (
        add(anonymous, kind, of, "Theirs").status_code
        == change(anonymous, kind, row, "Theirs").status_code
        == 401
    )
    assert [one.display_name for one in owner.rows(kind.model)] == ["Mine"]


@pytest.mark.one_database
@each_part
def test_it_costs_the_same_for_few_and_for_many(owner, queries, kind):
    of = interview(owner)

    def cost():
        owner.get("/")
        found = []
        for page in (f"/interviews/{of.id}/{kind.name}", f"/interviews/{of.id}"):
            with queries() as statements:
                owner.get(page)
            found.append(len(statements))
        return found

    def more(number):
        owner.has(
            *[
                kind.model(
                    interview_id=of.id, created_at=NOON, **{kind.field: f"No {n} of {number}"}
                )
                for n in range(number)
            ]
        )

    more(1)
    few = cost()
    more(15)
    assert cost() == few


@pytest.mark.one_database
@pytest.mark.parametrize(
    "minutes, action",
    [(-200, "Write down how it went"), (20, "Open the checklist"), (90, "Paste the posting")],
)
def test_nothing_new_is_begun_in_the_last_hour(owner, minutes, action):
    of = interview(owner, at=now() + timedelta(minutes=minutes))
    action_there = owner.get(f"/interviews/{of.id}").text.partition('class="sticky-actions"')[2]
    assert action in action_there and ('facts" open' in owner.get(f"/interviews/{of.id}").text)


def test_prepare_says_what_is_missing_first_and_what_to_do_next(owner):
    of = interview(owner, at=now() + timedelta(days=3))
    requirements, questions, people = (
        next(kind for kind in KINDS if kind.name == name)
        for name in ("requirements", "questions", "people")
    )
    owner.has(
        Point(interview_id=of.id, text="The river", created_at=NOON),
        Point(interview_id=of.id, text="The mill", created_at=NOON),
    )
    owner.has(
        Lesson(interview_id=of.id, text="Ngozi wants more", created_at=NOON, must_say_at=NOON)
    )

    def order():
        text = owner.get(f"/interviews/{of.id}").text
        return sorted(
            ("requirements", "questions", "people"),
            key=lambda name: text.index(f'id="section-{name}"'),
        ), text

    names, text = order()
    assert "on a page of its own" in text.lower() and text.index('id="facts"') < text.index(
        'id="section-'
    )
    assert (
        names == ["requirements", "people", "questions"]
        and "What does the posting ask for?" in text
    )
    must = requirements._replace(others={"importance": "must"})
    add(owner, must, of, "Leads a team")
    names, text = order()
    assert names[0] == "people" and "Who will be there?" in text
    add(owner, people, of, "Ana Ng")
    names, text = order()
    assert (
        names[0] == "requirements"
        and "Which story shows “Leads a team”?" in text
        and "Choose a story" in text
    )
    for number in range(4):
        add(owner, questions, of, f"Why {number}?")
    assert order()[0][-1] == "questions"


@pytest.mark.one_database
@each_part
def test_the_page_of_one_offers_to_delete_it_and_leads_back(owner, kind):
    of = interview(owner)
    add(owner, kind, of, "Words")
    url = f"/{kind.name}/{rows(owner, kind)[0].id}"
    page = owner.get(url).text
    assert f'action="{url}?_method=delete"' in page, "or nobody can delete it"
    assert f'href="/interviews/{of.id}/{kind.name}"' in page, "the way back is its list"
