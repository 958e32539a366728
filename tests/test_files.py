"""Files that are brought in: their encodings and limits."""

import pytest

from webapp.files import decoded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding):
    assert decoded("Zürich – café".encode(encoding)) == "Zürich – café"


def test_what_is_no_text_is_read_too():
    assert "\ufffd" in decoded(b"\x81\x8d") and decoded(b"") == ""
