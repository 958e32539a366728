"""What the phone itself does wrong: it runs full, forgets, closes its storage, kills a tab; and two
tabs or devices at once.

Names with a number are faults that the app must survive.
"""

import shutil
from datetime import timedelta

from playwright.sync_api import expect

from tests import live
from tests.browser.checks import axe_violations, overflow
from tests.browser.faulty import NOISE
from tests.browser.tabs import ChromiumTab
from tests.cards.decks import story, titles
from tests.persons import PASSWORD, Person
from tests.reflections import factories
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.reflections.models import Reflection
from webapp.stories.models import Story
from webapp.sync.models import Recovered

KEPT = "Saved on this phone · 1"
# A phone with no room left: what is written is taken back.
FULL = """const add = IDBObjectStore.prototype.add;
IDBObjectStore.prototype.add = function (...values) {
  const request = add.apply(this, values);
  if (localStorage.full) this.transaction.abort();
  return request;
}"""
# A store that never gets done: its transaction is kept open by asking for more and more.
NEVER_DONE = """const add = IDBObjectStore.prototype.add;
IDBObjectStore.prototype.add = function (...values) {
  const request = add.apply(this, values);
  const again = () => { this.get(0).onsuccess = again };
  again();
  return request;
}"""

# What is written down of forms that aren't kept yet.
DRAFTS = """() => Object.keys(localStorage).filter((name) => name.startsWith("draft ")).map((name) => localStorage[name])"""
# A phone so slow that somebody can write in a page before that has looked at what waits.
SLOW = """const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...values) {
  const request = open.apply(this, values);
  const late = { get result() { return request.result }, get error() { return request.error } };
  request.onupgradeneeded = (event) => late.onupgradeneeded(event);
  request.onerror = (event) => late.onerror(event);
  request.onsuccess = (event) => setTimeout(() => late.onsuccess(event), 1_500);
  return late;
}"""


def title(tab):
    return tab.page.get_by_label("Title", exact=True)


def write_story(tab, name):
    tab.open("/stories/new")
    title(tab).fill(name)
    tab.page.get_by_role("button", name="Save").click()


def test_fault_4_killed_before_it_is_stored_it_had_not_said_saved(phone, network):
    phone.page.add_init_script(NEVER_DONE)
    phone.open("/stories/new")
    network.mode = "down"
    title(phone).fill("Not yet")
    phone.page.get_by_role("button", name="Save").click()
    phone.page.wait_for_timeout(1_500)
    assert (
        "Saved" not in phone.text()
        and phone.state() == ""
        and title(phone).input_value() == "Not yet"
    )
    other = ChromiumTab(phone.page.context.new_page(), network.url)
    phone.die()
    network.mode = "open"
    tab = other.another()
    tab.open("/stories/new")
    tab.is_sent()
    assert titles(phone.person) == [] and "POST /outbox" not in [
        request for request, _ in network.seen
    ]


def test_who_is_quicker_than_the_phone_loses_nothing(phone, network):
    network.mode, network.only = "down", "POST /outbox"
    phone.page.add_init_script(SLOW)
    write_story(phone, "Quick")
    phone.says(KEPT)
    phone.open("/stories/new")
    title(phone).fill("Quicker")
    phone.sees("Quick\n")  # what waits is shown only now
    assert title(phone).input_value() == "Quicker"
    phone.page.get_by_role("button", name="Save").click()
    phone.says("Saved on this phone · 2")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert titles(phone.person) == ["Quick", "Quicker"]


def test_fault_10_who_signs_in_sees_nothing_of_another_from_the_first_moment(
    phone, new_person, network
):
    phone.open("/")
    phone.is_ready()
    network.mode, network.only = "down", "POST /outbox"
    write_story(phone, "My secret")
    phone.says(KEPT)
    phone.forget_cookies()
    phone.open("/sign-in")
    phone.page.add_init_script(SLOW)  # their page is left before it has noted whose phone it is now
    other = new_person(password=True)
    phone.page.get_by_label("Email").fill(other.email)
    phone.page.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.page.get_by_role("button", name="Sign in").click()
    phone.until("(id) => document.body.dataset.user === id", str(other.id))
    network.mode, network.only = "down", ""
    phone.open("/waiting")
    phone.sees("Nothing waits")
    assert "My secret" not in phone.text() and phone.state() == ""


