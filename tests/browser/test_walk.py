"""The whole day in one walk, from a first start to a logged reflection, by every way of going."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.hands import Keyboard, Touch, WebKit
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


@pytest.mark.parametrize("way", ["touch", "keyboard", "without_javascript", "on_webkit"])
def test_from_first_start_to_a_logged_reflection(request, way):
    hand = request.getfixturevalue(way)
    begin(hand)
    enter_the_interview(hand)
    work_through_the_checklist(hand)
    flip_a_story(hand)
    let_it_be_over(hand)
    log_how_it_went(hand)
    leave(hand)


def begin(hand):
    hand.open("/")
    hand.sees("Welcome")
    hand.write("Email", "olive@example.org")
    hand.write("Password", PASSWORD)
    hand.press("Make the account")
    hand.sees("When is your interview?")


def enter_the_interview(hand):
    hand.press("Add your interview")
    hand.write("Company", "Ottermere <Stairlifts>")
    hand.write("Position", "Operations Lead")
    hand.write("Date", f"{local(days=1):%Y-%m-%d}")
    hand.write("Starts at", "09:30")
    hand.write("Time zone", ZONE)
    hand.write("Who will be there", "Ngozi Adeyemi, Head of Operations")
    hand.press("Add interview")
    hand.leaves("/interviews/new")
    hand.press("Prepare")  # on a slow line one comes back to where one was
    hand.sees("Ottermere <Stairlifts>")
    hand.sees("tomorrow 9:30")
    hand.press("Today")
    hand.sees("Tomorrow")


def work_through_the_checklist(hand):
    hand.press("Prepare")
    hand.press("Checklist")
    hand.sees("0 of 2")
    hand.press("Look up the route")
    hand.sees("1 of 2")
    hand.press("Still to do")
    hand.sees("1 of 2")


def flip_a_story(hand):
    hand.press("Cards")
    hand.press("Write the first story")
    hand.write("Title", "Nineteen kitchens")
    hand.write("Questions it answers", "Tell me about too much work.")
    hand.write("First sentence", "One Monday I had nineteen kitchens and no worktops.")
    hand.press("Save")
    hand.sees("Nineteen kitchens")
    hand.press("Cards")
    hand.press("How to practise")
    hand.press("Turn at once, then say how it came")
    hand.press("Save")
    hand.press("Practise 1 card")
    hand.sees("Tell me about too much work.")
    hand.press("Turn the card")
    hand.sees("One Monday I had nineteen kitchens")
    hand.press("Got it")
    hand.sees("That was all 1 card")
    hand.press("Undo")
    hand.sees("0 of 1")
    hand.press("Turn the card")
    hand.press("With help")
    hand.sees("Worth another look")


def let_it_be_over(hand):
    """The day comes: the interview is moved to a time that lies an hour and a half back."""
    hand.press("Prepare")
    hand.press("Move")
    over = local(minutes=-90)
    hand.write("Date", f"{over:%Y-%m-%d}")
    hand.write("Starts at", f"{over:%H:%M}")
    hand.press("Move it")
    hand.sees("Write down how it went")
    hand.press("Today")
    hand.sees("Write it down while it is fresh")


def log_how_it_went(hand):
    hand.press("Write down how it went")
    hand.write("How are you, in a word?", "relieved")
    hand.press("4")
    hand.write("The question", "How do you bring people with you?")
    hand.press("Rough")
    hand.write("What landed?", "The nineteen kitchens.")
    hand.press("Done")
    hand.leaves("/reflections/new")
    hand.press("Log")  # on a slow line one is there already
    hand.press("Ottermere <Stairlifts>")
    hand.sees("How do you bring people with you?")
    hand.sees("The nineteen kitchens.")
    hand.press("Make it a card")
    hand.sees("In your cards")
    hand.press("Log")
    hand.sees("relieved")
    hand.press("Cards")
    hand.sees("How do you bring people with you?")


def leave(hand):
    hand.press("Account")
    hand.press("Sign out")
    hand.sees("Sign in")
    hand.open("/log")
    hand.sees("Sign in")


def local(**later):
    """A time by the clock of the interview's place, so much later than now."""
    return datetime.now(ZoneInfo(ZONE)) + timedelta(**later)
