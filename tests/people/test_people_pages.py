"""People on their pages: what is known of them, and what is asked of who can help."""

from html import unescape
from urllib.parse import unquote

import pytest

from tests.plain import in_one_line
from tests.reflections.factories import NOON, interview
from webapp.core.clock import now
from webapp.people.messages import defaults, mail_address, message
from webapp.people.models import HelpKind, HelpRequest, Person, Progress

WORDS = {
    "arrives": 60,
    "cares_about": 1000,
    "learnt_from": 300,
    "brush_up": 1000,
    "must_land": 300,
    "phone": 40,
    "title": 120,
}


def someone(person, of, name="Ana Ng", **columns):
    return person.has(Person(interview_id=of.id, name=name, created_at=NOON, **columns))


def ask(person, of_whom, kind="advice", progress="asked", **options):
    return person.put(
        f"/people/{of_whom.id}/help-requests", {"kind": kind, "progress": progress}, **options
    )


def test_all_that_is_known_is_kept_and_shown(owner):
    of = interview(owner)
    ana = someone(owner, of)
    fields = {
        "name": "Ana Ng",
        "role": "interviewer",
        "email": "ana@example.org",
        **{name: f"words of {name}" for name in WORDS},
    }
    owner.put(f"/people/{ana.id}", fields)
    page = owner.get(f"/people/{ana.id}").text
    assert all(words in page for words in fields.values())
    text = owner.get(f"/interviews/{of.id}/people").text
    assert (
        "words of arrives" in text and "words of must_land" in text and "1 of 1 read up on" in text
    )


@pytest.mark.one_database
@pytest.mark.parametrize("name, limit", WORDS.items())
def test_limits(owner, name, limit):
    ana = someone(owner, interview(owner))
    wrong = owner.put(
        f"/people/{ana.id}", {"name": "Ana Ng", "role": "interviewer", name: "x" * (limit + 1)}
    )
    assert (
        wrong.status_code == 422
        and f"can be {limit:,} characters long" in wrong.text
        and "x" * (limit + 1) in wrong.text
    )


@pytest.mark.parametrize(
    "address, status",
    [
        ("ana@example.org", 303),
        ("", 303),
        ("ana", 422),
        ("a b@c", 422),
        ("@", 422),
        ("x" * 250 + "@a.de", 422),
    ],
)
def test_an_address_is_one(owner, address, status):
    ana = someone(owner, interview(owner))
    assert (
        owner.put(
            f"/people/{ana.id}", {"name": "Ana Ng", "role": "contact", "email": address}
        ).status_code
        == status
    )


def test_who_helps_isnt_among_those_who_will_be_there(owner):
    of = interview(owner)
    someone(owner, of, "Ruth", role="advocate")
    page = owner.get(f"/interviews/{of.id}/people").text
    assert "Can help</h3>" in page and "Will be there</h3>" not in page
    assert "Ruth" not in owner.get(f"/interviews/{of.id}/edit").text
    assert "Ruth" not in owner.get(f"/interviews/{of.id}/reflections/new").text


def test_what_is_written_of_somebody_survives_the_form_of_the_interview(owner):
    of = interview(owner)
    ana = someone(owner, of, cares_about="Numbers")
    ruth = someone(owner, of, "Ruth", role="advocate")
    form = {
        "company": "Aldermouth",
        "date": "2026-11-24",
        "time": "12:00",
        "minutes": "60",
        "time_zone": "Europe/London",
        "setting": "office",
        "round": "2",
    }
    assert owner.put(f"/interviews/{of.id}", {**form, "people": "Ben"}).status_code == 303
    assert [(row.name, bool(row.deleted_at)) for row in owner.rows(Person)] == [
        ("Ana Ng", True),
        ("Ruth", False),
        ("Ben", False),
    ]
    owner.put(f"/interviews/{of.id}", {**form, "people": "Ben\nAna Ng"})
    kept = {row.name: row for row in owner.rows(Person) if not row.deleted_at}
    assert (
        kept["Ana Ng"].id == ana.id
        and kept["Ana Ng"].cares_about == "Numbers"
        and kept["Ruth"].id == ruth.id
    )