def test_a_storage_that_stands_still_is_gone_round(phone, network):
    phone.page.add_init_script(SLOW.replace("1_500", "6_000"))
    write_story(phone, "Round about")
    phone.until("() => location.pathname !== '/stories/new'")
    assert titles(phone.person) == ["Round about"]
    phone.open("/stories")
    phone.is_sent()
    assert titles(phone.person) == ["Round about"]


def test_a_storage_that_stands_still_without_a_signal_is_waited_for(phone, network):
    phone.open("/")
    phone.is_ready()
    phone.page.add_init_script(SLOW.replace("1_500", "6_000"))
    phone.open("/stories/new")
    network.mode = "down"
    title(phone).fill("In the end")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    assert "Not saved" not in phone.text()
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert titles(phone.person) == ["In the end"]


BREAKS_OFF = """const begin = IDBDatabase.prototype.transaction;
let times = 2;
IDBDatabase.prototype.transaction = function (names, mode, ...options) {
  const made = begin.call(this, names, mode, ...options);
  if (mode === "readwrite" && [names].flat().includes("submissions") && times-- > 0) queueMicrotask(() => made.abort());
  return made;
}"""


def test_what_is_broken_off_as_it_is_kept_is_kept_all_the_same(phone, network):
    """As when the system closes the connection to the storage in that moment."""
    phone.open("/")
    phone.is_ready()
    phone.open("/stories/new")
    network.mode = "down"
    title(phone).fill("Once more")
    phone.run(f"() => {{ {BREAKS_OFF} }}")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    assert "Not saved" not in phone.text()
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert titles(phone.person) == ["Once more"]


def test_where_the_worker_never_gets_ready_it_is_said_all_the_same_what_is_kept(
    new_page, signed_in, watch
):
    watch.allow("net::ERR_FAILED")
    page = new_page()
    page.add_init_script("""navigator.serviceWorker.register = () => new Promise(() => {});
const later = setTimeout;
window.setTimeout = (work, milliseconds, ...values) => later(work, milliseconds === 10_000 ? 0 : milliseconds, ...values)""")
    signed_in(page)
    page.goto("/stories/new")
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/renewal.js'))"
    )
    page.route("**/outbox", lambda route: route.abort())
    page.get_by_label("Title", exact=True).fill("Without a worker")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#outbox-state")).to_have_text(KEPT)


def test_a_dead_battery_costs_the_last_second_of_typing_at_most(phone, network):
    interview = interview_of(phone.person)
    form = f"/interviews/{interview.id}/reflections/new"
    other = phone.another()
    phone.open(form)
    network.mode, network.only = "down", "POST /outbox"
    phone.page.get_by_label("What landed?").press_sequentially("The numbers, and the story of")
    phone.page.wait_for_timeout(1_000)
    phone.die()
    tab = other.another()
    tab.open(form)
    expect(tab.page.get_by_label("What landed?")).to_have_value("The numbers, and the story of")


def test_it_is_read_out_once_and_not_at_each_number(phone, network):
    interview = phone.person.has(
        Interview(
            company="Soon", starts_at=now() + timedelta(hours=20), time_zone="UTC", created_at=now()
        )
    )
    phone.person.has(
        *(
            Item(interview_id=interview.id, phase="evening", text=f"Line {rank}", rank=rank)
            for rank in range(3)
        )
    )
    phone.open("/checklist")
    phone.run("""() => { window.said = []; new MutationObserver(() => said.push(document.getElementById("outbox-said").textContent))
        .observe(document.getElementById("outbox-said"), { childList: true }) }""")
    network.mode, network.only = "down", "POST /outbox"
    for number in range(3):
        phone.page.locator(".tick").nth(number).click()
        phone.says(f"Saved on this phone · {number + 1}")
    assert phone.run("() => said") == ["Saved on this phone."]
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert phone.run("() => said") == ["Saved on this phone.", "All sent."]


