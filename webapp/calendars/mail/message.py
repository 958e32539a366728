"""A mail as it was saved (.eml), or its text as it was pasted: who wrote it, when, about what, and
which of it is of this mail and not of an earlier one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from webapp.calendars.mail.days import day_said
from webapp.core.markup import flowing, settled
from webapp.core.text import clean, decoded

# By which a saved mail begins; a pasted one may have From and Subject alone.
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*[ \t]*:|From ")
SAVED = re.compile(
    rb"^(mime-version|message-id|received|return-path|delivered-to|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
SHOWN_HEADER = re.compile(
    r"^[ \t]*\*?(?:(?P<from>from|von|de)|(?P<sent>sent|date|gesendet|datum|envoyé|date d['’]envoi)"
    r"|(?P<subject>subject|betreff|objet)|to|an|à|cc|reply-to|bcc)[ \t]*:\*?[ \t]*(?P<value>.*)$",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:original message|ursprüngliche nachricht|message d['’]origine)"
    r"|_{10,}[ \t]*$|(?:on|am|le)\b.{5,200}\b(?:wrote|schrieb\b.*|a écrit)[ \t]*:[ \t]*$)",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:forwarded message|weitergeleitete nachricht|message transféré)"
    r"|begin forwarded message)",
    re.IGNORECASE,
)
BLANKS = re.compile(r"[^\S\n]+")  # those that don't break a line, too
UNQUOTED = re.compile(r"^[ \t]*>[ \t>]*")
AGO = re.compile(
    r"\(\s*(?:\d+|an?)\s+(?:minutes?|hours?|days?|weeks?|months?) ago\s*\)|\(vor \d+ \w+\)",
    re.IGNORECASE,
)
MAX_HEADERS = 12  # lines that are shown above a mail
MAX_HEAD = 200_000  # bytes in which a mail's own headers end
MAX_BODY = 1_000_000  # characters, of HTML mostly what nobody sees
MAX_FILES = 20  # calendars within one mail


@dataclass
class Mail:
    subject: str = ""
    sender: tuple[str, str] = ("", "")  # name, address
    sent: date | None = None
    text: str = ""  # of this mail
    earlier: str = ""  # of those quoted in it
    calendars: list[bytes] = field(default_factory=list)


def is_saved(data: bytes) -> bool:
    """Whether it begins with the headers that a mail has on its way."""
    head = re.split(rb"\r?\n\r?\n", data[:MAX_HEAD].lstrip(), maxsplit=1)[0]
    return bool(SAVED.search(head) and HEADER.match(head))


def pasted(text: str, today: date) -> Mail:
    """`today` says of which year a day is that names none."""
    mail = Mail()
    divide(mail, clean(text), today)
    return mail


def saved(data: bytes, today: date) -> Mail:
    message = message_from_bytes(data.lstrip(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    mail = Mail(
        subject=header(message, "Subject"),
        sender=address_in(header(message, "From")),
        sent=date_of(header(message, "Date")),
    )
    mail.calendars = list(calendars_of(message))[:MAX_FILES]
    divide(mail, clean(body_of(message)), today)
    return mail


def header(message: EmailMessage, name: str) -> str:
    """What a header says; "" when it is broken in a way that the library doesn't know."""
    try:
        return " ".join(str(message.get(name, "")).split())[:500]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def address_in(text: str) -> tuple[str, str]:
    try:
        name, address = parseaddr(text)
    except (ValueError, LookupError, TypeError, AttributeError):
        return "", ""
    return clean(name), clean(address)


def date_of(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return None


def pieces_of(message: EmailMessage) -> list[EmailMessage]:
    return [one for one in message.walk() if isinstance(one, EmailMessage)]


def calendars_of(message: EmailMessage) -> Iterator[bytes]:
    for one in pieces_of(message):
        name = str(filename_of(one)).lower()
        if one.get_content_type() in ("text/calendar", "application/ics") or name.endswith(".ics"):
            yield bytes_of(one)


def filename_of(message: EmailMessage) -> str:
    try:
        return message.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def bytes_of(message: EmailMessage) -> bytes:
    try:
        found = message.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError):
        return b""
    return found if isinstance(found, bytes) else b""


def body_of(message: EmailMessage) -> str:
    """The text of the first piece that is one, or what the first of HTML shows."""
    for kind in ("text/plain", "text/html"):
        for one in pieces_of(message):
            if one.get_content_type() == kind and not filename_of(one):
                text = decoded(bytes_of(one), charset_of(one))[:MAX_BODY]
                text = text if kind == "text/plain" else settled(flowing(text))
                if text.strip():
                    return text
    return ""


def charset_of(message: EmailMessage) -> str:
    try:
        return str(message.get_content_charset("") or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def divide(mail: Mail, text: str, today: date) -> None:
    """Puts each line of a text where it belongs."""
    plain = [BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    lines = take_headers(mail, plain, today)
    own: list[str] = []
    earlier: list[str] = []
    into = own
    for quoted in lines:
        line = UNQUOTED.sub("", quoted)
        if FORWARDED.match(line) or AGO.search(line):
            take_sent(mail, line, today)
        elif EARLIER.match(line):
            into = into if line != quoted else earlier
            earlier.append("")
        elif is_header(line):
            take_header(mail, line, today)
        else:
            (earlier if line != quoted else into).append(line)
    mail.text, mail.earlier = "\n".join(own).strip(), "\n".join(earlier).strip()


def is_header(line: str) -> bool:
    """Whether it tells who wrote to whom: "Date:" may be the interview's."""
    found = SHOWN_HEADER.match(line)
    return bool(found and (found["subject"] is not None or "@" in line or named_sent(line)))


def named_sent(line: str) -> bool:
    return bool(re.match(r"\s*\*?(sent|gesendet|envoyé)\s*:", line, re.IGNORECASE))


def take_headers(mail: Mail, lines: list[str], today: date) -> list[str]:
    """The lines behind those that a mail program shows above a mail, From among them."""
    shown = []
    for line in lines[:MAX_HEADERS]:
        if not SHOWN_HEADER.match(line):
            break
        shown.append(line)
    if not any(found["from"] for line in shown if (found := SHOWN_HEADER.match(line))):
        return lines
    for line in shown:
        take_header(mail, line, today)
    return lines[len(shown) :]


def take_header(mail: Mail, line: str, today: date) -> None:
    """The first one of a kind counts: those further down are of earlier mails."""
    found = SHOWN_HEADER.match(line)
    if not found:
        return
    value = found["value"].strip()
    if found["subject"] and not mail.subject:
        mail.subject = value
    if found["from"] and not any(mail.sender):
        mail.sender = address_in(value)
    if found["sent"]:
        take_sent(mail, value, today)


def take_sent(mail: Mail, line: str, today: date) -> None:
    mail.sent = mail.sent or day_said(line, today)
