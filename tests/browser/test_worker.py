"""The worker itself: what it decides, and how one release follows another while a page is open."""

import shutil

import pytest

from tests import live

CONTROLLED = "() => navigator.serviceWorker.controller !== null"


@pytest.fixture
def decide(page, live_server):
    """`decide("outdated(...)")`: what a function of the worker's script gives, away from any worker."""
    page.goto("/install")
    script = page.request.get("/worker.js").text()
    return lambda expression: page.evaluate(f"() => {{ {script}\n return {expression} }}")


@pytest.mark.parametrize("request_, kind", [
    ('{method: "GET", mode: "navigate", url: location.origin + "/"}', "page"),
    ('{method: "GET", mode: "navigate", url: location.origin + "/stories?q=a"}', "page"),
    ('{method: "GET", mode: "no-cors", url: location.origin + "/static/1/css/app.css"}', "asset"),
    ('{method: "GET", mode: "same-origin", url: location.origin + "/checklist"}', None),
    ('{method: "POST", mode: "navigate", url: location.origin + "/stories"}', None),
    ('{method: "GET", mode: "no-cors", url: "https://elsewhere.example/static/x.css"}', None),
])
def test_answers_pages_and_files_only(decide, request_, kind):
    assert decide(f"kindOf({request_})") == kind


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


def copy_of_the_app(folder):
    for name in ("webapp", "templates", "static"):
        shutil.copytree(live.CHECKOUT / name, folder / "app" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "app"
