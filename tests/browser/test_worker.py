"""The worker itself: what it decides, and how one release follows another while a page is open."""

import shutil

import pytest
from playwright.sync_api import Error

from tests import live
from tests.browser.tabs import ChromiumTab
from tests.persons import Person
from webapp.stories.models import Story

CONTROLLED = "() => navigator.serviceWorker.controller !== null"


@pytest.fixture
def decide(page, live_server):
    """`decide("outdated(...)")`: what a function of the worker's script gives, away from any
    worker."""
    page.goto("/install")
    script = page.request.get("/worker.js").text()
    return lambda expression: page.evaluate(f"() => {{ {script}\n return {expression} }}")


@pytest.mark.parametrize(
    "request_, kind",
    [
        ('{method: "GET", mode: "navigate", url: location.origin + "/"}', "page"),
        ('{method: "GET", mode: "navigate", url: location.origin + "/stories?q=a"}', "page"),
        (
            '{method: "GET", mode: "no-cors", url: location.origin + "/static/1/css/app.css"}',
            "asset",
        ),
        ('{method: "GET", mode: "same-origin", url: location.origin + "/checklist"}', None),
        (
            '{method: "POST", mode: "navigate", url: location.origin + "/stories", headers: new Headers()}',
            None,
        ),
        (
            '{method: "POST", mode: "navigate", url: location.origin + "/stories/resume", headers: '
            'new Headers({ "Content-Type": "multipart/form-data; boundary=x" })}',
            "file",
        ),
        ('{method: "GET", mode: "no-cors", url: "https://elsewhere.example/static/x.css"}', None),
    ],
)
def test_answers_pages_and_files_and_takes_files_in(decide, request_, kind):
    assert decide(f"kindOf({request_})") == kind


@pytest.mark.parametrize(
    "now, address",
    [
        ("2026-11-24T08:00:00Z", "/"),
        ("2026-11-24T09:00:00Z", "/?at=2026-11-24T09:00:00Z"),
        ("2026-11-24T12:00:00Z", "/?at=2026-11-24T10:00:00Z"),
    ],
)
def test_of_the_copies_of_today_the_one_for_now(decide, now, address):
    copies = ["/", "/cards", "/?at=2026-11-24T10:00:00Z", "/?at=2026-11-24T09:00:00Z"]
    found = decide(f'todayAt(Date.parse("{now}"), {copies})')
    assert found == address


@pytest.mark.parametrize(
    "answer, is_ours",
    [
        ('{type: "basic", status: 200, headers: new Headers({"Round-Two": "1"})}', True),
        ('{type: "basic", status: 500, headers: new Headers({"Round-Two": "1"})}', True),
        ('{type: "opaqueredirect", status: 0, headers: new Headers()}', False),
        ('{type: "basic", status: 200, headers: new Headers()}', False),
        (
            '{type: "basic", status: 200, headers: new Headers({"Content-Security-Policy": "default-src"})}',
            False,
        ),
        ('{type: "basic", status: 503, headers: new Headers({"Round-Two": "1"})}', False),
        ('{type: "basic", status: 502, headers: new Headers()}', False),
    ],
)
def test_only_our_own_servers_pages_are_pages(decide, answer, is_ours):
    assert decide(f"isOurs({answer})") is is_ours


@pytest.mark.parametrize(
    "answers, kept",
    [
        (["ours"], ["ours"]),
        (["the lobby's"], []),
        (["the lobby's", "ours"], ["ours"]),
        (["gone"], []),
    ],
    ids=["ours", "a portal's", "a portal's that the browser had kept", "not there"],
)
def test_what_a_portal_says_while_it_is_installed_is_not_kept(decide, answers, kept):
    """Each attempt gets the next of these answers."""
    assert (
        decide(f"""(async () => {{
        const [answers, kept] = [{answers}, []];
        globalThis.fetch = async () => {{
            const text = answers.shift() ?? "the lobby's";
            const headers = text === "the lobby's" ? {{ "Content-Security-Policy": "default-src" }} : {{ "Round-Two": "1" }};
            return new Response(text, {{ headers, status: text === "gone" ? 404 : 200 }});
        }};
        const cache = {{ put: async (request, response) => kept.push(await response.text()) }};
        await keepOurs(cache, "/static/1/js/app.js").catch(() => {{}});
        return kept;
    }})()""")
        == kept
    )


def test_drops_all_but_the_release_before(decide):
    assert decide('outdated(["assets-1", "other", "assets-2", ASSET_CACHE])') == ["assets-1"]
    assert decide('outdated(["assets-1", ASSET_CACHE])') == []
    assert decide("outdated([ASSET_CACHE])") == []


