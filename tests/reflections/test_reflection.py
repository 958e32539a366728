"""Writing a reflection, reading it, deleting it; by its owner and by nobody else."""

from datetime import date
from uuid import UUID

import pytest

from tests.reflections import factories
from webapp.cards.models import Card
from webapp.core.ids import new_id
from webapp.people.models import Person as Interviewer
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection

TRICKY = [
    "😀 👩🏽‍🚀",
    "مرحبا بالعالم",
    "שלום",
    '<b>bold</b> & "quoted"',
    "{{ 7 * 7 }} {% raw %}",
    "O'Brien; DROP TABLE x; --",
    "%_\\",
]


def test_new_form_knows_who_was_to_be_there(owner):
    interview = factories.interview(owner)
    owner.has(
        *[
            Interviewer(interview_id=interview.id, name=name, rank=rank, created_at=factories.NOON)
            for rank, name in enumerate(("Ana", "Ben"))
        ]
    )
    page = owner.get(f"/interviews/{interview.id}/reflections/new").text
    assert "autofocus" not in page
    assert page.index('value="Ana"') < page.index('value="Ben"')
    assert owner.rows(Reflection) == []


def test_new_leads_to_what_is_written_already(owner):
    reflection = factories.reflection(owner)
    new = owner.get(f"/interviews/{reflection.interview_id}/reflections/new")
    assert (new.status_code, new.location) == (302, f"/reflections/{reflection.id}/edit")


def test_everything_typed_is_kept_and_shown(owner):
    interview, story, id = factories.interview(owner), factories.story(owner), new_id()
    sent = factories.form(
        factories.row("asked", text="Why us?", rating="rough", story_id=str(story.id)),
        factories.row("asked", text="Why you?"),
        factories.row("met", name="Ana", callback="Marathon"),
        factories.row("promises", text="Referees", owed_by="them", due_on="2026-12-02"),
        mood="relieved",
        confidence="4",
        landed="The numbers",
        wish="Salma",
        next_step="They call",
        next_step_by="2026-12-01",
    )
    saved = owner.put(factories.address(interview, id), sent)
    assert (saved.status_code, saved.location) == (303, f"/reflections/{id}")
    page = owner.get(saved.location).text
    for words in (
        "Aldermouth Homes",
        "relieved",
        "Confidence 4 of 5",
        "The numbers",
        "Salma",
        "Why us?",
        "Rough",
        "The migration",
        "Ana",
        "Marathon",
        "They promised",
        "Referees",
        "2 December 2026",
        "They call",
        "1 December 2026",
    ):
        assert words in page, words
    edit = owner.get(f"/reflections/{id}/edit").text
    for words in (
        'value="relieved"',
        "The numbers",
        "Why you?",
        f'selected value="{story.id}"',
        'value="2026-12-02"',
    ):
        assert words in edit, words


def test_a_save_repeated_is_the_same_reflection_and_the_same_rows(owner):
    address, sent = (
        factories.address(factories.interview(owner)),
        factories.form(
            factories.row("asked", text="Why?"), factories.row("met", name="Ana"), mood="ok"
        ),
    )
    for _ in range(3):
        fragment = owner.put(address, sent, htmx=True)
        assert (
            fragment.status_code == 200
            and "Not saved" not in fragment.text
            and "<html" not in fragment.text
        )
    assert [len(owner.rows(model)) for model in (Reflection, AskedQuestion, Meeting, Promise)] == [
        1,
        1,
        1,
        0,
    ]


def test_a_save_replaces_what_was_there(owner):
    interview, id, kept, gone = factories.interview(owner), new_id(), new_id(), new_id()
    owner.put(
        factories.address(interview, id),
        factories.form(
            factories.row("asked", kept, text="Why?", rating="strong"),
            factories.row("asked", gone, text="Gone"),
            mood="ok",
            confidence="3",
            next_step_by="2026-12-01",
        ),
    )
    owner.put(
        factories.address(interview, id),
        factories.form(factories.row("asked", kept, text="Why us?"), mood="fine"),
    )
    (reflection,), (asked,) = owner.rows(Reflection), owner.rows(AskedQuestion)
    assert (reflection.mood, reflection.confidence, reflection.next_step_by) == ("fine", None, None)
    assert (asked.id, asked.text, asked.rating) == (kept, "Why us?", None)


