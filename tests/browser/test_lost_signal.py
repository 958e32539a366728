"""A part that couldn't be fetched or saved: the page says so once, and what is sent again is applied once."""

import pytest

from webapp.receipts import Receipt

DISMISSAL = "**/account/install-hint/dismissal*"
NOT_SAVED = "Not saved: no signal. Try again when it’s back."


@pytest.fixture
def hint(page, signed_in, watch):
    """The button that dismisses the hint on Today: a form that htmx sends, as all small ones are."""
    watch.allow("net::ERR_|Failed to fetch")
    page.person = signed_in(page)
    page.goto("/")
    return page.get_by_role("button", name="Not now")


def test_no_signal_is_said_until_it_is_saved(page, hint):
    page.route(DISMISSAL, lambda route: route.abort())
    hint.tap()
    status = page.locator("#status")
    page.wait_for_function("() => document.getElementById('status').textContent")
    assert status.text_content() == NOT_SAVED
    assert hint.is_visible()

    page.unroute(DISMISSAL)
    hint.tap()
    hint.wait_for(state="detached")
    assert status.text_content() == ""


def test_said_once(page, hint):
    page.route(DISMISSAL, lambda route: route.abort())
    page.evaluate("""() => {
        window.said = [];
        new MutationObserver(() => window.said.push(status.textContent))
            .observe(document.getElementById("status"), { childList: true, characterData: true, subtree: true });
    }""")
    for _ in range(3):
        hint.tap()
        page.wait_for_timeout(100)
    assert page.evaluate("() => window.said.length") == 1


def test_sent_again_after_a_lost_answer(page, hint):
    keys = []

    def lose_answer(route):
        keys.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort()

    page.route(DISMISSAL, lose_answer, times=1)
    hint.tap()
    page.wait_for_function("() => document.getElementById('status').textContent")
    with page.expect_request(DISMISSAL) as again:
        hint.tap()
    hint.wait_for(state="detached")
    assert again.value.headers["idempotency-key"] == keys[0]
    assert [str(receipt.id) for receipt in page.person.rows(Receipt)] == keys


def test_keys_are_new_for_other_content(page, signed_in):
    signed_in(page)
    page.goto("/install")
    keys = page.evaluate("""async () => {
        const asked = [];
        const form = document.createElement("form");
        form.innerHTML = '<input name="words" value="one">';
        document.body.append(form);
        const send = () => {
            const request = { method: "POST", action: "/somewhere", headers: {}, body: new FormData(form) };
            form.dispatchEvent(new CustomEvent("htmx:before:request", { bubbles: true, detail: { ctx: { sourceElement: form, request } } }));
            asked.push(request.headers["Idempotency-Key"]);
        };
        send(); send();
        form.elements.words.value = "two";
        send();
        return asked;
    }""")
    assert keys[0] == keys[1] != keys[2]
    assert all(key[14] == "7" and key[19] in "89ab" for key in keys)
