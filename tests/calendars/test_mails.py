"""An invitation that is only a mail's text: what it says is read, what it doesn't is asked."""

import re
from datetime import UTC, datetime
from html import unescape
from time import process_time

import pytest

from tests.calendars.invites import OUTLOOK
from tests.calendars.mails import JOIN, SAMPLES, saved
from tests.calendars.test_invitations import URL, fields_in, look
from webapp.calendars.guesses import form_values
from webapp.calendars.invitation import invitation_in
from webapp.calendars.mail.reading import MAX_TEXT
from webapp.core.text import Unreadable
from webapp.interviews.models import Interview, Setting
from webapp.people.models import Person

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def read(text, zone="Europe/London"):
    return invitation_in(text.encode(), zone, AT)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mail_says_what_it_says(name):
    sample = SAMPLES[name]
    events = read(sample.text)
    times = [
        (
            event.date.isoformat() if event.date else "",
            event.time.isoformat("minutes") if event.time else "",
            event.minutes,
        )
        for event in events
    ]
    assert times == sample.times
    values = form_values(events[0], "robin@example.org")
    found = {
        "zone": values["time_zone"],
        "place": values["place"],
        "setting": values["setting"],
        "people": values["people"].splitlines(),
        "company": values["company"],
        "position": values["position"],
        "contact": events[0].mail.contact,
    }
    assert found == {name: getattr(sample, name) for name in found}
    assert len(events[0].asks) == len(sample.asks)
    for words, ask in zip(sample.asks, events[0].asks, strict=True):
        assert words in ask


def only(text, **options):
    (event,) = read(text, **options)
    return event


# Mails that were saved


def read_saved(*args, **options):
    return invitation_in(saved(*args, **options), "Europe/London", AT)


def test_a_calendar_in_a_saved_mail_is_read_as_the_invitation_that_it_is():
    (event,) = read_saved("Dear Robin, on 1 January 2027 at 9:00.", calendar=OUTLOOK)
    assert event.mail is None and event.uid == "040000008200E00074C5B7101A82E008"


def test_one_that_cannot_be_read_leaves_the_text():
    (event,) = read_saved("On 4 January 2027 at 9:00.", calendar=b"BEGIN:VCALENDAR")
    assert event.date.isoformat() == "2027-01-04" and event.mail


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "utf-16"])
def test_a_saved_mail_tells_who_wrote_it_when_and_about_what(charset):
    (event,) = read_saved("Grüße! See you next Wednesday, 14h30.", charset=charset)
    assert (event.date.isoformat(), f"{event.time:%H:%M}") == ("2026-12-02", "14:30")
    assert event.people == (("Hannah Lindqvist", "hannah@hexham-lifts.co.uk"),)
    assert event.title == "Second interview – Hexham Lifts" and "Grüße!" in event.description


def test_html_is_read_as_it_shows():
    html = f"<style>p {{ x: 3 December 2026 }}</style><p>On <b>4&nbsp;January</b> 2027<br>at 9&#58;00<p>{JOIN}"
    (event,) = read_saved(None, html=html)
    assert (event.date.isoformat(), f"{event.time:%H:%M}") == ("2027-01-04", "09:00")
    assert event.links == (JOIN,)


def test_the_earlier_mail_is_said_to_be_one():
    said = only(SAMPLES["answered"].text).mail.said
    assert said["date"].startswith("In the earlier mail: “How about Thursday 3 December")
    assert said["people"].startswith("In the mail: “")


# What isn't read


@pytest.mark.parametrize(
    "text",
    [
        "Nothing of the kind",
        "You have 10 to 12 years’ experience, 3-4 days a week, £70,000-78,000, 24/7.",
        "Ring 0113 496 0123 or 020 7946 0958.",
        "Please reply by 3 December 2026.",
        "https://example.org/2026/12/24/10:30",
        "Version 1.5.2 of 3.11",
        "We may march 5 km.",
        "-- ",
    ],
)
def test_a_text_without_anything_in_it_is_refused(text):
    with pytest.raises(Unreadable, match="This isn’t an invitation"):
        read(text)


def test_a_book_is_refused():
    most = "3 December 2026, 10:00. ".ljust(MAX_TEXT, "x")
    assert only(most).date
    with pytest.raises(Unreadable, match="60,000 characters"):
        read(most + "x")


PIECES = ["m/", "A-", "Aa ", "1, ", "> ", "http://a.b ", "a@", "12/03/2026 "]
HOSTILE = [f"Subject: ({piece * (MAX_TEXT // len(piece) - 10)}" for piece in PIECES]


