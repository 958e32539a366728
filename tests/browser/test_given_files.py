"""A file that is given to a form, or shared to the app, isn't lost when nobody is signed in or no
signal is there: the form has it again."""

import pytest
from playwright.sync_api import expect

from tests.browser.faulty import NOISE
from tests.calendars.invites import calendar, event
from tests.persons import PASSWORD
from tests.reflections.factories import interview

INVITATION = {
    "name": "invite.ics",
    "mimeType": "text/calendar",
    "buffer": calendar(event(SUMMARY="Second interview at Ottermere")),
}
FORMS = {
    "/interviews/invitation": (INVITATION, "This came out of the invitation"),
    "/cards/import": (
        {"name": "cards.csv", "mimeType": "text/csv", "buffer": b"Why us?,Because of you"},
        "1 card to bring in",
    ),
    "/stories/resume": (
        {
            "name": "resume.json",
            "mimeType": "application/json",
            "buffer": b'{"work": [{"name": "Ottermere", "highlights": ["Halved the waiting time"]}]}',
        },
        "1 beginning",
    ),
    "/interviews/{}/people/contacts": (
        {
            "name": "ana.vcf",
            "mimeType": "text/vcard",
            "buffer": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ng\r\nEND:VCARD\r\n",
        },
        "Add those chosen",
    ),
}
HERE = "What you brought is here"
DRAFT_WITH_TEXT = (
    "() => Object.values(localStorage).some((value) => value.includes('Led four people'))"
)


def give(page, file=None):
    if file:
        page.locator("[name=file]").set_input_files(file)
    page.get_by_role("button", name="Look at").click()


def share(page, file, network):
    """As the phone's share sheet does, for a moment without a signal: no script of a page looks at
    it first."""
    network.mode = "down"
    page.locator("[name=file]").set_input_files(file)
    page.evaluate("() => document.querySelector('given-file form').submit()")
    expect(page.get_by_text("This page opens by itself")).to_be_visible()
    network.mode = "open"


def sign_in(page, person):
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture
def ready(phone):
    """`ready(address)`: the phone with its worker, at that form."""

    def opened(address):
        phone.open("/")
        phone.is_ready()
        phone.open(address)
        return phone.page

    return opened


@pytest.mark.parametrize("form", FORMS)
def test_without_a_signal(ready, phone, network, form):
    page, (file, words) = ready(form.format(interview(phone.person).id)), FORMS[form]
    share(page, file, network)
    expect(page.get_by_text(HERE)).to_be_visible()
    page.reload()
    expect(page.get_by_text(HERE)).to_be_visible()
    give(page)
    expect(page.get_by_text(words)).to_be_visible()
    page.goto(network.url + form.format(interview(phone.person).id))
    expect(page.get_by_role("button", name="Look at")).to_be_visible()
    expect(page.get_by_text(HERE)).to_have_count(0)


@pytest.mark.parametrize("form", FORMS)
def test_the_form_keeps_its_distance_from_what_is_above_it(signed_in, page, form):
    page.goto(form.format(interview(signed_in(page)).id))
    gap = page.locator("given-file").evaluate(
        "(one) => one.getBoundingClientRect().top - one.previousElementSibling.getBoundingClientRect().bottom"
    )
    assert gap >= 8


def test_whoever_signs_in_has_it_again(ready, phone, new_person, network):
    page = ready("/interviews/invitation")
    other = new_person(password=True)
    phone.forget_cookies()
    phone.run(
        "async () => (await caches.keys()).forEach((name) => name.startsWith('pack-') && caches.delete(name))"
    )
    give(page, INVITATION)
    sign_in(page, other)
    expect(page.get_by_text(HERE)).to_be_visible()
    give(page)
    expect(page.get_by_text("This came out of the invitation")).to_be_visible()


def test_nobody_else_has_it(ready, phone, new_person, network):
    """It was given on the phone of one person, and another signs in."""
    page = ready("/interviews/invitation")
    other = new_person(password=True)
    phone.forget_cookies()
    give(page, INVITATION)
    sign_in(page, other)
    expect(page.get_by_role("button", name="Look at")).to_be_visible()
    phone.until("async () => !(await caches.has('given'))")
    assert page.locator("[name=file]").evaluate("(field) => field.files.length") == 0


def test_it_can_be_left_out(ready, phone, network):
    page = ready("/interviews/invitation")
    share(page, INVITATION, network)
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text(HERE)).to_have_count(0)
    expect(page.locator("[name=file]")).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Look at")).to_be_visible()
    assert page.locator("[name=file]").evaluate("(field) => field.files.length") == 0


ANOTHER = {
    **INVITATION,
    "name": "other & later?.ics",
    "buffer": calendar(event(SUMMARY="First interview at Pellwick")),
}


