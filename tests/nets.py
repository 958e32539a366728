"""What a person waits for on six nets, with the app's own pages, forms and worker: part of `make
bench`.

Beside each page stands one of as many bytes, with the same style sheet and from the same worker,
but without a script: what a page costs more than that is ours. All is measured in turns, net by
net, in one run.
"""

import statistics
import time
from contextlib import contextmanager
from typing import NamedTuple

from tests import live
from tests.browser.conftest import PHONE
from tests.browser.faulty import Network
from tests.browser.tabs import ChromiumTab
from tests.persons import PASSWORD, Person
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.reflections.models import Reflection


class Net(NamedTuple):
    name: str
    latency: float = 0  # seconds, once a request
    rate: int | None = None  # bytes a second, each way
    mode: str = "open"


NETS = (
    Net("good", 0.02, 2_000_000),
    Net("0.15 s", 0.15, 400_000),
    Net("0.6 s", 0.6, 50_000),
    Net("2G", 2, 6_250),
    Net("half-open", mode="hanging"),
    Net("none", mode="down"),
)
FRESH_ON = (NETS[2], NETS[3])
ROUNDS = 5
KEPT, DEARER = 34, 1.25  # what a change may cost: milliseconds, and times a page without us
TYPING = 5_000  # milliseconds; nobody is quicker with an address and a password
BESIDE = "/beside"
# The copy of a page, without what makes it ours: as long, and as much to draw.
PUT_BESIDE = """async (address) => {
  const name = (await caches.keys()).find((one) => one.startsWith("pack-"));
  const pack = await caches.open(name), copy = await pack.match(address, { ignoreSearch: address === "/cards/deck" });
  const body = (await copy.text()).replace(/<script[^>]*><\\/script>/g, (script) => `<!--${" ".repeat(script.length - 7)}-->`);
  const headers = new Headers(copy.headers);
  headers.delete("ETag");
  await pack.put("/beside", new Response(body, { headers }));
}"""
PAINTED = """() => { const [paint] = performance.getEntriesByName("first-contentful-paint"); return paint && performance.timeOrigin + paint.startTime }"""
# A click on the first of `selector`, and how long it takes until `isShown`: an expression about the
# page.
PRESSED = """async ([selector, isShown]) => {
  const is = new Function(`return ${isShown}`), begun = performance.now();
  document.querySelector(selector).click();
  while (!is()) await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - begun;
}"""


def main(browser, folder) -> None:
    with (
        live.serving(folder / "nets", REGISTRATION="open") as server,
        live.looking_into(server),
        Network(live.free_port()).to(server) as network,
    ):
        openings(browser, server, network)
        fresh(browser, server, network)


@contextmanager
def on(network: Network, net: Net):
    network.mode, network.latency, network.up, network.down = (
        net.mode,
        net.latency,
        net.rate,
        net.rate,
    )
    try:
        yield
    finally:
        network.mode, network.latency, network.up, network.down = "open", 0, None, None


def openings(browser, server, network: Network) -> None:
    person = Person(server.app, "olive").with_example()
    tab = ChromiumTab(browser.new_context(**PHONE).new_page(), network.url)
    tab.cookie(*person.cookie)
    tab.open("/")
    tab.is_ready()
    lobby = f"/interviews/{first_interview(person)}"
    print("ms, median          " + "".join(f"{net.name:>12}" for net in NETS))
    for what, page in (("Today", "/"), ("the deck", "/cards/deck"), ("the interview", lobby)):
        tab.run(PUT_BESIDE, page)
        rows = [compared(tab, network, net, page) for net in NETS]
        row(f"{what}", [f"{ours:.0f}" for ours, _ in rows])
        row("  one without us", [f"{beside:.0f}" for _, beside in rows])
        row("  ratio", [f"{ours / beside:.2f}" for ours, beside in rows])
    for what, measure in (("a tick", a_tick), ("the next card", a_card)):
        row(what, [f"{measured(tab, network, net, measure, person)[0]:.0f}" for net in NETS])
    for what, measure in (("Save, until there", a_save), ("Done, until there", a_done)):
        rows = [measured(tab, network, net, measure, person) for net in NETS]
        row(what, [f"{ours:.0f}" for ours, _ in rows])
        row(
            "  aim",
            [
                f"{aim(tab, network, net, page):.0f}"
                for net, (_, page) in zip(NETS, rows, strict=True)
            ],
        )


def row(name: str, values: list[str]) -> None:
    print(f"{name:20}" + "".join(f"{value:>12}" for value in values), flush=True)


def aim(tab, network: Network, net: Net, page: str) -> float:
    """To keep what was written, and to open the page that this leads to."""
    tab.run(PUT_BESIDE, page)
    _, beside = compared(tab, network, net, page)
    return KEPT + DEARER * beside


def compared(tab, network: Network, net: Net, page: str) -> tuple[float, float]:
    ours, beside = [], []
    with on(network, net):
        for _ in range(ROUNDS):
            for times, address in ((ours, page), (beside, BESIDE)):
                times.append(painted_after(tab, address))
    return statistics.median(ours), statistics.median(beside)


