"""An invitation is looked at, becomes an interview, moves it, or calls it off; an interview goes
out into a calendar."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from icalendar import Calendar

from tests.calendars import invites
from tests.calendars.invites import calendar, event
from tests.reflections.factories import NOON, interview
from webapp.calendars.reading import MAX_BYTES, events_in
from webapp.core.forms import MAX_FILE
from webapp.interviews.models import Interview, Setting
from webapp.lessons.models import Lesson, Source
from webapp.people.models import Person
from webapp.questions.models import Question

URL = "/interviews/invitation"
OUTLOOK, GOOGLE = (
    re.sub(b"(?i)me@example.org", b"olive@example.org", invitation)
    for invitation in (invites.OUTLOOK, invites.GOOGLE)
)


def look(person, data=None, text="", name="invite.ics"):
    return person.upload(URL, data, name, text=text)


def fields_in(html):
    """What the first form with the id of an interview would send."""
    form = next(
        form for form in re.findall("<form.*?</form>", html, re.DOTALL) if 'name="company"' in form
    )
    sent = {}
    for tag in re.findall("<input[^>]*>", form):
        found = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if found.get("type") != "radio" or " checked" in tag:
            sent[found["name"]] = unescape(found.get("value", ""))
    sent |= {
        name: unescape(text).strip("\r\n")
        for name, text in re.findall(
            r'<textarea[^>]*?name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL
        )
    }
    return sent


def take(person, data):
    """Looks at an invitation with one new event, and adds it."""
    page = look(person, data)
    assert page.status_code == 200, page.text
    return person.post("/interviews", fields_in(page.text))


def test_one_event_fills_the_form_and_is_kept_only_then(owner):
    page = look(owner, OUTLOOK)
    assert page.status_code == 200 and owner.rows(Interview) == []
    assert "This came out of the invitation" in page.text and 'value="Hexham Lifts"' in page.text
    assert owner.post("/interviews", fields_in(page.text)).status_code == 303
    (kept,) = owner.rows(Interview)
    assert (kept.starts_at, kept.minutes, kept.setting) == (
        datetime(2027, 6, 3, 8, 30, tzinfo=UTC),
        75,
        Setting.VIDEO,
    )
    assert kept.invitation == "040000008200E00074C5B7101A82E008"
    assert [person.name for person in owner.rows(Person)] == ["Hannah Lindqvist", "Ngozi Adeyemi"]


def test_it_can_be_pasted(owner):
    assert 'value="Ottermere Stairlifts"' in look(owner, text=GOOGLE.decode()).text


def test_the_same_again_changes_nothing(owner):
    take(owner, OUTLOOK)
    page = look(owner, OUTLOOK).text
    assert "Nothing has changed." in page and "Look at this one" not in page


def test_an_update_moves_it_and_adds_people_but_takes_nobody_away(owner):
    take(owner, OUTLOOK)
    (kept,) = owner.rows(Interview)
    owner.put(
        f"/interviews/{kept.id}", {**form_of(owner, kept), "notes": "My own", "company": "Hexham"}
    )
    moved = (
        OUTLOOK.replace(b"20270603T093000", b"20270604T140000")
        .replace(b"20270603T104500", b"20270604T143000")
        .replace(b"ngozi.adeyemi", b"callum.reid")
    )
    page = look(owner, moved).text
    assert (
        "Thursday 3 June 2027, 9:30" in page
        and "Friday 4 June 2027, 14:00" in page
        and "Callum Reid" in page
    )
    for _ in range(2):
        answer = owner.put(f"/interviews/{kept.id}/invitation", fields_in(page))
        assert answer.location == f"/interviews/{kept.id}"
    (kept,) = owner.rows(Interview)
    assert (kept.starts_at, kept.minutes, kept.company, kept.notes) == (
        datetime(2027, 6, 4, 13, tzinfo=UTC),
        30,
        "Hexham",
        "My own",
    )
    assert kept.invitation == "040000008200E00074C5B7101A82E008"
    assert {person.name for person in owner.rows(Person) if not person.deleted_at} == {
        "Hannah Lindqvist",
        "Ngozi Adeyemi",
        "Callum Reid",
    }
    assert "Nothing has changed." in look(owner, moved).text


def form_of(person, kept):
    return fields_in(person.get(f"/interviews/{kept.id}/edit").text)


def test_what_is_called_off_can_be_deleted(owner):
    off = OUTLOOK.replace(b"METHOD:REQUEST", b"METHOD:CANCEL")
    assert "It was called off, and it isn’t among your interviews." in look(owner, off).text
    take(owner, OUTLOOK)
    (kept,) = owner.rows(Interview)
    page = look(owner, off).text
    assert (
        "is still among your interviews" in page
        and f"/interviews/{kept.id}/deletion?_method=put" in page
    )
    assert owner.rows(Interview)[0].deleted_at is None


def test_of_several_one_is_chosen(owner):
    data = calendar(
        event(UID="a", SUMMARY="Dentist"),
        event(UID="b", SUMMARY="Interview at Hexham Lifts", DTSTART="20261204T093000Z", DTEND=None),
        event(UID="c", DTSTART="20200101T000000Z"),
    )
    page = look(owner, data)
    assert (
        "3 events in it" in page.text
        and page.text.count("Look at this one") == 3
        and owner.rows(Interview) == []
    )
    second = fields_in(page.text.partition("Interview at Hexham Lifts</h2>")[2])
    chosen = owner.post(f"{URL}/one", second)
    assert 'value="Hexham Lifts"' in chosen.text and 'value="2026-12-04"' in chosen.text
    owner.post("/interviews", fields_in(chosen.text))
    assert owner.rows(Interview)[0].invitation == "b"


def test_of_many_the_next_ones_are_shown(owner):
    days = [
        event(
            UID=str(day),
            SUMMARY=f"Day {day}",
            DTSTART=f"2027{1 + day // 28:02}{1 + day % 28:02}T090000Z",
            DTEND=None,
        )
        for day in range(100)
    ]
    page = look(owner, calendar(*reversed(days))).text
    assert (
        "100 events in it" in page
        and "60 events further away are left out." in page
        and "Day 0<" in page
        and "Day 39<" in page
        and "Day 40<" not in page
    )


def test_without_a_time_the_form_asks_for_it(owner):
    page = look(
        owner, calendar(event(DTSTART=None, DTEND=None, lines=["DTSTART;VALUE=DATE:20261203"]))
    )
    sent = fields_in(page.text)
    assert (sent["date"], sent["time"]) == ("2026-12-03", "")
    assert owner.post("/interviews", sent).status_code == 422 and owner.rows(Interview) == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    "data, status, words",
    [
        (b"", 422, "This isn’t an invitation."),
        (b"\x89PNG\0", 422, "This isn’t an invitation."),
        (b"x" * (MAX_BYTES + 1), 422, "An invitation can be 2 MB large."),
        (calendar(*[event()] * 10_000), 422, "more than 500 events"),
        (b"x" * 20_000_000, 413, "A file can be 8 MB large"),
        (b"x" * (MAX_FILE + 900_000), 413, "A file can be 8 MB large"),
        (calendar(), 422, "There is no event in it."),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_field(owner, data, status, words):
    page = look(owner, data)
    assert (
        page.status_code == status
        and words in page.text
        and 'id="file-error"' in page.text
        and owner.rows(Interview) == []
    )
    assert "Choose a file, or paste some lines." in look(owner).text


def test_pasted_text_that_is_none_stays(owner):
    page = look(owner, text="Dear Robin, we <b>hope</b>")
    assert page.status_code == 422 and "Dear Robin, we &lt;b&gt;hope" in page.text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x>',
        "{{ 7 * 191919 }}",
        "javascript:alert(1)",
        "\u202egnol",
    ],
)
def test_hostile_words_are_only_words(owner, text):
    one = event(SUMMARY=text, LOCATION=text.replace(",", ""), DESCRIPTION=text, UID=text)
    page = look(owner, calendar(one, event(UID="two"))).text + look(owner, calendar(one)).text
    assert "<script>alert" not in page and "<img" not in page and "1343433" not in page
    assert "javascript:alert" not in "".join(re.findall('href="([^"]*)"', page))


def test_nobody_changes_somebody_elses(owner, outsider, anonymous):
    take(owner, OUTLOOK)
    (kept,) = owner.rows(Interview)
    page = look(outsider, OUTLOOK)
    assert "This came out of the invitation" in page.text, "for them it is new"
    assert (
        outsider.put(f"/interviews/{kept.id}/invitation", fields_in(page.text)).status_code == 404
    )
    assert (
        outsider.get(f"/interviews/{kept.id}/calendar").status_code == 404
        and anonymous.get(URL).status_code == 302
    )


def test_an_interview_goes_out_with_alarms_and_comes_back_the_same(owner):
    of = interview(
        owner,
        at=datetime(2027, 6, 3, 8, 30, tzinfo=UTC),
        minutes=75,
        place="Kestrel House, 18 Ropewalk Lane",
        travel_minutes=35,
        notes="Ask for Ngozi.",
    )
    owner.has(Person(interview_id=of.id, name="Ngozi Adeyemi", title="Head", created_at=NOON))
    owner.has(
        Question(interview_id=of.id, text="Why now?", created_at=NOON),
        Question(interview_id=of.id, text="Asked", asked_at=NOON, created_at=NOON),
    )
    lesson = owner.has(
        Lesson(interview_id=of.id, text="I trained four", source=Source.UNSAID, created_at=NOON)
    )
    owner.put(f"/lessons/{lesson.id}/must-say")
    answer = owner.get(f"/interviews/{of.id}/calendar")
    assert (
        answer.mimetype == "text/calendar" and "attachment" in answer.headers["Content-Disposition"]
    )
    (found,) = events_in(answer.data, "Asia/Tokyo", NOON)
    assert (found.start, found.zone, found.minutes, found.place) == (
        of.starts_at,
        "Europe/London",
        75,
        of.place,
    )
    for words in (
        "Operations Lead, round 2",
        "Ngozi Adeyemi, Head",
        "I trained four",
        "Why now?",
        "Ask for Ngozi.",
    ):
        assert words in found.description, words
    assert "Asked" not in found.description
    (out,) = Calendar.from_ical(answer.data).walk("VEVENT")
    alarms = [alarm["TRIGGER"].dt for alarm in out.walk("VALARM")]
    assert alarms == [
        datetime(2027, 6, 2, 16, tzinfo=UTC),
        of.starts_at - timedelta(minutes=50),
        of.starts_at - timedelta(minutes=30),
    ]
    assert b"CLASS:PRIVATE" in answer.data, "the calendar may be shared"
    assert max(map(len, answer.data.split(b"\r\n"))) <= 75
    assert b"DTSTART:20270603T083000Z" in answer.data and b"TZID" not in answer.data


def test_what_came_in_goes_out_as_the_same_event(owner):
    take(owner, OUTLOOK)
    (kept,) = owner.rows(Interview)
    assert (
        "Nothing has changed."
        in look(owner, owner.get(f"/interviews/{kept.id}/calendar").data).text
    )


def test_looking_costs_the_same_for_few_and_for_many(owner, queries):
    def cost(number):
        with queries() as statements:
            assert (
                look(owner, calendar(*[event(UID=f"{n}") for n in range(number)])).status_code
                == 200
            )
        return len(statements)

    cost(2)
    assert cost(2) == cost(30)
