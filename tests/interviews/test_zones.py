"""Time zones by name, as people type them."""

import pytest

from webapp.interviews.zones import USUAL, city_of, zone_named


@pytest.mark.parametrize(
    "typed, name",
    [
        ("Europe/London", "Europe/London"),
        (" europe/london ", "Europe/London"),
        ("New York", "America/New_York"),
        ("berlin", "Europe/Berlin"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("UTC", "UTC"),
        ("Asia/Calcutta", "Asia/Calcutta"),  # an old name that browsers still give
    ],
)
def test_zone_as_typed(typed, name):
    assert zone_named(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Mars/Olympus",
        "Europe",
        "Europe/",
        "../../etc/passwd",
        "/etc/localtime",
        "localtime",
        "Factory",
        "+01:00",
        "😀",
        "x" * 10_000,
        "{{ 7*7 }}",
        "Europe/London\n"[::-1],
    ],
)
def test_no_zone(typed):
    assert zone_named(typed) is None


def test_the_usual_zone_is_one():
    assert zone_named(USUAL) == USUAL


def test_city():
    assert city_of("America/New_York") == "New York" and city_of("UTC") == "UTC"
