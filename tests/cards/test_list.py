"""The list of cards: found by any word, filtered by tag, as quick for many as for few; and question cards."""

import pytest

from webapp.cards.models import Card
from webapp.clock import now
from webapp.ids import new_id
from webapp.stories.models import Story


def question(person, id=None, **values):
    return person.post("/cards/questions", {"id": str(id or new_id()), "prompt": "Why us?", **values})


@pytest.mark.parametrize("query, found", [
    ("äpfel", True), ("ÄPFEL", True), ("Äpfel birnen", True), ("birnen kirschen", False), ("100%", True), ("50%", False),
    ("a_b", True), ("axb", False), ("back\\slash", True), ("'; DROP TABLE stories; --", False), ("шум", True), ("ШУМ", True),
])
def test_search_finds_words_in_any_script_and_no_wildcards(owner, query, found):
    story = Story(title="Äpfel", situation="und Birnen, 100% a_b back\\slash", result="Шум", created_at=now())
    owner.has(story)
    for htmx in (False, True):
        page = owner.get("/cards", query_string={"q": query}, htmx=htmx)
        assert (f'/stories/{story.id}"' in page.text) == found
        assert ("<html" in page.text) != htmx
        assert found or "Nothing with those words" in page.text


def test_tags_of_more_than_one_story_filter(owner):
    for title, tags in [("One", "conflict, rare"), ("Two", "conflict"), ("Three", "")]:
        owner.has(Story(title=title, tags=tags, created_at=now()))
    page = owner.get("/cards").text
    assert "tag=conflict" in page and "tag=rare" not in page
    filtered = owner.get("/cards?tag=conflict").text
    assert ">One<" in filtered and ">Two<" in filtered and ">Three<" not in filtered


def test_question_is_made_once_and_changed(owner):
    id = new_id()
    assert question(owner, id).location == question(owner, id, prompt="Other words").location == "/cards"
    (card,) = owner.rows(Card)
    assert (card.id, card.prompt) == (id, "Why us?")
    assert owner.put(f"/cards/{id}", {"prompt": "Why now?", "answer": "Because."}).location == "/cards"
    assert "Why now?" in owner.get("/cards").text


@pytest.mark.parametrize("name, limit", [("prompt", 500), ("answer", 2000)])
def test_question_over_its_limit_is_refused_with_its_text(owner, name, limit):
    answer = question(owner, **{name: "ü" * (limit + 1)})
    assert answer.status_code == 422
    assert f"can be {limit:,} characters long" in answer.text and "ü" * (limit + 1) in answer.text
    assert question(owner, **{name: "ü" * limit}).status_code == 303


def test_empty_question_is_refused_with_its_answer_kept(owner):
    answer = question(owner, prompt="", answer="Because.")
    assert answer.status_code == 422 and "Write the question" in answer.text and "Because." in answer.text


def test_question_put_away_comes_back_or_goes(owner):
    question(owner)
    (card,) = owner.rows(Card)
    assert owner.delete(f"/cards/{card.id}").status_code == 409
    owner.put(f"/cards/{card.id}/archival")
    assert "Why us?" in owner.get("/cards/archive").text
    owner.delete(f"/cards/{card.id}/archival")
    assert "Why us?" in owner.get("/cards").text
    owner.put(f"/cards/{card.id}/archival")
    assert owner.delete(f"/cards/{card.id}").location == "/cards/archive"
    assert owner.rows(Card) == []


def test_card_of_a_story_is_changed_with_its_story_only(owner):
    owner.post("/stories", {"id": str(new_id()), "title": "A story"})
    (card,) = owner.rows(Card)
    assert owner.get(f"/cards/{card.id}").location == f"/stories/{card.id}"
    for answer in (
        owner.put(f"/cards/{card.id}", {"prompt": "x"}), owner.put(f"/cards/{card.id}/archival"),
        owner.delete(f"/cards/{card.id}/archival"), owner.delete(f"/cards/{card.id}"),
    ):
        assert answer.status_code == 404


def test_there_can_be_500_questions(owner):
    owner.has(*(Card(kind="question", prompt="Why?", created_at=now()) for _ in range(Card.MOST)))
    answer = question(owner, answer="Not lost")
    assert answer.status_code == 422 and "500 question cards already" in answer.text and "Not lost" in answer.text


@pytest.mark.parametrize("page", ["/cards", "/cards/archive", "/cards?q=story", "/cards/deck"])
def test_page_costs_the_same_for_5_as_for_500(owner, queries, page):
    def cost_with(number):
        for _ in range(number):
            id = new_id()
            away = now() if "archive" in page else None
            owner.has(Story(id=id, title=f"Story {id}", created_at=now(), archived_at=away))
            owner.has(Card(id=id, kind="story", story_id=id, created_at=now(), archived_at=away))
        with queries() as statements:
            answer = owner.get(page)
        assert answer.status_code == 200
        return len(statements), len(answer.data)

    few, many = cost_with(5), cost_with(195)
    assert few[0] == many[0]
    if page == "/cards/deck":
        assert abs(few[1] - many[1]) < 50, "the deck sends one card, however many there are"
