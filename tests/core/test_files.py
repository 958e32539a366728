"""Files that are brought in: their encodings and limits."""

import io

import pytest

from tests.reflections.factories import interview
from webapp.core.files import NOTHING
from webapp.core.text import decoded


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
        "/cards/import/preview",
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
