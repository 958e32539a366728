"""Where a mail ends and its signature begins, and whose that is."""

import re

from webapp.calendars.mail.thing import Thing
from webapp.core.text import WEB_ADDRESS

CLOSING = re.compile(
    r"^[ \t]*(?:(?:kind|best|warm|many)[ ]?(?:regards|wishes|thanks)|regards|best|all the best"
    r"|sincerely|yours (?:sincerely|faithfully|truly)"
    r"|thanks(?: again)?|thank you|many thanks|cheers|warmly|mit (?:freundlichen|besten"
    r"|herzlichen) grüßen|mit freundlichem gruß"
    r"|(?:viele|beste|liebe|herzliche) grüße|freundliche grüße|cordialement|bien (?:à vous"
    r"|cordialement)|sincères salutations"
    r"|looking forward,?)[ \t]*[,.!]?[ \t]*$|^--[ ]?$",
    re.IGNORECASE | re.MULTILINE,
)
HONORIFIC = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Miss|Herrn?|Frau|M|Mme|Mlle|Madame|Monsieur)\b\.?[ ]+){0,2}"
NAME_WORD = (
    r"(?:[A-ZÀ-Þ][\w’'’]*(?:-[A-ZÀ-Þ][\w’']*)*\.?|de|la|van|von|der|den|del|di|da|le|bin|al|O’\w+)"
)
NAME = re.compile(
    rf"{HONORIFIC}(?P<name>[A-ZÀ-Þ][\w’']*(?:-[A-ZÀ-Þ][\w’']*)*(?:[ ]{NAME_WORD}){{0,4}})"
)

FOR_ANOTHER = re.compile(r"^(?:i\. ?[AV]\.|pp\.?|p\.p\.|p\. ?p\.) *")


def closing_in(text: str) -> int:
    """Where the signature begins; the end when it has none."""
    found = [match.start() for match in CLOSING.finditer(text)]
    return found[-1] if found else len(text)


def contact_in(text: str) -> Thing | None:
    """The signature, in a row: who to ask, and their number."""
    begin = closing_in(text)
    lines = text[begin:].split("\n")[1:]
    start = begin + len(text[begin:].split("\n")[0]) + 1
    while lines and not lines[0].strip(" -"):
        start += len(lines[0]) + 1
        lines = lines[1:]
    kept = []
    for line in lines[:6]:
        if not line.strip():
            break
        kept.append(" ".join(WEB_ADDRESS.sub("", line).split()).strip(" ,|*"))
    kept[:1] = [FOR_ANOTHER.sub("", name) for name in kept[:1]]
    named = kept and NAME.fullmatch(kept[0].split(",")[0].split("|")[0].strip())
    return Thing(", ".join(filter(None, kept)), start) if named else None
