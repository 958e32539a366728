"""The pack on a phone: how it gets there and is kept up, over lines that break, and that all of it
opens without a signal."""

from tests.browser.checks import axe_violations, contrast, overflow
from tests.cards.decks import question
from tests.large import fill_up
from webapp.core.clock import now
from webapp.core.headers import SECURITY_HEADERS

MAX_REQUESTS = 12
MAX_BYTES = 130_000
MAX_AFTER_A_TICK = 35_000
NOTED = """async () => (await (await caches.match("/pack"))?.json())?.at ?? 0"""


def told(network):
    return "\n".join(f"{size:7} {what}" for what, size in network.given)


def test_a_fresh_phone_is_ready_after_few_requests(phone, network):
    """All that goes over the line from the first page on, until the day can go on without a
    signal."""
    phone.person.with_example()
    phone.open("/")
    phone.is_ready()
    phone.sees("Ready without a signal, as of today")
    first = dict(reversed(network.given))  # Today asks each minute whether it is another moment
    assert len(first) <= MAX_REQUESTS and len(sizes_of_packs(network)) == 1, told(network)
    assert sum(first.values()) <= MAX_BYTES, told(network)


def test_after_a_tick_one_request_brings_what_differs(phone, network):
    phone.person.with_example()
    phone.open("/checklist")
    phone.is_ready()
    tick_and_wait(phone)  # from now on the server knows this phone, which each page says
    network.given.clear()
    tick_and_wait(phone)
    assert [what for what, _ in network.given if what != "POST /outbox"] == ["POST /pack"], told(
        network
    )
    assert network.given[-1][1] <= MAX_AFTER_A_TICK, told(network)


def tick_and_wait(phone):
    at = phone.run(NOTED)
    phone.press("#main .tick[aria-pressed=false]")
    phone.is_sent()
    phone.until("async (before, noted) => (await eval(noted)()) > before", at, NOTED, patience=40)


def test_cut_off_again_and_again_it_goes_on_from_there(phone, network):
    phone.person.with_example()
    # Bytes a second; and a third of the pack.
    network.down, network.only, network.cut = 20_000, "POST /pack", 20_000
    phone.open("/")
    phone.until_true(lambda: len(network.seen_of("POST /pack")) == 3, patience=60)
    network.down = network.cut = None
    phone.is_ready(patience=60)
    assert (
        len(sizes_of_packs(network)) >= 3
        and sizes_of_packs(network)[-1] < sizes_of_packs(network)[0]
    ), told(network)
    nothing, *others = network.sizes_of("POST /pack")
    assert nothing < min(others), "each time it says what it has by then"


def sizes_of_packs(network):
    return [size for what, size in network.given if what == "POST /pack"]


def test_a_page_that_is_left_leaves_to_the_next_one_only_the_rest(phone, network):
    phone.person.with_example()
    network.down = 12_000  # bytes a second
    phone.open("/account")
    phone.until("() => JSON.parse(sessionStorage.getItem('pack-round'))?.done > 5", patience=60)
    phone.open("/log")
    network.down = None
    phone.is_ready(patience=60)
    first, second = sizes_of_packs(network)
    assert second < first, told(network)


def test_f4_the_largest_account_says_what_is_not_there_and_the_day_opens(phone, network):
    coming = fill_up(phone.person, now())
    phone.open("/")
    phone.is_ready(patience=120)
    phone.sees("Ready without a signal, as of today")
    said = phone.run("() => document.getElementById('ready-offline').textContent")
    assert "but for older cards (" in said and "older stories (" in said
    network.mode = "down"
    for page in (
        "/",
        "/checklist",
        "/cards",
        "/prepare",
        "/log",
        "/cards/deck",
        *(f"/interviews/{coming.id}/{part}" for part in ("brief", "people", "reflections/new")),
    ):
        opens(phone, page)


def opens(phone, page):
    phone.open(page)
    phone.until("() => document.readyState === 'complete'")
    assert "No signal just now" not in phone.text(), page


LINKS = """() => [...document.querySelectorAll("a[href^='/']")].map((link) => [link.pathname + link.search, "needsSignal" in link.dataset])"""


def test_f19_every_link_opens_or_says_before_that_it_needs_a_signal(phone, network):
    phone.person.with_example()
    phone.open("/")
    phone.is_ready()
    pages = phone.pages_of_pack()
    network.mode = "down"
    seen = {}
    for page in ("/account", "/cards", "/interviews", "/prepare", "/cards/ready", *pages[-30::6]):
        opens(phone, page)
        phone.until(
            "() => document.querySelector('[data-needs-signal]') || !location.pathname.match('account|cards$')"
        )
        phone.page.wait_for_timeout(300)
        seen.update(phone.run(LINKS))
    assert seen["/account/export"] and seen["/cards/import"] and not seen["/cards"]
    for page in sorted(page for page, is_marked in seen.items() if not is_marked)[::4]:
        opens(phone, page)


