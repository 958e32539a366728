"""People written one a line."""

import pytest

from webapp.people.lines import as_lines, named_in, turned
from webapp.people.models import Person


@pytest.mark.parametrize(
    "text, named",
    [
        ("", []),
        ("\n  \n\t\n", []),
        ("Ana Ng", [("Ana Ng", "")]),
        (" Ana Ng ,  Head of Data ", [("Ana Ng", "Head of Data")]),
        ("Ana\n\nTom, CTO\r\nMei-Ling", [("Ana", ""), ("Tom", "CTO"), ("Mei-Ling", "")]),
        ("Ana, VP, Data, and more", [("Ana", "VP, Data, and more")]),
        ("Ana,", [("Ana", "")]),
        (", Head of Data", [("", "Head of Data")]),
        ("ليلى، مديرة", [("ليلى", "مديرة")]),
        ("王芳，总监", [("王芳", "总监")]),
        ("<b>Ana</b>, {{ 7*7 }} 🚀", [("<b>Ana</b>", "{{ 7*7 }} 🚀")]),
    ],
)
def test_lines(text, named):
    assert named_in(text) == named


def test_what_was_written_comes_back():
    text = "Ana Ng, Head of Data\nTom"
    assert as_lines(Person(name=name, title=title) for name, title in named_in(text)) == text


@pytest.mark.parametrize(
    "name, shown",
    [
        ("Adeyemi, Ngozi", "Ngozi Adeyemi"),
        ("Ngozi  Adeyemi", "Ngozi Adeyemi"),
        ("王，芳", "芳 王"),
        ("a, b, c", "b c a"),
        (",", ""),
        ("", ""),
    ],
)
def test_a_family_name_that_came_first_is_turned_round(name, shown):
    assert turned(name) == shown
