"""With which company, and for which position, if the subject of a mail or a label says so."""

import re
from collections.abc import Iterator

from webapp.calendars.mail.people import TITLED
from webapp.calendars.mail.thing import Thing

REPLY = re.compile(
    r"^(?:(?:re|fw|fwd|aw|wg|tr|ref|invitation|einladung|updated invitation)\s*:\s*)+",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:interviews?|invitations?|invite|invited|round|stage|second|2nd|third|3rd|final|first"
    r"|1st|confirmation|confirmed|next steps?"
    r"|your|application|vorstellungsgespräch|bewerbungsgespräch|gespräch|einladung|zweites"
    r"|bewerbung|entretien|candidature|convocation"
    r"|meeting|call|details|schedule|scheduled|video|phone|teams|zoom|re|the|a|an|to|for|and|our"
    r"|zum|zur|ihre?|ihr|votre|de|d['’])\b",
    re.IGNORECASE,
)
# "for the Data Engineer role", "als Datenanalystin (m/w/d)"
FOR = re.compile(
    r"\b(?:for|für die|für|as|als|pour|poste de|position of|role of|position:|role:)\s+(?:the\s+"
    r"|a\s+|an\s+|our\s+|stelle\s+|le poste (?:de\s+|d['’]))?"
    r"(?:(?:position|role|job|post|stelle)\s+(?:of|as|als)\s+(?:an?\s+)?)?"
    r"(?P<job>[A-ZÀ-Þ][^|:()–—]{2,80}?)"
    r"(?:\s+(?:position|role|job|vacancy|opening|post|stelle)\b|(?=\s+(?:at|with|bei|chez|on|am|le"
    r"|@)\s)|\s*[,|(–—]|\s-\s|$)"
)
AT = re.compile(
    r"(?:\b(?:at|with|bei|bei der|chez)|@)\s+(?:the\s+|der\s+|dem\s+)?"
    r"(?P<who>[A-ZÀ-Þ0-9][^|:(),–—]{1,60}?)"
    r"(?=\s+(?:on|for|as|am|le|pour|für|als|at)\s|\s*[|:(),–—]|\s-\s|\s\d|$)"
)
SEPARATORS = re.compile(r"\s*[|:–—]\s*|\s+-\s+|\s*,\s+|\s*\((?:m|f|w|h|d|x|div|all|/)+\)\s*")
GENDERS = re.compile(r"\s*\((?:[mfwhdx]|div\.?|all genders|/)+\)", re.IGNORECASE)
COMPANY = re.compile(r"\b(?:Ltd|Limited|Inc|LLC|plc|GmbH|AG|SE|SA|SAS|KG|BV|Group|Company|Co)\b\.?")

LABELS = {
    field: re.compile(
        rf"^(?:[-*•·] ?)?(?:{words})\*?: ?\*?(?P<value>\S.*)$", re.IGNORECASE | re.MULTILINE
    )
    for field, words in {
        "position": "role|position|job title|vacancy|stelle|poste",
        "company": "company|employer|firma|unternehmen|entreprise",
    }.items()
}


def position_in(subject: str) -> str:
    """Only what is called one: a word of it has to be that of a profession."""
    plain = GENDERS.sub("", REPLY.sub("", subject))
    found = FOR.search(plain)
    if found:
        return found["job"].strip(" .,-")
    for piece in SEPARATORS.split(plain):
        piece = re.split(r"\s(?:at|with|bei|chez|@)\s", piece)[0].strip(" .,-")
        words = ABOUT.sub("", piece).strip()
        if TITLED.search(words) and not COMPANY.search(piece) and words == piece:
            return piece
    return ""


def company_in(subject: str, people: list[str]) -> str:
    """What it is at or with, but for a person."""
    found = AT.search(GENDERS.sub("", REPLY.sub("", subject)))
    who = found["who"].strip(" .,-") if found else ""
    is_person = any(who and (who in name or name in who) for name in people)
    return "" if is_person or ABOUT.fullmatch(who) or TITLED.fullmatch(who) else who


def labelled_in(text: str) -> Iterator[tuple[str, Thing]]:
    """(field, what) of lines like "Role: Team Leader"."""
    for field, pattern in LABELS.items():
        match = pattern.search(text)
        if match:
            yield field, Thing(match["value"].strip(), match.start("value"))
