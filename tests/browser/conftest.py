"""Two browsers before a real server. Each worker has one server and one of each browser; each test
has people of its own, so that tests share nothing. Nothing is skipped: a browser that can't be
found is a failure."""

import time
from itertools import count

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import live, machine
from tests.browser import webkit as webkit_browser
from tests.browser.faulty import NOISE, Network
from tests.browser.tabs import ChromiumTab, WebKitTab
from tests.browser.watch import Watch
from tests.persons import Person

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
# As root Chromium can't use its sandbox, and it looks for updates if it isn't told not to.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--disable-dev-shm-usage",
]
PATIENCE = 25_000  # milliseconds; on a busy machine everything takes its time
numbers = count(1)
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def live_server(tmp_path_factory):
    """The application as people run it, with registration open. `.url`, and `.app` to look into its
    database."""
    with (
        live.serving(tmp_path_factory.mktemp("server"), REGISTRATION="open") as server,
        live.looking_into(server),
    ):
        yield server


@pytest.fixture
def new_server(tmp_path):
    """A server where nobody has an account yet, for this test alone."""
    with live.serving(tmp_path / "server") as server, live.looking_into(server):
        yield server


@pytest.fixture
def network(live_server, watch):
    """A way to the server that breaks as it is told to."""
    watch.allow(NOISE)
    with Network(live.free_port()).to(live_server) as network:
        watch.own_url = network.url
        yield network


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(
        executable_path=machine.found(machine.headless_chromium), args=CHROMIUM_ARGUMENTS
    )
    yield browser
    browser.close()


@pytest.fixture
def watch(live_server):
    """What went wrong unseen in this test's pages; `watch.allow("status of 422")` for what the test
    brings about."""
    watch = Watch(live_server.url)
    yield watch
    assert not watch.trouble(), "The browser had trouble:\n" + "\n".join(watch.trouble())


@pytest.fixture
def new_page(chromium, live_server, watch):
    """`new_page(color_scheme="dark", ...)`: a page of a browser with nothing in it yet; a phone's
    unless said."""
    contexts = []

    def made(**options):
        context = chromium.new_context(base_url=live_server.url, **{**PHONE, **options})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        return context.new_page()

    yield made
    watch.is_over = True
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """A phone's page, 360 x 740 and touched. Relative addresses are the server's."""
    return new_page()


@pytest.fixture
def page_without_javascript(new_page):
    return new_page(java_script_enabled=False)


@pytest.fixture
def installed_page(playwright, live_server, watch, tmp_path):
    """A page whose browser keeps what it stores, as an installed app's does: only there can it be
    installed."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=machine.found(machine.chromium),
        args=CHROMIUM_ARGUMENTS,
        base_url=live_server.url,
        **PHONE,
    )
    context.set_default_timeout(PATIENCE)
    watch.over(context)
    yield context.pages[0]
    watch.is_over = True
    context.close()


@pytest.fixture(scope="session")
def webkit_windows(tmp_path_factory):
    windows = webkit_browser.Windows(lambda: tmp_path_factory.mktemp("webkit"))
    yield windows
    windows.end()


@pytest.fixture
def webkit(webkit_windows, live_server):
    """WebKitGTK's selenium driver on a page of the server's, with no cookie left from another
    test."""
    yield webkit_windows.on(live_server.url + "/healthz")
    webkit_windows.leave()


@pytest.fixture
def new_person(live_server):
    """`new_person()`: someone with an account on the server, of this test's own."""
    return lambda **options: Person(live_server.app, f"person-{next(numbers)}", **options)


@pytest.fixture
def signed_in(new_person, live_server):
    """`person = signed_in(page)`, or `signed_in(webkit)`: signs a new person in there, without the
    form."""

    def signing_in(window, person=None):
        person = person or new_person()
        name, value = person.cookie
        if hasattr(window, "context"):
            window.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        else:
            window.add_cookie({"name": name, "value": value, "path": "/"})
        return person

    return signing_in


@pytest.fixture
def finger(page):
    """`finger("touchStart", x, y)`, then "touchMove" and "touchEnd" without a place. It keeps a
    clock of its own, by which each of these is `after` milliseconds later than the last, however
    busy the machine is."""
    devtools = page.context.new_cdp_session(page)
    clock = [0]

    def touching(kind, *place, after=20):
        clock[0] = time.time() if kind == "touchStart" else clock[0] + after / 1000
        time.sleep(max(0, clock[0] - time.time()))  # the browser believes no time to come
        points = [dict(zip("xy", place, strict=True))] if place else []
        devtools.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": clock[0]}
        )

    return touching


@pytest.fixture
def phone(new_page, new_person, network):
    """A phone's tab, of a person of its own, by way of `network`."""
    tab = ChromiumTab(new_page(), network.url)
    tab.person = new_person()
    tab.cookie(*tab.person.cookie)
    return tab


@pytest.fixture(params=["chromium", "webkit"])
def tab_at(request, watch):
    """`tab_at(url)`: a phone's tab of each browser, where nothing of that address was ever open."""
    watch.allow(NOISE)
    on_webkit = request.param == "webkit"
    browser = request.getfixturevalue("webkit" if on_webkit else "new_page")

    def opened(url):
        watch.own_url = url
        if not on_webkit:
            return ChromiumTab(browser(), url)
        browser.get(url + "/healthz")
        return WebKitTab(browser, url)

    return opened
