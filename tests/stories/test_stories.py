"""Stories: written, read, changed, put away, brought back and deleted, by their owner alone."""

from html import escape

import pytest

from tests.cards.decks import NOON, STRANGE, story
from webapp.cards.models import Card
from webapp.core.ids import new_id
from webapp.stories.models import Story

LIMITS = {
    "title": 120,
    "prompts": 1000,
    "first_sentence": 500,
    "situation": 2000,
    "task": 2000,
    "action": 2000,
    "result": 2000,
    "number": 300,
    "number_source": 300,
    "went_wrong": 1000,
    "would_do_now": 1000,
    "my_part": 1000,
    "not_my_part": 1000,
    "vouch_words": 1000,
    "vouch_by": 120,
    "tags": 200,
}
FULL = {name: f"words of {name.replace('_', ' ')}" for name in LIMITS}


def write(person, id=None, **fields):
    return person.post("/stories", {"id": str(id or new_id()), **fields})


@pytest.mark.one_database
def test_outsiders_and_strangers_get_nowhere(owner, outsider, anonymous):
    made = story(owner, archived_at=NOON)
    url = f"/stories/{made.id}"
    for page in (url, url + "/edit", url + "/deletion"):
        assert (
            owner.get(page).status_code,
            outsider.get(page).status_code,
            anonymous.get(page).status_code,
        ) == (200, 404, 302)
    for method, change in (
        ("PUT", url),
        ("PUT", url + "/archival"),
        ("DELETE", url + "/archival"),
        ("DELETE", url),
    ):
        assert outsider.open(method, change, data={"title": "Mine"}).status_code == 404
        assert anonymous.open(method, change, data={"title": "Mine"}).status_code == 401
    assert anonymous.post("/stories", {"title": "Mine"}).status_code == 401
    assert [(row.title, row.archived_at) for row in owner.rows(Story)] == [("The migration", NOON)]


def test_a_whole_story_is_kept_and_shown(owner):
    answer = write(owner, **FULL, vouch_nameable="y")
    (made,) = owner.rows(Story)
    assert answer.status_code == 303 and answer.location == f"/stories/{made.id}"
    assert {name: getattr(made, name) for name in LIMITS} == FULL and made.vouch_nameable
    for page in (owner.get(answer.location), owner.get(f"/stories/{made.id}/edit")):
        assert all(text in page.text for text in FULL.values())
    assert "you may name them" in owner.get(answer.location).text


def test_only_a_title_is_needed(owner):
    page = owner.get(write(owner, title="The flood").location)
    assert (
        "The flood" in page.text
        and "Nothing but a title so far" in page.text
        and "minute to say" not in page.text
    )


def test_a_form_sent_twice_makes_one_story(owner):
    id = new_id()
    assert [write(owner, id, title="The flood").status_code for _ in range(2)] == [303, 303]
    assert len(owner.rows(Story)) == len(owner.rows(Card)) == 1


def test_the_id_of_another_makes_a_story_of_ones_own(owner, outsider):
    made = story(owner)
    assert write(outsider, made.id, title="Mine").status_code == 303
    assert [row.title for row in owner.rows(Story) + outsider.rows(Story)] == [
        "The migration",
        "Mine",
    ]


@pytest.mark.parametrize("id", ["", "none of that"])
def test_an_id_that_is_none_gets_another(owner, id):
    assert owner.post("/stories", {"id": id, "title": "The flood"}).status_code == 303
    assert len(owner.rows(Story)) == 1


def test_changing_a_story(owner):
    made = story(owner, vouch_nameable=True)
    answer = owner.post(f"/stories/{made.id}?_method=put", {**FULL, "title": "The flood"})
    assert answer.status_code == 303 and answer.location == f"/stories/{made.id}"
    (changed,) = owner.rows(Story)
    assert (changed.title, changed.result, changed.vouch_nameable) == (
        "The flood",
        "words of result",
        False,
    )


