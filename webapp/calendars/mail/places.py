"""Where a mail says that it is: behind a label, or by what looks like an address."""

import re

from webapp.calendars.mail.signature import CLOSING, closing_in
from webapp.calendars.mail.thing import Thing

PLACE_LINE = re.compile(
    r"^[ \t>*•·-]*(?:(?:our |unsere |notre )?(?:address|adresse)|where|location|place|venue|ort|anschrift|lieu"
    r"|treffpunkt|wo|où)[ \t]*\*?"
    r"[:：][ \t*]*(?P<value>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
ANY_LABEL = re.compile(r"^[ \t>*•·-]*[A-Za-zÀ-ÿ][\w /&’'()-]{0,30}\*?[:：](?!//)", re.MULTILINE)
WORDS = r"[A-ZÀ-Þ][\w’'.-]*(?:[ ][A-ZÀ-Þ][\w’'.-]*){0,3}"
STREET = re.compile(
    rf"(?<![\w.])\d{{1,5}}[a-zA-Z]?(?:[-–]\d{{1,4}})?,?[ ]+{WORDS}[ ](?:Street|St|Road|Rd|Lane|Ln"
    rf"|Avenue|Ave|Drive|Dr|Way|Square"
    r"|Sq|Place|Pl|Court|Ct|Row|Quay|Boulevard|Blvd|Terrace|Gardens|Park|Hill|Wharf|Crescent"
    r"|Parkway|Pkwy|Broadway|Gate|Mews"
    r"|Yard|Close)\b"
    rf"|(?<![\w.])\d{{1,5}},?[ ]+(?:Broadway|Fleet Street|Whitehall|Strand)\b"
    r"|(?<![\w-])[A-ZÄÖÜ]\w{0,30}\.?(?:[ -][A-ZÄÖÜ]\w{0,30}\.?){0,3}[ -]?"
    r"(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Dd]amm|[Uu]fer)"
    r"[ ]\d{1,4}[a-z]?\b"
    r"|(?<![\w.])\d{1,4}(?:[ ]?(?:bis|ter))?,?[ ]+(?:rue|avenue|boulevard|place|quai|chemin"
    r"|impasse|allée|cours)[ ]\w[\w’' -]{2,40}"
)
POSTCODE = re.compile(
    r"^[^\n]{0,40}\b(?:[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}|\d{5}(?:-\d{4})?"
    r"|[A-Z]{2}[ ]\d{5})\b[^\n]{0,40}$"
)
# "in the Education Centre, Station Road, Northmoor, NM4 2PQ"
POSTED = re.compile(
    r"\b(?:at|in|to) (?:the |our )?(?P<place>[A-Z][^.!?:;]{5,150}?, ?\n?[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"
)
MAX_PLACE_LINES = 4
NUMBER = re.compile(r"(?<![\w/])\+?\(?\d[\d ()./-]{6,}\d")
BY_PHONE = re.compile(
    r"\b(?:(?:tele)?phone (?:interview|call|screen|conversation)|by (?:tele)?phone|(?:call"
    r"|ring) you\b|telefoninterview|telefonisch"
    r"|rufe?n? (?:ich |wir )?sie\b.{0,30}\ban\b|entretien téléphonique|par téléphone)",
    re.IGNORECASE,
)


def place_in(text: str) -> Thing | None:
    """By its label, or because it looks like an address; not the one below a signature, which is
    where they have their desks."""
    for match in PLACE_LINE.finditer(text):
        value = labelled(text, match)
        if value:
            return Thing(value, match.start("value") if match["value"].strip() else match.end() + 1)
    end = closing_in(text)
    if found := STREET.search(text[:end]):
        return Thing(with_town(text[:end], found), found.start())
    found = POSTED.search(text[:end])
    return Thing(" ".join(found["place"].split()), found.start("place")) if found else None


def labelled(text: str, match: re.Match[str]) -> str:
    """What stands behind a label, or on the lines below it when nothing does."""
    below = []
    for line in text[match.end() + 1 :].split("\n")[:MAX_PLACE_LINES]:
        if not line.strip() or ANY_LABEL.match(line) or CLOSING.match(line):
            break
        below.append(line.strip(" \t,>*"))
    value = re.split(r"(?<=\w{4})\. (?=[A-ZÄÖÜÉ])", match["value"])[0].strip(" *")
    if value:
        goes_on = below and (value.endswith(",") or POSTCODE.match(below[0]))
        return ", ".join([value.rstrip(", "), *below[: 1 if goes_on else 0]])
    return ", ".join(below)


def with_town(text: str, match: re.Match[str]) -> str:
    """The rest of the line or sentence, and the next line when that has a postcode."""
    lines = text[match.start() :].split("\n")
    first = re.split(r"[.!?](?:\s|$)|\s\(|\s[-–—]\s", lines[0][len(match[0]) :])[0]
    first = re.split(r"\b(?:on|at|from|where|and|for|am|um)\b", first)[0]
    line = (match[0] + first).strip(" ,;")
    before = re.search(
        r"(?:^|[ \n(])(?P<house>(?:[A-Z][\w’'-]*[ ]){1,3}(?:House|Building|Tower|Centre|Center"
        r"|Court|Hall|Works|Mill)),?[ ]*$",
        text[: match.start()],
    )
    line = f"{before['house']}, {line}" if before else line
    follows = len(lines) > 1 and POSTCODE.match(lines[1]) and not first.strip(" ,")
    return f"{line}, {lines[1].strip(' ,.')}" if follows else line
