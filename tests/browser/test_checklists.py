"""The checklist in the hand: ticked by thumb and by keyboard, made one's own in place, and all of
it without scripts."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.checks import axe_violations, overflow
from tests.checklists.lists import START, interview_of, with_list
from webapp.checklists.models import Item


@pytest.fixture
def checklist(signed_in):
    """`person, url = checklist(page, *lines)`: opens a list of these lines, or the default one, on
    the page. The interview is over, so that the phase "Right after" is the one that is open."""

    def opening(page, *lines):
        person = signed_in(page)
        over = START.replace(year=2020)
        interview = (
            interview_of(person, *lines, phase="after", starts_at=over)
            if lines
            else with_list(person, starts_at=over)
        )
        url = f"/interviews/{interview.id}/checklist"
        page.goto(url)
        return person, url

    return opening


def tick(page, text):
    return page.locator(".tick", has_text=text)


def done(page):
    """What the list says of itself as a whole."""
    return page.locator("#checklist-progress .progress")


def unfold(page, phase):
    page.locator(f"#phase-{phase} > summary").click()


def test_ticking_by_thumb_keeps_the_focus_and_counts(page, checklist):
    person, url = checklist(page, "Log how it went", "Send the notes")
    tick(page, "Log").tap()
    expect(done(page)).to_have_text("1 of 2")
    expect(page.locator("#progress-after")).to_have_text("1 of 2")
    expect(tick(page, "Log")).to_have_attribute("aria-pressed", "true")
    expect(tick(page, "Log")).to_be_focused()
    tick(page, "Log").tap()
    expect(done(page)).to_have_text("0 of 2")
    page.reload()
    expect(done(page)).to_have_text("0 of 2")


def later(seconds, work):
    time.sleep(seconds)
    work()


def test_ticking_by_keyboard(page, checklist):
    checklist(page, "Log how it went", "Send the notes")
    page.evaluate(
        "() => document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => ctx.text && (window.isAnswered = true))"
    )
    page.route("**/outbox", lambda route: later(0.3, route.continue_))
    tick(page, "Log").focus()
    page.keyboard.press("Space")
    expect(done(page)).to_have_text("1 of 2")
    expect(tick(page, "Log")).to_be_focused()
    page.keyboard.press("Tab")
    page.wait_for_function("() => window.isAnswered")
    # What the answer draws anew leaves it there.
    expect(page.get_by_role("link", name="Change “Log")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="All done")).to_be_visible()
    expect(tick(page, "Send")).to_be_focused()


def test_a_line_ticked_while_filtered_stays_until_looked_again(page, checklist):
    person, url = checklist(page, "Log how it went", "Send the notes")
    page.get_by_role("link", name="Still to do").tap()
    expect(page.get_by_role("link", name="Still to do")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("show=to-do"))
    expect(page.get_by_role("link", name="Still to do")).to_be_focused()
    tick(page, "Log").tap()
    expect(tick(page, "Log")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(tick(page, "Log")).to_have_count(0)
    expect(tick(page, "Send")).to_be_visible()
    page.get_by_role("link", name="All").tap()
    expect(tick(page, "Log")).to_be_visible()
    expect(page).not_to_have_url(re.compile("show=to-do"))


@pytest.mark.parametrize("lines", [["Log how it went", "Send the notes"], ["Log how it went"]])
def test_a_tick_answered_once_its_line_is_filtered_out(page, checklist, lines):
    """Nor is its phase there any more, with one line."""
    checklist(page, *lines)
    late = []
    page.route("**/outbox", lambda route: late.append((route, route.fetch())), times=1)
    page.evaluate(
        "() => addEventListener('htmx:after:swap', () => (window.swaps = (window.swaps ?? 0) + 1))"
    )
    tick(page, "Log").tap()
    expect(done(page)).to_have_text(f"1 of {len(lines)}")
    while not late:
        page.wait_for_timeout(50)
    page.get_by_role("link", name="Still to do").tap()
    expect(tick(page, "Log")).to_have_count(0)
    swaps = page.evaluate("() => window.swaps")
    [(route, answer)] = late
    route.fulfill(response=answer)
    page.wait_for_function("before => window.swaps > before", arg=swaps)
    expect(tick(page, "Log")).to_have_count(0)
    expect(done(page)).to_have_text(f"1 of {len(lines)}")


def test_adding_several_lines_one_after_another(page, checklist):
    person, url = checklist(page, "Log how it went")
    page.locator("#new-after summary").tap()
    for number, text in enumerate(["Ring Mum", "Cake"], start=2):
        page.get_by_label("New line").locator("visible=true").fill(text)
        page.keyboard.press("Enter")
        expect(done(page)).to_have_text(f"0 of {number}")
        expect(page.get_by_label("New line").locator("visible=true")).to_be_focused()
        expect(page.get_by_label("New line").locator("visible=true")).to_have_value("")
    assert [item.text for item in person.rows(Item)] == ["Log how it went", "Ring Mum", "Cake"]


def test_a_line_too_long_keeps_its_text_and_says_why(page, checklist, watch):
    watch.allow("status of 422")
    checklist(page, "Log how it went")
    page.locator("#new-after summary").tap()
    field = page.get_by_label("New line").locator("visible=true")
    field.fill("x" * 201)
    page.get_by_role("button", name="Add to right after").tap()
    expect(page.get_by_text("A line can be 200 characters long; it has 201.")).to_be_visible()
    expect(field).to_have_value("x" * 201)
    expect(field).to_be_focused()
    assert overflow(page) == 0 and axe_violations(page) == []


def test_rewording_in_place(page, checklist):
    checklist(page, "Log how it went", "Send the notes")
    page.get_by_role("link", name="Change “Send the notes”").tap()
    expect(page.get_by_role("group", name="Change “Send the notes”")).to_be_focused()
    assert axe_violations(page) == [] and overflow(page) == 0
    page.get_by_label("What to do").fill("Send three notes")
    page.get_by_label("Why").fill("They were kind.")
    page.get_by_role("button", name="Save").tap()
    expect(tick(page, "Send three notes")).to_contain_text("They were kind.")
    expect(page.get_by_role("link", name="Change “Send three notes”")).to_be_focused()


def test_leaving_a_line_as_it_was(page, checklist):
    checklist(page, "Log how it went")
    page.get_by_role("link", name="Change “Log").tap()
    page.get_by_label("What to do").fill("Something else")
    page.get_by_role("link", name="Cancel").tap()
    expect(tick(page, "Log how it went")).to_be_visible()


def test_moving_by_keyboard_can_be_repeated(page, checklist):
    person, url = checklist(page, "a", "b", "c")
    page.get_by_role("link", name="Change “c”").focus()
    page.keyboard.press("Enter")
    up = page.get_by_role("button", name="Move up")
    up.focus()
    rows = page.locator("#phase-after > ul > li")
    for place in (1, 0):
        page.keyboard.press("Enter")
        expect(rows.nth(place)).to_have_class("line-editor")
        expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    page.get_by_label("Move to").select_option("The evening before")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator("#phase-evening .line-editor")).to_be_visible()
    page.goto(url)
    unfold(page, "evening")
    expect(page.locator("#phase-evening .tick")).to_have_text("c")


def test_deleting_and_undoing_in_place(page, checklist):
    checklist(page, "Log how it went", "Send the notes")
    page.get_by_role("link", name="Change “Log").tap()
    page.get_by_role("button", name="Delete this line").tap()
    expect(page.get_by_text("Deleted “Log how it went”")).to_be_visible()
    expect(done(page)).to_have_text("0 of 1")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tick(page, "Log how it went")).to_be_visible()
    expect(done(page)).to_have_text("0 of 2")


def test_keeping_and_unticking(page, checklist):
    checklist(page, "Log how it went")
    tick(page, "Log").tap()
    page.get_by_text("Untick everything").first.tap()
    page.get_by_role("button", name="Untick everything").tap()
    expect(done(page)).to_have_text("0 of 1")
    page.get_by_role("button", name="Keep my changes for the next interview").tap()
    expect(page.locator("#keeping")).to_contain_text("the lines you kept: this list")
    expect(page.locator("#keeping")).to_be_focused()
    page.get_by_role("button", name="Use the standard list again").tap()
    expect(page.locator("#keeping")).to_contain_text("begins with the standard list")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_and_nothing_too_wide(new_page, checklist, scheme):
    page = new_page(
        color_scheme=scheme, viewport={"width": 320, "height": 640}, reduced_motion="reduce"
    )
    checklist(page)
    for phase in ("evening", "morning", "leaving", "arrival"):
        unfold(page, phase)
    tick(page, "Ask HR").tap()
    expect(done(page)).to_have_text("1 of 24")
    assert axe_violations(page) == [] and overflow(page) == 0


def test_all_of_it_without_scripts(page_without_javascript, checklist, watch):
    watch.allow("status of 422")
    page = page_without_javascript
    person, url = checklist(page, "Log how it went", "Send the notes")
    tick(page, "Log").tap()
    expect(done(page)).to_have_text("1 of 2")
    page.get_by_role("link", name="Still to do").tap()
    expect(tick(page, "Log")).to_have_count(0)

    page.locator("#new-after summary").tap()
    page.get_by_label("New line").locator("visible=true").fill("Ring Mum")
    page.get_by_role("button", name="Add to right after").tap()
    expect(tick(page, "Ring Mum")).to_be_visible()
    assert "show=to-do" in page.url

    page.get_by_role("link", name="Change “Ring Mum”").tap()
    expect(page.get_by_role("heading", name="Change a line")).to_be_visible()
    page.get_by_label("What to do").fill("y" * 300)
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("it has 300.")).to_be_visible()
    page.get_by_label("What to do").fill("Ring Dad")
    page.get_by_role("button", name="Save").tap()
    expect(tick(page, "Ring Dad")).to_be_visible()

    page.get_by_role("link", name="Change “Ring Dad”").tap()
    page.get_by_role("button", name="Move up").tap()
    expect(page.locator("#phase-after .tick").first).to_contain_text("Ring Dad")
    page.get_by_role("link", name="Change “Ring Dad”").tap()
    page.get_by_role("button", name="Delete this line").tap()
    expect(page.get_by_text("Deleted “Ring Dad”")).to_be_visible()
    page.get_by_role("button", name="Undo").tap()
    expect(tick(page, "Ring Dad")).to_be_visible()

    page.get_by_role("button", name="Keep my changes for the next interview").tap()
    page.get_by_role("link", name="All").tap()
    page.get_by_text("Untick everything").first.tap()
    page.get_by_role("button", name="Untick everything").tap()
    expect(done(page)).to_have_text("0 of 3")