@pytest.mark.one_database
@pytest.mark.parametrize("name", LIMITS)
def test_a_text_one_too_long_is_told_beside_its_field_with_all_of_it_kept(owner, name):
    limit, made = LIMITS[name], story(owner)
    fields = {**FULL, name: "é" * (limit + 1)}
    for answer in (write(owner, **fields), owner.put(f"/stories/{made.id}", fields)):
        assert answer.status_code == 422
        error = answer.text.split(f'id="{name}-error">')[1].split("<")[0]
        assert f"{limit:,} characters long; it has {limit + 1:,}" in error
        assert all(text in answer.text for text in fields.values())
    assert [row.title for row in owner.rows(Story)] == ["The migration"]


@pytest.mark.parametrize("kind", ["é", "🚀"])
def test_every_text_is_kept_at_its_limit(owner, kind):
    fields = {name: kind * limit for name, limit in LIMITS.items()}
    assert write(owner, **fields).status_code == 303
    (made,) = owner.rows(Story)
    assert {name: getattr(made, name) for name in LIMITS} == fields


@pytest.mark.parametrize(
    "tags",
    [
        ",".join("abcdefghijklmnopqrstuvwxyzäöüß0123456789") * 3,
        ",".join(f"{n:02}" for n in range(67)),
        "ß" * 150,
    ],
)
def test_tags_that_only_grow_too_long_when_put_in_order_are_told_too(owner, tags):
    answer = write(owner, title="The flood", tags=tags)
    assert answer.status_code in (303, 422)
    assert all(len(made.tags) <= 200 for made in owner.rows(Story))


def test_tags_are_put_in_order(owner):
    write(owner, title="The flood", tags=" Conflict,result ,, CONFLICT")
    assert owner.rows(Story)[0].tags == "conflict, result"


@pytest.mark.one_database
@pytest.mark.parametrize("title", ["", "  ", "\x00", None])
def test_a_story_needs_a_title(owner, title):
    answer = write(owner, **{**FULL, "title": title or ""})
    assert (
        answer.status_code == 422
        and "Give it a title" in answer.text
        and "words of action" in answer.text
    )
    assert owner.rows(Story) == []


@pytest.mark.one_database
@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_kept_and_shown_as_text(owner, text):
    fields = {name: text for name in LIMITS if name != "tags"}
    answer = write(owner, **fields)
    (made,) = owner.rows(Story)
    assert {name: getattr(made, name) for name in fields} == fields
    shown = str(escape(text, quote=False))
    for url in (answer.location, answer.location + "/edit", "/cards", "/cards/deck?turned=1"):
        page = owner.get(url).text.replace("&#39;", "'").replace("&#34;", '"')
        assert shown in page and "<script>alert" not in page


def test_the_501st_story_is_refused_with_its_words_kept(owner, monkeypatch):
    monkeypatch.setattr(Story, "MAX_ITEMS", 1)
    write(owner, title="First")
    answer = write(owner, **FULL)
    assert answer.status_code == 422 and "the most there can be" in answer.text
    assert all(text in answer.text for text in FULL.values()) and len(owner.rows(Story)) == 1


def test_putting_away_bringing_back_and_deleting_for_good(owner):
    made = story(owner)
    url = f"/stories/{made.id}"
    assert owner.delete(url).status_code == 409
    assert owner.get(url + "/deletion").location == url
    assert owner.put(url + "/archival").location == "/cards"
    assert (
        "Story put away." in owner.get("/cards").text
        and "The migration" in owner.get("/cards/archive").text
    )
    assert (
        "The migration" not in owner.get("/cards/deck").text
        and "isn’t in the deck" in owner.get(url).text
    )
    assert owner.delete(url + "/archival").location == url
    assert "The migration" in owner.get("/cards/deck").text
    owner.put(url + "/archival")
    assert "The migration" in owner.get(url + "/deletion").text
    assert owner.delete(url).location == "/cards/archive"
    assert owner.get(url).status_code == 404 and owner.rows(Card) == []
