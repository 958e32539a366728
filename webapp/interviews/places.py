"""A place as it was written, with its web address or telephone number found, so that it can be
tapped."""

import re
from urllib.parse import urlsplit

from webapp.core.text import WEB_ADDRESS
from webapp.interviews.models import Setting

MAX_SHOWN = 40  # characters of an address that are shown; a call's goes on for lines
NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d ()./-]{4,}\d")


def pieces_of(place: str, setting: Setting) -> list[tuple[str, str | None]]:
    """The place as (text, address) pairs in order, address None for plain text. Only http, https
    and, for a call, tel."""
    pattern = NUMBER if setting == Setting.PHONE and not WEB_ADDRESS.search(place) else WEB_ADDRESS
    at = 0
    pieces: list[tuple[str, str | None]] = []
    for found in pattern.finditer(place):
        text = found[0].rstrip(".,;:!?)")
        address = address_of(text)
        if address:
            pieces += [(place[at : found.start()], None), (short_address(text), address)]
            at = found.start() + len(text)
    pieces.append((place[at:], None))
    return [piece for piece in pieces if piece[0]]


def in_a_row(place: str) -> str:
    """The place for a row of a list: of a web address whose it is, for nobody taps or reads the
    rest there."""
    return WEB_ADDRESS.sub(lambda found: host_of(found[0]), place)


def host_of(text: str) -> str:
    try:
        return (urlsplit(text).hostname or text).removeprefix("www.")
    except ValueError:  # half an IPv6 address
        return text


def short_address(text: str) -> str:
    """As much of a long address as tells whose it is."""
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def address_of(text: str) -> str | None:
    if not text.lower().startswith("http"):
        return "tel:" + re.sub(r"[^\d+]", "", text)
    try:
        return text if urlsplit(text).hostname else None
    except ValueError:  # half an IPv6 address
        return None
