"""What is shown of a card before the whole, and the mode a person practises."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.cards.decks import SINCE, give, practises, question, story
from tests.plain import in_one_line
from webapp.accounts.models import User
from webapp.cards.grades import Grade
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.cards.rungs import LINE, Rung, first_sentence, hints_of_answer, hints_of_story, line_of
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.practice import practice
from webapp.practice.practice import Practice
from webapp.practice.session import arranged


def told(title="Nineteen kitchens", first_sentence="", **parts):
    return SimpleNamespace(
        title=title,
        first_sentence=first_sentence,
        parts=[(name, parts.get(name, "")) for name in "STAR"],
    )


def rungs(hints):
    return [hint.rung for hint in hints]


@pytest.mark.parametrize(
    "text, begins",
    [
        ("", ""),
        ("  ", ""),
        ("One", "One"),
        ("One. Two.", "One."),
        ("One.\nTwo", "One."),
        ("One\nTwo", "One"),
        ("It rose by 3.5 percent. Good.", "It rose by 3.5 percent."),
        ("“Why?” she asked. So I rang.", "“Why?” she asked."),
        ("Really?! Yes.", "Really?!"),
        ("He said “stop.” I did.", "He said “stop.”"),
        ("そうです。次。", "そうです。"),
        ("Well… no. So.", "Well… no."),
        ("Tools, e.g. one. Two.", "Tools, e.g. one."),
        ("a" * 5000, "a" * 5000),
        ("... " * 500, "..."),
    ],
)
def test_the_first_sentence(text, begins):
    assert first_sentence(text) == begins


def test_a_line_of_the_outline_is_no_longer_than_a_line():
    assert line_of("Short. More.") == "Short."
    assert line_of("word " * 100).endswith("…") and len(line_of("word " * 100)) <= LINE
    assert line_of("x" * 500) == "…", "one word that is longer than a line says nothing"


def test_a_story_has_the_rungs_it_has_words_for():
    whole = told(first_sentence="One Monday.", S="Rain. More rain.", R="All done.")
    assert rungs(hints_of_story(whole, "Too much work?")) == [
        Rung.TITLE,
        Rung.SENTENCE,
        Rung.OUTLINE,
    ]
    assert hints_of_story(whole, "Too much work?")[-1].lines == (("S", "Rain."), ("R", "All done."))
    assert rungs(hints_of_story(told(), "Too much work?")) == [Rung.TITLE]
    assert rungs(hints_of_story(told(), "Tell me about: Nineteen kitchens")) == [], (
        "it was asked for by its title"
    )


@pytest.mark.parametrize(
    "answer, hint",
    [
        ("", None),
        ("It fits.", None),
        ("It fits. I like homes.", "It fits."),
        ("39,000\nto 43,000", "39,000"),
    ],
)
def test_an_answer_has_its_beginning_if_more_comes_after(answer, hint):
    assert [found.text for found in hints_of_answer(answer)] == ([hint] if hint else [])


def test_the_grade_of_each_rung():
    assert [rung.grade for rung in Rung] == [
        Grade.GOOD,
        Grade.HARD,
        Grade.HARD,
        Grade.AGAIN,
        Grade.AGAIN,
    ]
    assert sorted(grade.rating for grade in Grade) == [1, 2, 3, 4]


def test_a_review_says_the_rung_too(owner):
    give(owner, question(owner), "hard", rung="sentence")
    assert [(review.grade, review.rung) for review in owner.rows(Review)] == [
        (Grade.HARD, Rung.SENTENCE)
    ]


def test_the_way_to_practise_is_chosen_and_kept(owner, outsider, anonymous):
    story(owner, first_sentence="One Monday."), story(outsider)
    assert "card-hint" in owner.get("/cards/deck", query_string=SINCE).text
    for mode, shown in (("flip", "Turn the card"), ("aloud", "said-aloud")):
        practises(owner, mode)
        text = owner.get("/cards/deck", query_string=SINCE).text
        assert (
            shown in text
            and "card-hint" not in text
            and "data-grade" not in text.split("deck-status")[1].split("sticky")[0]
        )
        assert f'value="{mode}"' in owner.get("/cards/practice-mode").text.split("checked")[1]
    assert owner.put("/cards/practice-mode", {"mode": "sideways"}).status_code == 422
    assert (
        anonymous.put("/cards/practice-mode", {"mode": "flip"}).status_code == 401
        and anonymous.get("/cards/practice-mode").status_code == 302
    )
    assert "said-aloud" not in outsider.get("/cards/deck", query_string=SINCE).text


def test_a_practice_on_the_morning_is_counted_on_by_who_said_so_or_made_one(owner, do):
    """And by nobody who said that they won't."""

    def warms_up():
        return do(lambda: User.with_email(owner.email).warms_up), do(
            lambda: Practice(owner.id, now()).warms_up
        )

    card = question(owner)
    practises(owner, "flip")
    assert warms_up() == (None, False)
    give(owner, card, since="")
    assert warms_up() == (None, False), "an evening tells nothing"
    owner.has(
        Interview(
            company="Soon", starts_at=now() + timedelta(hours=3), time_zone="UTC", created_at=now()
        )
    )
    give(owner, card, since="")
    assert warms_up() == (True, True)
    assert (
        "checked"
        in re.search(r'<input[^>]*name="warms_up"[^>]*>', owner.get("/cards/practice-mode").text)[0]
    )
    practises(owner, "flip")
    assert warms_up() == (False, False)
    give(owner, card, since="")
    assert warms_up() == (False, False)
    assert owner.put("/cards/practice-mode", {"mode": "flip", "warms_up": "y"}).status_code == 303
    assert warms_up() == (True, True)


