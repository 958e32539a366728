"""A reflection in the hand: it saves as it is typed, loses no character whatever the signal does,
and works without scripts."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.checks import axe_violations, overflow
from tests.browser.drivers import until
from tests.persons import Person
from tests.reflections.factories import interview
from webapp.cards.models import Card
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.people.models import Person as Interviewer
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection

SAVES = "**/outbox"
READING = re.compile(r"/reflections/[0-9a-f-]{36}$")
# On a slow line there is no page of it yet.
LED_ON = re.compile(r"/reflections/[0-9a-f-]{36}$|/log$")
SAVED = re.compile(r"^Saved \d\d:\d\d$")
KEPT = "Saved on this phone"


def interview_of(person):
    """An interview that ended an hour ago, with one person there."""
    interview = person.has(
        Interview(
            company="Aldermouth Homes",
            position="Lead",
            starts_at=now() - timedelta(hours=2),
            time_zone="Europe/London",
            created_at=now(),
        )
    )
    person.has(Interviewer(interview_id=interview.id, name="Hannah Lindqvist", created_at=now()))
    return interview


@pytest.fixture
def writing(signed_in):
    """`writing(page)`: someone on a page with the form of a new reflection before them."""

    def opened(page):
        page.person = signed_in(page)
        page.goto(f"/interviews/{interview_of(page.person).id}/reflections/new")
        return page.person

    return opened


def state(page):
    return page.locator(".save-state")


def kept(person):
    (reflection,) = person.rows(Reflection)
    return reflection


def first(page, label):
    return page.get_by_label(label).first


def test_typing_saves_by_itself_and_done_leads_to_the_reading(page, writing):
    person = writing(page)
    expect(state(page)).to_have_text("Saves as you write.")
    page.get_by_role("button", name="relieved").tap()
    page.get_by_role("radio", name="4").tap()
    first(page, "The question").fill("Why us?")
    page.get_by_role("radio", name="Rough").tap()
    page.get_by_label("What landed?").fill("The numbers")
    expect(state(page)).to_have_text(SAVED)
    assert (kept(person).mood, kept(person).confidence, kept(person).landed) == (
        "relieved",
        4,
        "The numbers",
    )
    assert [(row.text, row.rating) for row in person.rows(AskedQuestion)] == [("Why us?", "rough")]
    assert [row.name for row in person.rows(Meeting)] == ["Hannah Lindqvist"]
    page.reload()
    expect(page.get_by_label("What landed?")).to_have_value("The numbers")
    page.get_by_role("button", name="Done").tap()
    page.wait_for_url(LED_ON)
    if page.url.endswith("/log"):  # on a slow line that opens at once, and where it is read doesn't
        page.get_by_role("link", name=re.compile("Aldermouth Homes")).first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aldermouth Homes")
    expect(page.get_by_text("Why us?")).to_be_visible()


def test_only_looking_at_the_form_writes_nothing(page, writing):
    person = writing(page)
    page.goto("/log")
    assert person.rows(Reflection) == []


def test_by_keyboard_alone(page, writing):
    person = writing(page)
    page.get_by_label("How are you").focus()
    page.keyboard.type("proud")
    page.keyboard.press("Enter")  # saves, and stays
    expect(state(page)).to_have_text(SAVED)
    assert page.url.endswith("/new")
    while page.evaluate("() => document.activeElement.id") != "landed":
        page.keyboard.press("Tab")
    page.keyboard.type("First line\nsecond line")
    page.get_by_role("button", name="Done").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(LED_ON)
    until(lambda: (kept(person).mood, kept(person).landed) == ("proud", "First line\nsecond line"))


def test_server_dies_while_typing_and_comes_back(new_page, new_server, watch):
    watch.allow("net::ERR|failed request|another host")
    person = Person(new_server.app, "olive")
    name, value = person.cookie
    page = new_page()
    page.context.add_cookies([{"name": name, "value": value, "url": new_server.url}])
    page.goto(f"{new_server.url}/interviews/{interview_of(person).id}/reflections/new")
    landed = page.get_by_label("What landed?")
    landed.press_sequentially("Before. ")
    expect(state(page)).to_have_text(SAVED)

    new_server.stop()
    landed.press_sequentially("Meanwhile. ")
    expect(state(page)).to_have_text(KEPT)
    landed.press_sequentially("Still meanwhile. ")
    expect(page.locator("#outbox-state")).to_have_text("Saved on this phone · 1")
    assert landed.input_value() == "Before. Meanwhile. Still meanwhile. "
    assert kept(person).landed == "Before."

    new_server.start()
    expect(state(page)).to_have_text(SAVED, timeout=40_000)  # by itself
    assert kept(person).landed == "Before. Meanwhile. Still meanwhile."
    page.close()


def test_comes_back_at_once_with_the_signal(page, writing, watch):
    # The last is the worker's, looking for a newer one.
    watch.allow("net::ERR|failed request|fetching the script")
    person = writing(page)
    page.context.set_offline(True)
    page.get_by_label("What landed?").fill("In the lift")
    expect(state(page)).to_have_text(KEPT)
    page.context.set_offline(False)  # the browser says "online", and that is not waited out
    expect(state(page)).to_have_text(SAVED, timeout=4_000)
    assert kept(person).landed == "In the lift"


def test_leaving_at_once_still_saves(page, writing):
    person = writing(page)
    page.get_by_label("What landed?").fill("Written in a hurry")
    page.get_by_role("link", name="Log").last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log")
    for _ in range(100):
        if person.rows(Reflection):
            break
        page.wait_for_timeout(50)  # it is on its way while the next page opens
    assert kept(person).landed == "Written in a hurry"


def test_what_could_not_be_sent_is_there_again_when_the_form_is_opened_again(page, writing, watch):
    watch.allow("net::ERR|failed request")
    person = writing(page)
    page.route(SAVES, lambda route: route.abort())
    first(page, "The question").fill("Why us?")
    page.get_by_role("button", name="Another question").tap()
    page.get_by_label("The question").nth(1).fill("Why you?")
    page.get_by_label("What landed?").press_sequentially("Not sent yet")
    page.wait_for_timeout(1_000)
    expect(state(page)).to_have_text(KEPT)
    page.reload()
    expect(page.get_by_label("What landed?")).to_have_value("Not sent yet")
    expect(page.get_by_label("The question").nth(1)).to_have_value("Why you?")
    page.unroute(SAVES)
    page.get_by_label("What landed?").press_sequentially(", but now")
    expect(state(page)).to_have_text(SAVED)
    assert kept(person).landed == "Not sent yet, but now"
    assert [row.text for row in person.rows(AskedQuestion)] == ["Why us?", "Why you?"]


def test_saves_go_one_at_a_time_and_the_last_text_wins(page, writing):
    person, waiting, texts = writing(page), [], []

    def delay(route):
        texts.append(
            [
                re.search(r"landed=([^&]*)", one["body"]).group(1)
                for one in route.request.post_data_json["submissions"]
            ]
        )
        waiting.append(route)

    page.route(SAVES, delay)
    landed = page.get_by_label("What landed?")
    for text in ("one", "two", "three"):
        landed.fill(text)
        page.wait_for_timeout(900)
    assert texts == [["one"]]
    with page.expect_request(SAVES):
        waiting.pop().continue_()
    page.wait_for_timeout(100)
    assert texts == [["one"], ["three"]]
    waiting.pop().continue_()
    expect(state(page)).to_have_text(SAVED)
    assert kept(person).landed == "three" and landed.input_value() == "three"


@pytest.mark.parametrize("status", [200, 302, 500, 503])
def test_only_our_servers_own_word_counts_as_saved(page, writing, watch, status):
    watch.allow("status of 50|failed request|net::ERR")
    person = writing(page)
    foreign = {
        "status": status,
        "body": "<h1>Welcome to the lobby's network</h1>",
        "headers": {"Location": "/healthz"} if status == 302 else {},
    }
    page.route(SAVES, lambda route: route.fulfill(**foreign), times=1)
    page.get_by_label("What landed?").fill("In the lobby")
    expect(state(page)).to_have_text(KEPT)
    assert person.rows(Reflection) == []
    expect(state(page)).to_have_text(SAVED)  # tried again by itself
    assert kept(person).landed == "In the lobby"


def test_signed_out_meanwhile(page, writing, watch):
    watch.allow("status of 401")
    person = writing(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("What landed?").fill("Signed out")
    expect(page.locator("#outbox-state")).to_have_text("Sign in to send · 1")
    page.context.add_cookies(cookies)
    # As after signing in on another page.
    page.evaluate("() => dispatchEvent(new Event('pageshow'))")
    expect(state(page)).to_have_text(SAVED)
    assert kept(person).landed == "Signed out"


def test_what_is_too_long_stays_and_is_told_beside_its_field(page, writing, watch):
    watch.allow("status of 422")
    person = writing(page)
    mood = page.get_by_label("How are you")
    mood.fill("m" * 41)
    page.get_by_label("What landed?").fill("The rest")
    problem = page.locator("#save-problems").get_by_role("link", name="How you are")
    expect(problem).to_be_visible()
    expect(page.locator("#mood-error")).to_contain_text("40 characters")
    assert mood.get_attribute("aria-invalid") == "true" and axe_violations(page) == []
    page.get_by_role("button", name="Done").tap()
    expect(mood).to_be_focused()
    assert mood.input_value() == "m" * 41 and person.rows(Reflection) == []
    mood.fill("short")
    expect(state(page)).to_have_text(SAVED)
    expect(page.locator("#mood-error")).to_be_empty()
    assert mood.get_attribute("aria-invalid") is None and (
        kept(person).mood,
        kept(person).landed,
    ) == ("short", "The rest")


def test_rows_are_added_removed_and_put_back(page, writing):
    person = writing(page)
    questions = page.get_by_label("The question")
    questions.first.fill("First")
    page.get_by_role("button", name="Another question").tap()
    expect(questions.nth(1)).to_be_focused()
    questions.nth(1).fill("Second")
    page.get_by_role("button", name="Another promise").tap()
    expect(state(page)).to_have_text(SAVED)
    page.get_by_role("button", name="Remove this question").first.tap()
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    page.wait_for_timeout(1_200)
    assert [row.text for row in person.rows(AskedQuestion)] == ["Second"]
    page.get_by_role("button", name="Put it back").tap()
    page.wait_for_timeout(1_200)
    assert [row.text for row in person.rows(AskedQuestion)] == ["First", "Second"]
    # A blank one goes without a word.
    page.get_by_role("button", name="Remove this promise").last.tap()
    expect(page.get_by_role("button", name="Another promise")).to_be_focused()
    assert person.rows(Promise) == [] and overflow(page) == 0


def test_without_javascript(page_without_javascript, writing, watch):
    watch.allow("status of 422")
    page = page_without_javascript
    person = writing(page)
    first(page, "The question").fill("First")
    page.get_by_role("button", name="Another question").tap()
    page.get_by_label("The question").nth(1).fill("Second")
    page.get_by_label("How are you").fill("m" * 41)
    page.get_by_role("button", name="Done").tap()
    expect(page.locator("#mood-error")).to_contain_text("40 characters")
    expect(page.get_by_label("The question").nth(1)).to_have_value("Second")
    page.get_by_label("How are you").fill("calm")
    page.get_by_role("button", name="Remove this question").first.tap()
    expect(page.get_by_label("The question")).to_have_count(1)
    page.get_by_label("How are you").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aldermouth Homes")
    assert [row.text for row in person.rows(AskedQuestion)] == ["Second"] and kept(
        person
    ).mood == "calm"
    page.get_by_role("button", name="Make it a card").tap()
    expect(page.get_by_role("link", name="In your cards")).to_be_visible()


def test_one_tap_makes_a_card_and_keeps_the_place(page, signed_in):
    person = signed_in(page)
    interview, at = interview_of(person), now()
    reflection = person.has(Reflection(interview_id=interview.id, created_at=at, updated_at=at))
    person.has(AskedQuestion(reflection_id=reflection.id, text="Why us?", rating="rough"))
    page.goto(f"/reflections/{reflection.id}")
    page.get_by_role("button", name="Make it a card").tap()
    link = page.get_by_role("link", name="In your cards")
    expect(link).to_be_focused()
    assert [card.prompt for card in person.rows(Card)] == ["Why us?"]
    link.tap()
    expect(page.get_by_text("Why us?")).to_be_visible()


def test_search_as_it_is_typed(page, signed_in):
    person = signed_in(page)
    interview, at = interview_of(person), now()
    person.has(Reflection(interview_id=interview.id, landed="Éclair", created_at=at, updated_at=at))
    page.goto("/log")
    search = page.get_by_role("searchbox")
    search.press_sequentially("zzz")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    search.fill("ÉCL")
    expect(page.get_by_text("1 found")).to_be_visible()
    expect(search).to_be_focused()


def test_webkit_saves_and_finishes_too(webkit, signed_in, live_server):
    person = signed_in(webkit)
    webkit.get(f"{live_server.url}/interviews/{interview_of(person).id}/reflections/new")
    said = "return document.querySelector('.save-state').textContent"
    webkit.find_element("id", "landed").send_keys("The numbers")
    WebDriverWait(webkit, 10).until(lambda _: SAVED.match(webkit.execute_script(said)))
    webkit.find_element("name", "done").click()
    WebDriverWait(webkit, 10).until(lambda _: LED_ON.search(webkit.current_url))
    until(lambda: kept(person).landed == "The numbers")


def test_what_is_typed_before_that_is_here_which_saves_it_is_saved(page, signed_in, watch):
    """On a phone that opens its first page, where no worker has the files yet."""
    watch.allow("net::ERR|Failed to fetch")
    person = signed_in(page)
    of = interview(person)
    page.route("**/auto-save.js", lambda route: route.abort())
    page.goto(f"/interviews/{of.id}/reflections/new")
    page.get_by_label("What landed?").fill("The numbers")
    page.goto("/log")
    until(lambda: [one.landed for one in person.rows(Reflection)] == ["The numbers"])
    page.unroute("**/auto-save.js")
    page.goto(f"/interviews/{of.id}/reflections/new")
    expect(page.get_by_label("What landed?")).to_have_value("The numbers")
    assert (
        page.evaluate("() => Object.keys(localStorage).filter((name) => name.startsWith('draft '))")
        == []
    )