def test_how_far_a_help_request_is(owner):
    of = interview(owner)
    ruth = someone(owner, of, "Ruth", role="advocate")
    for progress in ("to-ask", "asked", "asked", "agreed", "done"):
        answer = ask(owner, ruth, "speak", progress, htmx=True)
        assert (
            answer.status_code == 200
            and 'id="help_requests"' in answer.text
            and "<html" not in answer.text
        )
        assert len(owner.rows(HelpRequest)) == 1 and owner.rows(HelpRequest)[
            0
        ].progress is Progress(progress)
    people = owner.get(f"/interviews/{of.id}/people").text
    assert "To speak for me: done" in in_one_line(people)
    assert ask(owner, ruth).location == f"/people/{ruth.id}#help_requests"
    assert (
        ask(owner, ruth, kind="money").status_code
        == ask(owner, ruth, progress="maybe").status_code
        == 400
    )


def test_only_its_owner_asks(owner, outsider, anonymous):
    ruth = someone(owner, interview(owner), "Ruth", role="advocate")
    assert (ask(outsider, ruth).status_code, ask(anonymous, ruth).status_code) == (404, 401)
    assert owner.rows(HelpRequest) == []


def test_what_was_said_later_stands(owner, do):
    ruth = someone(owner, interview(owner), "Ruth", role="advocate")
    for progress, at in ((Progress.AGREED, now()), (Progress.ASKED, NOON.replace(year=2025))):
        do(lambda: HelpRequest.put(ruth, HelpKind.SPEAK, progress, at))
    assert owner.rows(HelpRequest)[0].progress is Progress.AGREED


@pytest.mark.parametrize("kind", HelpKind)
def test_messages_name_who_and_what_and_are_never_sent_by_us(owner, kind):
    of = interview(owner, company="Bröd & Söner", position="")
    role = next(role for role, texts in defaults().items() if kind in texts)
    ruth = someone(owner, of, "Ruth Abernethy", role=role, email="ruth+work@example.org")
    text = message(kind, ruth, of)
    assert (
        text.startswith("Hello Ruth,")
        and "Tuesday 24 November" in text
        and "2026" not in text
        and "{" not in text
        and len(text) < 700
    )
    address = mail_address(kind, ruth, of)
    assert (
        address.startswith("mailto:ruth%2Bwork%40example.org?subject=")
        and unquote(address).endswith(text)
        and "&body=" in address
    )
    page = owner.get(f"/people/{ruth.id}").text
    assert text in unescape(page) and unescape(page).count("mailto:") == len(defaults()[role])


def test_nobody_is_asked_what_does_not_fit_who_they_are(owner):
    """Who invited me isn't asked to speak for me, nor is a colleague of old told that they know the
    place."""
    assert {role: set(texts) for role, texts in defaults().items()} == {
        "recruiter": {"feedback", "advice"},
        "advocate": {"speak", "practise", "advice"},
        "contact": {"advice", "practise", "speak"},
    }
    of = interview(owner)
    birgit = someone(owner, of, "Birgit", role="recruiter")
    assert "To speak for me" not in owner.get(f"/people/{birgit.id}").text
    ask(owner, birgit, "speak", "agreed")
    page = unescape(owner.get(f"/people/{birgit.id}").text)
    assert "To speak for me" in page and "You have seen me work" in page, "what is under way stays"


def test_braces_and_percent_signs_in_names_do_nothing(owner):
    of = interview(owner, company="{position} 100%", position="{0.__class__}")
    ruth = someone(owner, of, "{name}", role="contact")
    text = message(HelpKind.ADVICE, ruth, of)
    assert (
        text.startswith("Hello {name},") and "{0.__class__}" in text and "{position} 100%" in text
    )
    assert owner.get(f"/people/{ruth.id}").status_code == 200