def test_what_was_changed_is_told_where_it_is_read(phone, network):
    """The pages of the pack don't know of it yet: a story's own page, and a line of the
    checklist."""
    told = story(phone.person, "The migration", created_at=now())
    interview = phone.person.has(
        Interview(
            company="Soon", starts_at=now() + timedelta(hours=20), time_zone="UTC", created_at=now()
        )
    )
    phone.person.has(Item(interview_id=interview.id, phase="evening", text="Suit", rank=0))
    phone.open("/")
    phone.is_ready()
    network.mode = "down"
    phone.open(f"/stories/{told.id}/edit")
    title(phone).fill("The move")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    phone.open(f"/stories/{told.id}")
    phone.sees("Changed. Saved on this phone")
    phone.open(f"/interviews/{interview.id}/checklist")
    # Its part can't be fetched; the phone has the page.
    phone.page.get_by_role("link", name="Change “Suit”").click()
    phone.page.locator("textarea").first.fill("The grey suit")
    phone.page.get_by_role("button", name="Save").click()
    phone.says("Saved on this phone · 2")
    phone.page.get_by_role("link", name="Checklist").click()
    phone.sees("Saved on this phone: The grey suit")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    phone.until("() => !document.body.innerText.includes('Saved on this phone: The grey suit')")
    assert titles(phone.person) == ["The move"] and [
        row.text for row in phone.person.rows(Item)
    ] == ["The grey suit"]


def test_what_came_of_it_is_shown_once_it_is_sent(phone, network):
    """Also on a page that stays open, and without taking anything from under the fingers."""
    interview = interview_of(phone.person)
    phone.person.has(Item(interview_id=interview.id, phase="after", text="Suit", rank=0))
    asked = factories.reflection(phone.person, interview, asked=[{"text": "Why us?"}])
    phone.open(f"/interviews/{interview.id}/checklist")
    phone.is_ready()
    network.mode = "down"
    phone.page.get_by_text("Add a line").last.click()
    for line in ("Umbrella", "Thank them"):
        phone.page.get_by_label("New line").last.fill(line)
        phone.page.get_by_label("New line").last.press("Enter")
        expect(phone.page.locator(".waits", has_text=line)).to_be_visible()
    network.mode = "open"
    phone.send()
    phone.is_sent()
    phone.page.wait_for_timeout(500)
    expect(phone.page.get_by_label("New line").last).to_be_focused()  # a third may follow
    phone.page.get_by_label("New line").last.blur()
    for line in ("Umbrella", "Thank them"):
        expect(phone.page.locator(".tick", has_text=line)).to_be_visible()
        # The other is the name of its link "Change".
        expect(phone.page.get_by_text(line)).to_have_count(2)
    phone.open(f"/reflections/{asked.id}")
    network.mode = "down"
    phone.page.get_by_role("button", name="Make it a card").click()
    phone.says(KEPT)
    network.mode = "open"
    phone.send()
    expect(phone.page.get_by_role("link", name="In your cards")).to_be_visible()


def test_an_answer_that_takes_long_is_shown_too(phone, network):
    """The page waits a while for it, says then that it is kept, and shows what came of it when that
    is known."""
    asked = factories.reflection(phone.person, asked=[{"text": "Why us?"}])
    phone.open(f"/reflections/{asked.id}")
    phone.is_sent()
    network.mode, network.only = "late", "POST /outbox"
    phone.page.get_by_role("button", name="Make it a card").click()
    expect(phone.page.locator(".kept-mark")).to_be_visible()
    phone.says(KEPT)
    expect(phone.page.get_by_role("link", name="In your cards")).to_be_visible(timeout=15_000)
    assert phone.state() == "" and phone.page.locator(".kept-mark").count() == 0


def test_what_was_written_meanwhile_takes_the_place_of_what_is_refused(phone, network):
    """It is behind the refused one in its lane, and would wait for it for ever."""
    phone.open(f"/interviews/{interview_of(phone.person).id}/reflections/new")
    phone.is_ready()
    network.mode, network.only = "late", "POST /outbox"
    mood = phone.page.get_by_label("How are you")
    mood.fill("m" * 41)
    mood.blur()
    phone.until_true(lambda: network.seen_of("POST /outbox"))
    network.mode = "open"
    phone.page.get_by_label("What landed?").fill("The rest")
    expect(phone.page.locator("#mood-error")).to_contain_text("40 characters", timeout=15_000)
    mood.fill("relieved")
    mood.blur()
    phone.is_sent()
    (kept,) = phone.person.rows(Reflection)
    assert (kept.mood, kept.landed) == ("relieved", "The rest")


