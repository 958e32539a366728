"""By which clock a mail means its hours: by what people call one."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from webapp.calendars.clocks import Clock, offset_in, other_hours, unknown, zone_called
from webapp.interviews.zones import city_of

# What it is called: minutes ahead of UTC, None when that is summer's or winter's; by whom it is
# called so as well; and the zone of those who mostly do.
CALLED = {
    "GMT": (0, {"GMT"}, "Europe/London"),
    "BST": (60, {"BST"}, "Europe/London"),
    "CET": (60, {"CET"}, "Europe/Berlin"),
    "MEZ": (60, {"CET"}, "Europe/Berlin"),
    "CEST": (120, {"CEST"}, "Europe/Berlin"),
    "MESZ": (120, {"CEST"}, "Europe/Berlin"),
    "ET": (None, {"EST", "EDT"}, "America/New_York"),
    "EST": (-300, {"EST"}, "America/New_York"),
    "EDT": (-240, {"EDT"}, "America/New_York"),
    "CT": (None, {"CST", "CDT"}, "America/Chicago"),
    "CST": (-360, {"CST"}, "America/Chicago"),
    "CDT": (-300, {"CDT"}, "America/Chicago"),
    "MT": (None, {"MST", "MDT"}, "America/Denver"),
    "MST": (-420, {"MST"}, "America/Denver"),
    "MDT": (-360, {"MDT"}, "America/Denver"),
    "PT": (None, {"PST", "PDT"}, "America/Los_Angeles"),
    "PST": (-480, {"PST"}, "America/Los_Angeles"),
    "PDT": (-420, {"PDT"}, "America/Los_Angeles"),
    "EET": (120, {"EET"}, "Europe/Helsinki"),
    "EEST": (180, {"EEST"}, "Europe/Helsinki"),
    "WET": (0, {"WET"}, "Europe/Lisbon"),
    "WEST": (60, {"WEST"}, "Europe/Lisbon"),
    "JST": (540, {"JST"}, "Asia/Tokyo"),
    "SGT": (480, {"+08"}, "Asia/Singapore"),
    "AET": (None, {"AEST", "AEDT"}, "Australia/Sydney"),
    "AEST": (600, {"AEST"}, "Australia/Sydney"),
    "AEDT": (660, {"AEDT"}, "Australia/Sydney"),
}
# Of a country or a coast.
OF = {
    "uk": "Europe/London",
    "british": "Europe/London",
    "irish": "Europe/Dublin",
    "german": "Europe/Berlin",
    "french": "Europe/Paris",
    "central european": "Europe/Berlin",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
SAID = re.compile(r"^heure de | (?:standard |daylight |summer )?(?:time|zeit)$", re.IGNORECASE)
SEVERAL = {"IST"}  # in India, in Israel, in Ireland


def clock_called(name: str, local: datetime, usual: str) -> Clock:
    """The clock that a mail calls `name`, for a time that it shows; `usual` is the zone of the
    person, whose clock it is when it has no name. What was understood is to be looked at, unless it
    is theirs."""
    plain = SAID.sub("", name).strip()
    if not plain or plain.lower() == "local":
        return Clock(ZoneInfo(usual), usual)
    if plain.upper() in SEVERAL:
        return Clock(None, None, unknown(name))
    if plain.upper() in CALLED:
        return abbreviated(plain.upper(), local, usual)
    zone = OF.get(plain.lower()) or zone_called(plain)
    if zone and zone != "UTC":
        return Clock(ZoneInfo(zone), zone, "" if zone == usual else read_as(name, zone))
    fixed = ZoneInfo("UTC") if zone else offset_in(plain)
    return Clock(fixed, None, shown_as(name, usual) if fixed else unknown(name))


def abbreviated(name: str, local: datetime, usual: str) -> Clock:
    ahead, names, zone = CALLED[name]
    its_own = local.replace(tzinfo=ZoneInfo(usual))
    if its_own.tzname() in names:
        return Clock(ZoneInfo(usual), usual)
    there = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    differs = ahead is not None and there is not None and there.total_seconds() != 60 * ahead
    doubt = other_hours(name) if differs else "" if zone == usual else read_as(name, zone)
    return Clock(ZoneInfo(zone), zone, doubt)


def read_as(name: str, zone: str) -> str:
    return f"It says “{name[:60]}”. It was read as the time in {city_of(zone)}."


def shown_as(name: str, usual: str) -> str:
    return f"It says “{name[:60]}”. It is shown as the time in {city_of(usual)}."