def test_an_upgrade_leaves_an_open_page_whole(page, watch, tmp_path):
    checkout, place = copy_of_the_app(tmp_path), {"PORT": live.free_port()}
    with live.serving(tmp_path / "server", cwd=checkout, **place) as server:
        watch.own_url = server.url
        page.goto(server.url + "/install")
        page.wait_for_function(CONTROLLED)
        before = page.locator("link[rel=stylesheet]").get_attribute("href")
        old_caches = page.evaluate("() => caches.keys()")

    with (checkout / "static/css/60-utilities.css").open("a") as style_sheet:
        style_sheet.write("/* the next release */")
    with live.serving(tmp_path / "server", cwd=checkout, **place):
        newer = page.context.new_page()
        newer.goto(server.url + "/install")
        assert newer.locator("link[rel=stylesheet]").get_attribute("href") != before
        page.wait_for_function("async () => (await caches.keys()).length === 2")
        new_caches = page.evaluate("() => caches.keys()")
        assert new_caches[:1] == old_caches
        # The server doesn't have it any more.
        assert page.request.get(server.url + before).status == 404
        assert page.evaluate("async (address) => (await fetch(address)).status", before) == 200


def test_the_pack_follows_the_release(page, watch, tmp_path):
    """Else after one more its pages would ask for files that are nowhere any more."""
    checkout, place = copy_of_the_app(tmp_path), {"PORT": live.free_port()}
    with (
        live.serving(tmp_path / "server", cwd=checkout, **place) as server,
        live.looking_into(server),
    ):
        watch.own_url, tab = server.url, ChromiumTab(page, server.url)
        tab.cookie(*Person(server.app, "olive").cookie)
        tab.open("/")
        tab.is_ready()
        tab.open("about:blank")
    with (checkout / "static/css/60-utilities.css").open("a") as style_sheet:
        style_sheet.write("/* the next release */")
    watch.allow("net::ERR|failed request")
    with live.serving(tmp_path / "server", cwd=checkout, **place):
        tab.open("/")
        tab.until(
            "async () => (await caches.keys()).filter((name) => name.startsWith('assets-')).length === 2"
        )
        tab.open("/")
        tab.until("""async () => { const [newest] = (await caches.keys()).filter((name) => name.startsWith("assets-")).slice(-1);
            const sheets = (await (await caches.open(newest)).keys()).map(({ url }) => new URL(url).pathname).filter((one) => one.endsWith(".css"));
            const pack = (await caches.keys()).find((name) => name.startsWith("pack-"));
            const page = await (await caches.match("/cards", { cacheName: pack })).text();
            return sheets.some((one) => page.includes(one)) }""")


def test_fault_27_a_bad_worker_is_replaced_and_the_outbox_is_whole(page, watch, tmp_path):
    """A release whose worker fails at every page, while something waits; and the release that puts
    it right."""
    watch.allow(
        "net::ERR|status of [3-5]|failed request|Failed to|bad release|fetching the script|network error response"
    )
    checkout, place = copy_of_the_app(tmp_path), {"PORT": live.free_port()}
    worker = checkout / "static/js/offline/worker.js"
    good = worker.read_text()
    with (
        live.serving(tmp_path / "server", cwd=checkout, **place) as server,
        live.looking_into(server),
    ):
        watch.own_url, tab = server.url, ChromiumTab(page, server.url)
        person = Person(server.app, "olive")
        tab.cookie(*person.cookie)
        tab.open("/")
        tab.is_ready()
        server.kill()
        tab.open("/stories/new")
        page.get_by_label("Title", exact=True).fill("Written meanwhile")
        page.get_by_role("button", name="Save").click()
        tab.says("Saved on this phone · 1")
        tab.open("about:blank")
    broken = good.replace(
        "async function pageFor(event) {",
        "async function pageFor(event) {\n  throw new Error('bad release');",
    )
    assert broken != good
    worker.write_text(broken)
    with live.serving(tmp_path / "server", cwd=checkout, **place):
        took_over = page.context.new_page()
        with pytest.raises(Error):
            for _ in range(30):  # by the good one at first, which is replaced meanwhile
                took_over.goto(server.url + "/install")
                took_over.wait_for_timeout(1_000)
        took_over.close()
    worker.write_text(good)
    with live.serving(tmp_path / "server", cwd=checkout, **place), live.looking_into(server):
        # At each visit the browser looks for a newer worker, whatever the one it has does.
        for _ in range(10):
            try:
                tab.open("/cards")
                break
            except Error:
                page.wait_for_timeout(1_000)
        tab.is_sent()
        person.app = server.app
        assert [story.title for story in person.rows(Story)] == ["Written meanwhile"]


def copy_of_the_app(folder):
    for name in ("webapp", "templates", "static"):
        shutil.copytree(
            live.CHECKOUT / name,
            folder / "app" / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    return folder / "app"
