"""Cards in from a file and out into one, by hand: looked at, said yes to, kept without a signal."""

import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.drivers import until
from tests.browser.faulty import NOISE
from tests.browser.tabs import ChromiumTab
from tests.calendars.invites import calendar, event
from tests.cards.decks import question
from tests.reflections.factories import interview
from webapp.cards.exchange.files import rows_in
from webapp.cards.models import Card
from webapp.core.clock import now
from webapp.interviews.models import Interview

DRAFTS = "() => Object.keys(localStorage).filter((name) => name.startsWith('draft '))"

CARDS = {
    "name": "cards.csv",
    "mimeType": "text/csv",
    "buffer": "Why us?,Because of you\nA figure,31 to 12,figure\n,nothing in front".encode(),
}


def look_at(page, file=CARDS):
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="Look at them first").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_file_to_the_cards(new_page, signed_in, scripts):
    page = new_page(java_script_enabled=scripts)
    person = signed_in(page)
    page.goto("/cards")
    page.get_by_role("link", name="Import and export").click()
    look_at(page)
    expect(page.get_by_role("heading", name="Cards to bring in")).to_be_visible()
    expect(page.get_by_text("Line 3: There is nothing on the front.")).to_be_visible()
    assert person.rows(Card) == []
    page.get_by_role("button", name="Add 2 cards").click()
    expect(page.get_by_text("2 cards added.")).to_be_visible()
    expect(page.get_by_role("link", name="Why us?")).to_be_visible()
    assert sorted(card.prompt for card in person.rows(Card)) == ["A figure", "Why us?"]


def test_a_file_that_is_none_is_told_beside_the_field(new_page, signed_in, watch):
    watch.allow("422|413")
    page = new_page()
    signed_in(page)
    page.goto("/cards/import")
    page.get_by_role("button", name="Look at them first").click()
    expect(page.get_by_text("Choose a file, or paste some lines.")).to_be_visible()
    look_at(page, {"name": "large.csv", "mimeType": "text/csv", "buffer": b"x" * 20_000_000})
    expect(page.get_by_text("A file can be 8 MB large")).to_be_visible()
    look_at(page, {"name": "deck.apkg", "mimeType": "application/zip", "buffer": b"PK\x03\x04"})
    expect(page.get_by_text("This isn’t a package from Anki.")).to_be_visible()


def test_what_was_looked_at_comes_in_without_a_signal(new_page, new_person, network, watch):
    watch.allow(NOISE)
    tab = ChromiumTab(new_page(), network.url)
    person = new_person()
    tab.cookie(*person.cookie)
    tab.open("/cards/import")
    tab.is_ready()
    tab.page.get_by_label("Or lines").fill("Why us?\tBecause of you")
    tab.page.get_by_role("button", name="Look at them first").click()
    tab.sees("1 card to bring in")
    network.mode = "down"
    tab.page.get_by_role("button", name="Add 1 card").click()
    tab.until("() => location.pathname === '/cards'")
    tab.says("Saved on this phone · 1")
    network.mode = "open"
    tab.send()
    tab.until_true(lambda: [card.prompt for card in person.rows(Card)] == ["Why us?"])


TWO_DAYS = now().replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=3)
EVENTS = [
    event(
        UID=f"{number}@hexham",
        DTSTART=f"{TWO_DAYS + timedelta(days=number):%Y%m%dT%H%M%SZ}",
        SUMMARY=f"Round {number}",
    )
    for number in (1, 2)
]
PASTED = {
    "cards": ("/cards/import", "Why us?\tBecause of you", ["Look at them first", "Add 1 card"]),
    "one of two events": (
        "/interviews/invitation",
        calendar(*EVENTS).decode(),
        ["Look at it first", "Look at this one", "Add interview"],
    ),
    "a contact": (
        "/people/bring",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD",
        ["Look at them first", "Add those chosen"],
    ),
    "a résumé": (
        "/stories/resume",
        json.dumps(
            {
                "work": [
                    {
                        "name": "Hexham",
                        "position": "Lead",
                        "highlights": ["Cut the backlog by 40 %"],
                    }
                ]
            }
        ),
        ["Look at it first", "Make it a story"],
    ),
}


