"""Prepare on a phone: parts that open in place, and an order that is dragged."""

import re
from datetime import timedelta

import pytest

from tests.browser.checks import axe_violations
from tests.browser.drivers import until
from tests.browser.tabs import ChromiumTab
from tests.calendars.invites import OUTLOOK
from tests.cards.decks import story
from tests.crawl import SECTIONS
from tests.prepare.test_brief import full
from tests.reflections.factories import NOON, interview
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.lessons.models import Lesson
from webapp.people.mentions import Mention
from webapp.people.models import Person as Interviewer
from webapp.prepare.brief import ROOM
from webapp.questions.models import Question
from webapp.requirements.models import Proof, Requirement
from webapp.salary.benefits.models import Benefit
from webapp.salary.models import Figure
from webapp.salary.statements.models import Statement
from webapp.small_talk.models import Point
from webapp.sync.models import Recovered

# By the address of a part: what is in it, what one is called, and the field that is written. The
# field says that, and what is wrong with it: given back by the server, or brought back after it had
# led on.
HAS_COME_BACK = """(text) => { const field = document.querySelector("[name='email']");
  return field?.value === text && field.ariaInvalid === "true" && document.getElementById(`${field.id}-error`).textContent !== "" }"""
WRITTEN = {
    "requirements": (Requirement, "requirement", "text"),
    "questions": (Question, "question", "text"),
    "people": (Interviewer, "person", "name"),
    "lessons": (Lesson, "lesson", "text"),
    "small-talk": (Point, "point", "text"),
    "salary": (Figure, "figure", "amount"),
    "benefits": (Benefit, "benefit", "text"),
    "statements": (Statement, "statement", "text"),
}


@pytest.fixture
def prepare(page, signed_in):
    person = signed_in(page)
    of = interview(person)
    person.has(
        *[
            Benefit(interview_id=of.id, created_at=NOON, text=text, rank=rank)
            for rank, text in enumerate("ABC")
        ]
    )
    page.goto(f"/interviews/{of.id}")
    page.person, page.interview = person, of
    return page


def order(page):
    return "".join(page.locator(".benefit .row-title").all_inner_texts())


