"""No signal, in both browsers: everything opens, everything is kept, and it arrives once.

Names with a number are faults that the app must survive. The server is killed, or the way to it is
broken.
"""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.day import Day
from tests.browser.tabs import STORE, WebKitTab
from tests.cards.decks import question, story, titles
from tests.persons import PASSWORD, Person
from tests.reflections.factories import interview, reflection
from webapp.accounts.models import SignIn
from webapp.cards.reviews import Review
from webapp.core.clock import now
from webapp.core.database import db
from webapp.reflections.models import Reflection
from webapp.sync.models import Recovered
from webapp.sync.receipts import Receipt


def sign_in(tab, person):
    tab.open("/sign-in")
    tab.write("[name=email]", person.email)
    tab.write("[name=password]", PASSWORD)
    tab.press("#main form .button")
    tab.until("(id) => document.body.dataset.user === id", str(person.id))


def write_story(tab, title):
    tab.open("/stories/new")
    tab.write("[name=title]", title)
    tab.press("#main form .button.wide, #main form .sticky-actions .button")


def test_every_page_of_the_pack_opens_with_the_server_gone(tab_at, new_server):
    tab = tab_at(new_server.url)
    tab.cookie(*Person(new_server.app, "olive").with_example().cookie)
    tab.open("/")
    tab.is_ready()
    pages = tab.pages_of_pack()
    assert len(pages) > 40
    tab.until("() => !document.getElementById('ready-offline').hidden")
    new_server.kill()
    tab.open("/")
    for page in [*pages, "/waiting"]:
        tab.open(page)
        assert tab.run("() => document.querySelector('h1').textContent") not in (
            "",
            "No signal just now",
        ), page
    tab.open("/cards/archive")
    tab.sees("No signal just now")
    tab.sees("Checklist")  # of what there is, it is offered
    new_server.start()
    new_server.wait()


def test_fault_1_thirty_days_and_500_changes(tab_at, live_server, network):
    day = Day(live_server.app, tab_at(network.url)).begin()
    tab, item = day.tab, day.item("Suit")
    network.mode = "down"
    tab.open(day.list)
    stories = [f"01a00000-0000-7000-8000-00000000000{number}" for number in range(5)]
    changes = [["/stories", {"id": id, "title": "Version 0"}, id, 30] for id in stories]
    for number in range(1, 50):
        days = 30 - number / 2
        changes += [
            [f"/stories/{id}?_method=put", {"title": f"Version {number}"}, id, days]
            for id in stories
        ]
        changes += [
            [
                f"/cards/{day.card.id}/reviews",
                {"id": f"02a00000-0000-7000-8000-0000000000{number:02}", "grade": "good"},
                "card",
                days,
            ]
        ]
    while len(changes) < 499:
        method = "put" if len(changes) % 2 else "delete"
        changes.append(
            [
                f"/checklists/items/{item.id}/completion?_method={method}",
                {},
                "list",
                5 - len(changes) / 100,
            ]
        )
    tab.keep(changes)
    tab.open(day.list)
    day.tick("Shoes")
    tab.says("Saved on this phone · 500")
    network.mode = "open"
    tab.send()
    tab.is_sent(patience=240)
    assert titles(day.person) == ["The migration", *["Version 49"] * 5]
    reviews = sorted(day.person.rows(Review), key=lambda review: review.reviewed_at)
    assert [str(review.id)[-2:] for review in reviews] == [
        f"{number:02}" for number in range(1, 50)
    ]
    assert timedelta(days=29) < now() - reviews[0].reviewed_at < timedelta(days=30)
    assert day.is_ticked("Suit") is (len(changes) % 2 == 0) and day.is_ticked("Shoes")
    assert len(day.person.rows(Receipt)) == 500 and day.person.rows(Recovered) == []


def test_fault_2_the_answer_is_lost_after_the_commit(tab_at, live_server, network):
    day = Day(live_server.app, tab_at(network.url)).begin("/stories/new")
    network.mode, network.only = "lost", "POST /outbox"
    write_story(day.tab, "Told once")
    day.tab.says("Saved on this phone · 1")
    assert titles(day.person) == ["The migration", "Told once"]
    network.mode = "open"
    day.tab.send()
    day.tab.is_sent()
    assert (
        titles(day.person) == ["The migration", "Told once"]
        and len(network.seen_of("POST /outbox")) >= 2
    )


