"""The links of the pack's pages, and which of them a phone without a signal can follow, by the
worker's rules."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

ALWAYS_THERE = {"/waiting"}  # the worker itself has it


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, name, attributes):
        attributes = dict(attributes)
        if name == "a" and attributes.get("href"):
            self.found.append(attributes["href"])


def links_in(page, text):
    """The addresses in the app that a page leads to, without their places in a page."""
    joined = {
        urldefrag(urljoin(f"https://app.example{page}", href))[0] for href in Links(text).found
    }
    return {
        link.removeprefix("https://app.example")
        for link in joined
        if link.startswith("https://app.example/")
    }


def opens(link, pages):
    """Whether the worker has a copy: of this very address, or of one that differs in its query."""
    paths = {urlsplit(page).path for page in pages}
    return link in pages or urlsplit(link).path in paths | ALWAYS_THERE


def dead_links(bodies):
    """{link: the pages that it is on} of those that lead nowhere without a signal."""
    dead = {}
    for page, text in bodies.items():
        for link in links_in(page, text):
            if not opens(link, bodies):
                dead.setdefault(link, set()).add(page)
    return dead
