"""A place with its web address or telephone number found."""

import pytest

from tests.reflections.factories import interview
from webapp.interviews.models import Setting
from webapp.interviews.places import in_a_row, pieces_of


@pytest.mark.parametrize(
    "place, setting, pieces",
    [
        (
            "Kestrel House, 18 Ropewalk Lane",
            Setting.OFFICE,
            [("Kestrel House, 18 Ropewalk Lane", None)],
        ),
        (
            "https://meet.example/a?b=1",
            Setting.VIDEO,
            [("https://meet.example/a?b=1", "https://meet.example/a?b=1")],
        ),
        (
            "Join (https://meet.example/a), code 12",
            Setting.VIDEO,
            [
                ("Join (", None),
                ("https://meet.example/a", "https://meet.example/a"),
                ("), code 12", None),
            ],
        ),
        (
            "HTTPS://meet.example",
            Setting.OFFICE,
            [("HTTPS://meet.example", "HTTPS://meet.example")],
        ),
        (
            "They ring me: +44 1632 960118",
            Setting.PHONE,
            [("They ring me: ", None), ("+44 1632 960118", "tel:+441632960118")],
        ),
        ("(01632) 960-118", Setting.PHONE, [("(01632) 960-118", "tel:01632960118")]),
        ("01632 960118", Setting.OFFICE, [("01632 960118", None)]),
        ("https://call.example/12345678", Setting.PHONE, [("https://call.example/12345678",) * 2]),
        ("", Setting.OFFICE, []),
    ],
)
def test_pieces(place, setting, pieces):
    assert pieces_of(place, setting) == pieces
    assert "".join(text for text, _ in pieces) == place


def test_a_long_address_is_shown_in_short_and_leads_to_all_of_it():
    address = "https://teams.example/l/meetup-join/19%3ameeting_" + "x" * 200
    ((text, link),) = pieces_of(address, Setting.VIDEO)
    assert link == address and text == "https://teams.example/l/meetup-join/19%…"


@pytest.mark.parametrize(
    "place",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example",
        "https://",
        "https://[",
        "http:///path",
        "//evil.example",
        "meet.example",
        "vbscript:x",
        "jhttps//x",
    ],
)
@pytest.mark.parametrize("setting", Setting)
def test_nothing_else_is_a_link(place, setting):
    assert pieces_of(place, setting) == [(place, None)]


@pytest.mark.parametrize(
    "place, row",
    [
        (
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Njk@thread.v2/0?context=%7b%22Tid",
            "teams.microsoft.com",
        ),
        ("Room 4, or https://www.example.org/call?pwd=1", "Room 4, or example.org"),
        ("12 Canal Street, third floor", "12 Canal Street, third floor"),
        ("http://[::1", "http://[::1"),
        ("", ""),
    ],
)
def test_in_a_row_an_address_is_whose_it_is(place, row):
    assert in_a_row(place) == row


def test_a_list_shows_no_long_address(owner):
    there = interview(
        owner, place="https://teams.microsoft.com/l/meetup-join/19%3ameeting_Njk@thread.v2/0"
    )
    page = owner.get("/interviews").text
    assert "teams.microsoft.com" in page and "meetup-join" not in page and str(there.id) in page