def drag(page, text, past, let_go=True):
    """Drags one by its handle to the lower edge of another, or the upper when that stands before
    it."""
    taken, other = (
        page.locator(f".benefit:has(.row-title:text-is('{one}'))") for one in (text, past)
    )
    handle = taken.locator(".drag-handle")
    # Not below the bar.
    page.locator(".benefit").nth(1).evaluate(
        "(line) => line.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    handle.wait_for()  # the answer to the last one may just be taking its place
    box, goal = handle.bounding_box(), other.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    down = goal["y"] > box["y"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, goal["y"] + (goal["height"] - 1 if down else 1), steps=20)
    if let_go:
        page.mouse.up()


def test_every_part_opens_in_place_without_asking_the_server(prepare):
    asked = []
    prepare.on(
        "request", lambda request: "hx-request" in request.headers and asked.append(request.url)
    )
    for section in SECTIONS:
        if not section.is_on_prepare:
            continue
        panel = prepare.locator(f"#section-{section.name}")
        panel.locator("summary").first.tap()
        panel.locator("section.section").wait_for()
    assert asked == [] and axe_violations(prepare) == []


def test_a_change_in_place_changes_what_is_said_of_the_part(prepare):
    panel = prepare.locator("#section-questions")
    panel.locator("summary").first.tap()
    panel.locator(".take").first.tap()
    panel.get_by_text("1 of 4").wait_for()
    assert panel.get_attribute("open") is not None and panel.locator(".question").count() == 1


def test_a_posting_is_sorted_through_with_a_tap_for_each_line(prepare):
    panel = prepare.locator("#section-requirements")
    panel.locator("summary").first.tap()
    panel.get_by_label("Paste what the posting asks for").fill(
        "Leads a team\n- Plans visits\n- A driving licence"
    )
    panel.get_by_role("button", name="Add these lines").tap()
    lines = panel.locator("#sort-requirements li")
    lines.nth(2).get_by_role("button", name="Drop it").tap()
    prepare.locator(".toast", has_text="Requirement deleted.").wait_for()
    lines.nth(1).get_by_role("button", name="Must").tap()
    lines.nth(1).get_by_role("button", name="Must", pressed=True).wait_for()
    assert [text.split("\n")[0] for text in lines.all_inner_texts()] == [
        "Leads a team",
        "Plans visits",
    ]
    assert axe_violations(prepare) == []
    prepare.locator(".toast").get_by_role("button", name="Undo").tap()
    prepare.locator("#requirements", has_text="A driving licence").wait_for()


def test_what_a_story_shows_is_said_on_its_page_with_a_tap_for_each(prepare):
    by = story(prepare.person, situation="We moved.")
    prepare.person.has(
        *[
            Requirement(
                interview_id=prepare.interview.id, text=f"Asks for {name} " * 8, created_at=NOON
            )
            for name in "ABCDEF"
        ]
    )
    prepare.goto(f"/stories/{by.id}")
    prepare.locator("#shown-by-all summary").tap()
    for name in "AB":
        prepare.get_by_role("button", name=f"Asks for {name}").tap()
        prepare.get_by_role("button", name=f"Asks for {name}", pressed=True).wait_for()
    ChromiumTab(prepare, "").is_sent()  # it looks so as soon as the phone has it
    assert len(prepare.person.rows(Proof)) == 2 and axe_violations(prepare) == []
    prepare.get_by_role("button", name="Asks for A").tap()
    prepare.get_by_role("button", name="Asks for A", pressed=False).wait_for()
    ChromiumTab(prepare, "").is_sent()
    assert len(prepare.person.rows(Proof)) == 1


def test_what_to_do_next_is_out_of_the_way_while_a_part_is_open(prepare):
    position = "() => getComputedStyle(document.querySelector('.sticky-actions')).position"
    assert prepare.evaluate(position) == "sticky"
    prepare.locator("#section-people > summary").tap()
    assert prepare.evaluate(position) == "static"


def test_an_order_is_dragged_and_kept(prepare):
    prepare.locator("#section-benefits > summary").tap()
    for text, past, then in (("A", "C", "BCA"), ("A", "B", "ABC"), ("B", "C", "ACB")):
        with prepare.expect_response("**/outbox"):
            drag(prepare, text, past)
        prepare.locator(".benefit").first.locator(".row-title", has_text=then[0]).wait_for()
        assert order(prepare) == then
    kept = sorted(prepare.person.rows(Benefit), key=lambda row: row.rank)
    assert [row.text for row in kept] == ["A", "C", "B"]
    assert prepare.locator(".drag-handle").count() == 3


def test_a_drag_that_is_called_off_changes_nothing(prepare):
    prepare.locator("#section-benefits > summary").tap()
    drag(prepare, "A", "C", let_go=False)
    prepare.locator(".is-dragged .drag-handle").dispatch_event("pointercancel", {"bubbles": True})
    assert order(prepare) == "ABC" and prepare.locator(".is-dragged").count() == 0
    prepare.mouse.up()


def test_without_scripts_the_buttons_do_it(new_page, signed_in):
    page = new_page(java_script_enabled=False)
    person = signed_in(page)
    of = interview(person)
    person.has(
        *[
            Benefit(interview_id=of.id, created_at=NOON, text=text, rank=rank)
            for rank, text in enumerate("ABC")
        ]
    )
    page.goto(f"/interviews/{of.id}/benefits")
    for button, then in (("Move down: A", "BAC"), ("Move up: C", "BCA")):
        with page.expect_navigation():
            page.get_by_role("button", name=button).tap()
        assert order(page) == then


@pytest.mark.parametrize(
    "length, many", [(1, 2), (2, 4), (3, 4), (1, 20), (2, 20), (4, 20), (12, 20)]
)
def test_the_brief_is_one_printed_page(page, signed_in, length, many):
    person = signed_in(page)
    page.goto(f"/interviews/{full(person, length, many).id}/brief")
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages == 1 and page.get_by_role("button", name="Print it").is_visible()


def test_the_brief_shows_all_of_it_while_that_fits(page, signed_in):
    """Notes of as many lines as there is room for, and of more."""
    person = signed_in(page)
    for lines, has_room in ((ROOM, True), (ROOM + 1, False), (400, False)):
        of = interview(person, notes="\n".join(["Ring."] * lines))
        page.goto(f"/interviews/{of.id}/brief")
        assert (page.locator(".has-room").count() == 1) == has_room
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_an_invitation_becomes_an_interview(page, signed_in):
    person = signed_in(page)
    page.goto("/interviews/new")
    page.get_by_role("link", name="Bring in an invitation").tap()
    page.get_by_label("The invitation").set_input_files(
        {"name": "invite.ics", "mimeType": "text/calendar", "buffer": OUTLOOK}
    )
    page.get_by_role("button", name="Look at it first").tap()
    page.get_by_text("This came out of the invitation").wait_for()
    page.get_by_role("button", name="Add interview").tap()
    until(
        lambda: (
            [row.invitation for row in person.rows(Interview)]
            == ["040000008200E00074C5B7101A82E008"]
        )
    )
    assert "Hexham Lifts" in person.get("/prepare").text


def test_every_part_is_written_in_without_a_signal(phone, network):
    """What is added while the server can't be reached waits on the phone, and arrives with it."""
    of = interview(phone.person, at=now() + timedelta(hours=20))
    phone.open("/")
    phone.is_ready()
    network.mode = "down"
    for number, (place, (_, noun, field)) in enumerate(WRITTEN.items(), start=1):
        phone.open(f"/interviews/{of.id}/{place}")
        form = phone.page.locator(f"#new-{noun}")
        form.evaluate("(details) => { details.open = true }")
        form.locator(f"[name$='-{field}']").fill("42,500")
        form.locator("form button").last.click()
        phone.says(f"Saved on this phone · {number}")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert {
        place: len(phone.person.rows(model)) for place, (model, *_) in WRITTEN.items()
    } == dict.fromkeys(WRITTEN, 1)


def test_undo_brings_it_back_where_one_is(prepare):
    prepare.goto(f"/interviews/{prepare.interview.id}/benefits")
    prepare.get_by_role("link", name="A", exact=True).tap()
    prepare.get_by_role("button", name="Delete this").tap()
    # Led on by now; on a slow line to the list as it was.
    prepare.wait_for_url(re.compile("/benefits(#.*)?$"))
    prepare.get_by_text("Benefit deleted.").wait_for()
    until(lambda: order(prepare) == "BC")
    prepare.get_by_role("button", name="Undo").tap()
    prepare.locator(".benefit .row-title", has_text="A").wait_for()
    assert order(prepare) == "ABC" and prepare.locator(".toast").count() == 0


def test_what_was_typed_before_a_mistake_is_kept_once_that_is_put_right(prepare):
    """Twice wrong, then right: all of it is saved, and no other device is to blame."""
    ana = prepare.person.has(
        Interviewer(
            interview_id=prepare.interview.id, name="Ana", cares_about="Numbers", created_at=NOON
        )
    )
    prepare.goto(f"/people/{ana.id}")
    prepare.get_by_label("What they care about").fill("Customers\nwho wait")
    prepare.get_by_label("When in the day").fill("10:15")
    for wrong in ("ana", "ana@"):
        prepare.get_by_label("Email").fill(wrong)
        with prepare.expect_response("**/outbox"):
            prepare.get_by_role("button", name="Save").tap()
        prepare.wait_for_function(HAS_COME_BACK, arg=wrong)
    prepare.get_by_label("Email").fill("ana@example.org")
    prepare.get_by_label("How I know").fill("She said so")
    prepare.get_by_role("button", name="Save").tap()
    prepare.get_by_text("1 of 1").wait_for()
    (kept,) = prepare.person.rows(Interviewer)
    assert (kept.cares_about, kept.arrives, kept.email, kept.learnt_from) == (
        "Customers\nwho wait",
        "10:15",
        "ana@example.org",
        "She said so",
    )
    assert (
        prepare.person.rows(Recovered) == [] and prepare.get_by_text("another device").count() == 0
    )


@pytest.mark.parametrize(
    ("first", "second"), [("ana", "ana@example.org"), ("ana@example.com", "ana@example.org")]
)
def test_what_was_put_right_before_the_answer_came_is_sent_with_one_tap(
    phone, network, first, second
):
    """The first Save is still on its way when the second is pressed."""
    of = interview(phone.person)
    ana = phone.person.has(Interviewer(interview_id=of.id, name="Ana", created_at=NOON))
    phone.open(f"/people/{ana.id}")
    phone.is_ready()
    network.latency = 1
    save = "#main form .sticky-actions .button"
    phone.write("[name=email]", first)
    phone.run(
        """async (save, second) => {
      const [form, field] = [document.querySelector("#main form"), document.querySelector("[name=email]")];
      document.querySelector(save).click();
      while (!form.ariaBusy) await new Promise((resolve) => setTimeout(resolve));
      field.value = second;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector(save).click();
    }""",
        save,
        second,
    )
    phone.until_true(lambda: phone.person.rows(Interviewer)[0].email == second)
    phone.is_sent()


def test_what_is_put_right_as_the_refusal_comes_is_not_written_over(phone, network):
    """In the last moment: the answer is here, and not yet in its place."""
    ana = phone.person.has(
        Interviewer(interview_id=interview(phone.person).id, name="Ana", created_at=NOON)
    )
    phone.open(f"/people/{ana.id}")
    phone.is_ready()
    phone.run("""() => document.addEventListener("htmx:after:request", () => {
      const field = document.querySelector("[name=name]");
      field.value = "Ana Ruiz";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, { once: true })""")
    phone.write("[name=name]", "")
    phone.press("#main form .sticky-actions .button")
    phone.until(
        "() => document.querySelector('[name=name]').value && !document.querySelector('#main form').ariaBusy"
    )
    assert phone.run("() => document.querySelector('[name=name]').value") == "Ana Ruiz"
    phone.press("#main form .sticky-actions .button")
    phone.until_true(lambda: phone.person.rows(Interviewer)[0].name == "Ana Ruiz")


def test_a_second_tap_on_what_says_the_same_is_none(phone, network):
    of = interview(phone.person)
    phone.open(f"/interviews/{of.id}/questions")
    phone.is_ready()
    network.latency = 1
    phone.run("() => { document.getElementById('new-question').open = true }")
    phone.write("#new-question textarea", "Who leaves?")
    phone.run(
        "() => { for (const _ of 'abc') document.querySelector('#new-question form .button').click() }"
    )
    phone.until_true(lambda: phone.person.rows(Question))
    phone.is_sent()
    assert [one.text for one in phone.person.rows(Question)] == ["Who leaves?"]


def test_a_page_that_shows_a_mistake_is_not_made_anew_under_it(prepare):
    """What is typed stands only there, so what else arrives meanwhile has to wait."""
    ana = prepare.person.has(
        Interviewer(interview_id=prepare.interview.id, name="Ana", created_at=NOON)
    )
    prepare.goto(f"/people/{ana.id}")
    prepare.get_by_label("What they care about").fill("Customers")
    prepare.get_by_label("Email").fill("ana")
    prepare.get_by_role("button", name="Save").tap()
    # After a late answer the page had led on, where it is said too, and came back.
    prepare.locator("[name=email][aria-invalid]").wait_for()
    prepare.get_by_text("An address looks like").wait_for()
    assert (
        prepare.evaluate("""async () => {
      const { renew } = await import(document.querySelector("script[src*='/app.js']").src.replace("app.js", "offline/renewal.js"));
      document.activeElement.blur();
      await renew();
      return document.querySelector("[name='cares_about']").value;
    }""")
        == "Customers"
    )


def test_what_was_pressed_or_deleted_without_a_signal_looks_so(phone, network):
    """Also when the page is opened again from the phone's copy."""
    of = interview(phone.person, at=now() + timedelta(hours=20))
    phone.person.has(Interviewer(interview_id=of.id, name="Ana", created_at=NOON))
    point = phone.person.has(Point(interview_id=of.id, text="The river", created_at=NOON))
    wanted = phone.person.has(Requirement(interview_id=of.id, text="Leads a team", created_at=NOON))
    phone.open("/")
    phone.is_ready()
    network.mode = "down"
    pressed = "(selector) => [...document.querySelectorAll(selector)].filter((one) => one.getAttribute('aria-pressed') === 'true').map((one) => one.textContent.trim()).join()"
    for path, group, name in (
        (f"/interviews/{of.id}/small-talk", ".told button", "Ana"),
        (f"/interviews/{of.id}/requirements", "#sort-requirements .chip", "Nice"),
    ):
        phone.open(path)
        phone.run(
            "() => { for (const one of document.querySelectorAll('details')) one.open = true }"
        )
        phone.run(
            "([selector, name]) => [...document.querySelectorAll(selector)].find((one) => one.textContent.trim() === name).click()",
            [group, name],
        )
        phone.until(f"(selector, name) => ({pressed})(selector) === name", group, name)
        phone.open(path)
        phone.until(f"(selector, name) => ({pressed})(selector) === name", group, name)
    phone.open(f"/requirements/{wanted.id}")
    phone.page.get_by_role("button", name="Delete this requirement").click()
    phone.says("Saved on this phone · 3")
    phone.open(f"/interviews/{of.id}/requirements")
    phone.until(
        "(id) => document.getElementById(id)?.dataset.going === ''", f"requirement-{wanted.id}"
    )
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert (
        phone.person.rows(Mention)[0].thing_id == point.id
        and phone.person.rows(Requirement)[0].importance == "nice"
    )