def test_fault_3_the_tab_is_killed_on_the_way(tab_at, live_server, network):
    day = Day(live_server.app, tab_at(network.url)).begin()
    network.mode, network.only = "hanging", "POST /outbox"
    other = day.tab.another()
    day.tick("Suit")
    day.tab.says("Saved on this phone · 1")
    day.tab.die()
    assert not day.is_ticked("Suit")
    network.mode = "open"
    tab = other if isinstance(other, WebKitTab) else other.another()
    tab.open(day.list)
    tab.is_sent()
    assert day.is_ticked("Suit")


def test_fault_7_the_sign_in_ended(tab_at, live_server, network):
    day = Day(live_server.app, tab_at(network.url), password=True).begin()
    with live_server.app.app_context():
        db.session.query(SignIn).filter_by(user_id=day.person.id).delete()
        db.session.commit()
    day.tick("Suit")
    day.tab.says("Sign in to send · 1")
    assert day.looks_ticked("Suit")
    sign_in(day.tab, day.person)
    day.tab.is_sent()
    assert day.is_ticked("Suit")


@pytest.mark.parametrize(
    "mode",
    ["redirect", "portal", 502, 404, 200],
    ids=["8_a_redirect", "9_a_portal", "a_gateway", "a_404", "a_200"],
)
def test_fault_of_a_foreign_answer(tab_at, live_server, network, mode):
    """8: a redirect to a login page. 9: the page of a hotel's network. And others that aren't our
    server's word."""
    day = Day(live_server.app, tab_at(network.url)).begin()
    network.mode, network.only = mode, "POST /outbox" if mode == "redirect" else ""
    day.tick("Suit")
    day.tab.says("Saved on this phone · 1")
    day.tab.open("/cards")  # no page of theirs stands in for ours
    day.tab.sees("The migration")
    assert not day.is_ticked("Suit")
    network.mode = "open"
    day.tab.send()
    day.tab.is_sent()
    assert day.is_ticked("Suit")


def test_fault_10_another_person_signs_in(tab_at, live_server, network):
    day = Day(live_server.app, tab_at(network.url), password=True).begin()
    network.mode = "down"
    write_story(day.tab, "My secret")
    day.tab.says("Saved on this phone · 1")
    day.tab.forget_cookies()
    network.mode = "open"
    mine, other = day.person, Person(live_server.app, f"other-{now().timestamp()}", password=True)
    sign_in(day.tab, other)
    network.seen.clear()
    for page in ("/", "/waiting", "/cards"):
        day.tab.open(page)
        day.tab.until("() => document.readyState === 'complete'")
        assert "My secret" not in day.tab.text() and day.tab.state() == ""
    day.tab.open("/waiting")
    day.tab.sees("Nothing waits")
    assert network.seen_of("POST /outbox") == [] and titles(other) == []
    day.tab.until(
        """async () => (await caches.keys()).every((name) => !name.startsWith("pack-") || name.includes(document.body.dataset.user ?? "-"))"""
    )
    day.tab.forget_cookies()
    sign_in(day.tab, mine)
    day.tab.is_sent()
    assert titles(mine) == ["My secret", "The migration"]


def test_fault_12_one_bad_of_fifty(tab_at, live_server, network):
    day = Day(live_server.app, tab_at(network.url)).begin()
    ids = [f"01a00000-0000-7000-8000-0000000000{number:02}" for number in range(50)]
    network.mode = "down"
    day.tab.keep(
        [
            [
                "/stories",
                {"id": id, "title": "x" * 121 if id == ids[20] else f"Story {id[-2:]}"},
                id,
                0,
            ]
            for id in ids
        ]
    )
    network.mode = "open"
    day.tab.send()
    day.tab.says("Needs attention · 1")
    assert len(titles(day.person)) == 50  # with the one that was there
    day.tab.open("/waiting")
    day.tab.sees("120 characters")
    day.tab.sees("x" * 121)
    day.tab.press(".waiting-change")  # to the form itself, with all that was in it
    day.tab.until("(title) => document.querySelector('[name=title]')?.value === title", "x" * 121)
    day.tab.sees("120 characters")
    day.tab.write("[name=title]", "Story 20")
    day.tab.press("#main form .sticky-actions .button")
    day.tab.sees("Story 20")
    day.tab.is_sent()
    assert len(titles(day.person)) == 51 and "Story 20" in titles(day.person)


