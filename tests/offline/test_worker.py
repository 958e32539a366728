"""The worker's script, and the page that it shows when there is no signal."""

import json
import re
from urllib.parse import urljoin

import brotli
import pytest
from jinja2 import ChoiceLoader, DictLoader

from webapp.core.assets import beside_or_above

pytestmark = pytest.mark.one_database

MAX_MODULES = 6


def said(script, name):
    """A literal of the script, as the browser reads it: in single quotes, else as JSON has it."""
    text = re.search(rf"^const {name} = (.*);$", script, re.MULTILINE)[1]
    swapped = {"'": '"', '"': r"\"", r"\'": "'"}
    return json.loads(re.sub(r"""\\.|["']""", lambda found: swapped.get(found[0], found[0]), text))


@pytest.fixture
def script(anonymous):
    answer = anonymous.get("/worker.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    return answer.text


@pytest.fixture
def kept(script):
    """What comes with the worker: (type, text) by address."""
    return said(script, "KEPT")


def test_what_comes_with_it_is_what_is_served(kept, anonymous):
    for address, (mimetype, text) in kept.items():
        answer = anonymous.get(address)
        assert (answer.mimetype, answer.text) == (mimetype, text), address


def test_every_script_that_pages_load_is_there_once(script, kept, anonymous):
    static, first = beside_or_above("static"), said(script, "FIRST")
    written = {path.relative_to(static).as_posix() for path in static.rglob("*.js")} - {
        "js/offline/worker.js"
    }
    found = [address for address in [*first, *kept] if address not in ("/offline", "/waiting")]
    assert sorted(address.split("/", 3)[3] for address in found) == sorted(
        written | {"css/app.css", "icons/favicon.svg"}
    )
    assert {anonymous.get(address).status_code for address in first} == {200}


def test_what_every_page_loads_by_itself_does_not_come_twice(script, kept, owner, anonymous):
    """Scripts, and what those import: what the first page of a person's loads is first; and there
    are few of them."""
    first, later = (
        loaded_by(anonymous.get("/sign-in").text, anonymous),
        loaded_by(owner.get("/account").text, anonymous),
    )
    assert set(said(script, "FIRST")) == later and first <= later
    assert not later & set(kept)
    assert len([address for address in later if "/js/" in address]) <= MAX_MODULES


def loaded_by(page, anonymous):
    asked = set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css|svg))"', page))
    everywhere = {address for address in asked if "/elements/" not in address}
    return everywhere | {
        urljoin(start, path) for start in everywhere for path in imports(anonymous, start)
    }


def imports(anonymous, address):
    """The relative paths of the modules that a script needs to begin, and of those that these
    need."""
    if not address.endswith(".js") or "/vendor/" in address:
        return
    for path in re.findall(r'\bimport(?:[^("]*from)?"(\.[^"]+)"', anonymous.get(address).text):
        yield urljoin(address, path)
        yield from imports(anonymous, urljoin(address, path))


def test_files_of_its_pages_are_there(script, kept):
    asked = set(
        re.findall(r'(?:src|href)="(/static/[^"]+)"', kept["/offline"][1] + kept["/waiting"][1])
    )
    assert {address for address in asked if not address.endswith("apple-touch-icon.png")} <= {
        *kept,
        *said(script, "FIRST"),
    }


def test_unchanged_worker_is_not_sent_again(anonymous):
    etag = anonymous.get("/worker.js").headers["ETag"]
    assert anonymous.get("/worker.js", headers={"If-None-Match": etag}).status_code == 304


def test_compressed_it_is_the_same(script, anonymous):
    answer = anonymous.get("/worker.js", headers={"Accept-Encoding": "gzip, br"})
    assert (
        answer.headers["Content-Encoding"] == "br" and "Accept-Encoding" in answer.headers["Vary"]
    )
    assert brotli.decompress(answer.data).decode() == script
    same = anonymous.get(
        "/worker.js",
        headers={"Accept-Encoding": "gzip, br", "If-None-Match": answer.headers["ETag"]},
    )
    assert same.status_code == 304 and not same.data


@pytest.mark.parametrize("page", ["/offline", "/waiting", "/worker.js"])
def test_what_the_worker_has_holds_nothing_of_anybody(owner, anonymous, page):
    with owner.client.session_transaction() as session:
        session["_flashes"] = [("message", "Acme was deleted.")]
    answer = owner.get(page)
    assert answer.status_code == 200
    assert answer.text == anonymous.get(page).text
    assert "Set-Cookie" not in answer.headers and "Acme was deleted" in owner.get("/cards").text


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
