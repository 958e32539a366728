"""The pages that anybody can ask for, by the rules of MDN's HTTP Observatory, and that what a page
says of its files is so: those from the server, and those that a phone keeps."""

import re

import pytest

from tests.observatory import points_of, score_of
from webapp.core.assets import digest_of
from webapp.offline.precache import FIRST, brought_along

pytestmark = pytest.mark.one_database
AT = "https://two.example.org"
MEANT = 160
TAGS = re.compile(r"<(?:script|link rel=\"stylesheet\")[^>]*>")
NAMED = re.compile(r'(?:src|href)="([^"]+)" integrity="([^"]+)"')


def scanned(app, page):
    """The page as a scanner gets it, which follows where it is sent; and the cookies on the way."""
    client, cookies = app.test_client(), []
    while True:
        answer = client.get(page, base_url=AT)
        cookies += answer.headers.getlist("Set-Cookie")
        if answer.status_code != 302:
            return answer, cookies
        page = answer.headers["Location"]


@pytest.mark.parametrize("settings", [{"registration": "open"}])
@pytest.mark.parametrize("page", ["/", "/sign-in", "/register"])
def test_what_anybody_can_ask_for_is_as_safe_as_can_be(app, request, page, settings):
    for who in ("nobody has an account", "somebody has"):
        answer, cookies = scanned(app, page)
        assert answer.status_code == 200
        assert score_of(answer, cookies) >= MEANT, (who, points_of(answer, cookies))
        request.getfixturevalue("owner")


def test_what_is_less_safe_scores_less(app, owner):
    answer, cookies = scanned(app, "/sign-in")
    whole = score_of(answer, cookies)
    assert score_of(answer, []) == whole - 5
    assert score_of(answer, [cookies[0].replace("Secure; ", "")]) == whole - 10
    for name in ("Referrer-Policy", "Cross-Origin-Opener-Policy", "Strict-Transport-Security"):
        other, _ = scanned(app, "/sign-in")
        del other.headers[name]
        assert score_of(other, cookies) < whole, name
    answer.headers["Content-Security-Policy"] = "default-src 'self' 'unsafe-inline'"
    assert score_of(answer, cookies) == 80, "without what is added to 90 and more"


def test_a_page_says_of_each_file_what_is_in_it(owner):
    owner.with_example()
    for page in ("/", "/prepare", "/cards/deck", "/checklist", "/log", "/offline", "/waiting"):
        tags = TAGS.findall(owner.get(page).text)
        assert len(tags) > 2
        for tag in tags:
            address, digest = NAMED.search(tag).groups()
            assert digest == digest_of(owner.get(address).data), (page, address)


def test_what_a_phone_keeps_is_what_pages_say(app):
    folder = app.extensions["assets"]["folder"]
    kept = brought_along(folder)
    for path in kept:
        assert kept[path][1].encode() == (folder / path).read_bytes(), path
    assert len(kept) > 10 and not kept.keys() & set(FIRST)