def test_signing_out_says_what_the_server_would_not_take(phone, network):
    phone.open("/")
    phone.is_ready()
    phone.keep([("/stories", {"title": "Refused"}, "/stories", 0)])
    phone.run(f"""async () => {{ {STORE}
        const [one] = await store.waitingOf(document.body.dataset.user);
        await store.refuse(one, {{ words: "No.", slots: [], status: 422 }}) }}""")
    phone.open("/account")
    phone.until("() => customElements.get('sign-out') !== undefined")
    phone.press("sign-out form .button")
    phone.press("sign-out [value=send]")
    phone.sees("The server wouldn’t take some of it.")
    phone.press("sign-out a[href='/waiting']")
    phone.until("() => location.pathname === '/waiting'")
    phone.sees("Refused")


def test_signing_out_says_what_is_half_written(phone, network):
    """It can't be sent: what is whole goes, then it is asked about by itself, and can be looked
    at."""
    phone.open("/stories/new")
    phone.is_ready()
    phone.write("[name=title]", "The migration")
    network.mode = "down"
    phone.keep([("/stories", {"title": "Whole"}, "/stories", 0)])
    phone.open("/account")
    phone.until("() => customElements.get('sign-out') !== undefined")
    phone.press("sign-out form .button")
    phone.sees("1 change not sent yet, 1 half written")
    network.mode = "open"
    phone.press("sign-out [value=send]")
    phone.sees("What was whole is sent.")
    assert (
        phone.run("() => document.querySelector('sign-out output').textContent") == "1 half written"
    )
    assert not phone.run("() => document.querySelector('sign-out [value=send]').checkVisibility()")
    phone.press("sign-out a[href='/waiting']")
    phone.sees("What is half written stays on this phone until you save it.")
    phone.sees("The migration")
    phone.press(".waiting-change")
    phone.until("() => document.querySelector('[name=title]')?.value === 'The migration'")
    phone.open("/waiting")
    phone.press("[name=discard]")
    phone.press("[name=discard]")
    phone.sees("Nothing waits")
    phone.open("/stories/new")
    phone.until("() => document.querySelector('script[src$=\"/js/app.js\"]')")
    phone.open("/account")
    phone.until("() => customElements.get('sign-out') !== undefined")
    phone.press("sign-out form .button")
    phone.until("() => location.pathname === '/sign-in'")


@pytest.mark.parametrize("choice", ["keep", "discard", "send"])
def test_fault_28_signing_out_without_a_signal(tab_at, live_server, network, choice):
    day = Day(live_server.app, tab_at(network.url), password=True).begin()
    tab = day.tab
    network.mode = "down"
    day.tick("Suit")
    tab.says("Saved on this phone · 1")
    tab.open("/account")
    tab.until("() => customElements.get('sign-out') !== undefined")
    tab.press("sign-out form .button")
    tab.sees("1 change not sent yet")
    tab.press(f"sign-out [value={choice}]")
    if choice == "send":
        tab.sees("There is no signal just now.")
        network.mode = "open"
        tab.press("sign-out [value=send]")
        tab.until("() => location.pathname === '/sign-in'")
        assert day.is_ticked("Suit")
    else:
        tab.until("() => location.pathname === '/sign-in'")
        tab.sees("No signal just now")
        for page in ("/", day.list, "/cards"):  # the copies are gone
            tab.open(page)
            tab.sees("No signal just now")
        network.mode = "open"
        tab.open("/")
        tab.sees("Sign in")
    assert [sign_in.device for sign_in in day.person.rows(SignIn)] == [], "the server knows"
    sign_in(tab, day.person)
    tab.is_sent()
    assert day.is_ticked("Suit") is (choice != "discard")


def test_what_was_changed_and_left_at_once_is_in_the_copy(phone, network):
    """A form that leads on is left before the pack could be made anew; so is each page of who is in
    a hurry."""
    of = interview(phone.person, at=now() + timedelta(hours=20), place="14 Quay Street")
    phone.open("/")
    phone.is_ready()
    phone.open(f"/interviews/{of.id}/edit")
    phone.write("#place", "22 Rope Walk")
    phone.press("main form .sticky-actions button")
    phone.until("(path) => location.pathname === path", f"/interviews/{of.id}")
    phone.is_sent()
    for _ in range(4):  # never long enough on one page to make a pack at one go
        phone.open("/account")
        time.sleep(4)
    phone.until(
        """async () => { const page = await caches.match("/prepare"); return (await page?.text())?.includes("22 Rope Walk") }""",
        patience=30,
    )
    network.mode = "down"
    phone.open("/prepare")
    phone.sees("22 Rope Walk") if "22 Rope Walk" in phone.text() else phone.press("#facts summary")
    phone.sees("22 Rope Walk")