def test_a_row_whose_text_was_emptied_is_removed(owner):
    interview, id, row = factories.interview(owner), new_id(), new_id()
    owner.put(
        factories.address(interview, id),
        factories.form(factories.row("asked", row, text="Why?", rating="rough")),
    )
    owner.put(
        factories.address(interview, id),
        factories.form(factories.row("asked", row, text="  ", rating="rough")),
    )
    assert owner.rows(AskedQuestion) == []


def test_a_person_without_a_name_is_kept_for_what_was_said(owner):
    owner.put(
        factories.address(factories.interview(owner)),
        factories.form(factories.row("met", name="", callback="The tall one, sails")),
    )
    assert [row.callback for row in owner.rows(Meeting)] == ["The tall one, sails"]


@pytest.mark.parametrize("kind", ["asked", "met", "promises"])
def test_without_scripts_a_button_adds_a_blank_row(owner, kind):
    interview, id = factories.interview(owner), new_id()
    name = "name" if kind == "met" else "text"
    added = owner.put(
        factories.address(interview, id),
        factories.form(factories.row(kind, **{name: "First"}), add=kind),
    )
    assert added.location == f"/reflections/{id}/edit?more={kind}#{kind}-more"
    page = owner.get(added.location.partition("#")[0]).text
    # The first, the blank one, and the one that scripts copy.
    assert page.count(f'<input type="hidden" name="{kind}"') == 3


@pytest.mark.parametrize(
    "kind, model", [("asked", AskedQuestion), ("met", Meeting), ("promises", Promise)]
)
def test_without_scripts_a_button_removes_a_row(owner, kind, model):
    interview, id, row = factories.interview(owner), new_id(), new_id()
    name = "name" if kind == "met" else "text"
    rows = [factories.row(kind, row, **{name: "First"}), factories.row(kind, **{name: "Second"})]
    owner.put(factories.address(interview, id), factories.form(*rows))
    removed = owner.put(
        factories.address(interview, id), factories.form(*rows, remove=f"{kind}-{row}")
    )
    assert removed.location == f"/reflections/{id}/edit#{kind}-more"
    assert [getattr(one, name) for one in owner.rows(model)] == ["Second"]


@pytest.mark.parametrize("words", TRICKY)
def test_any_text_is_kept_as_text_and_shown_as_text(owner, words):
    interview, id = factories.interview(owner), new_id()
    owner.put(
        factories.address(interview, id),
        factories.form(
            factories.row("asked", text=words),
            factories.row("met", name=words, callback=words),
            factories.row("promises", text=words),
            mood=words,
            landed=words,
            wish=words,
            next_step=words,
        ),
    )
    (reflection,) = owner.rows(Reflection)
    assert {reflection.mood, reflection.landed, reflection.wish, reflection.next_step} == {words}
    for url in (f"/reflections/{id}", f"/reflections/{id}/edit", "/log"):
        page = owner.get(url).text
        assert "<b>bold" not in page and ">49<" not in page
    assert owner.get("/log", query_string={"q": words}).text.count("row-title") == 1


def problem_of(answer, label):
    return f">{label}</a>" in answer.text


