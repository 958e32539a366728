"""Question cards: written, changed, put away, brought back and deleted, by their owner alone."""

from html import escape

import pytest

from tests.cards.decks import NOON, SINCE, STRANGE, question, reviewed, story
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.core.ids import new_id
from webapp.stories.models import Story


def new_question(person, prompt="Why us?", answer="", id=None, **options):
    return person.post(
        "/cards", {"id": str(id or new_id()), "prompt": prompt, "answer": answer}, **options
    )


def deck(person, **query):
    return person.get("/cards/deck", query_string={**SINCE, **query}).text


@pytest.mark.one_database
def test_outsiders_and_strangers_get_nowhere(owner, outsider, anonymous):
    card = question(owner, archived_at=NOON)
    review = reviewed(owner, card)
    changes = [
        ("POST", f"/cards/{card.id}/reviews"),
        ("PUT", f"/cards/reviews/{review.id}/retraction"),
        ("PUT", f"/cards/{card.id}"),
        ("PUT", f"/cards/{card.id}/archival"),
        ("DELETE", f"/cards/{card.id}/archival"),
        ("DELETE", f"/cards/{card.id}"),
    ]
    for method, url in changes:
        fields = {"id": str(new_id()), "grade": "good", "prompt": "Mine now"}
        assert outsider.open(method, url, data=fields).status_code == 404, url
        assert anonymous.open(method, url, data=fields).status_code == 401, url
    for url in (f"/cards/{card.id}", f"/cards/{card.id}/deletion"):
        assert (
            owner.get(url).status_code,
            outsider.get(url).status_code,
            anonymous.get(url).status_code,
        ) == (200, 404, 302)
    for url in ("/cards", "/cards/deck", "/cards/archive"):
        assert "Why us?" not in outsider.get(url).text and anonymous.get(url).status_code == 302
    assert [row.prompt for row in owner.rows(Card)] == ["Why us?"] and owner.rows(Review)[
        0
    ].retracted_at is None


def test_a_question_sent_twice_is_one_card_with_the_later_words(owner):
    id = new_id()
    for prompt in ("Why us?", "Why this firm?"):
        assert new_question(owner, prompt, "It fits.", id).status_code == 303
    assert [(card.prompt, card.answer) for card in owner.rows(Card)] == [
        ("Why this firm?", "It fits.")
    ]


def test_an_id_that_is_none_gets_another(owner):
    assert new_question(owner, id="none of that").status_code == 303
    assert len(owner.rows(Card)) == 1


@pytest.mark.parametrize("field, limit", [("prompt", 500), ("answer", 2000)])
def test_a_text_is_kept_at_its_limit_and_refused_beyond_it(owner, field, limit):
    at, over = "ü" * limit, "ü" * (limit + 1)
    fields = {"prompt": "Why us?", "answer": "It fits."}
    assert new_question(owner, **{**fields, field: at}).status_code == 303
    (card,) = owner.rows(Card)
    assert getattr(card, field) == at
    for refused in (
        new_question(owner, **{**fields, field: over}),
        owner.put(f"/cards/{card.id}", {**fields, field: over}),
    ):
        assert (
            refused.status_code == 422
            and f"{limit:,} characters long; it has {limit + 1:,}" in refused.text
        )
        assert all(text in refused.text for text in {**fields, field: over}.values())
    assert len(owner.rows(Card)) == 1 and getattr(owner.rows(Card)[0], field) == at


@pytest.mark.one_database
@pytest.mark.parametrize("prompt", ["", "  \n ", "\x00"])
def test_a_question_needs_words(owner, prompt):
    answer = new_question(owner, prompt, "It fits.")
    assert (
        answer.status_code == 422
        and "Write what the card asks." in answer.text
        and "It fits." in answer.text
    )


@pytest.mark.one_database
@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_shown_as_text(owner, text):
    new_question(owner, text, text)
    (card,) = owner.rows(Card)
    assert card.prompt == card.answer == text
    shown = str(escape(text, quote=False))
    for url in ("/cards", "/cards/deck?turned=1", f"/cards/{card.id}"):
        page = owner.get(url).text.replace("&#39;", "'").replace("&#34;", '"')
        assert shown in page and str(7777 * 7777) not in page
        assert "<script>alert" not in page


def test_putting_away_bringing_back_and_deleting_for_good(owner):
    card = question(owner)
    url = f"/cards/{card.id}"
    assert owner.delete(url).status_code == 409
    assert owner.get(url + "/deletion").status_code == 302
    assert owner.put(url + "/archival").status_code == 303
    assert (
        "Bring back" in owner.get("/cards").text and "Why us?" in owner.get("/cards/archive").text
    )
    assert "Why us?" not in deck(owner) and "Why us?" in owner.get(url + "/deletion").text
    assert owner.delete(url + "/archival").status_code == 303
    assert (
        "Why us?" in owner.get("/cards").text
        and "Nothing is put away" in owner.get("/cards/archive").text
    )
    reviewed(owner, card)
    owner.put(url + "/archival")
    assert owner.delete(url).status_code == 303
    assert (
        owner.rows(Card) == owner.rows(Review) == []
        and "Deleted for good." in owner.get("/cards/archive").text
    )


def test_a_storys_card_changes_only_with_its_story(owner):
    made = story(owner, archived_at=NOON)
    url = f"/cards/{made.id}"
    assert owner.get(url).location == f"/stories/{made.id}"
    assert owner.get(url + "/deletion").location == url
    answers = [
        owner.put(url, {"prompt": "Other"}),
        owner.put(url + "/archival"),
        owner.delete(url + "/archival"),
        owner.delete(url),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert len(owner.rows(Story)) == len(owner.rows(Card)) == 1


def test_the_501st_question_is_refused_with_its_words_kept(owner, monkeypatch):
    monkeypatch.setattr(Card, "MAX_ITEMS", 1)
    new_question(owner, "First?")
    answer = new_question(owner, "Second?", "It fits.")
    assert answer.status_code == 422 and "the most there can be" in answer.text
    assert "Second?" in answer.text and "It fits." in answer.text and len(owner.rows(Card)) == 1
