"""The app on a phone: it can be installed, its first page is light, and without a signal it says so
kindly."""

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests import live

ASKED_LATER = """() => { const [{ loadEventStart }] = performance.getEntriesByType("navigation");
  return performance.getEntriesByType("resource").filter((one) => one.startTime >= loadEventStart).map((one) => one.name) }"""
MAX_REQUESTS = 10
MAX_BYTES = 40_000
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def test_can_be_installed(installed_page, signed_in):
    signed_in(installed_page)
    installed_page.goto("/")
    installed_page.wait_for_function(CONTROLLED)
    devtools = installed_page.context.new_cdp_session(installed_page)
    found = devtools.send("Page.getAppManifest")
    assert found["url"].endswith("/manifest.webmanifest") and not found["errors"]
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


@pytest.mark.parametrize("with_example", [False, True])
def test_first_load_is_light(page, signed_in, with_example):
    """Of all that the page asks for until it is loaded, nothing being cached, as it goes over the
    line, headers included. What fills the phone for later comes after that, and so does what the
    browser asks before it offers to install."""
    person = signed_in(page)
    if with_example:
        person.with_example()
    sizes = sizes_of_answers(page)
    page.goto("/", wait_until="load")
    for address in page.evaluate(ASKED_LATER):
        sizes.pop(address, None)
    told = "\n".join(f"{size:6} {address}" for address, size in sizes.items())
    print(f"{len(sizes)} requests, {sum(sizes.values())} bytes:\n{told}")
    assert len(sizes) <= MAX_REQUESTS, told
    assert sum(sizes.values()) <= MAX_BYTES, told


def sizes_of_answers(page):
    """Address to bytes received, filled while the page loads."""
    devtools, addresses, sizes = page.context.new_cdp_session(page), {}, {}
    devtools.on(
        "Network.requestWillBeSent",
        lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]}),
    )
    devtools.on(
        "Network.loadingFinished",
        lambda done: sizes.update({addresses[done["requestId"]]: done["encodedDataLength"]}),
    )
    devtools.send("Network.enable")
    return sizes


def test_no_signal_and_back(page, watch, tmp_path):
    watch.allow("ERR_CONNECTION_REFUSED|status of 503")
    place = {"PORT": live.free_port(), "REGISTRATION": "open"}
    with live.serving(tmp_path / "server", **place) as server:
        watch.own_url = server.url
        page.goto(server.url + "/install")
        page.wait_for_function(CONTROLLED)
        server.kill()
        assert page.goto(server.url + "/register").status == 503
        assert page.get_by_role("heading", name="No signal just now").is_visible()
        assert page.evaluate("() => getComputedStyle(document.body).display") == "grid", (
            "the style sheet is missing"
        )

    with live.serving(tmp_path / "server", **place):
        page.locator("form").wait_for()  # by itself, without a tap
        assert page.url == server.url + "/register"


@pytest.mark.parametrize("mode", ["open", "down", "hanging"])
def test_hint_stays_dismissed(phone, network, mode):
    phone.open("/")
    phone.is_ready()
    hint = phone.page.get_by_role("region", name="Put it on your phone")
    network.mode = mode
    hint.get_by_role("button", name="Not now").tap()
    hint.wait_for(state="hidden", timeout=5_000)
    for _ in range(2):
        phone.is_sent() if mode == "open" else phone.says("Saved on this phone · 1")
        hint.wait_for(state="hidden")
        phone.page.reload()
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert "Put it on your phone" not in phone.person.get("/").text


def test_hint_stays_dismissed_without_javascript(page_without_javascript, signed_in):
    page = page_without_javascript
    signed_in(page)
    page.goto("/")
    page.get_by_role("button", name="Not now").tap()
    page.get_by_role("heading", name="Put it on your phone").wait_for(state="detached")
    page.reload()
    assert page.get_by_role("button", name="Not now").count() == 0


def test_once_installed_its_storage_is_asked_to_be_left_alone(page, signed_in):
    signed_in(page)
    page.add_init_script("navigator.storage.persist = () => { document.title = 'asked' }")
    page.goto("/")
    page.wait_for_function(
        "() => document.getElementById('ready-offline') && navigator.serviceWorker.controller"
    )
    page.wait_for_timeout(300)
    assert page.title() != "asked"
    page.evaluate("() => dispatchEvent(new Event('appinstalled'))")
    page.wait_for_function("() => document.title === 'asked'")


def test_browser_offers_to_install(page, signed_in):
    signed_in(page)
    page.goto("/")
    install = page.get_by_role("button", name="Install")
    assert install.count() == 0
    page.evaluate("""() => dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }),
        { prompt: () => { document.title = "asked" } }))""")
    install.tap()
    assert page.title() == "asked"


@pytest.mark.parametrize(
    "agent, first",
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "iPhone and iPad",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
            "Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Computer",
        ),
    ],
)
def test_steps_for_the_device_in_hand_come_first(new_page, agent, first):
    page = new_page(user_agent=agent, has_touch=first != "Computer")
    page.goto("/install")
    headings = page.get_by_role("heading", level=2)
    assert headings.first.text_content() == first
    assert headings.count() == 3


def test_no_signal_and_back_in_webkit(webkit, tmp_path):
    place = {"PORT": live.free_port(), "REGISTRATION": "open"}
    with live.serving(tmp_path / "server", **place) as server:
        webkit.get(server.url + "/install")
        WebDriverWait(webkit, 10).until(
            lambda webkit: webkit.execute_script(f"return ({CONTROLLED})()")
        )
        server.kill()
        webkit.get(server.url + "/register")
        assert webkit.find_element("css selector", "h1").text == "No signal just now"

    with live.serving(tmp_path / "server", **place):
        WebDriverWait(webkit, 15).until(lambda webkit: webkit.find_elements("css selector", "form"))