def test_a_message_is_told_once_and_never_from_a_copy(phone, network):
    told = story(phone.person, "The migration", created_at=now())
    phone.open(f"/stories/{told.id}")
    phone.is_ready()
    phone.page.get_by_role("button", name="Put away").click()
    phone.until(
        "(path) => location.pathname !== path && document.readyState === 'complete'",
        f"/stories/{told.id}",
    )
    phone.sees("Story put away")
    phone.page.wait_for_timeout(1_200)  # what is left at once was read by nobody
    network.mode = "down"
    phone.open("/cards")
    phone.until("() => document.querySelector('h1')?.textContent === 'Cards'")
    assert "Story put away" not in phone.text()


def test_what_was_made_is_shown_where_the_person_comes_back_to(phone, network):
    phone.open("/")
    phone.is_ready()
    network.mode = "down"
    phone.open("/interviews/new")
    phone.page.get_by_label("Company").fill("Ottermere")
    phone.page.get_by_role("button", name="Add interview").click()
    # The browser says what is missing, now and not later.
    phone.until("() => document.activeElement.name === 'date'")
    phone.until("() => document.getElementById('outbox-state').hidden")  # it is taken back
    day = now() + timedelta(days=30)
    phone.page.get_by_label("Date").fill(f"{day:%Y-%m-%d}")
    phone.page.get_by_label("Starts at").fill("09:30")
    phone.page.get_by_role("button", name="Add interview").click()
    expect(phone.page.locator(".waits")).to_have_text("New interview: Ottermere")
    expect(phone.page.get_by_text("No interview yet")).to_be_hidden()
    assert [row.company for row in phone.person.rows(Interview)] == []
    phone.open("/waiting")
    phone.sees("In person")  # in the words of the form
    phone.open("/interviews")
    network.mode = "open"
    phone.send()
    phone.sees(f"{day:%a} {day.day} {day:%B}")
    assert phone.page.locator(".waits").count() == 0
    assert [row.company for row in phone.person.rows(Interview)] == ["Ottermere"]


def test_what_was_refused_is_put_right_in_its_own_form(phone, network):
    """A line of a checklist, from inside its phase: all of what was typed, and what is wrong with
    it."""
    interview = interview_of(phone.person)
    phone.person.has(Item(interview_id=interview.id, phase="after", text="Suit", rank=0))
    phone.open(f"/interviews/{interview.id}/checklist")
    phone.is_ready()
    network.mode = "down"
    phone.page.get_by_text("Add a line").last.click()
    phone.page.get_by_label("New line").last.fill("x" * 201)
    phone.page.get_by_label("New line").last.press("Enter")
    phone.says(KEPT)
    network.mode = "open"
    phone.send()
    phone.says("Needs attention · 1")
    phone.open("/waiting")
    network.mode = "down"
    phone.page.get_by_role("link", name="Change it").click()
    line = phone.page.get_by_label("New line").last
    expect(line).to_have_value("x" * 201)
    expect(line).to_be_focused()
    phone.sees("can be 200 characters long")
    line.fill("Umbrella")
    line.press("Enter")
    phone.says(KEPT)  # in place of the other, without a signal too
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert [row.text for row in phone.person.rows(Item)] == ["Suit", "Umbrella"]


QUICK = """addEventListener("DOMContentLoaded", () => { if (!location.hash.startsWith("#change-")) return;
  const field = document.querySelector("[name=task]"); field.value = "Move all of them.";
  field.dispatchEvent(new Event("input", { bubbles: true })); })"""


def test_what_is_written_before_the_refused_comes_back_into_its_form_stays(phone, network):
    """On a slow phone that takes a while, and the form is there to be written in."""
    phone.open("/stories/new")
    phone.is_ready()
    network.mode = "down"
    title(phone).fill("x" * 121)
    phone.page.get_by_label("Situation").fill("In May")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    network.mode = "open"
    phone.send()
    phone.says("Needs attention · 1")
    phone.page.add_init_script(QUICK)
    phone.open("/waiting")
    phone.page.get_by_role("link", name="Change it").click()
    phone.sees("it has 121")
    assert title(phone).input_value() == "x" * 121
    assert phone.page.get_by_label("Situation").input_value() == "In May"
    assert phone.page.get_by_label("Task", exact=True).input_value() == "Move all of them."
    title(phone).fill("A move")
    phone.page.get_by_role("button", name="Save").click()
    phone.is_sent()
    (row,) = phone.person.rows(Story)
    assert (row.title, row.situation, row.task) == ("A move", "In May", "Move all of them.")


