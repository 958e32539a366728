"""A card revealed rung by rung: the one that was needed is the grade. By touch, keys and Tab;
aloud; with its kinds."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import axe_violations, overflow
from tests.browser.drivers import until
from tests.cards.decks import practises, question, story
from webapp.cards.models import Card
from webapp.cards.reviews import Review

TOLD = {
    "title": "Nineteen kitchens",
    "prompts": "Too much work?",
    "first_sentence": "One Monday I had nineteen kitchens.",
    "situation": "The supplier had closed. Nobody knew.",
    "action": "I rang all nineteen. Then I sorted them.",
}


@pytest.fixture
def person(signed_in, page):
    """Someone with one story and one question, on the story's card."""
    person = signed_in(page)
    story(person, **TOLD)
    question(person, "Why us?", answer="It fits. I like homes.")
    page.goto("/cards/deck")
    expect(page.locator(".card-prompt")).to_have_text("Too much work?")
    return person


def has_reviews(person, *expected):
    """The next card is there before the server knows of the grade."""
    until(lambda: [(review.grade, review.rung) for review in person.rows(Review)] == list(expected))


def shown(page):
    return page.locator(".card-hint:visible").evaluate_all(
        "(hints) => hints.map((hint) => hint.dataset.rung)"
    )


def answers(page):
    return page.locator(".deck .grade").evaluate_all(
        "(buttons) => buttons.filter(({ form }) => form.offsetWidth > 8).map((one) => one.textContent)"
    )


def test_a_card_that_comes_by_itself_is_one_tap(page, person):
    assert answers(page) == ["Got it"]
    page.get_by_role("button", name="Got it").tap()
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    has_reviews(person, ("good", "prompt"))


@pytest.mark.parametrize(
    "taps, label, next_up, grade, rung",
    [
        (1, "With help", "First sentence", "hard", "title"),
        (2, "With help", "The outline", "hard", "sentence"),
        (3, "Blank", "Turn the card", "again", "outline"),
    ],
)
def test_the_rung_that_was_needed_is_the_grade(page, person, taps, label, next_up, grade, rung):
    for _ in range(taps):
        page.locator(".deck-turn").tap()
    assert shown(page) == ["title", "sentence", "outline"][:taps] and answers(page) == [label]
    expect(page.locator(".deck-turn")).to_have_text(next_up)
    expect(page.locator(".card-hint:visible").last).to_be_focused()
    assert axe_violations(page) == [] and overflow(page) == 0
    page.get_by_role("button", name=label).tap()
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    has_reviews(person, (grade, rung))


def test_the_outline_has_a_line_for_each_part_that_has_words(page, person):
    for _ in range(3):
        page.locator(".card").tap(position={"x": 20, "y": 60})
    lines = page.locator(".card-hint .card-lines")
    expect(lines).to_have_text("SituationThe supplier had closed.ActionI rang all nineteen.")


def test_who_saw_the_whole_says_how_it_came_and_may_look_back(page, person):
    for _ in range(4):
        page.locator(".deck-turn").tap()
    assert answers(page) == ["Blank", "With help", "Got it"]
    page.keyboard.press("Space")
    expect(page.locator(".card .front")).to_be_focused()
    assert answers(page) == ["Blank", "With help", "Got it"], "what was seen stays seen"
    page.get_by_role("button", name="With help").tap()
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    has_reviews(person, ("hard", "whole"))


def test_a_swipe_to_the_right_goes_on_with_what_the_rung_means(page, person, finger):
    page.locator(".deck-turn").tap()
    finger("touchStart", 120, 400)
    for x in (160, 200, 240, 280):
        finger("touchMove", x, 400)
    outlined = page.locator("#grade-hard .grade").evaluate(
        "(button) => getComputedStyle(button).outlineStyle"
    )
    finger("touchEnd")
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    assert outlined == "solid"
    has_reviews(person, ("hard", "title"))


def test_keys_reveal_and_grade(page, person):
    page.keyboard.press("1")  # not seen, so it can't be told from what one hopes
    page.keyboard.press("Space")
    page.keyboard.press("4")
    assert shown(page) == ["title"]
    has_reviews(person)
    page.keyboard.press("2")
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    page.keyboard.press("4")
    page.get_by_text("That was all 2 cards").wait_for()
    expect(page.locator(".summary .facts")).to_contain_text("Too easy")
    has_reviews(person, ("hard", "title"), ("easy", "prompt"))


def test_a_long_press_is_too_easy_and_letting_go_no_second_answer(page, person, finger):
    box = page.get_by_role("button", name="Got it").bounding_box()
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.wait_for_timeout(350)  # until it takes taps
    finger("touchStart", *place)
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    finger("touchEnd")
    page.wait_for_timeout(300)
    has_reviews(person, ("easy", "prompt"))


