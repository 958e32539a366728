"""Rules for every form that something is edited in: without scripts, too, it says what it was
filled with when it was opened, so that what another device changed meanwhile isn't overwritten."""

import pytest
from flask import request

from tests.crawl import addresses, fill
from tests.plain import form_for, forms_in, lists_of
from webapp.core.text import clean
from webapp.sync import editing

# Nothing in them is put together: a place in a list and a choice, of which the last one stands, and
# what is never shown filled.
NOT_MERGED = {
    "accounts.update_password",
    "cards.choose_practice_mode",
    "checklists.move",
}
FAR_TOO_LONG = "x" * 30_000


@pytest.fixture
def merged(monkeypatch):
    """The endpoints that put together what was sent to them."""
    endpoints, merge = set(), editing.merged

    def noting(*arguments, **options):
        endpoints.add(request.endpoint)
        return merge(*arguments, **options)

    monkeypatch.setattr(editing, "merged", noting)
    return endpoints


def edits(app, owner):
    """(page, endpoint, form) of each form on the pages of this person that changes what is there,
    with a field to write or choose in."""
    urls = app.url_map.bind("localhost")
    for _, page in addresses(app, owner, "GET"):
        answer = owner.get(page)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        for form in forms_in(answer):
            if "_method=put" in form.action and form.is_written_in:
                endpoint, _ = urls.match(form.action.partition("?")[0], method="PUT")
                yield page, endpoint, form


@pytest.mark.one_database
def test_a_form_that_is_put_together_says_what_it_was_filled_with(app, owner, merged):
    fill(owner)
    seen = set()
    for page, endpoint, form in edits(app, owner):
        seen.add(endpoint)
        if not form.base:
            assert endpoint in NOT_MERGED, (
                f"{page}: the form for {endpoint} ends with base_of(form), and its view begins with "
                "merge_edits, or it isn't an edit and is listed above"
            )
            continue
        assert said(form.base) == said(form.own_without_blanks), page
        assert owner.post(form.action, form.changed()).status_code == 303, page
        refused = owner.post(form.action, form.filled_with(FAR_TOO_LONG))
        assert refused.status_code == 422, page
        assert endpoint in merged, f"{endpoint} doesn't look at what its form says"
        again = form_for(refused, form.action)
        assert again.base == form.base, f"{page}: given back, it was still filled with this"
    for _, url in addresses(app, owner, "PUT"):
        owner.put(url)
    assert merged <= seen, "the crawl opens no page with the form of these"
    assert not merged & NOT_MERGED and len(merged) > 12


def said(items):
    """As the server reads it: an empty field says the same as none."""
    return lists_of((name, clean(value)) for name, value in items if clean(value))
