"""Toasts leave once they could be read; one that offers to undo waits."""

from tests.cards.decks import story
from webapp.clock import now

TOASTS = """<div class="toast"><p>Password changed.</p></div>
<div class="toast"><p>Deleted.</p><form><button>Undo</button></form></div>"""


def test_only_what_can_be_undone_stays(page):
    page.clock.install()
    page.goto("/install")
    page.evaluate("() => import(document.querySelector('script[src$=\"/js/app.js\"]').src.replace('app.js', 'status.js'))")
    page.evaluate("(toasts) => { document.getElementById('toasts').innerHTML = toasts }", TOASTS)
    page.clock.fast_forward(5_000)
    assert page.get_by_text("Password changed.").is_visible()
    page.clock.fast_forward(60_000)
    assert page.get_by_text("Password changed.").count() == 0
    assert page.get_by_role("button", name="Undo").is_visible()


def test_words_on_a_page_that_only_passes_are_said_on_the_next(phone, way):
    """As when an answer comes while its page is being left, and leads on from there."""
    told = story(phone.person, "The migration", created_at=now())
    phone.open(f"/stories/{told.id}")
    phone.is_ready()
    phone.page.get_by_role("button", name="Put away").click()
    phone.sees("Story put away.")
    phone.run("() => { location.assign('/log') }")
    phone.until("() => location.pathname === '/log'")
    phone.sees("Story put away.")
    phone.page.wait_for_timeout(1_200)
    phone.open("/cards")
    phone.until("() => sessionStorage.words === undefined")  # it is let go when nothing is said
    assert "Story put away." not in phone.text()
