"""Toasts leave once they could be read; one that offers to undo waits."""

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
