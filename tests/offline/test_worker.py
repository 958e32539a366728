"""The worker's script, and the page that it shows when there is no signal."""

import json
import re

import pytest
from jinja2 import ChoiceLoader, DictLoader

from webapp.assets import beside_or_above

pytestmark = pytest.mark.one_database


def said(script, name):
    return json.loads(re.search(rf"^const {name} = (.*);$", script, re.MULTILINE)[1])


@pytest.fixture
def script(anonymous):
    answer = anonymous.get("/worker.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    return answer.text


def test_every_listed_file_is_there(script, anonymous):
    for address in said(script, "ASSETS"):
        assert anonymous.get(address).status_code == 200, address


def test_every_script_that_pages_load_is_listed(script):
    static = beside_or_above("static")
    written = {path.relative_to(static).as_posix() for path in static.rglob("*.js")} - {"js/offline/worker.js"}
    listed = {address.split("/", 3)[3] for address in said(script, "ASSETS")}
    assert listed == written | {"css/app.css", "icons/favicon.svg"}


def test_files_of_the_offline_page_are_listed(script, anonymous):
    asked = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', anonymous.get("/offline").text))
    kept = set(said(script, "ASSETS"))
    assert {address for address in asked if not address.endswith("apple-touch-icon.png")} <= kept


def test_unchanged_worker_is_not_sent_again(anonymous):
    etag = anonymous.get("/worker.js").headers["ETag"]
    assert anonymous.get("/worker.js", headers={"If-None-Match": etag}).status_code == 304


def test_offline_page_holds_nothing_of_anybody(owner, anonymous):
    with owner.client.session_transaction() as session:
        session["_flashes"] = [("message", "Acme was deleted.")]
    page = owner.get("/offline")
    assert page.status_code == 200
    assert page.text == anonymous.get("/offline").text
    assert "Set-Cookie" not in page.headers


@pytest.mark.own_app
def test_a_changed_offline_page_is_a_new_release(script, app, anonymous):
    usual = app.jinja_env.loader
    other = DictLoader({"offline/page.html": "No signal at all"})
    app.jinja_env.cache.clear()
    app.jinja_env.loader = ChoiceLoader([other, usual])
    assert said(anonymous.get("/worker.js").text, "VERSION") != said(script, "VERSION")


def test_install_page_is_for_everybody(owner, anonymous):
    for browser in (owner, anonymous):
        page = browser.get("/install")
        assert page.status_code == 200
        assert all(device in page.text for device in ("iPhone", "Android", "Computer"))
