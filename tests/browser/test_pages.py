"""What holds on every page: nothing for axe to say in light or dark, nothing wider than the screen,
nothing wrong unseen.

The `watch` behind each page also fails on any console error, refusal by the policy, or request to
another host.
"""

import pytest

from tests import crawl
from tests.browser.checks import axe_violations, overflow
from tests.browser.tabs import ChromiumTab

SLICES = 4
PLAIN = (360, 16)  # a phone's width, and its letters
NO_PAGES = {
    "accounts.export",
    "cards.as_csv",
    "cards.as_tsv",
    "cards.as_package",
    "calendars.export",
    "offline.manifest",
    "offline.worker",
    "offline.pack",
    "healthz",
    "reachable",
    "existence.show",
}


@pytest.fixture
def urls(live_server, new_person, signed_in):
    """Signs a person with everything in on a page, and gives the address of every page they can
    open."""

    def signing_in(page):
        person = signed_in(page)
        crawl.fill(person)
        return sorted(
            {
                url
                for away in (False, True)
                for rule, url in crawl.addresses(live_server.app, person, "GET", away)
                if rule.endpoint not in NO_PAGES
            }
        )

    return signing_in


@pytest.fixture
def part(urls, request):
    """Every so-manieth of the addresses: together the parts are all, and each can be looked at
    beside the others."""
    return lambda page: urls(page)[request.param :: SLICES]


@pytest.mark.parametrize("part", range(SLICES), indirect=True)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(new_page, part):
    """With one heading, a title and landmarks; in the dark only the colours are others. A default
    font of 32 px is the 200 % of a phone's text size; rem and clamp() follow it."""
    page = new_page(reduced_motion="reduce")
    fonts = page.context.new_cdp_session(page)
    wrong, urls = [], part(page)
    page.goto("/")
    # A page that is left at once leaves the pack to the next one, again and again.
    ChromiumTab(page, "").is_ready()
    for url in urls:
        page.emulate_media(color_scheme="light")
        page.goto(url)
        assert page.locator("h1").count() == 1, url
        assert page.title().endswith("· Round Two") and len(page.title()) > 12, url
        assert page.get_by_role("main").count() == 1, url
        wrong += [f"{url} {line}" for line in axe_violations(page)]
        page.emulate_media(color_scheme="dark")
        page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
        wrong += [f"{url} in the dark {line}" for line in axe_violations(page, "color-contrast")]
        for width, font in [(320, 16), (768, 16), (1280, 16), (360, 32), PLAIN]:
            page.set_viewport_size({"width": width, "height": 740})
            fonts.send("Page.setFontSizes", {"fontSizes": {"standard": font}})
            if overflow(page) > 0:
                wrong.append(
                    f"{url} at {width} px with {font} px letters is too wide by {overflow(page)} px"
                )
    assert wrong == []


def test_every_place_is_two_taps_from_the_bar(page, urls):
    """Whatever page the bar's four places and the account button link to, or they themselves link
    to, is near."""
    all_urls = set(urls(page))
    page.goto("/")
    near = links_of(page)
    for url in sorted(near):
        page.goto(url)
        near = near | links_of(page)
    indexes = {url for url in all_urls if not any(len(part) == 36 for part in url.split("/"))}
    # The last is opened by a link that whoever runs the server gives.
    away = indexes - near - {"/register", "/sign-in", "/offline", "/forgotten"}
    assert not away, "pages that no page within two taps links to"


def links_of(page):
    return set(
        page.evaluate(
            "() => [...document.querySelectorAll('a[href]:not([download])')].map((a) => new URL(a.href)).filter((u) => u.origin === location.origin)"
            ".map((u) => u.pathname).filter((p) => p !== '/account/export')"
        )
    )