def test_what_was_refused_and_left_says_what_is_wrong_when_it_is_opened_again(phone, network):
    """Without a signal, too; and of what was put right since it says nothing."""
    phone.open("/stories/new")
    phone.is_ready()
    task = phone.page.get_by_label("Task", exact=True)
    title(phone).fill("x" * 121)
    task.fill("long " * 500)
    phone.page.get_by_role("button", name="Save").click()
    phone.sees("it has 2,499")
    phone.until_true(lambda: "2,499" in str(phone.run(DRAFTS)))
    network.mode = "down"
    phone.open("/stories/new")
    for words in ("Not saved yet", "is marked", "it has 121", "it has 2,499"):
        phone.sees(words)
    assert title(phone).input_value() == "x" * 121 and title(phone).get_attribute("aria-invalid")
    assert axe_violations(phone.page) == [] and overflow(phone.page) == 0
    title(phone).fill("The move")
    for page in ("/waiting", "/stories/new"):
        phone.open(page)
        phone.sees("it has 2,499")
        assert "it has 121" not in phone.text()
    network.mode = "open"
    task.fill("short")
    phone.page.get_by_role("button", name="Save").click()
    phone.until_true(lambda: titles(phone.person) == ["The move"])
    phone.is_sent()
    assert phone.run(DRAFTS) == []


def test_a_line_that_was_refused_late_is_there_again_with_what_is_wrong(phone, network):
    """It was shown in its list already, and its form was empty for the next."""
    interview = interview_of(phone.person)
    phone.open(f"/interviews/{interview.id}/questions")
    phone.is_ready()
    network.latency = 1
    phone.run("() => { document.querySelector('#new-question').open = true }")
    phone.write("#new-question textarea", "<b>Why</b> " * 100)
    phone.press("#new-question form .button")
    phone.sees("A question can be 300 characters long")
    phone.until_true(lambda: "A question can be" in str(phone.run(DRAFTS)))
    network.mode = "down"
    phone.open(f"/interviews/{interview.id}/questions")
    phone.sees("A question can be 300 characters long")
    assert phone.page.locator("#new-question textarea").input_value().startswith("<b>Why</b>")
    phone.page.get_by_role("button", name="Start afresh").click()
    assert "A question can be" not in phone.text()
    assert phone.run(DRAFTS) == []


def test_fault_5_two_tabs_have_one_sender(phone, network):
    first, second = phone, phone.another()
    network.mode, network.only = "hanging", "POST /outbox"
    for number, (tab, name) in enumerate(
        [(first, "From the first"), (second, "From the second")], 1
    ):
        tab.open("/log")
        tab.keep(
            [
                [
                    "/stories",
                    {"id": f"01a00000-0000-7000-8000-00000000000{number}", "title": name},
                    name,
                    0,
                ]
            ]
        )
        tab.send()
    second.says("Saved on this phone · 2")
    first.page.wait_for_timeout(1_000)
    assert network.seen_of("POST /outbox") == ["hanging"]
    network.mode = "open"
    for tab in (first, second):
        tab.send()
        tab.is_sent(patience=30)
    assert titles(phone.person) == ["From the first", "From the second"]


def test_fault_13_what_is_too_large_is_shown_and_can_be_taken_along(phone, network):
    phone.open("/stories/new")
    fields = {
        "id": "01a00000-0000-7000-8000-000000000001",
        "title": "Large",
        "task": "x" * 1_100_000,
    }
    phone.keep(
        [
            ["/stories", fields, "a", 0],
            ["/stories", {**fields, "id": fields["id"][:-1] + "2", "task": ""}, "b", 0],
        ]
    )
    phone.send()
    phone.says("Needs attention · 1")
    # The other one goes, whatever becomes of this.
    phone.until_true(lambda: titles(phone.person) == ["Large"])
    phone.open("/waiting")
    expect(phone.page.get_by_role("button", name="Discard")).to_have_count(1)
    with phone.page.expect_download() as download:
        phone.page.get_by_role("button", name="Save a copy").click()
    assert "Large" in download.value.path().read_text()
    phone.page.get_by_role("button", name="Discard").click()
    phone.page.get_by_role("button", name="Really discard it?").click()
    expect(phone.page.get_by_text("Nothing waits")).to_be_visible()
    expect(phone.page.get_by_role("button", name="Send now")).to_be_hidden()
    assert phone.state() == ""