@pytest.mark.one_database
@pytest.mark.parametrize(
    "field, value, label",
    [
        ("mood", "m" * 41, "How you are"),
        ("landed", "l" * 10_001, "What landed"),
        ("wish", "w" * 10_001, "What you wish"),
        ("next_step", "n" * 501, "What happens next"),
        ("next_step_by", "soon", "By when"),
        ("next_step_by", "2026-02-30", "By when"),
        ("next_step_by", "2026-13-01", "By when"),
        ("next_step_by", "0001-01-01", "By when"),
        ("next_step_by", "2101-01-01", "By when"),
        ("confidence", "6", "Confidence"),
        ("confidence", "very", "Confidence"),
    ],
)
def test_what_is_refused_is_said_beside_the_field_and_the_rest_is_kept(owner, field, value, label):
    address, sent = (
        factories.address(factories.interview(owner)),
        {"landed": "Keep me", "mood": "kept", field: value},
    )
    page, fragment = owner.put(address, sent), owner.put(address, sent, htmx=True)
    assert page.status_code == fragment.status_code == 422
    assert (
        f'href="#{field}"' in fragment.text
        and problem_of(fragment, label)
        and "<html" not in fragment.text
    )
    assert f'id="{field}-error"></p>' not in page.text and problem_of(page, label)
    for kept in {**sent, "confidence": "", field: "" if field == "confidence" else value}.values():
        assert kept in page.text
    assert owner.rows(Reflection) == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    "kind, field, value, label",
    [
        ("asked", "text", "q" * 501, "Question 2"),
        ("asked", "rating", "awful", "Question 2"),
        ("asked", "story_id", "nonsense", "Question 2"),
        ("met", "name", "n" * 121, "Person 2"),
        ("met", "callback", "c" * 501, "Person 2"),
        ("promises", "text", "p" * 501, "Promise 2"),
        ("promises", "owed_by", "nobody", "Promise 2"),
        ("promises", "due_on", "soon", "Promise 2"),
    ],
)
def test_what_is_refused_in_a_row_is_said_beside_its_field(owner, kind, field, value, label):
    good = factories.row(kind, **{"name" if kind == "met" else "text": "A good row"})
    bad = new_id()
    name = "name" if kind == "met" else "text"
    page = owner.put(
        factories.address(factories.interview(owner)),
        factories.form(good, factories.row(kind, bad, **{name: "Second", field: value})),
    )
    assert page.status_code == 422 and problem_of(page, label)
    assert (
        f'href="#{kind}-{bad}-{field}"' in page.text
        and f'id="{kind}-{bad}-{field}-error"></p>' not in page.text
    )
    assert "A good row" in page.text and owner.rows(Reflection) == []


def test_another_persons_story_is_not_one_of_mine(owner, outsider):
    theirs = factories.story(outsider, "Secret title")
    answer = owner.put(
        factories.address(factories.interview(owner)),
        factories.form(factories.row("asked", text="Why?", story_id=str(theirs.id))),
    )
    assert (
        answer.status_code == 422
        and "not one of your stories" in answer.text
        and "Secret title" not in answer.text
    )


@pytest.mark.one_database
@pytest.mark.parametrize("kind, name", [("asked", "text"), ("met", "name"), ("promises", "text")])
def test_at_most_fifty_rows_of_a_kind(owner, kind, name):
    address = factories.address(factories.interview(owner))
    rows = [factories.row(kind, **{name: f"Row number {number}."}) for number in range(51)]
    assert owner.put(address, factories.form(*rows[:50])).status_code == 303
    page = owner.put(address, factories.form(*rows))
    assert page.status_code == 422 and "There is room for 50 here; these are 51." in page.text
    assert all(f"Row number {number}." in page.text for number in range(51))
    assert owner.put(address, factories.form(*rows * 4)).status_code == 413


@pytest.mark.one_database
@pytest.mark.parametrize(
    "sent", [{"add": "x" * 600}, {"remove": "x" * 600}, {"add": "nothing known"}, {"remove": "-"}]
)
def test_a_list_that_is_none_leads_to_the_page(owner, sent):
    id = new_id()
    answer = owner.put(
        factories.address(factories.interview(owner), id),
        {"mood": "calm", **sent},
        headers={"Idempotency-Key": str(new_id())},
    )
    assert (answer.status_code, answer.location) == (303, f"/reflections/{id}")


@pytest.mark.one_database
@pytest.mark.parametrize(
    "ids", [["nonsense"], [""], ["{" + str(UUID(int=1)) + "}"], [str(UUID(int=1))] * 3]
)
def test_ids_that_are_none_and_ids_sent_twice(owner, ids):
    sent = {"asked": ids, f"asked-{UUID(int=1)}-text": "Why?"}
    assert owner.put(factories.address(factories.interview(owner)), sent).status_code == 303
    assert len(owner.rows(AskedQuestion)) <= 1


def test_nothing_at_all_can_be_saved_and_read(owner):
    id, interview = new_id(), factories.interview(owner)
    assert owner.put(factories.address(interview, id), {}).status_code == 303
    assert (
        owner.get(f"/reflections/{id}").status_code
        == owner.get(f"/reflections/{id}/edit").status_code
        == 200
    )


