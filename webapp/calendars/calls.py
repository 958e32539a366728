"""The address of a call, among others: whose it is, and the words beside it."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from webapp.core.text import WEB_ADDRESS

CALLS = re.compile(
    r"(^|\.)(zoom\.(us|com)|zoomgov\.com|teams\.(microsoft|live)\.com|teams\.cloud\.microsoft|"
    r"(dod|gov)\.teams\.microsoft\.us|meet\.google\.com|webex\.com|whereby\.com|gotomeet\w*\.com|meet\.goto\.com|"
    r"meet\.jit\.si|bluejeans\.com|chime\.aws|skype\.com|join\.skype\.com)$",
    re.IGNORECASE,
)
# Of a calendar that is written in words, or of a service that arranges meetings.
JOINING = re.compile(
    r"\b(join|teilnehmen|rejoindre|video ?(call|chat|conference|interview|meeting)|meeting (link|url)|zoom|"
    r"microsoft teams|google meet|webex)\b",
    re.IGNORECASE,
)
IN_PATH = re.compile(
    r"^https?://(www\.)?(calendly\.com|cal\.com)/\S*(google_meet|zoom|teams|webex|conference|video)",
    re.IGNORECASE,
)
WRAPS = re.compile(
    r"(^|\.)(safelinks\.protection\.(outlook|office365)\.(com|us)|google\.[a-z.]+|urldefense\.(com|proofpoint\.com)|"
    r"linkprotect\.cudasvc\.com)$",
    re.IGNORECASE,
)
MAX_WRAPS = 3
MAX_IN_LINE = 100  # addresses


def call_in(texts: Iterable[str]) -> str:
    """The address of the call, or "": by its host, else by the words beside it."""
    beside = [
        (unwrapped(found.rstrip(".,;:!?)>\"'")), words)
        for text in texts
        for line in text.splitlines()
        for words in [WEB_ADDRESS.sub("", line)]
        for found in WEB_ADDRESS.findall(line)[:MAX_IN_LINE]
    ]
    known = (address for address, _ in beside if CALLS.search(host_of(address)))
    by_words = (
        address for address, words in beside if JOINING.search(words) or IN_PATH.search(address)
    )
    return next(known, next(by_words, ""))


def unwrapped(address: str) -> str:
    """What a mail program's own address leads to, which looks first whether it is safe."""
    for _ in range(MAX_WRAPS):
        if not WRAPS.search(host_of(address)):
            break
        query = parse_qs(urlsplit(address).query)
        inner = next((query[name][0] for name in ("url", "q", "u") if name in query), "")
        if not WEB_ADDRESS.fullmatch(inner):
            break
        address = inner
    return address


def host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
