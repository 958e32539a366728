"""Rules for every form of the application, found by the crawl."""

from html.parser import HTMLParser

import pytest

from tests.crawl import addresses, fill, forms


class Forms(HTMLParser):
    """Each form of a page as (its attributes, those of its inputs)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[dict, list[dict]]] = []
        self.is_inside = False
        self.feed(html)

    def handle_starttag(self, name: str, attributes: list) -> None:
        if name == "form":
            self.found.append((dict(attributes), []))
            self.is_inside = True
        elif name == "input" and self.is_inside:
            self.found[-1][1].append(dict(attributes))

    def handle_endtag(self, name: str) -> None:
        self.is_inside = self.is_inside and name != "form"


@pytest.mark.one_database
def test_what_makes_something_makes_another_thing_each_time(app, owner):
    """The phone knows by `data-fresh` which ids it has to make anew, for a copy holds one for ever.
    An id without it names the same thing at each opening, such as a suggestion that is taken."""
    fill(owner)
    owner.get("/")  # what is told once, with its Undo, is told here
    making = set()
    for rule, url in addresses(app, owner, "GET"):
        once, again = owner.get(url), owner.get(url)
        if once.status_code != 200 or once.mimetype != "text/html":
            continue
        for (form, inputs), (_, later) in zip(
            Forms(once.text).found, Forms(again.text).found, strict=True
        ):
            if form.get("method") != "post" or "_method=" in form["action"] or form.get("enctype"):
                continue
            ids = [
                (one, other)
                for one, other in zip(inputs, later, strict=True)
                if one.get("name") == "id"
            ]
            assert len(ids) == 1, f"{rule}: what {form['action']} makes takes its id from the form"
            (one, other), making = ids[0], making | {rule.endpoint}
            is_other = one["value"] != other["value"]
            assert is_other == ("data-fresh" in one), (
                f"{rule}: fresh_id() marks the id of what {form['action']} makes"
            )
    assert {"stories.new", "cards.deck", "interviews.new", "interviews.show"} <= making


# Not kept on a phone: what signs in or out, and what brings a file in, is answered at once.
NOT_KEPT = {
    "SignInForm",
    "AccountForm",
    "PasswordForm",
    "NewPasswordForm",
    "DeletionForm",
    "ContactsForm",
    "ResumeForm",
    "InvitationForm",
    "ImportForm",
}
# Nothing is written in it: a button, a choice, a grade.
ONLY_CHOSEN = {"HelpRequestForm", "PlaceForm", "ReviewForm", "PracticeModeForm"}


@pytest.mark.one_database
def test_what_a_form_is_for_is_described(app):
    """Else what is sent from a phone when the thing is gone would be lost, or kept without a
    name."""
    described = {form for one in app.extensions["descriptions"].values() for form in one.forms}
    bases = {base for form in described for base in form.__mro__}
    left = {form.__name__ for form in forms() if form.__module__.startswith("webapp.")} - {
        form.__name__ for form in described | bases
    }
    assert left == NOT_KEPT | ONLY_CHOSEN


@pytest.mark.one_database
def test_what_takes_a_form_is_described(app):
    """By the capability of its view: another's description of the same form says nothing of it."""
    writing = {
        rule.endpoint.partition(".")[0]
        for rule in app.url_map.iter_rules()
        if rule.methods & {"POST", "PUT", "DELETE"}
    }
    # Nothing is written there, or it is answered at once.
    others = {"accounts", "example", "forgotten", "kept_pages", "offline", "sync", "today"}
    assert writing - others == {*app.extensions["descriptions"]}