def test_a_second_file_takes_nothing_from_the_first(ready, phone, network):
    page = ready("/interviews/invitation")
    share(page, INVITATION, network)
    expect(page.get_by_text(HERE)).to_be_visible()
    share(page, ANOTHER, network)
    other = page.get_by_role("button", name=ANOTHER["name"])
    expect(other).to_be_visible()
    assert page.locator("[name=file]").evaluate("(field) => field.files[0].name") == "invite.ics"
    other.click()
    expect(page.get_by_role("button", name="invite.ics")).to_be_visible()
    give(page)
    expect(page.get_by_label("Company")).to_be_visible()
    assert "Pellwick" in page.content()
    page.goto(network.url + "/interviews/invitation")
    expect(page.get_by_text(HERE)).to_be_visible()
    expect(page.get_by_text("Also here")).to_have_count(0)
    assert page.locator("[name=file]").evaluate("(field) => field.files[0].name") == "invite.ics"


def test_each_form_has_its_own(ready, phone, network):
    page = ready("/cards/import")
    share(page, FORMS["/cards/import"][0], network)
    expect(page.get_by_text(HERE)).to_be_visible()
    phone.open("/interviews/invitation")
    share(page, INVITATION, network)
    expect(page.get_by_text(HERE)).to_be_visible()
    expect(page.get_by_text("Also here")).to_have_count(0)
    give(page)
    expect(page.get_by_text("This came out of the invitation")).to_be_visible()
    phone.open("/cards/import")
    expect(page.get_by_text(HERE)).to_be_visible()
    page.get_by_role("button", name="Leave it out").click()
    phone.until("async () => !(await caches.has('given'))")


def test_the_same_file_again_is_one(ready, phone, network):
    page = ready("/interviews/invitation")
    for _ in range(2):
        share(page, INVITATION, network)
        expect(page.get_by_text(HERE)).to_be_visible()
    expect(page.get_by_text("Also here")).to_have_count(0)


def test_it_goes_with_the_sign_out(ready, phone, network):
    page = ready("/interviews/invitation")
    share(page, INVITATION, network)
    expect(page.get_by_text(HERE)).to_be_visible()
    phone.open("/account")
    page.get_by_role("button", name="Sign out").click()
    phone.until("() => location.pathname === '/sign-in'")
    assert not phone.run("() => caches.has('given')")


def test_another_site_gives_nothing(ready, phone, network, watch):
    """Also not by way of the worker, which asks in the name of our own pages."""
    watch.allow(f"{NOISE}|status of 403")
    page = ready("/account")
    elsewhere = page.context.new_page()
    elsewhere.route(
        "http://elsewhere.test/**",
        lambda route: route.fulfill(body="<p>Elsewhere</p>", content_type="text/html"),
    )
    elsewhere.goto("http://elsewhere.test/")
    elsewhere.evaluate(
        """(action) => {
          const form = Object.assign(document.createElement("form"), { action, method: "post", enctype: "multipart/form-data" });
          form.append(Object.assign(document.createElement("input"), { name: "text", value: "BEGIN:VCALENDAR" }));
          document.body.append(form);
          form.submit();
        }""",
        network.url + "/interviews/invitation",
    )
    expect(elsewhere.get_by_text("This came from another site")).to_be_visible()
    assert not phone.run("() => caches.has('given')")


@pytest.mark.parametrize(
    "form", ["/interviews/invitation", "/stories/resume", "/interviews/{}/people/contacts"]
)
def test_what_is_wrong_is_seen_at_once(signed_in, page, watch, form):
    """On a phone the button keeps to the bottom: a reason below a long field would be behind it."""
    watch.allow("status of 422")
    page.goto(form.format(interview(signed_in(page)).id))
    page.locator("[name=text]").fill("x\n" * 60)
    page.get_by_role("button", name="Look at").click()
    expect(page.locator("#text-error")).not_to_be_empty()
    page.wait_for_function(
        """() => {
          const one = document.getElementById("text-error");
          const { left, top, bottom } = one.getBoundingClientRect();
          return [top + 4, bottom - 4].every((y) => document.elementFromPoint(left + 4, y) === one);
        }"""
    )


def test_what_was_wrong_with_a_file_is_not_said_of_none(signed_in, page, watch):
    """The text that was in the form with it comes back; the file doesn't, nor its reason."""
    watch.allow("status of 422")
    signed_in(page)
    page.goto("/stories/resume")
    page.locator("[name=text]").fill("Led four people")
    give(page, {"name": "resume.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    expect(page.locator("#file-error")).to_contain_text("This PDF is broken")
    page.wait_for_function(DRAFT_WITH_TEXT)
    page.goto("/stories/resume")
    expect(page.locator("[name=text]")).to_have_value("Led four people")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    expect(page.locator("#file-error")).to_be_empty()
