"""A line of names is split in a time that grows with its length, whatever is in it."""

from webapp.people.lines import COMMA, named_in


def test_spaces_are_not_looked_through_again_and_again():
    assert COMMA.pattern == "[,،，]", "a repeated space before the comma costs the square of the line's length"
    assert named_in("Ana  ,  Head" + " " * 200_000 + "of Data") == [("Ana", "Head" + " " * 200_000 + "of Data")]