def test_fault_14_the_storage_is_full(phone, network):
    """Said beside the text, which stays; a reflection and a form."""
    interview = interview_of(phone.person)
    phone.page.context.add_init_script(FULL)
    phone.open(f"/interviews/{interview.id}/reflections/new")
    phone.is_ready()  # what says so comes along with the worker
    other = phone.another()
    other.open("/stories/new")
    other.run("() => { localStorage.full = 'yes' }")
    network.mode = "down"
    phone.page.get_by_label("What landed?").fill("The numbers")
    expect(phone.page.locator(".save-state")).to_contain_text("Not saved")
    assert phone.page.get_by_label("What landed?").input_value() == "The numbers"
    title(other).fill("Full")
    other.page.get_by_role("button", name="Save").click()
    other.sees("Not saved: this phone can keep nothing")
    assert title(other).input_value() == "Full"
    network.mode = "open"  # with a signal it goes without being kept
    other.page.get_by_role("button", name="Save").click()
    other.until("() => location.pathname !== '/stories/new'")
    assert titles(phone.person) == ["Full"]
    other.run("() => { delete localStorage.full }")
    phone.page.get_by_label("What landed?").press_sequentially("!")
    phone.until("() => document.querySelector('.save-state').textContent.match(/^Saved [0-9]/)")
    assert [row.landed for row in phone.person.rows(Reflection)] == ["The numbers!"]


def interview_of(person):
    at = now() - timedelta(hours=3)
    return person.has(Interview(company="Ottermere", starts_at=at, time_zone="UTC", created_at=at))


def test_fault_15_the_connection_to_the_storage_is_lost(phone, network):
    phone.open("/stories/new")
    phone.is_ready()
    network.mode = "down"
    # As when the system's storage process dies: connections end without a word, and what is open
    # fails.
    phone.run("""() => { const { transaction } = IDBDatabase.prototype; let times = 1;
        IDBDatabase.prototype.transaction = function (...values) {
          if (times-- > 0) throw new DOMException("The database connection is closing.", "InvalidStateError");
          return transaction.apply(this, values);
        } }""")
    title(phone).fill("Once more")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert titles(phone.person) == ["Once more"]


def test_fault_16_the_storage_was_emptied(phone, network):
    write_story(phone, "Sent")
    phone.until("() => location.pathname !== '/stories/new'")
    phone.is_sent()
    phone.open("/stories/new")
    network.mode = "down"
    title(phone).fill("Gone with it")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    phone.open("about:blank")
    devtools = phone.page.context.new_cdp_session(phone.page)
    devtools.send(
        "Storage.clearDataForOrigin",
        {"origin": network.url, "storageTypes": "indexeddb,cache_storage,service_workers"},
    )
    network.mode = "open"
    phone.open("/")
    phone.sees("storage was emptied by the system")
    phone.open("/cards")
    phone.until("() => document.readyState === 'complete'")
    phone.page.wait_for_timeout(500)
    assert "emptied" not in phone.text(), "it is said once"
    assert titles(phone.person) == ["Sent"]


def test_fault_18_two_devices_change_the_same(new_page, phone, network):
    told = story(
        phone.person, "The migration", action="First I asked.\nThen I moved them.", created_at=now()
    )
    tablet = ChromiumTab(new_page(), network.url)
    tablet.cookie(*phone.person.on("Firefox on Android").cookie)
    for tab, words in ((phone, "by night"), (tablet, "by day")):
        tab.open(f"/stories/{told.id}/edit")
        tab.page.get_by_label("Action", exact=True).fill(
            f"First I asked.\nThen I moved them {words}."
        )
    phone.page.get_by_role("button", name="Save").click()
    phone.until("() => !location.pathname.endsWith('/edit')")
    tablet.page.get_by_role("button", name="Save").click()
    tablet.sees("Then I moved them by day.")
    tablet.sees("Then I moved them by night.")
    tablet.open("/")
    tablet.page.get_by_role("link", name="Kept for you").click()
    for words in ("It says now", "On the other device it said", "by night."):
        tablet.sees(words)
    assert axe_violations(tablet.page) == [] and overflow(tablet.page) == 0
    tablet.page.get_by_role("button", name="I have it").click()
    tablet.sees("Nothing here")
    assert phone.person.rows(Recovered) == []


