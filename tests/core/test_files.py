"""Files that are brought in: their encodings and limits."""

import io

import pytest

from tests.reflections.factories import interview
from webapp.core.files import NOTHING, decoded


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
