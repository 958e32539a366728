"""`make bench`: how long a person waits, in Chromium of a phone's size: with the server killed, and
on six nets.

Times are of this machine in this run. Beside the pages stands a page that is the same for
everybody, from the same worker: what a page of the person's own costs more than that is ours.
"""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import live, machine, nets
from tests.browser.conftest import CHROMIUM_ARGUMENTS, PHONE
from tests.browser.tabs import STORE, ChromiumTab
from tests.browser.turning import milliseconds_to_turn
from tests.persons import Person

PAGES = ("/", "/checklist", "/cards", "/cards/deck", "/prepare", "/log", "/stories/new")
SAME_FOR_ALL = "/waiting"
ROUNDS = 6  # of every page
SENDINGS = 8
WAITING = 500
SINCE_START = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
TICK = """async (index) => {
  const tick = document.querySelectorAll(".tick")[index], before = tick.ariaPressed;
  const shown = new Promise((resolve) => new MutationObserver(() => tick.ariaPressed !== before && resolve(performance.now()))
    .observe(tick, { attributes: true }));
  const start = performance.now();
  tick.click();
  return (await shown) - start;
}"""
UNTIL_SENT = f"""async () => {{
  {STORE}
  while ((await store.waitingOf(document.body.dataset.user)).length) await new Promise((resolve) => setTimeout(resolve, 20));
  return performance.now();
}}"""


def main():
    with (
        TemporaryDirectory() as folder,
        live.serving(Path(folder) / "server") as server,
        live.looking_into(server),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=machine.found(machine.chromium), args=CHROMIUM_ARGUMENTS
        )
        tab = ChromiumTab(browser.new_context(**PHONE).new_page(), server.url)
        begin(server, tab)
        server.kill()
        same = [opened(tab, SAME_FOR_ALL) for _ in range(ROUNDS * 2)]
        own = [opened(tab, page) for _ in range(ROUNDS) for page in PAGES]
        tell("a page that is the same for everybody, from the worker", same)
        tell("a page of the person's own, from the worker", own, aim=300)
        print(
            f"{'':10}that is {statistics.median(own) / statistics.median(same):.1f} times the other"
        )
        tell("a tick, until it shows: then the phone has it", ticked(tab), aim=50)
        turned(browser, tab)
        tell(f"{WAITING} that waited, until all is sent", sent(server, tab), aim=5_000)
        nets.main(browser, Path(folder))
        browser.close()


def begin(server, tab):
    tab.cookie(*Person(server.app, "olive").with_example().cookie)
    tab.open("/")
    tab.is_ready()


def opened(tab, page):
    """The milliseconds from asking for a page until it is loaded, by the browser's own clock."""
    tab.open(page)
    return tab.until(SINCE_START)


def ticked(tab):
    tab.open("/checklist")
    tab.until(
        "() => document.readyState === 'complete' && customElements.get('time-until') !== null"
    )
    number = tab.run("() => document.querySelectorAll('.tick').length")
    return [tab.run(TICK, index) for index in range(number)] + [
        tab.run(TICK, index) for index in range(number)
    ]


def turned(browser, tab):
    tab.open("/cards/deck")
    ours, reference = milliseconds_to_turn(tab.page, browser.new_context(**PHONE).new_page())
    print(
        f"{ours:8.1f} ms  a card turned, until it is painted (median; one that only CSS turns takes {reference:.1f})",
        flush=True,
    )


def sent(server, tab):
    times = []
    tab.open("/stories/new")
    for sending in range(SENDINGS):
        stories = [f"{sending:08x}-0000-7000-8000-{number:012x}" for number in range(WAITING)]
        tab.keep([["/stories", {"id": id, "title": f"Story {id}"}, id, 0] for id in stories[:50]])
        tab.keep(
            [
                [f"/stories/{id}?_method=put", {"title": f"Story {id}", "task": "Again"}, id, 0]
                for id in stories[:50]
                for _ in range(9)
            ]
        )
        server.start()
        server.wait()
        tab.open("/stories/new")
        times.append(tab.run(UNTIL_SENT))
        server.kill()
    return times


def tell(what, milliseconds, aim=None):
    milliseconds = sorted(milliseconds)
    at_95 = milliseconds[max(0, round(0.95 * len(milliseconds)) - 1)]
    within = f", aim {aim}" if aim else ""
    print(
        f"{statistics.median(milliseconds):8.0f} ms  {what} (median of {len(milliseconds)}; 95th percentile {at_95:.0f}{within})",
        flush=True,
    )


if __name__ == "__main__":
    main()
