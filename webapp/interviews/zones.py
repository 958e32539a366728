"""Time zones by name, as people type them."""

from functools import cache
from zoneinfo import available_timezones

NOT_A_PLACE = {"Factory", "localtime"}  # what some machines keep beside the zones
USUAL = "Europe/London"  # when neither the browser nor an earlier interview says


@cache
def by_key() -> dict[str, str]:
    """Every zone by its name in small letters, and by its city's where no other has that city."""
    names = available_timezones() - NOT_A_PLACE
    cities = [key_of(name.rsplit("/", 1)[-1]) for name in names]
    city = {city: name for city, name in zip(cities, names, strict=True) if cities.count(city) == 1}
    return city | {key_of(name): name for name in names}


def zone_named(text: str) -> str | None:
    """The IANA name for what was typed ("europe/london", "New York"), or None when there is no such
    zone."""
    return by_key().get(key_of(text))


def key_of(text: str) -> str:
    return text.strip().casefold().replace(" ", "_")


def city_of(name: str) -> str:
    """What people call a zone: "New York" for America/New_York."""
    return name.rsplit("/", 1)[-1].replace("_", " ")
