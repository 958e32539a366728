"""What a form was filled with: without scripts the form says it, with them the outbox does, never
both."""

from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import expect

from tests.browser.drivers import until
from tests.cards.decks import story
from tests.checklists.lists import interview_of, item_of
from webapp.stories.models import Story

STORY = {"title": "The migration", "task": "Move them.", "action": "I asked.\nThen I moved them."}
OF_FORMS = """() => [...document.querySelectorAll("main form")].flatMap((form) => [...new FormData(form).keys()])"""


@pytest.fixture
def told(signed_in):
    """`person, address = told(page)`: somebody with a story, and where that is edited."""

    def telling(page):
        person = signed_in(page)
        return person, f"/stories/{story(person, **STORY).id}/edit"

    return telling


def test_two_tabs_without_scripts(page_without_javascript, told, watch):
    watch.allow("status of 422")
    one = page_without_javascript
    person, address = told(one)
    other = one.context.new_page()
    for tab in (one, other):
        tab.goto(address)
    one.get_by_label("Task").fill("Move them all.")
    one.get_by_label("Action").fill("They said no.\nThen I moved them.")
    one.get_by_role("button", name="Save").tap()
    expect(one.get_by_role("heading", level=1)).to_have_text(STORY["title"])
    other.get_by_label("Action").fill("I asked.\nThen all moved.")
    other.get_by_label("Title").fill("x" * 121)
    other.get_by_role("button", name="Save").tap()
    expect(other.locator("#title-error")).to_contain_text("120 characters")
    other.get_by_label("Title").fill("A move")
    with other.expect_request(lambda request: request.method == "POST") as sent:
        other.get_by_role("button", name="Save").tap()
    expect(other.get_by_role("heading", level=1)).to_have_text("A move")
    said = dict(parse_qsl(sent.value.post_data))
    assert said["was:title"] == STORY["title"]
    assert said["was:action"] == STORY["action"].replace("\n", "\r\n")
    (now,) = person.rows(Story)
    assert (now.title, now.task) == ("A move", "Move them all.")
    assert now.action == "They said no.\nThen all moved."


def test_nothing_of_it_can_be_seen(page_without_javascript, told):
    page = page_without_javascript
    _, address = told(page)
    page.goto(address)
    expect(page.locator("main noscript input").first).to_have_attribute("name", "was:title")
    assert page.locator("main noscript").bounding_box() is None


def test_with_scripts_the_form_itself_doesnt_say_it(page, told, watch):
    watch.allow("status of 422")
    person, address = told(page)
    page.goto(address)
    assert page.locator("main noscript").count() == 1 and says_it_itself(page) == []
    page.get_by_label("Title").fill("x" * 121)
    page.get_by_role("button", name="Save").tap()
    expect(page.locator("#title-error")).to_contain_text("120 characters")
    assert says_it_itself(page) == []
    page.get_by_label("Title").fill("A move")
    page.get_by_role("button", name="Save").tap()
    until(lambda: person.rows(Story)[0].title == "A move")


def test_a_form_that_comes_into_a_page_doesnt_say_it(page, signed_in):
    person = signed_in(page)
    of = interview_of(person, "Suit")
    page.goto(f"/interviews/{of.id}/checklist?phase={item_of(person, 'Suit').phase}")
    page.get_by_role("link", name="Change “Suit”").tap()
    expect(page.get_by_label("What to do")).to_have_value("Suit")
    assert says_it_itself(page) == [] and page.locator("main noscript").count() == 0


def says_it_itself(page):
    names = page.evaluate(OF_FORMS)
    assert names
    return [name for name in names if name.startswith("was:")]