def test_once_it_is_sent_the_next_page_knows_of_it(phone, network):
    of = interview(phone.person, at=now() + timedelta(hours=20))
    phone.open("/")
    phone.is_ready()
    network.mode = "down"
    phone.open(f"/interviews/{of.id}/questions")
    phone.run("() => document.querySelector('#new-question').open = true")
    phone.write("#new-question textarea", "Why now?")
    phone.press("#new-question form .button")
    phone.says("Saved on this phone · 1")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    phone.open(f"/interviews/{of.id}/questions")
    phone.until("() => document.querySelector('.question')?.textContent.includes('Why now?')")


def test_what_is_sealed_outlives_the_clearing_at_sign_out(phone, network, live_server):
    """Chromium does as `Clear-Site-Data` says: the browser's cache goes, and no storage of ours."""
    phone.person = Person(live_server.app, f"sealed-{now().timestamp()}", password=True)
    phone.cookie(*phone.person.cookie)
    phone.open("/account")
    phone.is_ready()
    network.mode, network.only = "down", "POST /outbox"
    phone.keep(
        [["/stories", {"id": "01a00000-0000-7000-8000-000000000001", "title": "Sealed"}, "a", 0]]
    )
    phone.until("() => customElements.get('sign-out') !== undefined")
    phone.press("sign-out form .button")
    phone.sees("1 change not sent yet")
    with phone.page.expect_response(
        lambda one: one.request.method == "POST" and "/sign-in" in one.url
    ) as answer:
        phone.press("sign-out [value=keep]")
    assert answer.value.header_value("Clear-Site-Data") == '"cache"'
    phone.until("() => location.pathname === '/sign-in'")
    left = phone.run(
        "async () => [navigator.serviceWorker.controller !== null, (await caches.keys()).map((name) => name.split('-')[0])]"
    )
    assert left == [True, ["assets"]]
    network.mode = "open"
    sign_in(phone, phone.person)
    phone.until_true(lambda: titles(phone.person) == ["Sealed"])


COVERED = """() => [...document.querySelectorAll("header a, h1:not(.visually-hidden)")].filter((one) => {
  const text = document.createRange();
  text.selectNodeContents(one);
  const { left, top, width, height } = (one.matches("h1") ? text : one).getBoundingClientRect();
  const pill = document.getElementById("outbox-state").getBoundingClientRect();
  const isMet = pill.left < left + width && left < pill.right && pill.top < top + height && top < pill.bottom;
  return one.matches("h1") ? isMet : !one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map((one) => one.textContent.trim())"""


def test_what_is_said_of_the_outbox_covers_no_link_and_no_heading(phone, network):
    phone.person.with_example()
    phone.open("/checklist")
    phone.is_ready()
    network.mode = "down"
    phone.press("#main .tick[aria-pressed=false]")
    for path in ("/", "/cards", "/prepare", "/log", "/checklist", "/waiting"):
        phone.open(path)
        phone.says("Saved on this phone · 1")
        for width in (360, 320, 180):  # the last is 360 at 200 %
            phone.page.set_viewport_size({"width": width, "height": 740})
            assert phone.run(COVERED) == [], f"{path} at {width}"


def test_what_waits_is_named_by_what_it_is_about(live_server, phone, network):
    day = Day(live_server.app, phone).begin()
    tab = day.tab
    network.mode = "down"
    day.tick("Suit")
    tab.open(f"/cards/{day.card.id}")
    tab.press("#main form.action button")
    tab.says("Saved on this phone · 2")
    write_story(tab, "The lift")
    tab.says("Saved on this phone · 3")
    tab.open("/waiting")
    tab.until("() => document.querySelectorAll('.waiting-item').length === 3")
    named = tab.run(
        "() => [...document.querySelectorAll('.waiting-item h2')].map((one) => one.textContent)"
    )
    assert named == ["Ticked: Suit", "Put away: Why us?", "New story"]