def test_f19_the_bars_stay_as_they_are_where_nothing_is_there(phone, network):
    question(phone.person)
    network.only, network.mode = "POST /pack", "down"
    phone.open("/cards/deck")
    phone.until("() => navigator.serviceWorker.controller !== null")
    network.only, network.mode = "", "down"
    phone.press(".deck-turn")
    phone.press("#grade-good button")
    phone.until(
        "() => document.querySelector('.bar a[data-needs-signal]') && document.querySelector('.back-link[data-needs-signal]') && true"
    )
    said = "() => [...document.querySelectorAll('.bar a, .back-link')].map((one) => getComputedStyle(one, '::after').content)"
    assert set(phone.run(said)) == {"none"}
    assert (
        phone.run(
            "() => { const bar = document.querySelector('.bar'); return bar.scrollHeight - bar.clientHeight }"
        )
        <= 0
    )


def test_f19_a_button_that_needs_a_signal_can_be_read(phone, network):
    phone.person.with_example()
    phone.open("/interviews")
    phone.is_ready()
    over = phone.run("() => [...document.querySelectorAll('main a.row')].at(-1).pathname")
    network.mode = "down"
    opens(phone, over)
    phone.until("() => document.querySelector('a.button:not(.quiet)[data-needs-signal]')")
    phone.until("() => document.getAnimations().length === 0")
    assert contrast(phone.page.locator("a.button:not(.quiet)[data-needs-signal]")) >= 4.5


def test_f19_it_is_read_out_and_over_when_the_signal_is_back(phone, network):
    phone.person.with_example()
    phone.open("/account")
    phone.is_ready()
    export = phone.page.locator("a[href='/account/export']")
    assert export.get_attribute("aria-description") is None
    network.mode = "down"
    phone.open("/account")
    phone.until("() => document.querySelector('[data-needs-signal]')")
    assert export.get_attribute("aria-description") == "Needs a signal"
    assert axe_violations(phone.page) == [] and overflow(phone.page) == 0
    network.mode = "open"
    phone.open("/account")
    phone.until(
        "() => document.readyState === 'complete' && !document.querySelector('[data-needs-signal]')"
    )


def test_what_waits_is_sent_before_the_pack_is_made_anew(phone, network):
    """Each answer makes pages old."""
    phone.person.with_example()
    phone.open("/checklist")
    phone.is_ready()
    network.mode = "down"
    ids = [f"01900000-0000-7000-8000-{number:012x}" for number in range(101)]  # three batches
    phone.keep([["/stories", {"id": id, "title": "A story"}, id, 0] for id in ids])
    # Seconds; longer than a change waits for another until the pack is made.
    network.mode, network.latency = "open", 3.5
    network.seen.clear()
    at = phone.run(NOTED)
    phone.open("/account")
    phone.until("async (before, noted) => (await eval(noted)()) > before", at, NOTED, patience=60)
    assert [what for what, _ in network.seen if what in ("POST /outbox", "POST /pack")] == [
        "POST /outbox"
    ] * 3 + ["POST /pack"], network.seen


def test_copies_of_a_time_to_come_are_made_anew(phone, network):
    """The phone's clock was ahead when they were made."""
    phone.person.with_example()
    phone.open("/account")
    phone.is_ready()
    phone.run("""async () => { const [name] = (await caches.keys()).filter((one) => one.startsWith("pack-")), pack = await caches.open(name);
        const note = await (await pack.match("/pack")).json();
        await pack.put("/pack", new Response(JSON.stringify({ ...note, at: note.at + 86_400_000 }))) }""")
    phone.open("/account")
    phone.until("async () => (await (await caches.match('/pack')).json()).at <= Date.now()")


KEPT_WITHOUT = """async (names) => {
  const without = [];
  for (const cache of await caches.keys()) {
    for (const request of await (await caches.open(cache)).keys()) {
      const { headers } = await (await caches.open(cache)).match(request);
      if (!headers.get("Content-Type")?.startsWith("text/html")) continue;
      const missing = Object.entries(names).filter(([name, value]) => headers.get(name) !== value);
      if (missing.length) without.push(`${new URL(request.url).pathname}: ${missing}`);
    }
  }
  return without;
}"""


def test_a_page_that_is_kept_is_as_protected_as_one_from_the_server(phone, network):
    """However it came here: with the pack, by a visit, or with the worker."""
    phone.person.with_example()
    phone.open("/")
    phone.is_ready()
    phone.open("/log")
    assert phone.run(KEPT_WITHOUT, SECURITY_HEADERS) == []
