"""What to call a device in the list of sign-ins."""

from collections.abc import Iterable

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
# Edge and Chrome also say Safari, and Edge says Chrome: the most telling word first.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(user_agent: str) -> str:
    """A name a person knows their device by, such as 'Safari on iPhone'. Names no version: nobody
    needs it kept."""
    system, browser = first_named(SYSTEMS, user_agent), first_named(BROWSERS, user_agent)
    return " on ".join(word for word in (browser, system) if word) or "A device"


def first_named(names: Iterable[tuple[str, str]], user_agent: str) -> str:
    return next((name for sign, name in names if sign in user_agent), "")
