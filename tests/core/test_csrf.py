"""Requests from elsewhere change nothing: a matrix over every unsafe route."""

from uuid import UUID

import pytest

from webapp.core.csrf import SHARED_VIEWS
from webapp.core.database import READING_VIEWS
from webapp.core.files import FILE_VIEWS
from webapp.interviews.models import Interview

UNSAFE = {"POST", "PUT", "DELETE", "PATCH"}
ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": None},
    {"Sec-Fetch-Site": None, "Origin": "null"},
    {"Sec-Fetch-Site": None, "Origin": "https://localhost"},
    {"Sec-Fetch-Site": None, "Origin": "http://localhost.evil.example"},
]

SHARED = ("POST", "/interviews/invitation")  # a share sheet's, and it changes nothing

pytestmark = pytest.mark.one_database


def unsafe_routes(app):
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            arguments = {name: UUID(int=1) for name in rule.arguments}
            for method in rule.methods & UNSAFE:
                yield (
                    method,
                    app.url_map.bind("localhost").build(rule.endpoint, arguments, method=method),
                )


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_requests_from_elsewhere_are_refused_everywhere(app, owner, headers):
    routes = list(unsafe_routes(app))
    assert len(routes) > 20
    for method, url in routes:
        if (method, url) == SHARED and headers["Sec-Fetch-Site"] == "none":
            continue
        assert owner.open(method, url, headers=headers).status_code == 403, (method, url)


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": None, "Origin": "http://localhost"}], ids=str
)
def test_our_own_pages_are_heard(app, owner, headers):
    # The pack first, of an account with nothing in it yet: it holds all pages.
    for method, url in sorted(unsafe_routes(app), key=lambda route: route[1] != "/pack"):
        assert owner.open(method, url, headers=headers).status_code != 403 or url == "/register", (
            method,
            url,
        )


def test_a_mark_is_on_the_view_that_is_called(app):
    """Below another decorator it would be on a function that no address leads to, and nothing
    would tell."""
    assert SHARED_VIEWS < READING_VIEWS
    assert FILE_VIEWS and READING_VIEWS | FILE_VIEWS <= set(app.view_functions.values())


def test_links_from_elsewhere_open(owner):
    assert owner.get("/account", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_what_is_shared_is_only_looked_at(owner):
    """The browser sends it for no page, which no site can make it do."""
    answer = owner.open(*SHARED, headers={"Sec-Fetch-Site": "none"}, data={"text": "nothing"})
    assert answer.status_code == 422 and owner.rows(Interview) == []
