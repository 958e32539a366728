"""The deck in a hurried hand: second taps, held keys, flicks, a mouse, a lost answer; what it says
aloud; and its long words.

How a card is turned and graded is in test_deck.py; whole practices and the forms are in
test_cards.py.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import axe_violations, overflow
from tests.browser.drivers import until
from tests.cards.decks import practises, question, story
from webapp.cards.models import Card
from webapp.cards.reviews import Review

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
LONG_TEXT = "I rang each of the nineteen people myself and asked which day would suit them. " * 25


@pytest.fixture
def deck(signed_in):
    """`person = deck(page)`: someone with two question cards, on the first of them."""

    def opening(page):
        person = signed_in(page)
        for number in (1, 2):
            question(person, f"Question {number}?", answer=f"Answer {number}.")
        page.goto("/cards/deck")
        return person

    return opening


def sees(page, prompt):
    expect(page.locator(".card .front")).to_contain_text(prompt)


def turn(page):
    while page.locator(".deck-turn").is_visible():
        page.locator(".deck-turn").tap()
    expect(page.locator(".card")).to_have_attribute("data-turned", "")
    at_rest(page)


def at_rest(page):
    """Waits until what has come up lies still and takes taps."""
    page.wait_for_function(
        "() => document.getAnimations().every((animation) => animation.playState !== 'running')"
    )


def is_turned(page):
    return page.locator(".card[data-turned]").count() == 1


def hold_still(page):
    """What comes up from now on doesn't settle: a second tap comes while it does, however slow the
    machine is."""
    page.evaluate(
        "() => addEventListener('animationstart', () => document.getAnimations().forEach((one) => one.pause()))"
    )


def let_settle(page):
    page.evaluate("() => document.getAnimations().forEach((one) => one.finish())")


def middle_of(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def grades_of(person):
    return [review.grade for review in person.rows(Review)]


def test_the_second_tap_of_a_hurried_thumb_grades_nothing(page, deck):
    person = deck(page)
    at_rest(page)
    hold_still(page)
    place = middle_of(page.locator(".deck-turn"))
    for _ in range(2):
        page.touchscreen.tap(*place)
    let_settle(page)
    assert is_turned(page), "nor does it turn the card back"
    assert grades_of(person) == []


def test_the_second_tap_on_a_grade_does_not_turn_the_next_card(page, deck):
    person = deck(page)
    turn(page)
    hold_still(page)
    place = middle_of(page.get_by_role("button", name="With help"))
    page.touchscreen.tap(*place)
    sees(page, "Question 2?")
    page.wait_for_function(
        "() => document.getAnimations().some((one) => one.playState === 'paused')"
    )
    page.touchscreen.tap(*place)
    let_settle(page)
    assert not is_turned(page)
    until(lambda: grades_of(person) == ["hard"])


def test_a_grade_held_down_grades_once(page, deck):
    person = deck(page)
    page.keyboard.press("Space")
    page.keyboard.down("3")
    sees(page, "Question 2?")
    page.keyboard.down("3")
    page.keyboard.press("Space")
    page.keyboard.down("3")  # still held, as it was for the card before
    page.keyboard.up("3")
    assert is_turned(page)
    until(lambda: grades_of(person) == ["good"])


def test_arrow_up_is_with_help_where_nothing_has_to_scroll(page, deck):
    person = deck(page)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    sees(page, "Question 2?")
    until(lambda: grades_of(person) == ["hard"])


def test_arrow_up_scrolls_a_long_card(page, signed_in):
    person = signed_in(page)
    story(person, action=LONG_TEXT)
    practises(person, "flip")
    page.goto("/cards/deck")
    page.keyboard.press("Space")
    page.evaluate("() => scrollTo({ top: 300, behavior: 'instant' })")
    page.keyboard.press("ArrowUp")
    page.wait_for_function("() => scrollY < 300")
    assert is_turned(page) and grades_of(person) == []


def test_a_quick_flick_is_enough(page, deck, finger):
    person = deck(page)
    turn(page)
    finger("touchStart", 180, 400)
    for x in (200, 225, 245):
        finger("touchMove", x, 400)
    finger("touchEnd")
    sees(page, "Question 2?")
    until(lambda: grades_of(person) == ["good"])


def test_a_mouse_clicks_and_marks_text(new_page, deck):
    page = new_page(has_touch=False, is_mobile=False, viewport={"width": 1280, "height": 800})
    person = deck(page)
    page.locator(".card").click()
    at_rest(page)
    box = page.get_by_text("Answer 1.").bounding_box()
    page.mouse.move(box["x"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    assert page.evaluate("() => getSelection().toString()").strip() == "Answer 1."
    assert is_turned(page) and grades_of(person) == []


def test_a_grade_whose_answer_got_lost_is_one_review(page, deck, watch):
    watch.allow("net::ERR_|Failed to fetch")
    person = deck(page)

    def lose_answer(route):
        route.fetch()
        route.abort()

    page.route("**/outbox", lose_answer, times=1)
    turn(page)
    page.get_by_role("button", name="Got it").tap()
    expect(page.locator("#outbox-state")).to_contain_text("Saved on this phone")
    expect(page.locator("#outbox-state")).to_be_hidden()
    until(lambda: grades_of(person) == ["good"])


def test_the_focus_says_the_prompt_and_then_the_answer(page, signed_in):
    person = signed_in(page)
    story(person, "Nineteen kitchens", prompts="Too much work?", situation="One Monday.")
    practises(person, "flip")
    page.goto("/cards/deck")
    expect(page.get_by_role("group", name="Too much work?")).to_be_visible()
    expect(page.get_by_role("group", name="Nineteen kitchens")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.get_by_role("group", name="Nineteen kitchens")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("group", name="Too much work?")).to_be_focused()


def test_the_hidden_face_is_neither_read_nor_reached(page, deck):
    deck(page)
    assert "Answer 1." not in page.locator("main").aria_snapshot()
    expect(page.get_by_role("link", name="Change it")).to_be_hidden()
    turn(page)
    assert "Answer 1." in page.locator("main").aria_snapshot()
    expect(page.locator(".card .front")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768])
def test_long_words_and_texts_leave_the_answers_in_reach(new_page, signed_in, scheme, width):
    page = new_page(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 740}
    )
    person = signed_in(page)
    story(
        person,
        LONG_WORD,
        prompts=f"{LONG_WORD}?",
        action=LONG_TEXT,
        number=LONG_WORD,
        vouch_by=LONG_WORD,
    )
    question(person, "W" * 200, answer="x" * 300)
    page.goto("/cards/deck")
    for grade in ("Blank", "With help", "With help"):
        turn(page)
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        for button in ("Blank", "With help", "Got it"):
            expect(page.get_by_role("button", name=button)).to_be_in_viewport(ratio=1)
        assert axe_violations(page) == [] and overflow(page) == 0
        page.get_by_role("button", name=grade).tap()
        page.locator(".card[data-turned]").wait_for(state="detached")
    page.get_by_text("Worth another look").wait_for()
    assert axe_violations(page) == [] and overflow(page) == 0


def test_a_card_without_an_answer_leads_to_writing_one(page, signed_in):
    person = signed_in(page)
    question(person)
    page.goto("/cards/deck")
    turn(page)
    page.get_by_role("link", name="Write one").tap()
    page.get_by_label("On the back").fill("Because of the kitchens.")
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url("**/cards")
    until(lambda: person.rows(Card)[0].answer == "Because of the kitchens.")


def test_a_text_area_grows_with_what_is_written(page, signed_in):
    signed_in(page)
    page.goto("/stories/new")
    field = page.get_by_label("Situation", exact=True)
    before = field.bounding_box()["height"]
    field.fill("A line.\n" * 8)
    assert field.bounding_box()["height"] > before + 100
