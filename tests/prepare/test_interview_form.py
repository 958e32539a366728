"""Every field's limit, and what is said beside it. Pure: no database."""

import pytest
from werkzeug.datastructures import MultiDict

from webapp.interviews.models import Interview
from webapp.prepare.forms import InterviewForm, MoveForm

GOOD = {
    "company": "Ottermere Stairlifts",
    "position": "Customer Operations Lead",
    "date": "2026-11-26",
    "time": "09:30",
    "minutes": "75",
    "time_zone": "Europe/London",
    "setting": "office",
    "place": "Kestrel House",
    "travel_minutes": "35",
    "people": "Ngozi Adeyemi, Head of Customer Operations\nCallum Reid",
    "round": "2",
    "notes": "Ask for Ngozi.",
}
STRANGE = [
    "🚀" * 20,
    "مقابلة ثانية",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    "' OR 1=1 --",
    "a\u202eb",
    "e\u0301",
]
TEXTS = {"company": 120, "position": 120, "place": 300, "notes": 4000}


def filled(**changed):
    values = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    return InterviewForm(MultiDict(values))


def errors(**changed):
    form = filled(**changed)
    form.validate()
    return form.errors


def test_good_one():
    form = filled()
    assert form.validate(), form.errors
    assert form.values["starts_at"].isoformat() == "2026-11-26T09:30:00+00:00"
    assert form.named == [("Ngozi Adeyemi", "Head of Customer Operations"), ("Callum Reid", "")]


@pytest.mark.parametrize(
    "name, wrong",
    [
        ("company", ""),
        ("company", "   "),
        ("company", "\x00"),
        ("company", None),
        ("date", ""),
        ("date", None),
        ("date", "soon"),
        ("date", "2026-02-30"),
        ("date", "2025-02-29"),
        ("date", "26.11.2026"),
        ("date", "0001-01-01"),
        ("date", "1999-12-31"),
        ("date", "2101-01-01"),
        ("date", "9999-12-31"),
        ("date", "12026-11-26"),
        ("time", ""),
        ("time", None),
        ("time", "noon"),
        ("time", "24:00"),
        ("time", "9:75"),
        ("time", "-1:00"),
        ("time", "9h30"),
        ("minutes", ""),
        ("minutes", None),
        ("minutes", "4"),
        ("minutes", "601"),
        ("minutes", "-60"),
        ("minutes", "an hour"),
        ("minutes", "7.5"),
        ("minutes", "9" * 10_000),
        ("minutes", "NaN"),
        ("minutes", "1e3"),
        ("minutes", "0x20"),
        ("round", "0"),
        ("round", "21"),
        ("round", "second"),
        ("round", "-1"),
        ("travel_minutes", "-1"),
        ("travel_minutes", "1441"),
        ("travel_minutes", "half an hour"),
        ("time_zone", ""),
        ("time_zone", None),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "GMT+25"),
        ("time_zone", "x" * 10_000),
        ("setting", ""),
        ("setting", "beach"),
        ("setting", "OFFICE"),
        ("people", "\n".join(f"Person {number}" for number in range(21))),
        ("people", "x" * 121),
        ("people", "Ana, " + "x" * 121),
        ("people", "Ana\n, CTO"),
        ("people", "x" * 10_000),
        *((name, "x" * (limit + 1)) for name, limit in TEXTS.items()),
        *((name, "ü" * 10_000) for name in TEXTS),
        *(
            (name, text)
            for name in (
                "date",
                "time",
                "minutes",
                "round",
                "travel_minutes",
                "time_zone",
                "setting",
            )
            for text in STRANGE
        ),
    ],
)
def test_wrong_value_is_told_beside_its_field_and_only_there(name, wrong):
    found = errors(**{name: wrong})
    assert list(found) == [name]
    (message,) = found[name]
    assert message.endswith((".", "?")) and len(message) < 200 and "valid" not in message
    assert wrong is None or len(wrong) < 4 or wrong not in message


