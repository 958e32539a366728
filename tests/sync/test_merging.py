"""Two changes to one form, made apart, are put together so that nothing either says is lost.

`hypothesis` looks for texts where that fails. Names with a number are faults that the app must
survive.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from webapp.sync import merging
from webapp.sync.merging import (
    MAX_LINES,
    MAX_STEPS,
    Matcher,
    Overlap,
    Steps,
    by_paragraphs,
    merged,
)

BASE = "One\nTwo\nThree"


def together(base, mine, theirs, long=("text",), lists=()):
    """What becomes of three forms given as {name: value or values}, as a plain mapping, and the
    overlaps."""
    sent = MultiDict(mine)
    for name, value in MultiDict(base).items(multi=True):
        sent.add(f"was:{name}", value)
    fields, overlaps = merged(sent, MultiDict(theirs), long, lists)
    return {
        name: values if len(values) > 1 else values[0] for name, values in fields.lists() if values
    }, overlaps


def text(base, mine, theirs):
    fields, overlaps = together({"text": base}, {"text": mine}, {"text": theirs})
    return fields["text"], overlaps


def test_without_a_word_of_what_it_was_it_stands_as_it_is():
    sent = MultiDict({"title": "Mine"})
    assert merged(sent, MultiDict({"title": "Theirs"})) == (sent, [])


def test_fault_19_changes_of_different_fields_are_both_taken():
    base = {"title": "A", "task": "B", "nameable": []}
    fields, overlaps = together(
        base, {**base, "title": "Mine"}, {**base, "task": "Theirs", "nameable": "y"}
    )
    assert fields == {"title": "Mine", "task": "Theirs", "nameable": "y"} and overlaps == []


@pytest.mark.parametrize(
    "mine, theirs, both",
    [
        ("One!\nTwo\nThree", "One\nTwo\nThree!", "One!\nTwo\nThree!"),
        ("Zero\nOne\nTwo\nThree", "One\nTwo\nThree\nFour", "Zero\nOne\nTwo\nThree\nFour"),
        ("One\nThree", "One\nTwo\nThree\nFour", "One\nThree\nFour"),
        ("One!\nTwo!\nThree", "One\nTwo\nThree!", "One!\nTwo!\nThree!"),
        ("One\nTwo\nThree", "Else", "Else"),
        ("Mine", "Mine", "Mine"),
    ],
)
def test_fault_19_changes_of_different_paragraphs_are_both_taken(mine, theirs, both):
    assert text(BASE, mine, theirs) == (both, [])


@pytest.mark.parametrize(
    "mine, theirs, both",
    [
        ("One\nTwo, mine\nThree", "One\nTwo, theirs\nThree", "One\nTwo, mine\nTwo, theirs\nThree"),
        ("One\nTwo\nThree\nMine", "One\nTwo\nThree\nTheirs", "One\nTwo\nThree\nMine\nTheirs"),
        ("", "One\nTwo\nThree, theirs", "One\nTwo\nThree, theirs"),
    ],
)
def test_fault_18_of_a_paragraph_that_both_changed_both_stay(mine, theirs, both):
    assert text(BASE, mine, theirs) == (both, [Overlap("text", mine, theirs)])


def test_fault_18_of_a_line_that_both_changed_mine_stands_and_theirs_is_told():
    fields, overlaps = together({"title": "A"}, {"title": "Mine"}, {"title": "Theirs"})
    assert fields == {"title": "Mine"} and overlaps == [Overlap("title", "Mine", "Theirs")]


def test_what_was_done_earlier_and_comes_later_doesnt_stand():
    sent = MultiDict({"was:title": "A", "title": "Mine", "was:text": "One\nTwo", "text": "1\nTwo"})
    fields, overlaps = merged(
        sent, MultiDict({"title": "Theirs", "text": "I\nTwo"}), ["text"], is_earlier=True
    )
    assert fields.to_dict() == {"title": "Theirs", "text": "1\nI\nTwo"}, (
        "of a longer text both stay"
    )
    assert overlaps == [Overlap("title", "Theirs", "Mine"), Overlap("text", "I\nTwo", "1\nTwo")]


def test_rows_that_either_added_are_there_and_rows_that_one_removed_are_gone():
    rows = {"asked": ["1", "2"], "asked-1-text": "Why?", "asked-2-text": "How?"}
    mine = {"asked": ["2", "3"], "asked-2-text": "How?", "asked-3-text": "Mine"}
    theirs = {**rows, "asked": ["1", "2", "4"], "asked-4-text": "Theirs"}
    fields, overlaps = together(rows, mine, theirs, lists=("asked",))
    assert fields["asked"] == ["2", "3", "4"] and overlaps == []
    assert (fields["asked-3-text"], fields["asked-4-text"]) == ("Mine", "Theirs")


def test_a_row_that_one_removed_stays_when_the_other_changed_it():
    rows = {"asked": ["1"], "asked-1-text": "Why?"}
    changed = {"asked": ["1"], "asked-1-text": "Why us?"}
    for mine, theirs in (({}, changed), (changed, {})):
        fields, _ = together(rows, mine, theirs, lists=("asked",))
        assert (fields["asked"], fields["asked-1-text"]) == ("1", "Why us?")


@pytest.mark.parametrize(
    "base, mine, theirs",
    [
        ("a\n" * 16_000, "a\n" * 16_000 + "b", "c"),
        ("", "a", "b\n" * MAX_LINES + "b"),
        ("\n".join("ab" * MAX_LINES), "\n".join("ac" * MAX_LINES), "d"),
    ],
)
def test_a_text_of_very_many_paragraphs_is_like_a_line(base, mine, theirs, monkeypatch):
    """Mine stands, and theirs is told; what one of the two changed alone is taken without a
    comparison."""
    monkeypatch.setattr(merging, "Matcher", None)
    mine, theirs = mine.strip(), theirs.strip()
    assert text(base, mine, theirs) == (mine, [Overlap("text", mine, theirs)])
    assert text(base, mine, base) == (mine, []) and text(base, base, theirs) == (theirs, [])


def test_many_texts_are_compared_only_so_far(monkeypatch):
    compared = []
    monkeypatch.setattr(
        merging,
        "Matcher",
        lambda *texts, steps: compared.extend(texts) or Matcher(*texts, steps=steps),
    )
    names = [f"asked-{number}-text" for number in range(100)]
    base, mine, theirs = (
        dict.fromkeys(names, "\n".join(f"{line}{who}" for line in range(30)))
        for who in ("", "!", "?")
    )
    fields, overlaps = together(base, mine, theirs)
    assert sum(map(len, compared)) <= 4 * MAX_LINES
    assert [overlap.name for overlap in overlaps] == names, "all is told"
    assert all(
        mine[name] in (fields[name], overlap.kept) and overlap.other == theirs[name]
        for name, overlap in zip(names, overlaps, strict=True)
    )


OFTEN = MAX_LINES - 1


@pytest.mark.parametrize(
    "base, mine, theirs",
    [
        (["a", "b"] * OFTEN, ["a"] * OFTEN, ["b"] * OFTEN),
        (["a", "b", "b"] * OFTEN, ["a", "b"] * OFTEN, ["a", "b", "b", "b", "b"] * OFTEN),
    ],
)
def test_lines_that_come_again_and_again_are_compared_only_so_often(
    base, mine, theirs, monkeypatch
):
    """Who writes waits meanwhile; without a most these take the better part of a second."""
    base, mine, theirs = ("\n".join(lines[:OFTEN]) for lines in (base, mine, theirs))
    began = time.process_time()
    assert text(base, mine, theirs) == (mine, [Overlap("text", mine, theirs)])
    assert time.process_time() - began < 0.3


def test_a_long_text_with_an_empty_line_after_each_is_put_together():
    """Mine has another word in every eighth paragraph, and theirs in the one after it."""
    base, mine, theirs, both = (
        "\n\n".join(f"Paragraph {n}{'!' * (n % 8 in changed)}" for n in range(OFTEN // 2))
        for changed in ((), (0,), (1,), (0, 1))
    )
    assert text(base, mine, theirs) == (both, [])


def test_many_rows_are_looked_through_once():
    rows = {
        "asked": [str(number) for number in range(10_000)],
        **{f"asked-{number}-text": "Why?" for number in range(10_000)},
    }
    began = time.process_time()
    fields, _ = together(rows, {**rows, "asked-1-text": "Why us?"}, {"asked": []}, lists=("asked",))
    assert fields["asked"] == "1", "the other device removed them, but one was changed"
    assert time.process_time() - began < 4, (
        "seconds; when all fields are looked through for each row it takes twenty"
    )


paragraphs = st.lists(
    st.sampled_from(["One", "Two", "Three", "Four", "é", "", "  "]), max_size=6
).map("\n".join)


def in_time(base, mine, theirs):
    return by_paragraphs(base, mine, theirs, Steps(MAX_STEPS))


@given(base=paragraphs, mine=paragraphs, theirs=paragraphs)
def test_no_paragraph_that_one_wrote_is_lost(base, mine, theirs):
    said, overlap = in_time(base, mine, theirs)
    before, after = set(base.split("\n")), set(said.split("\n"))
    for text in (mine, theirs):
        assert set(text.split("\n")) - before - {""} <= after
    # Nothing is there that neither wrote.
    assert after <= {*mine.split("\n"), *theirs.split("\n"), ""}


different = st.lists(
    st.sampled_from(["One", "Two", "Three", "Four", "é"]), max_size=5, unique=True
).map("\n".join)


@given(base=different, mine=different, theirs=different)
def test_what_neither_took_out_is_there(base, mine, theirs):
    """Of paragraphs that are all different: of two alike each may have taken out another."""
    said, _ = in_time(base, mine, theirs)
    assert set(base.split("\n")) & set(mine.split("\n")) & set(theirs.split("\n")) - {""} <= set(
        said.split("\n")
    )


@given(base=paragraphs, one=paragraphs)
def test_who_changed_alone_gets_just_that(base, one):
    assert in_time(base, one, base) == in_time(base, base, one) == (one, False)


@given(base=paragraphs, one=paragraphs)
def test_the_same_change_twice_is_one(base, one):
    assert in_time(base, one, one) == (one, False)