def test_one_tap_makes_a_question_a_card_with_its_own_id(owner):
    reflection = factories.reflection(owner, asked=[{"text": "Why us?", "rating": "rough"}])
    (asked,) = owner.rows(AskedQuestion)
    assert "Make it a card" in owner.get(f"/reflections/{reflection.id}").text
    for _ in range(2):
        fragment = owner.put(f"/reflections/questions/{asked.id}/card", htmx=True)
        assert "In your cards" in fragment.text and "<html" not in fragment.text
    assert [(card.id, card.prompt) for card in owner.rows(Card)] == [(asked.id, "Why us?")]
    plain = owner.put(f"/reflections/questions/{asked.id}/card")
    assert (plain.status_code, plain.location) == (
        303,
        f"/reflections/{reflection.id}#asked-{asked.id}",
    )


def test_deleting_is_asked_first(owner):
    reflection = factories.reflection(owner, asked=[{"text": "Why us?"}], met=[{"name": "Ana"}])
    assert "can’t be undone" in owner.get(f"/reflections/{reflection.id}/deletion").text
    gone = owner.delete(f"/reflections/{reflection.id}")
    assert (gone.status_code, gone.location) == (303, "/log")
    assert owner.rows(Reflection) == owner.rows(AskedQuestion) == owner.rows(Meeting) == []


@pytest.mark.one_database
def test_nobody_else_gets_at_it(owner, outsider, anonymous):
    reflection = factories.reflection(owner, asked=[{"text": "Why us?"}], landed="Secret")
    (asked,) = owner.rows(AskedQuestion)
    save = f"/interviews/{reflection.interview_id}/reflections/{reflection.id}"
    pages = [f"/reflections/{reflection.id}{more}" for more in ("", "/edit", "/deletion")]
    changes = [
        ("PUT", save),
        ("PUT", f"/reflections/questions/{asked.id}/card"),
        ("DELETE", f"/reflections/{reflection.id}"),
    ]
    for url in [*pages, f"/interviews/{reflection.interview_id}/reflections/new"]:
        assert outsider.get(url).status_code == 404
        assert (
            anonymous.get(url).status_code == 302
            and anonymous.get(url, htmx=True).status_code == 401
        )
    for method, url in changes:
        assert outsider.open(method, url, data={"landed": "Mine"}).status_code == 404
        assert anonymous.open(method, url, data={"landed": "Mine"}, htmx=True).status_code == 401
    assert [row.landed for row in owner.rows(Reflection)] == ["Secret"]


def test_it_stays_with_the_interview_it_is_on(owner):
    reflection, other = (
        factories.reflection(owner, landed="On the first"),
        factories.interview(owner),
    )
    assert (
        owner.put(factories.address(other, reflection.id), {"landed": "On another"}).status_code
        == 404
    )
    assert [(row.interview_id, row.landed) for row in owner.rows(Reflection)] == [
        (reflection.interview_id, "On the first")
    ]


def test_an_outsider_with_the_same_ids_writes_only_their_own(owner, outsider):
    reflection = factories.reflection(owner, landed="Secret", asked=[{"text": "Why us?"}])
    (asked,) = owner.rows(AskedQuestion)
    answer = outsider.put(
        factories.address(factories.interview(outsider), reflection.id),
        factories.form(factories.row("asked", asked.id, text="Mine")),
    )
    assert answer.status_code == 303
    assert [row.landed for row in owner.rows(Reflection)] == ["Secret"]
    assert [row.text for row in owner.rows(AskedQuestion)] == ["Why us?"]


@pytest.mark.one_database
def test_as_many_queries_for_fifty_rows_as_for_five(owner, queries):
    def rows(count):
        return dict(
            asked=[{"text": f"Question {n}"} for n in range(count)],
            met=[{"name": f"Person {n}"} for n in range(count)],
            promises=[{"text": f"Promise {n}", "due_on": date(2026, 12, 1)} for n in range(count)],
        )

    few, many = factories.reflection(owner, **rows(5)), factories.reflection(owner, **rows(50))
    for more in ("", "/edit"):
        with queries() as for_few:
            owner.get(f"/reflections/{few.id}{more}")
        with queries() as for_many:
            owner.get(f"/reflections/{many.id}{more}")
        assert len(for_few) == len(for_many)