@pytest.mark.parametrize("ticked", [{}, {"warms_up": "y"}])
def test_the_practice_is_planned_with_the_morning_or_without(owner, do, ticked, monkeypatch):
    planned = []
    monkeypatch.setattr(
        practice, "arranged", lambda *values: planned.append(values[-1]) or arranged(*values)
    )
    question(owner)
    owner.has(
        Interview(
            company="Soon", starts_at=now() + timedelta(days=3), time_zone="UTC", created_at=now()
        )
    )
    assert owner.put("/cards/practice-mode", {"mode": "flip", **ticked}).status_code == 303
    do(lambda: Practice(owner.id, now()).deck)
    assert planned[-1] is bool(ticked)


def test_without_scripts_the_link_shows_the_whole(owner):
    story(owner, first_sentence="One Monday.", situation="Rain.")
    page = owner.get("/cards/deck", query_string={**SINCE, "turned": "1"}).text
    text = in_one_line(page)
    assert (
        'data-turned data-rung="whole"' in text
        and 'name="rung" value="whole"' in text
        and "data-grade" not in text.split("<article")[1].split(">")[0]
    )


@pytest.mark.parametrize(
    "kind, label",
    [
        ("question", "Question"),
        ("figure", "Figure"),
        ("small_talk", "Small talk"),
        ("company", "About them"),
        ("ask", "To ask them"),
    ],
)
def test_a_card_of_each_kind(owner, kind, label):
    assert (
        owner.post(
            "/cards", {"kind": kind, "prompt": "What they pay", "answer": "39 to 43"}
        ).status_code
        == 303
    )
    (card,) = owner.rows(Card)
    assert card.kind == kind and f"<span>{label}</span>" in owner.get("/cards/deck").text
    assert f"<h2>{card.kind.heading}</h2>" in owner.get("/cards").text
    assert (
        owner.put(f"/cards/{card.id}", {"kind": "figure", "prompt": "What they pay"}).status_code
        == 303
    )
    assert owner.rows(Card)[0].kind == "figure"


@pytest.mark.parametrize("kind", ["story", "", "joke"])
def test_a_kind_that_is_none(owner, kind):
    answer = owner.post("/cards", {"kind": kind, "prompt": "What they pay"})
    assert (
        answer.status_code == 422
        and "Choose one of these." in answer.text
        and "What they pay" in answer.text
    )
    assert owner.rows(Card) == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    "back, leads_to",
    [
        ("/log", "/log"),
        ("//elsewhere.example", "/cards"),
        ("https://elsewhere.example", "/cards"),
        ("", "/cards"),
        (None, "/cards"),
    ],
)
def test_who_adds_a_card_comes_back(owner, back, leads_to):
    query = {} if back is None else {"back": back}
    assert (
        f'class="back-link" href="{leads_to}"' in owner.get("/cards/new", query_string=query).text
    )
    answer = owner.post("/cards", {"kind": "ask", "prompt": "How is the team?"}, query_string=query)
    assert answer.location == leads_to


def test_everyone_begins_with_hints(owner, do):
    assert do(lambda: User.with_email(owner.email).practice_mode) == "hints"
