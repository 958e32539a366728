"""What stands between a phone and the server: portals, proxies, lines that drip; and a sign-in that
ended elsewhere.

Names with a number are cases that the app must survive. The way to the server is broken, and
answers for it.
"""

import random
import string
import time
from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.browser.tabs import STORE
from tests.cards.decks import question, story, titles
from tests.persons import Person
from tests.reflections.factories import interview, reflection
from webapp.accounts.models import SignIn, User
from webapp.core.clock import now
from webapp.core.database import db

KEPT = "Saved on this phone · 1"
LOBBY = "Welcome to the lobby"
KNOWS_NO_PACKING = "delete globalThis.CompressionStream"
PORTALS = pytest.mark.parametrize("mode", ["portal", "redirect", 511])
OF_THE_LOBBY = """async (words) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if ((await (await cache.match(url)).text()).includes(words)) return url;
    }
  }
  return "";
}"""
PACKS = "async () => (await caches.keys()).filter((name) => name.startsWith('pack-')).length"


def ready(phone):
    """A day on the phone, and its copy."""
    of = interview(phone.person, at=now() + timedelta(hours=20))
    story(phone.person, created_at=now())
    question(phone.person, created_at=now())
    phone.open("/")
    phone.is_ready()
    return of


def write_story(tab, title):
    tab.open("/stories/new")
    tab.write("[name=title]", title)
    tab.press("#main form .sticky-actions .button")


def is_signed_in(person):
    return person.rows(SignIn) != []


def change(app, statement):
    with app.app_context():
        db.session.execute(statement)
        db.session.commit()


@pytest.mark.parametrize("mode", ["portal", 511])
def test_f6_a_page_not_in_the_copy_is_tried_once_behind_a_portal(phone, network, mode):
    ready(phone)
    network.mode, network.has_policy = mode, True
    phone.open("/cards/archive")
    phone.sees("No signal just now")
    time.sleep(9)
    assert (
        len(network.seen_of("GET /cards/archive")) == 1
        and len(network.seen_of("GET /reachable")) >= 2
    )
    network.mode = "open"
    phone.until("() => document.querySelector('h1').textContent !== 'No signal just now'")
    assert len(network.seen_of("GET /cards/archive")) == 2


def test_f6_a_page_that_stays_away_although_the_server_answers_is_tried_seldom(phone, network):
    ready(phone)
    network.mode, network.only = 503, "GET /cards/archive"
    phone.open("/cards/archive")
    phone.sees("No signal just now")
    time.sleep(9)
    assert len(network.seen_of("GET /cards/archive")) == 2, "opened, and once again by itself"


def test_f6_a_page_that_is_cut_or_drips_is_not_waited_for_without_end(phone, network):
    ready(phone)
    network.cut = 200
    phone.open("/cards/archive")
    phone.sees("No signal just now")
    phone.open("about:blank")  # or it tries again by itself
    network.cut, network.down = None, 20
    began = time.monotonic()
    phone.page.set_default_timeout(60_000)
    phone.open("/cards/archive")
    phone.sees("No signal just now", patience=60)  # it may be trying again
    assert 25 < time.monotonic() - began < 90
    network.down = None
    # Unless it opened by itself.
    phone.run("() => document.querySelector('.sticky-actions .button')?.click()")
    phone.until(
        "() => document.querySelector('h1').textContent !== 'No signal just now'", patience=60
    )


@pytest.mark.parametrize("mode", ["portal", 511])
def test_f7_a_portal_with_a_policy_never_gets_into_the_copy(tab_at, live_server, network, mode):
    tab = tab_at(network.url)
    tab.person = Person(live_server.app, f"guest-{now().timestamp()}")
    tab.cookie(*tab.person.cookie)
    of = ready(tab)
    network.mode, network.has_policy = mode, True
    for page in ("/", f"/interviews/{of.id}", "/cards"):
        tab.open(page)
        tab.sees("Aldermouth Homes" if page != "/cards" else "Cards")
        assert LOBBY not in tab.text()
    write_story(tab, "From the lobby")
    tab.says(KEPT)
    tab.run("() => dispatchEvent(new Event('pageshow'))")
    time.sleep(4)  # a copy would be made anew by now
    assert tab.run(OF_THE_LOBBY, LOBBY) == "" and tab.state() == KEPT
    network.mode = "open"
    tab.send()
    tab.is_sent()
    assert titles(tab.person) == ["From the lobby", "The migration"]


