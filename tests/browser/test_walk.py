"""The whole day in one walk, from a first start to a logged reflection, by every way of going."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.drivers import Keyboard, Touch, WebKit
from tests.persons import PASSWORD

ZONE = "Europe/Berlin"


@pytest.fixture
def touch(new_page, new_server):
    return Touch(new_page(), new_server.url)


@pytest.fixture
def keyboard(new_page, new_server):
    return Keyboard(
        new_page(has_touch=False, is_mobile=False, reduced_motion="reduce"), new_server.url
    )


@pytest.fixture
def without_javascript(new_page, new_server):
    return Touch(new_page(java_script_enabled=False), new_server.url)


@pytest.fixture
def on_webkit(webkit, new_server):
    return WebKit(webkit, new_server.url)


@pytest.fixture(autouse=True)
def own_server_is_ours(watch, new_server):
    watch.own_url = new_server.url


@pytest.mark.parametrize("driver", ["touch", "keyboard", "without_javascript", "on_webkit"])
def test_from_first_start_to_a_logged_reflection(request, driver):
    driver = request.getfixturevalue(driver)
    begin(driver)
    enter_the_interview(driver)
    work_through_the_checklist(driver)
    flip_a_story(driver)
    let_it_be_over(driver)
    log_how_it_went(driver)
    leave(driver)


def begin(driver):
    driver.open("/")
    driver.sees("Welcome")
    driver.write("Email", "olive@example.org")
    driver.write("Password", PASSWORD)
    driver.press("Make the account")
    driver.sees("When is your interview?")


def enter_the_interview(driver):
    driver.press("Add your interview")
    driver.write("Company", "Ottermere <Stairlifts>")
    driver.write("Position", "Operations Lead")
    driver.write("Date", f"{local(days=1):%Y-%m-%d}")
    driver.write("Starts at", "09:30")
    driver.write("Time zone", ZONE)
    driver.write("Who will be there", "Ngozi Adeyemi, Head of Operations")
    driver.press("Add interview")
    driver.leaves("/interviews/new")
    driver.press("Prepare")  # on a slow line one comes back to where one was
    driver.sees("Ottermere <Stairlifts>")
    driver.sees("tomorrow 9:30")
    driver.press("Today")
    driver.sees("Tomorrow")


def work_through_the_checklist(driver):
    driver.press("Prepare")
    driver.press("Checklist")
    driver.sees("0 of 2")
    driver.press("Look up the route")
    driver.sees("1 of 2")
    driver.press("Still to do")
    driver.sees("1 of 2")


def flip_a_story(driver):
    driver.press("Cards")
    driver.press("Write the first story")
    driver.write("Title", "Nineteen kitchens")
    driver.write("Questions it answers", "Tell me about too much work.")
    driver.write("First sentence", "One Monday I had nineteen kitchens and no worktops.")
    driver.press("Save")
    driver.sees("Nineteen kitchens")
    driver.press("Cards")
    driver.press("How to practise")
    driver.press("Turn at once, then say how it came")
    driver.press("Save")
    driver.press("Practise 1 card")
    driver.sees("Tell me about too much work.")
    driver.press("Turn the card")
    driver.sees("One Monday I had nineteen kitchens")
    driver.press("Got it")
    driver.sees("That was all 1 card")
    driver.press("Undo")
    driver.sees("0 of 1")
    driver.press("Turn the card")
    driver.press("With help")
    driver.sees("Worth another look")


def let_it_be_over(driver):
    """The day comes: the interview is moved to a time that lies an hour and a half back."""
    driver.press("Prepare")
    driver.press("Move")
    over = local(minutes=-90)
    driver.write("Date", f"{over:%Y-%m-%d}")
    driver.write("Starts at", f"{over:%H:%M}")
    driver.press("Move it")
    driver.sees("Write down how it went")
    driver.press("Today")
    driver.sees("Write it down while it is fresh")


def log_how_it_went(driver):
    driver.press("Write down how it went")
    driver.write("How are you, in a word?", "relieved")
    driver.press("4")
    driver.write("The question", "How do you bring people with you?")
    driver.press("Rough")
    driver.write("What landed?", "The nineteen kitchens.")
    driver.press("Done")
    driver.leaves("/reflections/new")
    driver.press("Log")  # on a slow line one is there already
    driver.press("Ottermere <Stairlifts>")
    driver.sees("How do you bring people with you?")
    driver.sees("The nineteen kitchens.")
    driver.press("Make it a card")
    driver.sees("In your cards")
    driver.press("Log")
    driver.sees("relieved")
    driver.press("Cards")
    driver.sees("How do you bring people with you?")


def leave(driver):
    driver.press("Account")
    driver.press("Sign out")
    driver.sees("Sign in")
    driver.open("/log")
    driver.sees("Sign in")


def local(**later):
    """A time by the clock of the interview's place, so much later than now."""
    return datetime.now(ZoneInfo(ZONE)) + timedelta(**later)
