"""Time zones by name, as people type them."""

import pytest

from webapp.interviews.zones import USUAL, city_of, offered, zone_named


@pytest.mark.parametrize("typed, name", [
    ("Europe/London", "Europe/London"),
    (" europe/london ", "Europe/London"),
    ("New York", "America/New_York"),
    ("berlin", "Europe/Berlin"),
    ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
    ("UTC", "UTC"),
    ("Asia/Calcutta", "Asia/Calcutta"),  # an old name that browsers still give
])
def test_zone_as_typed(typed, name):
    assert zone_named(typed) == name


@pytest.mark.parametrize("typed", ["", "Mars/Olympus", "Europe", "Europe/", "../../etc/passwd", "/etc/localtime", "localtime",
                                   "Factory", "+01:00", "😀", "x" * 10_000, "{{ 7*7 }}", "Europe/London\n"[::-1]])
def test_no_zone(typed):
    assert zone_named(typed) is None


def test_offered_zones_are_places():
    assert USUAL in offered() and "America/New_York" in offered()
    assert not [name for name in offered() if name.startswith(("Etc/", "posix", "right"))]
    assert all(zone_named(name) == name for name in offered())
    assert len(max(offered(), key=len)) <= 64


def test_city():
    assert city_of("America/New_York") == "New York" and city_of("UTC") == "UTC"
