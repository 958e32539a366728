"""Every custom element that a page has is defined by a script that the page loads, or that such a
script fetches."""

import re

import pytest

from tests.crawl import addresses, fill
from tests.rules.sources import files, text_of

DEFINED = re.compile(r'customElements\.define\("([a-z-]+)"')
SCRIPT = re.compile(r'<script type="module" src="/static/[^"]*?/js/([^"?]+)')


@pytest.mark.one_database
def test_what_a_page_has_it_loads(app, owner):
    """A copy has nobody to ask for a script that a page forgot."""
    makers = {
        name: path for path in files("static/js", "*.js") for name in DEFINED.findall(text_of(path))
    }
    fill(owner)
    seen = set()
    for rule, url in addresses(app, owner, "GET"):
        page = owner.get(url)
        if page.mimetype != "text/html" or page.status_code != 200:
            continue
        names = set(re.findall(r"<([a-z]+-[a-z-]+)", page.text))
        loaded = [f"static/js/{path}" for path in SCRIPT.findall(page.text)]
        missing = {
            name
            for name in names
            if not any(is_defined_by(path, makers.get(name)) for path in loaded)
        }
        assert not missing, f"{rule}: {missing}"
        seen |= names
    assert {"day-name", "time-until", "card-deck"} <= seen


def is_defined_by(path, maker):
    return maker is not None and (path == str(maker) or maker.name in text_of(path))
