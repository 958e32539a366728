"""What an interviewer hears in a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cards.decks import story
from webapp.stories.voice import figures_in, i_and_we, my_part_in_words


@pytest.mark.parametrize(
    "text, counts",
    [
        ("", (0, 0)),
        ("I did it, and I'd do it again; my part, not ours.", (3, 1)),
        ("We’ve moved us. Our idea!", (0, 3)),
        ("Wii and USB and immune", (0, 0)),
        ("ME: mine. Ourselves", (2, 1)),
    ],
)
def test_how_often_i_and_how_often_we(text, counts):
    assert i_and_we(text) == counts


@pytest.mark.parametrize(
    "text, figures",
    [
        ("From 31 to 12 in a hundred since 2019", ["31", "12"]),
        ("It saves £3,200 a month, 12 % of $4.5 million", ["£3,200", "12 %", "$4.5 million"]),
        ("12, 12 and 12", ["12"]),
        ("none", []),
        ("In 1999 and 2024.", []),
        ("٣ days", ["٣"]),
    ],
)
def test_the_figures_it_claims(text, figures):
    assert figures_in(text) == figures


@pytest.mark.parametrize(
    "mine, theirs, said",
    [
        ("", "", ""),
        ("I set the order.", "", "What I did myself: I set the order."),
        (
            "Setting the order.",
            "Owen found suppliers. ",
            "What I did myself: Setting the order. What others did: Owen found suppliers.",
        ),
        ("", "Paying", "What others did: Paying."),
    ],
)
def test_my_part_as_a_sentence(mine, theirs, said):
    assert my_part_in_words(mine, theirs) == said


@given(st.text(), st.text())
def test_any_text_is_taken(one, other):
    assert (
        min(i_and_we(one)) >= 0
        and all(figures_in(one))
        and isinstance(my_part_in_words(one, other), str)
    )


def test_the_page_says_what_they_ask_next(owner):
    told = story(
        owner, first_sentence="We cut it from 31 to 12.", my_part="I counted.", vouch_by="Ruth"
    )
    text = owner.get(f"/stories/{told.id}").text
    assert (
        "It says “I” or “my” 0 times, “we” or “our” 1 time." in text
        and "Where do these figures come from? 31, 12" in text
    )
    assert "What I did myself: I counted." in text
    owner.put(
        f"/stories/{told.id}",
        {
            "title": "T",
            "first_sentence": "I cut it from 31 to 12.",
            "number_source": "Job sheets",
            "went_wrong": "The box",
            "would_do_now": "Ask first",
        },
    )
    text = owner.get(f"/stories/{told.id}").text
    assert (
        "Where do" not in text
        and "What did you do yourself?" not in text
        and "Job sheets" in text
        and "The box" in text
        and "Ask first" in text
    )
