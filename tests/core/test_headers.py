"""The same protection on every kind of answer."""

import re

import pytest

from tests.accounts.test_first_account import first_address
from tests.persons import PASSWORD, Browser, Person
from webapp.core.headers import MARK, OF_ASSETS, SECURITY_HEADERS

pytestmark = pytest.mark.one_database
ASSETS = ("static", "static compressed", "static 304")  # of pages, whose headers hold for them


def answers(owner, app):
    page = owner.get("/account")
    style_sheet = re.search(r'href="(/static/[^"]+\.css)"', page.text)[1]
    yield "page", page
    yield "part", owner.get("/account/devices", htmx=True)
    yield "static", owner.get(style_sheet)
    yield "static compressed", owner.get(style_sheet, headers={"Accept-Encoding": "br"})
    yield (
        "static 304",
        owner.get(style_sheet, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
    )
    yield "manifest", owner.get("/manifest.webmanifest")
    yield "worker", owner.get("/worker.js")
    yield "health", owner.get("/healthz")
    yield "reachable", owner.get("/reachable")
    yield "JSON", owner.get("/pack")
    yield "404", owner.get("/nothing/here")
    yield "404 static", owner.get("/static/nothing.css")
    yield "405", owner.put("/healthz")
    yield "403", owner.post("/sign-in", headers={"Sec-Fetch-Site": "cross-site"})
    yield "400", owner.post("/outbox", json=[])
    yield "413", owner.post("/sign-in", {"email": "x" * 1_100_000})
    yield "422", owner.put("/account/password", {})
    yield "redirect", Browser(app).get("/account")
    yield "401", Browser(app).get("/account", htmx=True)


def test_security_headers_are_on_every_kind_of_answer(owner, app):
    for kind, answer in answers(owner, app):
        for name, value in (OF_ASSETS if kind in ASSETS else SECURITY_HEADERS).items():
            assert answer.headers.getlist(name) == [value], (kind, name)
        assert answer.headers.getlist(MARK) == [app.extensions["assets"]["version"]], kind
        assert "Strict-Transport-Security" not in answer.headers, kind
        assert "Server" not in answer.headers, kind


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".example", "a" * 300, "a..b:8000"])
def test_address_that_cannot_be_is_answered_with_them_too(anonymous, host):
    answer = anonymous.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert {**answer.headers, **SECURITY_HEADERS} == {**answer.headers} and MARK in answer.headers


def test_who_leaves_takes_along_what_the_browser_kept_and_nobody_loses_what_waits(app):
    for htmx in (False, True):
        owner = Person(app, f"olive-{htmx}", password=True)
        phone = owner.on("Safari on iPhone")
        assert (
            "Clear-Site-Data"
            not in owner.delete("/account", {"password": "wrong"}, htmx=htmx).headers
        )
        ended = (
            phone.delete("/sign-in", htmx=htmx),
            owner.delete("/account", {"password": PASSWORD}, htmx=htmx),
        )
        assert [answer.headers.getlist("Clear-Site-Data") for answer in ended] == [['"cache"']] * 2
        assert "Clear-Site-Data" not in phone.delete("/sign-in", htmx=htmx).headers, (
            "401: it had ended before"
        )


def test_policy_allows_nothing_unsafe():
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert set(re.findall(r"'[^']+'|https?:\S*|\*|data:", policy)) == {"'none'", "'self'"}


def test_pages_are_not_kept_by_anyone_and_static_files_for_good(owner, app):
    kinds = dict(answers(owner, app))
    assert kinds["page"].headers["Cache-Control"] == "private, no-store"
    assert "immutable" in kinds["static"].headers["Cache-Control"]
    assert kinds["static compressed"].headers["Content-Encoding"] == "br"
    assert "HX-Request" in kinds["page"].headers["Vary"]


@pytest.mark.parametrize("settings", [{"trusted_proxies": 1}])
def test_https_behind_a_proxy_brings_strict_transport_and_the_host_cookie(app, anonymous):
    secure = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "two.example.org"}
    answer = anonymous.post(
        first_address(app),
        {"email": "a@example.org", "password": "a long walk by the river"},
        headers=secure,
    )
    assert answer.status_code == 303
    assert "max-age=34560000" in answer.headers["Strict-Transport-Security"]
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "__Host-round_two",
        "__Host-round_two_device",
    }
    for cookie in cookies:
        for part in ("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Expires="):
            assert part in cookie
        assert "Domain" not in cookie


def test_plain_http_on_localhost_drops_prefix_and_secure_only(anonymous):
    answer = anonymous.post(
        "/register", {"email": "a@example.org", "password": "a long walk by the river"}
    )
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert cookie.startswith("round_two")
        assert "Secure" not in cookie
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_plain_http_elsewhere_says_why_it_cannot_sign_in(app, anonymous):
    answer = anonymous.get(first_address(app), base_url="http://192.0.2.7:8000")
    assert "is not secure" in answer.text
    assert "is not secure" not in anonymous.get("/register").text


def test_forwarded_headers_mean_nothing_without_a_trusted_proxy(anonymous):
    answer = anonymous.get("/healthz", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" not in answer.headers
