"""Whatever is sent, to whatever address: an answer in plain words, never a fault, and never
somebody's script run."""

import pytest
from flask import Request

from tests.crawl import FIELDS, addresses, fill
from webapp.core.ids import new_id

pytestmark = pytest.mark.usefixtures("probes")
FOR_DATABASES = {  # each kind has limits of its own
    "nul": "a\0b",
    "10 000 characters": "x" * 10_000,
    "a huge number": "9" * 400,
    "negative": "-1",
    "not a number": "nan",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "an id": str(new_id()),
    "wildcards": "%_\\'\";--",
}
FOR_PAGES = {
    "nothing": "",
    "midnight": "00:00",
    "html and a template": "<script>alert(1)</script>{{ 7 * '7' }}{% for x in y %}",
    "emoji": "👩🏽‍🚒" * 20,
    "right to left, newlines, control": "\u202eשלום\u202c عالم\r\n\r\nSet-Cookie: a=b\x1b[31m\x07",
    "list": "[1, 2]",
}
BROKEN_BYTES = b"title=%ED%A0%80&company=%FF%FE&q=%C3&=&&&id=%00&text"
ASKED = (
    "q",
    "tag",
    "since",
    "turned",
    "show",
    "phase",
    "next",
    "deleted",
    "more",
    "add",
    "at",
    "size",
    "ahead",
    "listed",
    "back",
    "id",
    "_method",
    "invitation",
    "link",
)
# The pages that read any of these. What is asked of another page changes nothing in it, so that is
# crawled once, and not with each value.
READING = {
    "accounts.new",
    "accounts.new_sign_in",
    "cards.deck",
    "cards.index",
    "cards.new",
    "checklists.current",
    "checklists.edit",
    "checklists.show",
    "checklists.show_item",
    "existence.show",
    "forgotten.edit",
    "reflections.edit",
    "reflections.index",
    "sync.recovered",
    "today.show",
}


@pytest.fixture
def urls(app, owner):
    """By method, every address that can be asked with it, but pages that read nothing of that;
    those that end a sign-in or an account; and the pack: it gives all pages however it is asked,
    see tests/offline/test_stream.py."""
    fill(owner)
    others = ("accounts.delete", "accounts.end_sign_in", "offline.pack")

    def in_order(method):
        found = [
            url
            for rule, url in addresses(app, owner, method)
            if rule.endpoint not in others and (method != "GET" or rule.endpoint in READING)
        ]
        return sorted(found, key=takes_along) if method == "DELETE" else found

    return {method: in_order(method) for method in ("GET", "POST", "PUT", "DELETE")}


def takes_along(url):
    """For the order of what is deleted: the sign-in last, an interview before it, and what is part
    of something ahead of that."""
    return url.startswith("/account/devices/"), url.startswith("/interviews/"), -url.count("/")


@pytest.mark.parametrize("value", FOR_DATABASES.values(), ids=FOR_DATABASES)
def test_no_nonsense_is_too_much_for_a_database(owner, urls, value):
    del urls["DELETE"]  # these read nothing of it
    send_everywhere(owner, urls, value)


@pytest.mark.one_database
@pytest.mark.parametrize("value", FOR_PAGES.values(), ids=FOR_PAGES)
def test_no_nonsense_is_too_much_for_a_page(owner, urls, value, probes):
    send_everywhere(owner, urls, value)
    assert len(probes) >= 120, "each form of each page"


def send_everywhere(owner, urls, value):
    """With every address, and then with every form, some of which delete what is there."""
    for method, url in [(method, url) for method, all_of_one in urls.items() for url in all_of_one]:
        if method == "GET":
            answer = owner.get(url, query_string=dict.fromkeys(ASKED, value))
        else:
            answer = owner.open(
                method,
                url,
                data=dict.fromkeys(FIELDS, value),
                headers={"Idempotency-Key": str(new_id())},
            )
        is_well_answered(answer, method, url)


def is_well_answered(answer, *asked):
    assert answer.status_code < 500, asked
    assert b"<script>alert(1)" not in answer.data and b"7777777" not in answer.data, asked


@pytest.mark.one_database
def test_no_page_but_these_reads_what_it_is_asked(app, owner, monkeypatch):
    """Nor does any say it again as it is."""
    fill(owner)
    reading, args = set(), Request.args

    def noted(request):
        reading.add(request.endpoint)
        return args.__get__(request)

    monkeypatch.setattr(Request, "args", property(noted))
    for _, url in addresses(app, owner, "GET"):
        asked = dict.fromkeys(ASKED, FOR_PAGES["html and a template"])
        is_well_answered(owner.get(url, query_string=asked), url)
    assert reading == READING, "say in READING which pages read what they are asked"


@pytest.mark.one_database
def test_what_deletes_reads_nothing_but_its_address(owner, urls, monkeypatch):
    """So that nothing of what is sent along comes to the database."""
    reading, form = set(), Request.form

    def noted(request):
        reading.add(request.endpoint)
        return form.__get__(request)

    monkeypatch.setattr(Request, "form", property(noted))
    for url in urls["DELETE"]:
        is_well_answered(owner.delete(url, dict.fromkeys(FIELDS, FOR_DATABASES["nul"])), url)
    assert reading == set()


def test_forms_take_bytes_that_are_no_text(owner, urls):
    for method in ("POST", "PUT", "DELETE"):
        for url in urls[method]:
            answer = owner.open(
                method, url, data=BROKEN_BYTES, content_type="application/x-www-form-urlencoded"
            )
            assert answer.status_code < 500, (method, url)


@pytest.mark.one_database
def test_headers_take_any_nonsense(owner, urls):
    for name in (
        "Idempotency-Key",
        "HX-Request",
        "HX-Target",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
        "Accept",
        "User-Agent",
    ):
        for value in ("", "x" * 5000, "{}", "\xff", "-1"):
            for method, url in (
                ("GET", "/"),
                ("GET", "/manifest.webmanifest"),
                ("PUT", "/account/install-hint/dismissal"),
            ):
                assert owner.open(method, url, headers={name: value}).status_code < 500, (
                    name,
                    value,
                )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/interviews/%FF",
        "/static/../webapp/core/config.py",
        "/static/%2e%2e/secret_key",
        "//",
        "/" + "a" * 5000,
    ],
)
def test_any_path_is_answered(owner, path):
    assert owner.get(path).status_code in (301, 302, 308, 404)
