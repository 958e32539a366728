"""Toasts leave once they could be read; one that offers to undo waits. What nobody can have read is
said again."""

import pytest

from tests.browser.checks import axe_violations
from tests.cards.decks import story
from webapp.stories.models import Story

TOASTS = """<div class="toast"><p>Password changed.</p></div>
<div class="toast"><p>Deleted.</p><form><button>Undo</button></form></div>"""


def test_only_what_can_be_undone_stays(page):
    page.clock.install()
    page.goto("/install")
    page.evaluate(
        "() => import(document.querySelector('script[src$=\"/js/app.js\"]').src.replace('app.js', 'status.js'))"
    )
    page.evaluate("(toasts) => { document.getElementById('toasts').innerHTML = toasts }", TOASTS)
    page.clock.fast_forward(5_000)
    assert page.get_by_text("Password changed.").is_visible()
    page.clock.fast_forward(60_000)
    assert page.get_by_text("Password changed.").count() == 0
    assert page.get_by_role("button", name="Undo").is_visible()


SAID = """<div class="toast"><p>Deleted.</p><form><button class="link-button">Undo</button>
<p class="kept-mark">Saved on this phone</p><p class="kept-mark field-error">It was deleted for good.</p></form></div>"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_said_in_a_toast_can_be_read(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("/install")
    page.evaluate("(toasts) => { document.getElementById('toasts').innerHTML = toasts }", SAID)
    assert axe_violations(page, "color-contrast") == []


PASSES = """(words) => { Object.assign(sessionStorage, { words, saidAt: Date.now() }); location.assign("/cards") }"""


def test_words_on_a_page_that_only_passes_are_said_on_the_next(phone):
    """As when an answer comes while its page is being left."""
    phone.open("/log")
    phone.is_ready()
    phone.run(PASSES, "<div class=toast><p>Story put away.</p></div>")
    phone.sees("Story put away.")
    phone.page.wait_for_timeout(1_200)
    phone.open("/log")
    phone.until("() => sessionStorage.words === undefined")  # it is let go when nothing is said
    assert "Story put away." not in phone.text()


AT_SETTLING = """const remove = IDBObjectStore.prototype.delete;
IDBObjectStore.prototype.delete = function (...values) {
  if (this.name === "submissions") sessionStorage.atSettling = sessionStorage.words ?? "";
  return remove.apply(this, values);
}"""


def test_the_words_are_noted_before_what_they_are_about_is_settled(phone):
    """A page that is left in between would have nothing more to send, and nothing to say."""
    phone.open("/")
    phone.is_ready()
    phone.page.add_init_script(AT_SETTLING)
    phone.open("/cards/new")
    phone.page.get_by_role("radio", name="Figure").check()
    phone.page.get_by_label("On the front").fill("What the market pays")
    phone.page.get_by_label("On the back").fill("39,000 to 43,000")
    phone.page.get_by_role("button", name="Save").click()
    assert "Card added." in phone.until("() => sessionStorage.atSettling")


LATE_WORKER = """const { register } = ServiceWorkerContainer.prototype;
ServiceWorkerContainer.prototype.register = async function (...values) {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return register.apply(this, values);
}"""


def test_a_fresh_phone_offers_to_bring_back_what_it_put_away_in_its_first_moment(phone):
    """Before the worker is there, and with it what says things at the edges of a page."""
    told = story(phone.person)
    phone.page.add_init_script(LATE_WORKER)
    phone.open(f"/stories/{told.id}")
    phone.press("[action*='/archival'] button")
    phone.until("() => location.pathname === '/cards'")
    phone.press("#toasts form button")
    phone.until_true(lambda: phone.person.rows(Story)[0].archived_at is None)
