"""Every answer carries the mark of our own server, and on the phone nothing is believed without
it."""

import pytest

from tests.crawl import addresses, fill
from tests.rules.sources import files, lines_with, text_of
from webapp.core.headers import MARK

COPY = {"Round-Two-Copy": "1"}
SCRIPTS = list(files("static/js", "*.js"))
LOOKS = ("isOurs(", "isOurs,", "hasMark(")


@pytest.fixture
def marked(app):
    """`marked(answer)`: whether it says that it is ours, and of which release."""
    release = app.extensions["assets"]["version"]
    return lambda answer: answer.headers.getlist(MARK) == [release]


@pytest.mark.one_database
def test_every_address_marks_its_answer(app, owner, anonymous, marked):
    fill(owner)
    for method in ("GET", "POST", "PUT", "DELETE"):
        for rule, url in list(addresses(app, owner, method)):
            answers = [anonymous.open(method, url)]
            if method == "GET":
                answers += [owner.get(url), anonymous.get(url, htmx=True)]
            assert all(map(marked, answers)), (method, rule)


@pytest.mark.one_database
def test_a_phone_that_asks_by_itself_is_never_led_to_the_sign_in_page(app, owner, anonymous):
    fill(owner)
    for rule, url in addresses(app, owner, "GET"):
        if anonymous.get(url).location == f"/sign-in?next={url}":
            assert anonymous.get(url, headers=COPY).status_code == 401, rule


@pytest.mark.one_database
def test_it_is_asked_whether_there_is_a_way_without_the_database(anonymous, owner, marked, queries):
    with queries() as statements:
        for who in (anonymous, owner):
            answer = who.get("/reachable")
            assert answer.status_code == 204 and marked(answer)
    assert statements == []


def test_the_phone_goes_by_the_mark_and_by_nothing_that_others_send():
    found = lines_with(r"[\"'](Content-Security-Policy|X-[\w-]+)[\"']|/healthz", SCRIPTS)
    assert not found, "a hotel's network sends policies too, and has an answer for every address"


def test_no_script_asks_without_looking_for_the_mark():
    asking = [path for path in SCRIPTS if lines_with(r"(?<!\w)fetch\(", [path])]
    careless = [str(path) for path in asking if not any(one in text_of(path) for one in LOOKS)]
    assert asking and not careless, (
        "an answer without the mark is as good as none: see static/js/ours.js"
    )
