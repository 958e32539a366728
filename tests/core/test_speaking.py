"""How long a story takes to say. Pure: no database."""

import re

import pytest

from tests.rules.sources import text_of
from webapp.core import speaking
from webapp.core.speaking import length_of


@pytest.mark.parametrize(
    "words, said",
    [
        (0, ""),
        (1, "under a minute to say"),
        (104, "under a minute to say"),
        (105, "about 1 minute to say"),
        (175, "about 1½ minutes to say"),
        (280, "about 2 minutes to say"),
        (350, "about 2½ minutes to say"),
        (385, "about 3 minutes to say"),
        (386, "about 3 minutes to say: more than most listeners take in at once"),
        (1400, "about 10 minutes to say: more than most listeners take in at once"),
    ],
)
def test_length_in_words(words, said):
    assert length_of("word " * words) == said


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u00a0"])
def test_nothing_takes_no_time(text):
    assert length_of(text) == ""


def test_the_browser_reckons_alike():
    script = text_of("static/js/elements/speaking-time.js")
    for name in ("WORDS_A_MINUTE", "LONG"):
        assert re.search(rf"const {name} = (\d+);", script)[1] == str(getattr(speaking, name))
    phrases = re.findall(r'"((?:under|about)[^"]*)"|(more than most[^`]*)`', script)
    assert [first or second for first, second in phrases] == [
        "under a minute to say",
        "more than most listeners take in at once",
    ]
