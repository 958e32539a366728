"""Files that are brought in: their encodings and limits."""

import io
import re

import pytest

from tests.calendars.invites import calendar, event
from tests.reflections.factories import interview
from webapp.core import files
from webapp.core.database import db
from webapp.core.files import LEFT_OUT, NOTHING, ONE_BY_ONE
from webapp.core.text import Unreadable, decoded, nuls_in


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding):
    assert decoded("Zürich – café".encode(encoding)) == "Zürich – café"


def test_what_is_no_text_is_read_too():
    assert "\ufffd" in decoded(b"\x81\x8d") and decoded(b"") == ""


@pytest.mark.one_database
@pytest.mark.parametrize(
    "place",
    [
        "/interviews/invitation",
        "/interviews/{}/people/contacts",
        "/stories/resume",
        "/cards/import",
    ],
)
def test_a_file_that_is_none_is_no_file(owner, place):
    url = place.format(interview(owner).id)
    as_field = owner.post(url, {"file": "invite.ics"})
    as_field_beside = owner.upload(url, None, file="invite.ics")
    text_as_file = owner.post(
        url, {"text": (io.BytesIO(b"front,back"), "cards.csv")}, content_type="multipart/form-data"
    )
    for answer in (as_field, as_field_beside, text_as_file):
        assert answer.status_code == 422 and NOTHING in answer.text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(encoding):
    assert decoded("front\tback\nZürich\tcafé\n".encode(encoding)) == "front\tback\nZürich\tcafé\n"


def test_one_bad_byte_spoils_no_other():
    assert decoded("Gespräch – ".encode() + b"caf\xe9 \x81") == "Gespräch – café \ufffd"


def test_the_encoding_that_a_file_names_comes_first():
    assert decoded("Łódź".encode("iso-8859-2"), "ISO-8859-2") == "Łódź"
    assert decoded("Łódź".encode(), "no-such-thing") == "Łódź", "which Python doesn't know"
    assert decoded("Łódź".encode("cp1250"), "us-ascii") != "", "which it isn't"


DAMAGED = {
    "/interviews/invitation": (calendar(event(SUMMARY="Second@ round")), "Second round"),
    "/interviews/{}/people/contacts": (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana@ Ng\r\nEND:VCARD\r\n@",
        "Ana Ng",
    ),
    "/stories/resume": (b'{"work": [{"highlights": ["Halved@ the wait"]}]}@', "Halved the wait"),
    "/cards/import": (b"Why@ us?,Because\n", "Why us?"),
}


@pytest.mark.one_database
@pytest.mark.parametrize("place", DAMAGED)
def test_a_sign_that_no_text_has_is_left_out_with_a_word(owner, place):
    data, words = DAMAGED[place]
    url = place.format(interview(owner).id)
    damaged, whole = (owner.upload(url, data.replace(b"@", sign)) for sign in (b"\0", b""))
    for page in (damaged, whole):
        assert page.status_code == 200 and words in page.text
    assert LEFT_OUT in damaged.text and LEFT_OUT not in whole.text


def test_utf_16_is_full_of_zeros_that_are_none():
    assert nuls_in("front,back\n".encode("utf-16")) == nuls_in("Ä".encode()) == 0
    assert nuls_in("a\0b".encode("utf-16")) == nuls_in(b"a\0b") == 1


@pytest.mark.one_database
def test_what_is_wrong_stands_beside_the_field_that_it_came_in(owner):
    """A file comes first; what was pasted before may still be in the form."""
    for text, file, beside in (("", b"{", "file"), ("{", b"{", "file"), ("{", None, "text")):
        page = owner.upload("/stories/resume", file, "resume.json", text=text).text
        (wrong,) = re.findall(r'<p class="field-error" id="(\w+)-error">[^<]', page)
        assert wrong == beside


PLACES = {
    "/interviews/invitation": (b"BEGIN:VCALENDAR", "file"),
    "/interviews/{}/people/contacts": (b"BEGIN:VCARD", "file"),
    "/stories/resume": (b"{}", "file"),
    "/cards/import": (b"a,b", "file"),
}


def test_every_view_that_a_file_is_sent_to_is_among_these(app):
    urls = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if app.view_functions[rule.endpoint] in files.FILE_VIEWS and "POST" in rule.methods
    }
    assert {url.replace("<uuid:interview_id>", "{}") for url in urls} == {*PLACES}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_the_database_is_held_while_a_file_is_read(owner, place, monkeypatch):
    held = []
    monkeypatch.setattr(
        files,
        "read_in_child",
        lambda read, data, *_: held.append(db.session().in_transaction()) or read_nothing(),
    )
    url, data = place.format(interview(owner).id), PLACES[place][0]
    assert owner.upload(url, data, "x").status_code == 422 and held == [False]


def read_nothing():
    raise Unreadable("Nothing")


class Slow(io.BytesIO):
    """A body that comes in slowly: what is held meanwhile is held from everybody."""

    def __init__(self, data, held):
        super().__init__(data)
        self.held = held

    def read(self, *size):
        self.held.append(db.session().in_transaction())
        return super().read(*size)

    def readinto(self, buffer):
        self.held.append(db.session().in_transaction())
        return super().readinto(buffer)


@pytest.mark.parametrize(
    "url, kind",
    [
        ("/stories", "application/x-www-form-urlencoded"),
        ("/stories", "multipart/form-data; boundary=x"),
        ("/cards/import", "multipart/form-data; boundary=x"),
        ("/outbox", "application/json"),
        ("/pack", "application/json"),
        ("/account/devices?_method=delete", "application/x-www-form-urlencoded"),
    ],
)
def test_nothing_of_the_database_is_held_while_a_body_comes_in(owner, url, kind):
    held = []
    body = b"--x--\r\n" if "boundary" in kind else b"{}"
    owner.client.post(
        url,
        input_stream=Slow(body, held),
        content_length=len(body),
        content_type=kind,
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert held and not any(held)


def test_a_person_has_one_file_read_at_a_time(owner, monkeypatch):
    answers = []

    def read_and_send_another(*_):
        answers.append(owner.upload("/cards/import", b"a,b", "cards.csv"))
        return read_nothing()

    monkeypatch.setattr(files, "read_in_child", read_and_send_another)
    owner.upload("/cards/import", b"a,b", "cards.csv")
    assert len(answers) == 1 and ONE_BY_ONE in answers[0].text and answers[0].status_code == 422
    monkeypatch.undo()
    assert owner.upload("/cards/import", b"a,b", "cards.csv").status_code == 200