@pytest.mark.parametrize("text", HOSTILE, ids=PIECES)
def test_what_is_made_to_never_end_ends(text):
    began = process_time()
    try:
        read(text)
    except Unreadable:
        pass
    assert process_time() - began < 3


# On the page


def test_a_mail_fills_the_form_and_says_where_it_was_found(owner):
    page = look(owner, text=SAMPLES["british"].text)
    assert page.status_code == 200 and owner.rows(Interview) == []
    assert "This came out of the mail." in page.text
    for line in ("interview on Thursday 3 December", "18 Ropewalk Lane", "You will meet Jane"):
        assert re.search(f'class="help"[^>]*-said">In the mail: “[^<]*{line}', page.text)
    assert "From the address hannah@hexham-lifts.co.uk." in page.text
    assert "The mail names none. It was read as the time in London." in page.text
    assert owner.post("/interviews", fields_in(page.text)).status_code == 303
    (kept,) = owner.rows(Interview)
    assert (kept.company, kept.minutes, kept.setting) == ("Hexham Lifts", 75, Setting.OFFICE)
    assert kept.notes.startswith("Written by: Hannah Lindqvist, HR Business Partner")
    people = owner.rows(Person)
    assert {(one.name, one.title) for one in people} == {
        ("Jane Smith", "Head of Data"),
        ("Ngozi Adeyemi", "Operations Director"),
    }


def test_what_a_mail_does_not_say_is_asked(owner):
    page = look(owner, text=SAMPLES["a link alone"].text)
    sent = fields_in(page.text)
    empty = {"company", "date", "time", "minutes", "people"}
    assert {name for name in empty if not sent[name]} == empty
    assert page.text.count("Not found in the mail.") == len(empty) + 1, "and no position"
    answer = owner.post("/interviews", sent)
    assert answer.status_code == 422 and owner.rows(Interview) == []


def test_the_kind_is_asked_where_neither_link_nor_place_says(owner):
    sent = fields_in(look(owner, text=SAMPLES["american"].text.replace("https://", "")).text)
    assert sent["setting"] == ""
    answer = owner.post("/interviews", {**sent, "company": "Larkspur"})
    assert answer.status_code == 422 and owner.rows(Interview) == []


def test_of_several_times_one_is_chosen(owner):
    page = look(owner, text=SAMPLES["offered slots"].text)
    assert "4 times in it. Which one is it?" in page.text
    assert page.text.count("Look at this one") == 4 and owner.rows(Interview) == []
    second = re.findall("<form.*?</form>", page.text, re.DOTALL)[-3]
    chosen = owner.post(f"{URL}/one", {**fields_in(second), **said_in(second)})
    assert "Wednesday 2 December, 11am or 4pm" in chosen.text
    sent = fields_in(chosen.text)
    assert (sent["date"], sent["time"][:5]) == ("2026-12-02", "11:00")
    refused = owner.post("/interviews", {**sent, "company": "Pellwick"})
    assert refused.status_code == 422, "nor is it said where"
    owner.post("/interviews", {**sent, "company": "Pellwick", "setting": "video"})
    assert owner.rows(Interview)[0].setting is Setting.VIDEO


def said_in(form):
    return {
        name: unescape(line)
        for name, line in re.findall(r'name="(said-\w+)" value="([^"]*)"', form)
    }


def test_a_saved_mail_can_be_given_as_a_file(owner):
    page = look(owner, saved(SAMPLES["iso"].text), name="invitation.eml")
    assert 'value="2026-12-10"' in page.text and "Hexham Lifts" in page.text


def test_a_refused_text_is_told_beside_the_field_and_stays(owner):
    page = look(owner, text="Nothing of the kind")
    assert page.status_code == 422 and "Nothing of the kind</textarea>" in page.text
    error = re.search('id="text-error">([^<]*)<', page.text)[1]
    assert error.startswith("This isn’t an invitation: there is no day")
    assert "BEGIN:" not in owner.get(URL).text


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7 * 191919 }}"]
)
def test_hostile_words_of_a_mail_are_only_words(owner, words):
    text = f"Where: {words}\nWith: Jane {words}\n3 December 2026 or 4 December 2026, 10:00 {words}"
    page = look(owner, text=text).text + look(owner, text=text.replace("or 4 December", "")).text
    assert "<script>alert" not in page and "<img" not in page and "1343433" not in page