@pytest.mark.parametrize("name", ["company", "position", "place", "people", "notes"])
@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_kept_as_text(name, text):
    form = filled(**{name: text})
    assert form.validate(), form.errors
    assert form[name].data == text


@pytest.mark.parametrize(
    "name, value, kept",
    [
        *((name, "x" * limit, "x" * limit) for name, limit in TEXTS.items()),
        ("company", "  Otter \r\n", "Otter"),
        ("notes", "one\r\ntwo", "one\ntwo"),
        ("position", "", ""),
        ("position", None, ""),
        ("notes", None, ""),
        ("place", None, ""),
        ("round", "", 2),
        ("round", None, 2),
        ("round", "1", 1),
        ("round", "20", 20),
        ("round", "٣", 3),
        ("travel_minutes", "", 0),
        ("travel_minutes", None, 0),
        ("travel_minutes", "1440", 1440),
        ("minutes", "5", 5),
        ("minutes", "600", 600),
        ("minutes", " 45 ", 45),
        ("setting", None, "office"),
        ("setting", "meal", "meal"),
        ("time_zone", "new york", "America/New_York"),
    ],
)
def test_values_at_their_limits(name, value, kept):
    form = filled(**{name: value})
    assert form.validate(), form.errors
    assert form.values[name] == kept


@pytest.mark.parametrize("time", ["9:30", "09:30", "09:30:00", "09:30:59"])
def test_time_of_day(time):
    form = filled(time=time)
    assert form.validate(), form.errors
    assert form.values["starts_at"].isoformat() == "2026-11-26T09:30:00+00:00"


def test_time_that_the_clocks_jump_over():
    (message,) = errors(date="2026-03-29", time="01:30")["time"]
    assert "clocks go forward" in message and "1:30 on 29 March 2026" in message
    assert "0:59 and 2:00" in message
    assert not errors(date="2026-03-29", time="01:30", time_zone="America/New_York")
    assert not errors(date="2026-03-29", time="02:00")


def test_time_that_comes_twice_is_the_first():
    form = filled(date="2026-10-25", time="01:30")
    assert form.validate() and form.values["starts_at"].isoformat() == "2026-10-25T00:30:00+00:00"


def test_several_wrong_values_are_told_at_once():
    found = errors(company="", date="x", minutes="x", time_zone="x", people="x" * 121)
    assert set(found) == {"company", "date", "minutes", "time_zone", "people"}


def test_message_of_a_long_text_says_the_limit_and_the_length():
    assert errors(notes="x" * 10_000)["notes"] == [
        "Notes can be 4,000 characters long; it has 10,000."
    ]


@pytest.mark.parametrize("sent", ["", "abc", "1", "{{ 7 }}"])
def test_a_made_up_id_is_replaced(sent):
    assert filled(id=sent).made_id.version == 7


def test_next_round():
    interview = Interview(
        company="Otter",
        position="Lead",
        time_zone="Asia/Tokyo",
        minutes=45,
        setting="video",
        round=20,
        place="x",
        travel_minutes=0,
        notes="of this round only",
    )
    form = InterviewForm.for_next_round(interview, [], id=None)
    assert (form.company.data, form.position.data, form.time_zone.data, form.round.data) == (
        "Otter",
        "Lead",
        "Asia/Tokyo",
        20,
    )
    assert form.date.data is None and form.time.data is None and not form.notes.data


def test_moving_keeps_the_zone():
    interview = Interview(starts_at=filled().validate() and None, time_zone="America/New_York")
    form = filled(time_zone="America/New_York")
    form.validate()
    interview.starts_at = form.starts_at
    assert f"{MoveForm(interview=interview).time.data:%H:%M}" == "09:30"
    moved = MoveForm(MultiDict({"date": "2026-11-27", "time": "14:00"}), interview=interview)
    assert moved.validate() and moved.starts_at.isoformat() == "2026-11-27T19:00:00+00:00"