@pytest.mark.parametrize("what", PASTED)
def test_what_was_pasted_is_half_written_until_it_is_brought_in(phone, what):
    """Looked at only, it is still there; brought in, it isn't, and nothing says that it waits."""
    address, text, buttons = PASTED[what]
    address = address_of(phone, address)
    for pressed in (buttons[:1], buttons):
        phone.open(address)
        phone.is_ready()
        phone.write("textarea[name=text]", text)
        for name in pressed:
            button = phone.page.get_by_role("button", name=name).first
            button.wait_for()
            # Before its scripts it is a site's, which knows of no half-written text.
            phone.page.wait_for_load_state()
            button.tap()
        if pressed is not buttons:
            phone.page.get_by_role("button", name=buttons[1]).first.wait_for()
            phone.open(address)
            phone.sees("Not saved yet")
            assert (
                phone.run("() => document.querySelector('textarea[name=text]').value")
                .strip()
                .splitlines()
                == text.strip().splitlines()
            )
    phone.page.get_by_role("button", name=buttons[-1]).first.wait_for(state="detached")
    phone.is_sent()
    assert phone.run(DRAFTS) == []
    phone.open(address)
    assert phone.run("() => document.querySelector('textarea[name=text]').value") == ""


PRESSED_AT_ONCE = """addEventListener("DOMContentLoaded", () => [...document.querySelectorAll("#main form button")]
    .find((button) => %s.includes(button.textContent.trim()))?.click())"""


def test_what_is_brought_in_at_the_first_tap_is_not_half_written(phone):
    """Also where the pages are quicker pressed than they are whole."""
    address, text, buttons = PASTED["one of two events"]
    phone.open(address)
    phone.is_ready()
    phone.write("textarea[name=text]", text)
    phone.until_true(lambda: phone.run(DRAFTS))
    phone.page.add_init_script(PRESSED_AT_ONCE % buttons[1:])
    phone.page.get_by_role("button", name=buttons[0]).tap()
    phone.until_true(lambda: len(phone.person.rows(Interview)) == 1)
    phone.is_sent()
    assert phone.run(DRAFTS) == []


def test_a_file_that_is_chosen_is_not_half_written(phone):
    phone.open("/cards/import")
    phone.is_ready()
    phone.page.get_by_label("A file").set_input_files(CARDS)
    phone.page.get_by_role("button", name="Look at them first").tap()
    phone.sees("2 cards to bring in")
    assert phone.run(DRAFTS) == []


def address_of(phone, address):
    """Contacts are brought in to an interview."""
    return (
        f"/interviews/{interview(phone.person).id}/people/contacts"
        if address.startswith("/people")
        else address
    )


def test_they_can_be_taken_along(page, signed_in):
    question(signed_in(page), answer="Because of you")
    page.goto("/cards/import")
    for name in ("CSV", "TSV", "Anki package"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        rows, _ = rows_in(download.value.path().read_bytes())
        assert [(row.front, row.back) for row in rows] == [("Why us?", "Because of you")]
        assert download.value.suggested_filename.startswith("round-two-cards-")


HOLD = """() => new Promise((held) => navigator.locks.request("restore drafts",
  () => new Promise((letGo) => { window.letGo = letGo; held(); })))"""


def test_what_is_put_right_before_its_draft_was_looked_for_stays(page, signed_in, watch):
    """Of a page that came with what is wrong, too; however long it takes to look."""
    watch.allow("422")
    signed_in(page)
    page.goto("/interviews/invitation")
    invitation = calendar(event()).decode().replace("\r\n", "\n")
    text = page.locator("[name=text]")
    text.fill("Nothing of the kind")
    other = page.context.new_page()
    other.goto("/interviews/invitation")
    other.evaluate(HOLD)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.locator("#text-error")).not_to_be_empty()
    text.fill(invitation)
    other.evaluate("() => window.letGo()")
    page.wait_for_timeout(400)
    assert text.input_value() == invitation
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("This came out of the invitation")).to_be_visible()
    assert len(page.evaluate(DRAFTS)) <= 1  # nothing is kept of it before it is saved


MAIL = """Hello, we would like to see you again on {day} at 10:30, for 90 minutes.
You will meet Ana Ng, Head of Data.
Kind regards, Sam Hill, Pellwick Kitchens"""
ON_TOP = """(error) => { const box = error.getBoundingClientRect();
  return error.contains(document.elementFromPoint(box.left + 5, box.top + box.height / 2)); }"""


def test_what_is_still_asked_of_a_mail_is_in_sight(page, signed_in, watch):
    """And the cursor is there, though it is a choice."""
    watch.allow("422")
    person = signed_in(page)
    page.goto("/interviews/invitation")
    page.locator("[name=text]").fill(MAIL.format(day=f"{now() + timedelta(days=9):%-d %B %Y}"))
    page.get_by_role("button", name="Look at it first").tap()
    page.get_by_label("Company").fill("Pellwick Kitchens")
    page.get_by_role("button", name="Add interview").tap()
    error = page.locator("#setting-error")
    expect(error).not_to_be_empty()
    expect(page.get_by_role("radio", name="In person")).to_be_focused()
    assert error.evaluate(ON_TOP)
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Add interview").tap()
    until(lambda: [row.setting for row in person.rows(Interview)] == ["video"])
