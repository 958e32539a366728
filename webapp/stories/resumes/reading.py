"""A résumé, whichever kind it is. Such a file is only data from a stranger: `webapp.core.child`
runs this in a process of its own."""

from webapp.core.text import Unreadable, decoded
from webapp.stories.resumes.beginnings import Resume
from webapp.stories.resumes.json_resume import resume_in_json
from webapp.stories.resumes.text_resume import resume_in_text

MOST_BYTES = 5_000_000
TOO_LARGE = f"A résumé can be {MOST_BYTES // 1_000_000} MB large."
WORD = "This is from a word processor. Copy its text and paste it."
WEB = "This is a web page. Open it, copy the text and paste it."
PICTURE = "This is a picture. Paste the text of it."
OTHER = "This isn’t a résumé that can be read. Paste the text of it."
BEGINNINGS = {
    b"PK\x03\x04": WORD,
    b"\xd0\xcf\x11\xe0": WORD,
    b"{\\rtf": WORD,
    b"<!doctype html": WEB,
    b"<html": WEB,
    b"\x89png": PICTURE,
    b"\xff\xd8\xff": PICTURE,
}
LOOKED_AT = 1024


def resume_in(data: bytes) -> Resume:
    """Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    beginning = data[:LOOKED_AT].lstrip().lower()
    for signs, words in BEGINNINGS.items():
        if beginning.startswith(signs.lower()):
            raise Unreadable(words)
    text = decoded(data)
    if "\0" in text or not text.strip():
        raise Unreadable(OTHER)
    return resume_in_json(text) if text.lstrip()[0] in "{[" else resume_in_text(text)
