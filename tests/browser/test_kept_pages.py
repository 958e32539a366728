"""Whether pages are kept on a phone: the switch, here and from another device."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.test_foreign_networks import PACKS
from tests.cards.decks import titles
from webapp.accounts.events import Event, What
from webapp.accounts.models import SignIn
from webapp.core.clock import now

NONE_LEFT = f"async () => (await ({PACKS})()) === 0"
NOT_KEPT = "pages aren’t kept on this phone"


def ready(phone):
    phone.person.with_example()
    phone.open("/")
    phone.is_ready()


def test_switched_off_the_copies_go_at_once_and_what_waits_stays(phone, network):
    ready(phone)
    phone.open("/account/devices")
    network.mode = "down"
    phone.keep(
        [["/stories", {"id": "01a00000-0000-7000-8000-000000000001", "title": "Waits"}, "a", 0]]
    )
    phone.press("[data-this-device] .tick[aria-pressed=true]")
    phone.until(NONE_LEFT)
    phone.says("Saved on this phone · 2")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert "Waits" in titles(phone.person) and not phone.person.rows(SignIn)[0].keeps_pages
    phone.open("/")
    phone.sees(NOT_KEPT)
    assert phone.run("() => document.getElementById('ready-offline').checkVisibility()") is False
    network.mode = "down"
    phone.open("/cards")
    phone.sees("No signal just now")
    network.mode = "open"
    phone.open("/account/devices")
    phone.press("[data-this-device] .tick[aria-pressed=false]")
    phone.is_ready()
    phone.open("/")
    phone.sees("Ready without a signal, as of today")
    assert NOT_KEPT not in phone.text()


def test_switched_off_from_another_device_they_go_with_the_next_word_from_the_server(
    phone, network
):
    ready(phone)
    (sign_in,) = phone.person.rows(SignIn)
    other = phone.person.on("Safari on iPad")
    phone.open("/stories/new")
    other.delete(f"/account/devices/{sign_in.id}/pages")
    phone.write("[name=title]", "From here")
    phone.press("#main form .sticky-actions .button")
    phone.until(NONE_LEFT)
    other.put(f"/account/devices/{sign_in.id}/pages")
    phone.open("/")
    phone.is_ready()
    other.delete(f"/account/devices/{sign_in.id}/pages")
    phone.open("/log")
    phone.until(NONE_LEFT)
    phone.open("/")
    phone.sees(NOT_KEPT)


USED_BEFORE = """async (days) => {
  const name = (await caches.keys()).find((one) => one.startsWith("pack-"));
  await (await caches.open(name)).put("/pack/used", new Response(Date.now() - days * 86_400_000));
}"""
USED = "async () => (Date.now() - Number(await (await caches.match('/pack/used')).text())) / 86_400_000"


def test_copies_go_when_nobody_opened_the_app_for_30_days(phone, network):
    ready(phone)
    assert abs(phone.run(USED)) < 1
    network.mode = "down"
    phone.run(USED_BEFORE, 29)
    phone.open("/cards")
    phone.until(f"async () => (await ({USED})()) < 1")  # opened without a signal: that counts
    phone.run(USED_BEFORE, -400)
    phone.open("/account")  # the clock was set back, or was wrong before
    # The last that such a page does.
    phone.until("() => Boolean(document.querySelector('[data-needs-signal]'))")
    assert phone.run(USED) < -399
    phone.run(USED_BEFORE, 31)
    phone.open("/cards")
    phone.sees("No signal just now")
    assert phone.run(PACKS) == 0
    network.mode = "open"
    phone.open("/")
    phone.is_ready()
    phone.run(USED_BEFORE, 31)
    phone.run("async () => (await navigator.serviceWorker.getRegistration()).unregister()")
    phone.person.delete("/sign-in")
    phone.forget_cookies()
    network.mode, network.only = "down", "GET /account"  # nobody is there to say whose they are
    phone.open("/sign-in")
    phone.until(NONE_LEFT)


@pytest.mark.parametrize("scripts", [True, False])
def test_moments_are_those_of_the_phones_own_clock(new_page, signed_in, scripts):
    page = new_page(timezone_id="Asia/Tokyo", java_script_enabled=scripts)
    person = signed_in(page)
    at = now() - timedelta(hours=5)
    person.has(Event(what=What.PASSWORD_CHANGED, device="Firefox on Android", at=at))
    page.goto("/account/devices")
    there = at.astimezone(ZoneInfo("Asia/Tokyo"))
    told = f"{there:%-d %B %Y, %H:%M}," if scripts else f"{at:%-d %B %Y, %H:%M} UTC,"
    expect(page.get_by_text(f"{told} Firefox on Android")).to_be_visible()
    assert ("UTC" in page.locator("main").inner_text()) is not scripts