def test_a_fresh_phone_that_lost_its_signal_keeps_what_was_typed_at_the_door(
    new_page, new_person, watch
):
    """Before there is a worker, and in the first minute, in which a signal is taken to be there
    still."""
    watch.allow("net::ERR")
    new_person()
    page = new_page()
    page.goto("/sign-in")
    page.get_by_label("Email").fill("nina@example.org")
    page.get_by_label("Password").fill("a long password")
    page.context.set_offline(True)
    page.get_by_role("button", name="Sign in").click()
    expect(
        page.get_by_role("status").filter(has_text="what you wrote is still here")
    ).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value("nina@example.org")


def test_what_was_written_in_two_goes_is_listed_once(phone, network):
    one = interview(phone.person, at=now() - timedelta(hours=3))
    phone.open("/log")
    phone.is_ready()
    network.mode = "down"
    for before, text in (("", "The first words"), ("The first words", "The first words, and more")):
        phone.open(f"/interviews/{one.id}/reflections/new")
        phone.until("() => customElements.get('auto-save') !== undefined")
        phone.until("(text) => document.querySelector('[name=landed]').value === text", before)
        phone.page.get_by_label("What landed?").fill(text)
        phone.page.get_by_role("button", name="Done").tap()
        phone.until("() => location.pathname === '/log'")
        phone.sees(text)
    assert phone.text().count("The first words") == 1
    network.mode = "open"
    phone.send()
    phone.is_sent()
    (kept,) = phone.person.rows(Reflection)
    assert kept.landed == "The first words, and more"


ROWS = "() => [...document.querySelectorAll('main li a.row .row-title')].filter((one) => one.checkVisibility()).map((one) => one.textContent)"


@pytest.fixture
def library(phone):
    """A phone with what can be looked for, and its copies."""
    story(
        phone.person,
        "The migration",
        tags="Conflict, data",
        situation="Nobody wanted to move the harbour records.",
    )
    story(phone.person, "The outage", tags="conflict", result="Two hours, not two days")
    question(phone.person, "Why us?", answer="Because of the harbour")
    reflection(phone.person, landed="The harbour story")
    phone.open("/")
    phone.is_ready()
    return phone


@pytest.mark.parametrize("mode", ["down", "hanging"])
def test_a_search_without_a_signal_looks_in_what_the_phone_has(library, network, mode):
    """By Enter or a tag, which open a page, and as one types; in what the pages say, not only in
    their rows."""
    phone, network.mode = library, mode
    found = {
        "/cards?q=harbour": ["The migration", "Why us?"],
        "/cards?q=HARBOUR+nobody": ["The migration"],
        "/cards?q=nowhere": [],
        "/cards?tag=conflict": ["The migration", "The outage"],
        "/log?q=harbour": ["Aldermouth Homes"],
        "/log?q=nowhere": [],
    }
    for address, rows in found.items():
        phone.open(address)
        phone.until(
            "(rows) => JSON.stringify((eval(rows[0]))().sort()) === JSON.stringify(rows[1])",
            [ROWS, sorted(rows)],
        )
        if "q=" in address:
            phone.sees(
                f"{len(rows) or 'Nothing'} found on this phone for “{address.split('=')[1].replace('+', ' ')}”."
            )
            assert phone.run("() => document.getElementById('q').value") == address.split("=")[
                1
            ].replace("+", " ")
        else:
            assert (
                phone.run("() => document.querySelector('.chip[aria-current]').textContent")
                == "conflict"
            )
    phone.open("/cards")
    phone.sees("Why us?")
    for typed, rows in (
        ("records", ["The migration"]),
        ("records nothing", []),
        ("", ["The migration", "The outage", "Why us?"]),
    ):
        phone.write("#q", typed)
        phone.until(
            "(rows) => JSON.stringify((eval(rows[0]))().sort()) === JSON.stringify(rows[1])",
            [ROWS, rows],
        )


def test_a_search_on_a_slow_line_is_answered_by_the_phone_and_then_by_the_server(library, network):
    phone, network.latency = library, 3  # seconds
    phone.open("/cards")
    story(phone.person, "Of the harbour, elsewhere")
    phone.write("#q", "harbour")
    phone.sees("2 found on this phone for “harbour”.", patience=2.5)
    phone.until(
        "(rows) => JSON.stringify((eval(rows[0]))().sort()) === JSON.stringify(rows[1])",
        [ROWS, ["Of the harbour, elsewhere", "The migration", "Why us?"]],
    )
    assert "on this phone" not in phone.text()