@pytest.mark.parametrize("mode", [400, 401, 403, 413])
def test_f7_a_foreign_refusal_leaves_the_change_waiting(phone, network, mode):
    ready(phone)
    network.mode, network.only, network.has_policy = mode, "POST /outbox", True
    write_story(phone, "Refused by nobody")
    phone.says(KEPT)
    phone.open("/waiting")
    phone.sees("It is sent by itself")
    assert phone.run(PACKS) == 1
    network.mode = "open"
    phone.send()
    phone.until_true(lambda: titles(phone.person) == ["Refused by nobody", "The migration"])


def test_f7_a_part_from_a_portal_is_not_shown(phone, network, watch):
    watch.allow("not ours")
    ready(phone)
    phone.open("/cards")
    network.mode, network.has_policy = "portal", True
    phone.run("() => htmx.ajax('GET', '/cards?q=x', '#main').catch(() => {})")
    phone.sees("No signal just now.")
    assert LOBBY not in phone.text()


def test_f7_what_is_too_large_is_said_before_it_is_kept(phone, network):
    phone.open("/stories/new")
    phone.write("[name=task]", "long " * 240_000)
    phone.write("[name=title]", "Too long")
    phone.press("#main form .sticky-actions .button")
    phone.sees("This is too much to be sent at once: 1.3 MB, and at most 1 MB can be.")
    assert phone.run("() => document.querySelector('[name=task]').value.length") == 1_200_000
    assert (
        phone.state() == ""
        and network.seen_of("POST /outbox") == network.seen_of("POST /stories") == []
    )
    phone.write("[name=task]", "short")
    phone.press("#main form .sticky-actions .button")
    phone.until_true(lambda: titles(phone.person) == ["Too long"])


@pytest.mark.parametrize("is_packed", [True, False], ids=["packed", "unpacked"])
def test_f10_what_waits_goes_through_a_narrow_line(phone, network, is_packed):
    """60 KB at 20 kbit/s: more than a batch is waited for, unless it is packed."""
    if not is_packed:
        phone.page.add_init_script(KNOWS_NO_PACKING)
    phone.open("/stories/new")
    network.mode, network.only = "down", "POST /outbox"
    phone.keep(
        [
            [
                "/stories",
                {
                    "id": f"01a00000-0000-7000-8000-0000000000{n:02}",
                    "title": f"Story {n:02}",
                    "task": prose(n),
                },
                f"{n}",
                0,
            ]
            for n in range(30)
        ]
    )
    network.mode, network.up = "open", 2_500
    network.sizes.clear()
    phone.send()
    phone.until_true(lambda: len(titles(phone.person)) == 30, patience=120)
    network.up = None
    phone.is_sent()
    attempts, sizes = len(network.seen_of("POST /outbox")), network.sizes_of("POST /outbox")
    if is_packed:
        assert sizes[0] < 30_000
    else:
        assert 4 * max(sizes) < 3 * 60_000 and attempts > len(sizes), (
            "the whole didn't get through, its half did"
        )


def prose(seed):
    chance = random.Random(seed)
    words = ["".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(60)]
    return " ".join(chance.choices(words, k=225))


def test_f12_the_account_was_deleted_elsewhere(phone, network, live_server, new_person):
    mine, another = ready_with_words(phone, network), new_person()
    change(live_server.app, delete(User).where(User.id == mine.id))
    network.mode = "open"
    phone.send()
    phone.says("Needs attention · 1")
    phone.open("/waiting")
    phone.sees("The account that wrote this was deleted")
    phone.sees("My words")
    assert phone.run(PACKS) == 0
    phone.open("/sign-in")  # the old password doesn't open it any more
    phone.write("[name=email]", mine.email)
    phone.write("[name=password]", "a long walk by the river")
    phone.press("#main form .button")
    phone.until(
        "() => [...document.querySelectorAll('.field-error')].some((one) => one.textContent.trim())"
    )
    # Nobody signed in: it is whose it was.
    phone.until(f"async () => {{ {STORE} return await store.fact('person') }}")
    phone.open("/waiting")
    phone.sees("My words")

    phone.cookie(*another.cookie)
    phone.open("/")
    phone.until(
        f"async (id) => {{ {STORE} return await store.fact('person') === id }}", str(another.id)
    )
    phone.open("/waiting")
    phone.sees("Nothing waits")
    assert "My words" not in phone.text()

    anew = Person(live_server.app, mine.email.partition("@")[0])
    phone.cookie(*anew.cookie)
    phone.open("/")
    phone.says("Needs attention · 1")
    phone.open("/waiting")
    phone.sees("My words")
    network.mode = "down"
    phone.open("/waiting")  # without a signal too
    phone.sees("The account that wrote this was deleted")
    phone.press("[name=discard]")
    phone.press("[name=discard]")
    phone.sees("Nothing waits")
    assert titles(anew) == titles(another) == []


