"""Texts as they are kept, and links that stay here."""

import unicodedata

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField, StringField, TextAreaField

from webapp.core.forms import Form, local_path
from webapp.core.text import clean


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("  a \r\n b\r", "a \n b"),
        ("from Word\v its page\f and\x85 a mainframe", "from Word\n its page\n and\n a mainframe"),
        ("nul\0 bell\a", "nul bell"),
        ("tab\tstays", "tab\tstays"),
        ("👩🏽‍🚒 ", "👩🏽‍🚒"),
        ("\u202bשלום\u202c", "\u202bשלום\u202c"),
        ("lone \ud800 half", "lone  half"),
        (None, None),
        (5, 5),
    ],
)
def test_clean(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "path, kept",
    [
        ("/log?q=a", "/log?q=a"),
        ("//x", "/"),
        ("/\\x", "/"),
        ("x", "/"),
        (None, "/"),
        ("/\x00", "/"),
    ],
)
def test_local_path(path, kept):
    assert local_path(path) == kept


class Words(Form):
    line, lines = StringField("A line"), TextAreaField("Lines")
    hidden, password = HiddenField(), PasswordField("Password")


def test_a_line_is_one_line_and_what_is_not_written_stays():
    sent = Words(MultiDict(dict.fromkeys(("line", "lines", "hidden", "password"), " a\nb\u2028c ")))
    assert (sent.line.data, sent.lines.data, sent.hidden.data, sent.password.data) == (
        "a b c",
        "a\nb\u2028c",
        "a\nb\u2028c",
        " a\nb\u2028c ",
    )


def test_of_all_signs_only_controls_are_taken_out():
    signs = "".join(char for char in map(chr, range(0x110000)) if char not in "\r\v\f\x85")
    kept = {"\n", "\t", *(c for c in signs if unicodedata.category(c) not in ("Cc", "Cs"))}
    assert clean(f"a{signs}a") == f"a{''.join(c for c in signs if c in kept)}a"
