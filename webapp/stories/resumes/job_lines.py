"""What one line of a résumé says of a job: its time, or who and where, rather than a sentence."""

import re

from webapp.stories.resumes.beginnings import SHORT
from webapp.stories.resumes.headings import inline_heading_of
from webapp.stories.resumes.lines import Line, begins_small
from webapp.stories.resumes.periods import period_in

MAX_WORDS, MAX_SIGNS = 14, 100  # of a line that says who and where
SEPARATED = re.compile(r"\s*[|·•‖]\s*|\s{2,}|\s[-–—]+\s|\t")
AROUND = " ,;:|·•/–—-"
IN_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
ENDS = re.compile(r"[.!?;][)”\"’]?$")
OPENS = re.compile(r"[^\W_]|[(“\"„«&+@]")


def is_dated(line: Line) -> bool:
    """Whether it says a time, and who or where around that, rather than a sentence with a year."""
    period = period_in(line.text)
    if not period or not is_name(line):
        return False
    before, after = line.text[: period.begin].strip(" (["), line.text[period.end :].strip(" )],.")
    if not before and after[:1].islower():
        return False
    if not period.is_range and before and (before[-1] not in ",;:|·–—-" or after):
        is_apart = period.is_exact or line.text[: period.begin].endswith(("  ", "("))
        return is_apart and not after
    return not before or (len(after.split()) < 4 and not after[:1].islower())


def is_name(line: Line) -> bool:
    """Short, and no sentence."""
    text = " ".join(line.text.split())
    if line.has_bullet or len(text) > MAX_SIGNS or len(text.split()) > MAX_WORDS:
        return False
    inline = inline_heading_of(line)
    if inline and not inline.tells:
        return False
    is_sentence = ENDS.search(text) and not SHORT.search(text)
    opens = period_opens(text) or (OPENS.match(text) and not begins_small(text))
    return bool(opens) and not is_sentence and not text.endswith((":", ","))


def period_opens(text: str) -> bool:
    period = period_in(text)
    return bool(period and period.begin == 0)


def has_capitals(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return all(word[0].isupper() for word in words)


def is_place(text: str) -> bool:
    """As "Leeds, United Kingdom": what may stand below who and when. In German what was done begins
    with a capital letter, too."""
    return not re.search(r"\d", text) and ("," in text or len(text.split()) < 4)


def segments_of(line: Line) -> list[str]:
    """What a line says of who and where, without its time."""
    text, period = line.text, period_in(line.text)
    if period:
        text = f"{text[: period.begin]}  {text[period.end :]}"
    found = (one.strip(AROUND) for one in SEPARATED.split(IN_BRACKETS.sub("  ", text)))
    return [balanced(one) for one in found if balanced(one)]


def balanced(text: str) -> str:
    """Without a bracket whose other half went with the time."""
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    return text.strip(AROUND)
