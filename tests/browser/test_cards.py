"""Cards beyond the single flip: a whole practice by keyboard and without scripts, the way back
into it, what a swipe leaves behind, and the forms. How one card is turned and graded is in
test_deck.py."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import axe_violations, overflow
from tests.browser.drivers import until
from tests.cards.decks import NOON, practises, question, questions, story
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.stories.models import Story


@pytest.fixture
def deck(signed_in):
    """`person = deck(page, 3)`: someone with three question cards, on the first of them."""

    def opening(page, number=3):
        person = signed_in(page)
        questions(person, number)
        page.goto("/cards/deck")
        return person

    return opening


def front(page, prompt):
    return expect(page.locator(".card .front", has_text=prompt))


def back(page):
    return expect(page.locator(".card[data-turned] .back"))


def at(page):
    return expect(page.locator(".deck-status .progress"))


def translation(page):
    return page.locator(".card").evaluate("(card) => getComputedStyle(card).translate")


def test_a_whole_practice_by_keyboard_alone(new_page, deck):
    page = new_page(has_touch=False, is_mobile=False)
    person = deck(page)
    for number, (turning, key) in enumerate(
        [("Space", "1"), ("Enter", "2"), ("Space", "3")], start=1
    ):
        front(page, f"Question {number}?").to_be_visible()
        at(page).to_have_text(f"{number - 1} of {3 if number == 1 else 4}")
        page.keyboard.press(turning)
        back(page).to_be_focused()
        page.keyboard.press(key)
    front(page, "Question 1?").to_be_focused()
    expect(page.locator(".card-head").get_by_text("Once more")).to_be_visible()
    at(page).to_have_text("3 of 4")
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(page.get_by_role("heading", name="That was all 3 cards")).to_be_focused()
    expect(page.locator(".summary .facts")).to_contain_text(
        re.compile(r"Got it\s*2\s*With help\s*1")
    )
    until(
        lambda: (
            [review.grade for review in person.rows(Review)] == ["again", "hard", "good", "good"]
        )
    )
    page.keyboard.press("Shift+Z")
    front(page, "Question 1?").to_be_focused()
    at(page).to_have_text("3 of 4")


def test_a_card_that_was_turned_stays_so_when_the_rest_of_the_page_is_here(new_page, deck):
    """On a slow phone or line a practice is well under way by then, and what the page shows is
    older than what was sent."""
    page = new_page(has_touch=False, is_mobile=False)
    page.add_init_script("navigator.serviceWorker.register = () => Promise.reject()")
    held = []
    page.route("**/renewal*.js", lambda route: held.append(route))
    deck(page)
    for number in (1, 2):
        front(page, f"Question {number}?").to_be_visible()
        page.keyboard.press("Space")
        page.keyboard.press("1")
    front(page, "Question 3?").to_be_visible()
    page.keyboard.press("Space")
    back(page).to_be_focused()
    until(lambda: held)
    held[0].continue_()
    page.wait_for_timeout(1_500)
    back(page).to_be_focused()


def test_the_button_that_turns_takes_space_and_enter(new_page, deck):
    page = new_page(has_touch=False, is_mobile=False)
    deck(page)
    for key in ("Space", "Enter"):
        page.locator(".deck-turn").focus()
        page.keyboard.press(key)
        back(page).to_be_visible()
        page.keyboard.press("Space")
        front(page, "Question 1?").to_be_focused()
    assert page.evaluate("() => scrollY") == 0


def test_a_key_held_down_turns_once(new_page, deck):
    page = new_page(has_touch=False, is_mobile=False)
    deck(page)
    for _ in range(4):
        page.keyboard.down("Space")
    page.keyboard.up("Space")
    back(page).to_be_visible()


def test_the_way_back_leads_into_the_same_practice(page, deck):
    deck(page)
    page.locator(".card").tap()
    page.get_by_role("button", name="Got it").tap()
    at(page).to_have_text("1 of 3")
    page.reload()
    at(page).to_have_text("1 of 3")
    front(page, "Question 2?").to_be_visible()
    page.locator(".card").tap()
    page.get_by_role("link", name="Write one").tap()
    page.wait_for_url(re.compile("/cards/[0-9a-f-]{36}$"))
    page.go_back()
    at(page).to_have_text("1 of 3")


def lies_still(page):
    page.wait_for_function(
        "() => !document.querySelector('.card').getAnimations({ subtree: true }).length"
    )


def test_a_dragged_card_follows_and_springs_back(page, deck, finger):
    person = deck(page)
    page.locator(".card").tap()
    lies_still(page)
    finger("touchStart", 180, 400)
    for x in (200, 220, 240, 250):
        finger("touchMove", x, 405)
    page.wait_for_function("() => parseInt(document.querySelector('.card').style.translate) === 70")
    assert overflow(page) == 0
    finger("touchMove", 248, 405, after=250)  # slowly, so that it isn't a flick
    page.evaluate(
        "() => document.querySelector('.card').addEventListener('transitionend', ({ target }) => { target.dataset.sprang = '' })"
    )
    finger("touchEnd")
    page.locator(".card[data-sprang]").wait_for()
    assert translation(page) in ("none", "0px") and person.rows(Review) == []
    back(page).to_be_visible()


def test_nothing_springs_where_motion_is_not_wanted(new_page, deck):
    page = new_page(reduced_motion="reduce")
    deck(page)
    durations = "(card) => getComputedStyle(card).transitionDuration"
    assert (
        page.locator(".card").evaluate(durations)
        == page.locator(".card .front").evaluate(durations)
        == "0s"
    )


def test_a_card_dragged_off_makes_the_page_no_wider(page, deck, finger):
    deck(page)
    page.locator(".card").tap()
    lies_still(page)
    finger("touchStart", 40, 300)
    for x in (100, 200, 300, 350):
        finger("touchMove", x, 300)
    expect(page.locator(".card")).to_have_attribute("data-leaning", "good")
    assert overflow(page) == 0
    outlined = page.locator("#grade-good .grade").evaluate(
        "(button) => getComputedStyle(button).outlineStyle"
    )
    assert outlined == "solid", "the answer that letting go would give is marked"
    finger("touchCancel")
    expect(page.locator(".card")).not_to_have_attribute("data-leaning", re.compile(".*"))
    back(page).to_be_visible()


def test_a_link_on_the_back_stays_a_link(page, signed_in):
    person = signed_in(page)
    made = story(person, "The flood")
    page.goto("/cards/deck")
    page.locator(".card").tap()
    page.get_by_role("link", name="Open the story").tap()
    page.wait_for_url(f"**/stories/{made.id}")


def test_the_time_from_prompt_to_grade_is_kept(page, deck):
    person = deck(page)
    page.wait_for_timeout(1000)
    page.locator(".card").tap()
    page.get_by_role("button", name="Got it").tap()
    front(page, "Question 2?").to_be_visible()
    until(lambda: person.rows(Review))
    (review,) = person.rows(Review)
    assert 1 <= review.seconds < 20


def test_a_whole_practice_without_scripts(page_without_javascript, deck):
    page = page_without_javascript
    person = deck(page, 2)
    for name in ("Blank", "Got it", "Got it"):
        page.locator(".deck-turn").tap()
        back(page).to_be_visible()
        page.get_by_role("button", name=name).tap()
    expect(page.get_by_role("heading", name="That was all 2 cards")).to_be_visible()
    page.get_by_role("button", name="Undo").tap()
    front(page, "Question 1?").to_be_visible()
    at(page).to_have_text("2 of 3")
    until(lambda: [review.grade for review in person.rows(Review)] == ["again", "good", "good"])


def test_the_search_finds_by_itself_and_without_scripts(page, page_without_javascript, signed_in):
    person = signed_in(page)
    signed_in(page_without_javascript, person)
    story(person, "Ärger im Amt"), question(person, "Why us?")
    for searching in (page, page_without_javascript):
        searching.goto("/cards")
        searching.get_by_label("Search your cards").press_sequentially("ärger")
        if searching is page_without_javascript:
            searching.keyboard.press("Enter")
        expect(searching.get_by_text("Why us?")).to_have_count(0)
        expect(searching.get_by_role("link", name="Ärger im Amt")).to_be_visible()


def test_a_text_too_long_gets_the_cursor_and_keeps_the_rest(page, signed_in, watch):
    watch.allow("status of 422")
    person = signed_in(page)
    page.goto("/stories/new")
    page.get_by_label("Title").fill("The flood")
    page.get_by_label("Result", exact=True).fill("x" * 2001)
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("it has 2,001")).to_be_visible()
    expect(page.get_by_label("Result", exact=True)).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("The flood")
    assert axe_violations(page) == [] and overflow(page) == 0
    page.get_by_label("Result", exact=True).fill("x" * 2000)
    page.get_by_role("button", name="Save").tap()
    # On a slow line there is no page of it yet.
    page.wait_for_url(re.compile("/stories/[0-9a-f-]{36}$|/cards$"))
    until(lambda: len(person.rows(Story)) == len(person.rows(Card)) == 1)


def test_the_time_to_say_it_is_told_while_it_is_written(page, signed_in):
    signed_in(page)
    page.goto("/stories/new")
    told = expect(page.locator("[data-length]"))
    told.to_be_empty()
    for words, said in (
        (10, "under a minute to say"),
        (175, "about 1½ minutes to say"),
        (386, "more than most listeners"),
    ):
        page.get_by_label("First sentence").fill("word " * words)
        told.to_contain_text(said)


def test_a_story_put_away_comes_back_by_its_toast(page, signed_in):
    person = signed_in(page)
    made = story(person, archived_at=None, created_at=NOON)
    page.goto(f"/stories/{made.id}")
    page.get_by_role("button", name="Put away").tap()
    page.get_by_role("button", name="Bring back").tap()
    until(lambda: person.rows(Card)[0].archived_at is None)


def test_what_comes_next_is_seen_from_its_top(page, signed_in):
    person = signed_in(page)
    for title in ("One", "Two"):
        story(person, title, action="I asked each of them in turn what they had meant by it. " * 30)
    practises(person, "flip")
    # So small that even a summary has to scroll.
    page.set_viewport_size({"width": 360, "height": 440})
    page.goto("/cards/deck")
    for _ in range(2):
        page.locator(".card:not([data-turned])").tap()
        page.evaluate("() => scrollTo({ top: 400, behavior: 'instant' })")
        page.get_by_role("button", name="With help").tap()
        page.locator(".card[data-turned]").wait_for(state="detached")
        page.wait_for_function("() => scrollY === 0")
    expect(page.get_by_role("heading", name="That was all 2 cards")).to_be_focused()
    expect(page.get_by_role("link", name="Cards").first).to_be_in_viewport()