def test_who_can_hold_nothing_down_finds_it_with_tab(page, person):
    page.locator("#grade-good button").focus()
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Too easy")
    expect(button).to_be_focused()
    assert (
        button.bounding_box()["width"] > 48 and axe_violations(page) == [] and overflow(page) == 0
    )
    page.keyboard.press("Enter")
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    has_reviews(person, ("easy", "prompt"))


def test_an_answer_begins_before_it_is_whole(page, person):
    page.get_by_role("button", name="Got it").tap()
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    page.locator(".card").tap()
    expect(page.locator(".card-hint:visible")).to_have_text("It fits.")
    page.locator(".card").tap()
    expect(page.locator(".card .back")).to_contain_text("It fits. I like homes.")


def test_a_grade_taken_back_covers_the_card_again(page, person):
    page.locator(".deck-turn").tap()
    page.get_by_role("button", name="With help").tap()
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    page.get_by_role("button", name="Undo").tap()
    expect(page.locator(".card-prompt")).to_have_text("Too much work?")
    assert shown(page) == [] and answers(page) == ["Got it"]


def test_aloud_there_is_a_clock_until_one_compares(page, person):
    page.goto("/cards/practice-mode")
    page.get_by_role("radio", name="Aloud against the clock").check()
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url("**/cards")
    page.clock.install()
    page.goto("/cards/deck")
    clock = page.get_by_role("timer")
    page.clock.fast_forward(90_000)
    expect(clock).to_have_text(re.compile(r"1:[345]\d"))
    assert answers(page) == []
    page.locator(".card").tap()
    told = clock.text_content()
    page.wait_for_timeout(1500)
    assert clock.text_content() == told and answers(page) == ["Blank", "With help", "Got it"]
    page.get_by_role("button", name="Got it").tap()
    expect(page.locator(".card-prompt")).to_have_text("Why us?")
    expect(clock).to_have_text(re.compile(r"0:[0-2]\d"))


def test_the_next_card_comes_in_the_way_that_was_chosen_since_the_copy(phone, network):
    """Also where the line is slow, and the phone has the cards to come in the way of before."""
    story(phone.person, **TOLD)
    question(phone.person, "Why us?")
    phone.open("/")
    phone.is_ready()
    copied = """async ([from, to]) => { const pack = await caches.open((await caches.keys()).find((name) => name.startsWith("pack-")));
        await pack.put(to, await pack.match(from)) }"""
    phone.run(copied, ["/cards/deck?ahead=1", "/old"])
    network.only, network.mode = "POST /pack", "hanging"
    phone.open("/cards/practice-mode")
    phone.run(
        "() => { document.querySelector('[value=aloud]').checked = true; document.querySelector('#main form .button').click() }"
    )
    phone.is_sent()
    phone.open_deck()
    phone.until("() => document.querySelector('said-aloud')")
    network.only, network.mode, network.latency = "", "open", 1
    card = phone.run("() => document.querySelector('card-deck').dataset.card")
    # As it comes straight from the server.
    phone.run("() => { for (const one of document.querySelectorAll('.deck-ahead')) one.remove() }")
    phone.run(copied, ["/old", "/cards/deck?ahead=1"])
    phone.press(".deck-turn")
    phone.press("#grade-good button")
    phone.until("(card) => document.querySelector('card-deck').dataset.card !== card", card)
    assert phone.run("() => document.querySelector('said-aloud') !== null")


@pytest.mark.parametrize("mode, turns", [("flip", 1), ("hints", 4)])
def test_each_way_takes_as_many_taps_as_it_has_rungs(page, person, mode, turns):
    practises(person, mode)
    page.reload()
    for turn in range(turns):
        assert page.locator(".card[data-turned]").count() == 0, turn
        page.locator(".deck-turn").tap()
    expect(page.locator(".card .back")).to_be_focused()


def test_a_card_is_added_from_anywhere_and_one_is_back_there(page, person):
    page.goto("/log")
    page.get_by_role("link", name="Add a card").tap()
    page.get_by_role("radio", name="Figure").check()
    page.get_by_label("On the front").fill("What the market pays")
    page.get_by_label("On the back").fill("39,000 to 43,000")
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url(lambda url: url.endswith("/log") and "back=" not in url)
    expect(page.locator("#toasts")).to_contain_text("Card added.")
    assert [(card.kind, card.prompt) for card in person.rows(Card) if card.kind == "figure"] == [
        ("figure", "What the market pays")
    ]
    page.goto("/cards")
    expect(page.get_by_role("heading", name="Figures")).to_be_visible()