def test_f12_who_only_has_to_sign_in_is_told_so(phone, network, live_server):
    mine = ready_with_words(phone, network)
    change(live_server.app, delete(SignIn).where(SignIn.user_id == mine.id))
    network.mode = "open"
    phone.open("/waiting")
    phone.sees("It is sent as soon as you sign in")
    assert "deleted" not in phone.text()


def ready_with_words(phone, network):
    ready(phone)
    network.mode = "down"
    write_story(phone, "My words")
    phone.says(KEPT)
    return phone.person


@PORTALS
def test_f13_signing_out_behind_a_portal_ends_the_sign_in_once_the_server_answers(
    phone, network, mode
):
    ready(phone)
    phone.open("/account")
    network.mode, network.has_policy = mode, True
    phone.press("sign-out form .button")
    phone.until("() => location.pathname === '/sign-in'")
    phone.sees("No signal just now")
    phone.open("/")
    phone.sees("No signal just now")
    assert phone.run(PACKS) == 0 and is_signed_in(phone.person)
    network.mode = "open"
    phone.until("() => document.querySelector('[name=password]')", patience=30)
    assert not is_signed_in(phone.person), "the server knows"


def test_f16_a_network_that_redirects_gets_the_copy_and_our_own_redirects_are_followed(
    phone, network
):
    of = ready(phone)
    new = f"/interviews/{of.id}/reflections/new"
    network.mode = "redirect"
    for page, words in (
        ("/", "Aldermouth Homes"),
        ("/cards", "The migration"),
        (new, "How did it go?"),
    ):
        phone.open(page)
        phone.sees(words)
    network.mode = "open"
    written = reflection(phone.person, of, created_at=now(), updated_at=now())  # on another device
    phone.open("/")  # from the copy, as long as it isn't known that there is a way again
    phone.until_true(
        lambda: network.seen[-1] == ("GET /", "open") or ("GET /pack", "open") in network.seen
    )
    phone.open(new)
    phone.until("(path) => location.pathname === path", f"/reflections/{written.id}/edit")


def test_a_device_that_was_signed_out_elsewhere_loses_its_copies_and_not_what_waits(
    phone, network, live_server
):
    mine = ready_with_words(phone, network)
    change(live_server.app, delete(SignIn).where(SignIn.user_id == mine.id))
    network.mode = "open"
    phone.open("/")
    phone.sees("Sign in")
    assert phone.run(PACKS) == 0
    phone.open("/waiting")
    phone.sees("My words")
    network.mode = "down"
    phone.open("/")
    phone.sees("No signal just now")


def test_an_open_page_hears_that_it_was_signed_out_elsewhere(phone, network, live_server):
    ready(phone)
    network.given.clear()
    phone.open("/stories/new")
    # It was asked whether it is so still.
    phone.until_true(lambda: "GET /stories/new" in dict(network.given))
    change(live_server.app, delete(SignIn).where(SignIn.user_id == phone.person.id))
    phone.write("[name=title]", "Waits")
    phone.press("#main form .sticky-actions .button")
    phone.says("Sign in to send · 1")
    phone.until(f"async () => (await ({PACKS})()) === 0")
    # It asks again.
    phone.run("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) }")
    phone.page.wait_for_timeout(1_500)
    phone.says("Sign in to send · 1")


def test_an_open_page_goes_when_it_was_signed_out_elsewhere(phone, network, live_server):
    ready(phone)
    network.given.clear()
    phone.open("/cards")
    phone.until_true(lambda: "GET /cards" in dict(network.given))
    change(live_server.app, delete(SignIn).where(SignIn.user_id == phone.person.id))
    phone.run("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) }")
    phone.sees("Sign in")
    assert phone.run(PACKS) == 0
