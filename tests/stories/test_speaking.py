"""How long a story takes to say."""

import re
from pathlib import Path

import pytest

from webapp.stories import speaking
from webapp.stories.speaking import length_of

ELEMENT = Path(__file__).parents[2] / "static" / "js" / "elements" / "speaking-time.js"


@pytest.mark.parametrize("words, said", [
    (0, ""), (1, "under a minute to say"), (104, "under a minute to say"), (105, "about 1 minute to say"),
    (174, "about 1 minute to say"), (175, "about 1½ minutes to say"), (280, "about 2 minutes to say"),
])
def test_length_in_words(words, said):
    assert length_of("word " * words) == said


def test_long_story_is_told_so():
    assert length_of("word " * 386).endswith("more than most listeners take in at once")
    assert "listeners" not in length_of("word " * 385)


def test_element_reckons_alike():
    script = ELEMENT.read_text()
    assert int(re.search(r"WORDS_A_MINUTE = (\d+)", script)[1]) == speaking.WORDS_A_MINUTE
    assert int(re.search(r"LONG = (\d+)", script)[1]) == speaking.LONG
