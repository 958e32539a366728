"""Texts as they are kept, and links that stay here."""

import pytest

from webapp.forms import clean, local_path


@pytest.mark.parametrize("typed, kept", [
    ("  a \r\n b\r", "a \n b"), ("nul\0 bell\a", "nul bell"), ("tab\tstays", "tab\tstays"), ("👩🏽‍🚒 ", "👩🏽‍🚒"),
    ("\u202bשלום\u202c", "\u202bשלום\u202c"), ("lone \ud800 half", "lone  half"), (None, None), (5, 5),
])
def test_clean(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("path, kept", [("/log?q=a", "/log?q=a"), ("//x", "/"), ("/\\x", "/"), ("x", "/"), (None, "/"), ("/\x00", "/")])
def test_local_path(path, kept):
    assert local_path(path) == kept