def painted_after(tab, address: str) -> float:
    begun = tab.run(
        "(address) => { const now = Date.now(); location.assign(address); return now }", address
    )
    return painted_since(tab, begun)


def painted_since(tab, begun: float) -> float:
    return (
        tab.until(f"(begun) => performance.timeOrigin > begun && ({PAINTED})()", begun, patience=60)
        - begun
    )


def measured(tab, network: Network, net: Net, measure, person) -> tuple[float, str]:
    """The median, and the page that it led to."""
    times = []
    for _ in range(3):
        with on(network, net):
            times.append(measure(tab, person)())
            page = tab.run("() => location.pathname")
        settle(tab)
    return statistics.median(times), page


def settle(tab) -> None:
    """All is sent, and copied anew, before the next is measured."""
    tab.open("/account")
    tab.send()
    tab.is_sent(patience=60)
    at = "async () => { const { noteOfPack } = await import(document.querySelector('script[src$=\"/js/app.js\"]').src.replace('app.js', 'offline/pack.js')); return (await noteOfPack())?.at }"
    begun = time.time() * 1000
    tab.run(
        "async () => { const pack = await import(document.querySelector('script[src$=\"/js/app.js\"]').src.replace('app.js', 'offline/pack.js')); pack.soon() }"
    )
    tab.until(f"async (begun) => (await ({at})()) > begun", begun, patience=60)


def ready_at(tab, address: str) -> None:
    tab.open(address)
    tab.until("() => document.readyState === 'complete' && document.querySelector('#outbox-state')")
    tab.page.wait_for_timeout(700)


def a_tick(tab, person):
    ready_at(tab, "/checklist")
    return lambda: pressed(
        tab,
        ".tick[aria-pressed=false]",
        "document.querySelectorAll('.tick[aria-pressed=true]').length > window.ticked",
        "() => { window.ticked = document.querySelectorAll('.tick[aria-pressed=true]').length }",
    )


def a_card(tab, person):
    ready_at(tab, "/cards/deck")
    while tab.run(
        "() => !document.querySelector('.card').hasAttribute('data-turned') && (document.querySelector('.deck-turn').click(), true)"
    ):
        pass
    return lambda: pressed(
        tab,
        "#grade-good button",
        "document.querySelector('card-deck').dataset.card !== window.card",
        "() => { window.card = document.querySelector('card-deck').dataset.card }",
    )


def a_save(tab, person):
    ready_at(tab, "/stories/new")
    tab.write("[name=title]", "A story")
    return lambda: painted_since(tab, click(tab, "#main form .sticky-actions .button"))


def a_done(tab, person):
    (reflection,) = person.rows(Reflection)
    ready_at(tab, f"/reflections/{reflection.id}/edit")
    tab.until(
        "() => location.pathname.includes('reflections') && customElements.get('auto-save') !== undefined"
    )
    tab.write("[name=landed]", f"The story of the river, at {now()}")
    return lambda: painted_since(tab, click(tab, "[name=done]"))


def first_interview(person) -> object:
    return min(person.rows(Interview), key=lambda one: abs(one.starts_at - now())).id


def click(tab, selector: str) -> float:
    return tab.run(
        "(selector) => { const now = Date.now(); document.querySelector(selector).click(); return now }",
        selector,
    )


def pressed(tab, selector: str, is_shown: str, before: str) -> float:
    tab.run(before)
    return tab.run(f"(...values) => ({PRESSED})(values)", selector, is_shown)


def fresh(browser, server, network: Network) -> None:
    for net in FRESH_ON:
        person = Person(
            server.app, f"fresh {net.name}".replace(" ", "-").replace(".", "-"), password=True
        ).with_example()
        context = browser.new_context(**PHONE)
        tab = ChromiumTab(context.new_page(), network.url)
        with on(network, net):
            network.given.clear()
            tab.page.goto(network.url + "/sign-in", timeout=120_000, wait_until="commit")
            tab.until("() => document.readyState === 'complete'", patience=120)
            tab.write("[name=email]", person.email)
            tab.write("[name=password]", PASSWORD)
            tab.page.wait_for_timeout(TYPING)
            begun = click(tab, "#main form .button")
            shown = (
                tab.until(
                    f"(begun) => performance.timeOrigin > begun && location.pathname === '/' && ({PAINTED})()",
                    begun,
                    patience=180,
                )
                - begun
            )
            tab.is_ready(patience=300)
            ready = time.time() * 1000 - begun
        context.close()
        requests, size = len(network.given), sum(bytes_ for _, bytes_ in network.given)
        print(
            f"a fresh phone, {net.name}: {shown / 1000:.1f} s from Sign in to Today's text, {ready / 1000:.1f} s until Ready; {requests} requests, {size / 1000:.1f} kB",
            flush=True,
        )