def test_what_came_too_late_reads_like_its_form_and_is_no_older_backup(phone, network):
    """The server has no receipt for what it couldn't do, so that can't be what it is asked for to
    see whether it still knows all: or else everything would be sent again."""
    told = story(phone.person, "The migration", created_at=now())
    phone.open(f"/stories/{told.id}/edit")
    phone.is_ready()
    network.mode = "down"
    phone.page.get_by_label("What someone said of it").fill("By the book")
    phone.page.get_by_label("I may name them").check()
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    phone.person.put(f"/stories/{told.id}/archival")
    phone.person.delete(f"/stories/{told.id}")
    assert titles(phone.person) == []
    network.mode = "open"
    phone.send()
    phone.is_sent()
    phone.open("/recovered")
    for words in ("What someone said of it: By the book", "I may name them: yes"):
        phone.sees(words)
    (kept,) = phone.person.rows(Recovered)
    phone.person.delete(f"/recovered/{kept.id}")
    write_story(phone, "Next")
    phone.until_true(lambda: titles(phone.person) == ["Next"])
    phone.is_sent()
    assert phone.person.rows(Recovered) == []


def test_fault_29_a_connection_that_hangs(phone, network):
    phone.open("/stories/new")
    network.mode, network.only = "hanging", "POST /outbox"
    title(phone).fill("Patience")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT, patience=5)
    assert phone.page.get_by_role("link", name="Cards").last.is_visible(), "one can go on meanwhile"
    # It gave up on the first, and tries again.
    phone.until_true(lambda: len(network.seen_of("POST /outbox")) > 1, patience=30)
    network.mode = "open"
    phone.send()
    phone.is_sent(patience=40)
    assert titles(phone.person) == ["Patience"]


def test_a_server_that_asks_for_a_rest_gets_it(phone, network):
    phone.open("/stories/new")
    phone.is_sent()
    asked = []
    busy = {"status": 503, "headers": {"Retry-After": "8"}, "body": "Busy"}
    phone.page.route("**/outbox", lambda route: asked.append(route) or route.fulfill(**busy))
    title(phone).fill("In a while")
    phone.page.get_by_role("button", name="Save").click()
    phone.says(KEPT)
    # It was heard: a page that is left may not have.
    phone.until("() => localStorage.notBefore > Date.now()")
    times = len(asked)
    for _ in range(4):  # whatever brings the page back to life meanwhile
        phone.send()
        phone.page.wait_for_timeout(500)
    phone.open("/cards")  # nor does another page ask sooner
    phone.says(KEPT)
    assert len(asked) == times
    phone.page.unroute("**/outbox")
    phone.is_sent(patience=30)
    assert titles(phone.person) == ["In a while"]


def test_fault_30_the_server_is_set_back_to_a_backup(new_page, watch, tmp_path):
    watch.allow(NOISE)
    with live.serving(tmp_path / "server", REGISTRATION="open") as server:
        watch.own_url = server.url
        tab = ChromiumTab(new_page(), server.url)
        with live.looking_into(server):
            person = Person(server.app, "olive")
            tab.cookie(*person.cookie)
            write_story(tab, "Before")
            tab.until_true(lambda: titles(person) == ["Before"])
            tab.is_sent()
            assert (
                live.run(
                    "backup", tmp_path / "copy.sqlite3", INSTANCE_PATH=server.instance_path
                ).returncode
                == 0
            )
            write_story(tab, "After")
            tab.until_true(lambda: titles(person) == ["After", "Before"])
            tab.is_sent()
        server.stop()
        file = server.instance_path / "round-two.sqlite3"
        for rest in ("-wal", "-shm"):
            (server.instance_path / f"round-two.sqlite3{rest}").unlink(missing_ok=True)
        shutil.copy(tmp_path / "copy.sqlite3", file)
        server.start()
        server.wait()
        with live.looking_into(server):
            person.app = server.app
            assert titles(person) == ["Before"]
            write_story(tab, "Now")
            tab.sees("set back to an earlier day")
            tab.until_true(lambda: titles(person) == ["After", "Before", "Now"])
