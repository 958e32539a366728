"""Adding an interview with a thumb, with a keyboard and without scripts; and the words that go on
while a page lies open."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.checks import axe_violations, overflow
from tests.browser.drivers import go, until
from tests.interviews.test_when import DAY, UNTIL
from webapp.core.clock import now
from webapp.core.database import db
from webapp.interviews.models import Interview, Setting
from webapp.people.models import Person

# To Chromium, a page closed in the middle of a transition is a fault.
STILL = {"reduced_motion": "reduce"}
BERLIN = {"timezone_id": "Europe/Berlin", **STILL}
SHOWS = "Ottermere Stairlifts"


def interview(**values):
    start = now() + timedelta(days=2)
    return Interview(
        **{
            "company": SHOWS,
            "starts_at": start,
            "time_zone": "Europe/London",
            "created_at": start,
            **values,
        }
    )


def the_one_of(person):
    (kept,) = person.rows(Interview)
    return kept


def test_adding_by_touch(new_page, signed_in):
    page = new_page(**BERLIN)
    person = signed_in(page)
    page.goto("/")
    page.get_by_role("link", name="Add your interview").tap()
    page.get_by_label("Company").fill(SHOWS)
    page.get_by_label("Date").fill("2026-11-26")
    page.get_by_label("Starts at").fill("09:30")
    assert page.get_by_label("Time zone").input_value() == "Europe/Berlin"
    page.get_by_role("radio", name="Video").tap()
    page.get_by_label("Link to join").fill("https://meet.example/a")
    page.get_by_label("Who will be there").fill(
        "Ngozi Adeyemi, Head of Customer Operations\nCallum Reid"
    )
    page.get_by_role("button", name="Add interview").tap()
    until(lambda: person.rows(Interview))
    kept = the_one_of(person)
    go(page, f"/interviews/{kept.id}")
    page.get_by_role("heading", name=SHOWS).wait_for()
    assert (kept.time_zone, kept.setting) == ("Europe/Berlin", Setting.VIDEO)
    assert kept.starts_at == datetime(2026, 11, 26, 8, 30, tzinfo=UTC)
    assert [one.name for one in person.rows(Person)] == ["Ngozi Adeyemi", "Callum Reid"]
    assert (
        page.get_by_role("link", name="https://meet.example/a").get_attribute("rel") == "noreferrer"
    )


def test_adding_by_keyboard(new_page, signed_in, watch):
    watch.allow("status of 422")
    page = new_page(**STILL, has_touch=False, is_mobile=False)
    person = signed_in(page)
    page.goto("/interviews/new")
    page.get_by_label("Company").focus()
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    # Where the first thing is wrong.
    assert page.evaluate("() => document.activeElement.name") == "company"
    page.keyboard.type(SHOWS)
    page.get_by_label("Date").fill("2026-11-26")
    page.get_by_label("Starts at").fill("09:30")
    page.get_by_role("radio", name="In person").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") == "place"
    page.keyboard.type("They ring 01632 960118")
    page.keyboard.press("Enter")
    until(lambda: person.rows(Interview))
    assert the_one_of(person).setting == Setting.PHONE
    go(page, f"/interviews/{the_one_of(person).id}")
    assert page.get_by_role("link", name="01632 960118").get_attribute("href") == "tel:01632960118"


def test_whole_life_without_scripts(page_without_javascript, signed_in):
    page = page_without_javascript
    person = signed_in(page)
    page.goto("/interviews/new")
    page.get_by_label("Company").fill(SHOWS)
    page.get_by_label("Date").fill("2026-11-26")
    page.get_by_label("Starts at").fill("09:30")
    assert page.get_by_label("Time zone").input_value() == "Europe/London"
    page.get_by_role("radio", name="Meal").tap()
    page.get_by_label("Restaurant and address").fill("Trattoria")
    page.get_by_role("button", name="Add interview").tap()
    page.get_by_role("link", name="Move").tap()
    page.get_by_label("Starts at").fill("12:00")
    page.get_by_role("button", name="Move it").tap()
    page.get_by_text("12:00 to 13:00").wait_for()
    assert the_one_of(person).starts_at.hour == 12
    page.get_by_role("button", name="Delete interview").tap()
    page.locator("#toasts").get_by_role("button", name="Undo").tap()
    page.get_by_text("12:00 to 13:00").wait_for()
    assert the_one_of(person).deleted_at is None
    page.get_by_role("button", name="Delete interview").tap()
    page.get_by_role("link", name="Delete for good").tap()
    page.get_by_role("button", name="Delete for good").tap()
    page.get_by_text("Deleted for good").wait_for()
    assert person.rows(Interview) == []


def test_a_chosen_zone_is_left_alone(new_page, signed_in, watch):
    watch.allow("status of 422")
    page = new_page(**BERLIN)
    signed_in(page)
    page.goto("/interviews/new")
    page.get_by_label("Time zone").fill("Asia/Tokyo")
    page.get_by_role("button", name="Add interview").tap()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Time zone").input_value() == "Asia/Tokyo"


def test_time_where_the_reader_is(new_page, signed_in):
    page = new_page(**BERLIN)
    person = signed_in(page)
    start = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    here = person.has(interview(starts_at=start, time_zone="Europe/Paris"))
    there = person.has(interview(starts_at=start, time_zone="America/New_York"))
    page.goto(f"/interviews/{there.id}")
    page.get_by_text("Thursday 10:30 where you are").wait_for()
    page.goto(f"/interviews/{here.id}")
    assert page.get_by_text("where you are").count() == 0


# Of the reader; it changes nothing.
@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland"])
def test_page_and_server_say_the_same_words(new_page, signed_in, zone):
    page = new_page(timezone_id=zone)
    signed_in(page).has(interview())
    page.goto("/")
    address = page.locator("script[src*='time-words']").get_attribute("src")
    for name, known in (("until", UNTIL), ("day", DAY)):
        rows = [
            [f"{at.replace(' ', 'T')}Z", f"{moment.replace(' ', 'T')}Z", zone]
            for at, moment, zone, _ in known
        ]
        said = page.evaluate(
            "async ([address, name, rows]) => { const say = (await import(address))[name];"
            " return rows.map(([at, moment, zone]) => say(Date.parse(at), Date.parse(moment), zone)); }",
            [address, name, rows],
        )
        assert said == [words for *_, words in known]


def test_today_stays_true_while_it_lies_open(page, signed_in):
    """Only the browser's clock is put forward here. The part it asks the server for brings the
    server's words, which its own replace."""
    person = signed_in(page)
    start = now().replace(second=0, microsecond=0) + timedelta(minutes=40)
    kept = person.has(interview(starts_at=start, place="Kestrel House"))
    page.clock.install(time=start - timedelta(minutes=40))
    page.goto("/")
    words = page.locator("time-until")
    assert words.text_content() == "in 40 minutes"
    with person.app.app_context():
        db.session.get(Interview, (person.id, kept.id)).company = "Ottermere Lifts"
        db.session.commit()
    page.clock.fast_forward("05:10")
    page.get_by_role("link", name="Ottermere Lifts").wait_for()
    page.wait_for_function(
        "() => document.querySelector('time-until').textContent === 'in 35 minutes'"
    )
    assert words.count() == 1 and page.locator("#moment").count() == 1
    words.tap()  # a link still, though htmx listens to it
    page.get_by_role("heading", name="Ottermere Lifts").wait_for()


@pytest.mark.parametrize("width", [320, 360])
def test_long_names_fit(new_page, signed_in, width):
    page = new_page(viewport={"width": width, "height": 740})
    person = signed_in(page)
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    one = person.has(
        interview(
            company=long,
            position=long,
            place=f"https://{long}.example/{long}",
            setting=Setting.VIDEO,
            notes=long,
        )
    )
    person.has(Person(interview_id=one.id, name=long, title=long, created_at=now()))
    for url in (
        "/",
        "/prepare",
        "/interviews",
        f"/interviews/{one.id}/edit",
        f"/interviews/{one.id}/copy",
        f"/interviews/{one.id}/time",
    ):
        page.goto(url)
        assert overflow(page) <= 0, url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wrong_form_is_told_to_everyone(new_page, signed_in, watch, scheme):
    watch.allow("status of 422")
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    signed_in(page)
    page.goto("/interviews/new")
    page.get_by_role("button", name="Add interview").tap()
    page.get_by_role("alert").wait_for()
    assert axe_violations(page) == []
    assert page.get_by_label("Date").get_attribute("aria-describedby") == "date-error"
    assert page.get_by_label("Date").get_attribute("aria-invalid") == "true"
