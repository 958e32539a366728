"""The home screen."""

from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from webapp.checklists.models import Item
from webapp.checklists.phases import Phase
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.people.models import Person as Interviewer
from webapp.reflections.models import Reflection
from webapp.today import routes

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """`clock("2026-11-26 09:00")` sets the time that Today is asked for, as London's clocks show
    it."""

    def set_to(text):
        monkeypatch.setattr(
            routes,
            "now",
            lambda: datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC),
        )

    return set_to


def interview(company="Ottermere", starts_at=START, **values):
    given = {
        "minutes": 75,
        "travel_minutes": 35,
        "time_zone": "Europe/London",
        "created_at": START,
        **values,
    }
    return Interview(company=company, starts_at=starts_at, id=new_id(), **given)


def reflection(on):
    return Reflection(interview_id=on.id, created_at=START, updated_at=START)


def today(person):
    return unescape(person.get("/").text)


def test_first_start_offers_an_interview_and_an_example(owner):
    page = today(owner)
    assert 'href="/interviews/new"' in page and 'action="/example"' in page


@pytest.mark.parametrize(
    "at, time, label, action",
    [
        ("2026-11-23 12:00", "in 3 days", "Days to go", "Write a story"),
        ("2026-11-25 19:00", "tomorrow", "The evening before", "Open the checklist"),
        ("2026-11-26 07:10", "in 2 hours 20 minutes", "Today is the day", "Open the checklist"),
        ("2026-11-26 08:40", "in 50 minutes", "Leave by 8:55", "Open the checklist"),
        ("2026-11-26 08:56", "in 34 minutes", "Time to be on the way", "Where to go"),
        ("2026-11-26 09:10", "in 20 minutes", "Walk in ten minutes early", "Open the checklist"),
        ("2026-11-26 10:00", "On now", "You are ready for this", "Write down how it went"),
        (
            "2026-11-26 10:55",
            "10 minutes ago",
            "Write it down while it is fresh",
            "Write down how it went",
        ),
        (
            "2026-11-26 20:00",
            "9 hours ago",
            "Write it down while it is fresh",
            "Write down how it went",
        ),
        ("2026-11-27 08:00", "yesterday", "The morning after", "Write down how it went"),
        ("2026-12-04 08:00", "8 days ago", "It is behind you", "Write down how it went"),
    ],
)
def test_each_moment(owner, clock, at, time, label, action):
    owner.has(interview())
    clock(at)
    page = today(owner)
    assert time in page and label in page and f">{action}</a>" in page


def test_on_the_day_it_says_where_and_with_whom(owner, clock):
    one = interview()
    one.place, one.travel_minutes = "Kestrel House", 35
    owner.has(one)
    owner.has(Interviewer(interview_id=one.id, name="Ana Ng", created_at=START))
    for at, is_said in (
        ("2026-11-25 19:00", False),
        ("2026-11-26 07:00", True),
        ("2026-11-26 09:15", True),
        ("2026-11-26 09:45", True),
        ("2026-11-26 12:00", False),
    ):
        clock(at)
        page = today(owner)
        assert ("Kestrel House" in page, "<bdi>Ana Ng</bdi>" in page) == (is_said, is_said), at
    clock("2026-11-26 09:45")
    assert "now-ring" not in today(owner), "nobody counts ticks in there"


def test_when_it_is_logged_the_log_is_one_tap_away(owner, clock):
    one = interview()
    written = reflection(one)
    owner.has(one)
    owner.has(written)
    clock("2026-11-26 12:00")
    page = today(owner)
    assert f"/reflections/{written.id}" in page and "Thank each person" in page


def test_next_three_things_and_progress(owner, clock):
    one = interview()
    lines = ("Pack the bag", "Lay out the outfit", "Look up the route", "Set an alarm")
    items = [
        Item(interview_id=one.id, phase=Phase.EVENING, text=text, rank=rank)
        for rank, text in enumerate(lines)
    ]
    items[0].completed_at = START
    owner.has(one)
    owner.has(*items)
    clock("2026-11-25 19:00")
    page = today(owner)
    assert "Pack the bag" not in page and all(text in page for text in lines[1:])
    assert (
        "Checklist: 1 of 4" in page
        and f"/interviews/{one.id}/checklist?phase={items[1].phase}#item-{items[1].id}" in page
    )
    clock("2026-12-24 19:00")
    assert "Set an alarm" not in today(owner)  # nobody packs for what is past


def test_one_that_just_ended_is_asked_for_beside_the_next(owner, clock):
    over, coming = interview("Just over"), interview("Coming", START + timedelta(days=3))
    owner.has(over, coming)
    clock("2026-11-26 11:00")
    page = today(owner)
    assert (
        "How did Just over go?" in page.replace("<bdi>", "").replace("</bdi>", "")
        and "In 3 days" not in page
        and "in 3 days" in page
    )
    owner.has(reflection(over))
    assert "Just over" not in today(owner)


def test_moment_is_a_part_for_htmx(owner):
    owner.has(interview())
    fragment = owner.get("/", htmx=True).text
    assert fragment.strip().startswith('<div id="moment"') and "<html" not in fragment


def test_install_hint_can_be_dismissed(owner):
    assert "Put it on your phone" in today(owner)
    owner.put("/account/install-hint/dismissal")
    assert "Put it on your phone" not in today(owner)


def test_nobody_else_sees_it(owner, outsider, anonymous):
    owner.has(interview("Secret & Sons"))
    assert "Secret" not in today(outsider)
    assert anonymous.get("/").status_code == 302
    assert anonymous.get("/", htmx=True).status_code == 401


@pytest.mark.one_database
def test_same_queries_for_an_empty_list_as_for_a_full_one(owner, queries):
    one = interview()
    owner.has(one)
    with queries() as few:
        owner.get("/")
    owner.has(
        *(
            Item(interview_id=one.id, phase=Phase.EVENING, text=f"Line {rank}", rank=rank)
            for rank in range(500)
        )
    )
    with queries() as many:
        owner.get("/")
    assert len(many) == len(few)
