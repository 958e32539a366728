"""A résumé, whichever kind it is. Such a file is only data from a stranger: `webapp.core.child`
runs this in a process of its own."""

from webapp.core.text import Unreadable, decoded, is_no_text
from webapp.stories.resumes.beginnings import Resume
from webapp.stories.resumes.json_resume import resume_in_json
from webapp.stories.resumes.pdf import resume_in_pdf
from webapp.stories.resumes.text_resume import resume_in_text

MAX_BYTES = 5_000_000
TOO_LARGE = f"A résumé can be {MAX_BYTES // 1_000_000} MB large."
WORD = "This is from a word processor. Save it as a PDF, or copy its text and paste it."
WEB = "This is a web page. Open it, copy the text and paste it, or print it into a PDF."
PICTURE = "This is a picture. A PDF will do, or the text of it pasted."
OTHER = "This isn’t a résumé that can be read. A PDF will do, or the text of it pasted."
BEGINNINGS = {
    b"PK\x03\x04": WORD,
    b"\xd0\xcf\x11\xe0": WORD,
    b"{\\rtf": WORD,
    b"<!doctype html": WEB,
    b"<html": WEB,
    b"\x89png": PICTURE,
    b"\xff\xd8\xff": PICTURE,
}
PDF, LOOKED_AT = b"%PDF-", 1024  # it may begin a little later


def resume_in(data: bytes) -> Resume:
    """Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    if PDF in data[:LOOKED_AT]:
        return resume_in_pdf(data)
    beginning = data[:LOOKED_AT].lstrip().lower()
    for signs, words in BEGINNINGS.items():
        if beginning.startswith(signs.lower()):
            raise Unreadable(words)
    text = decoded(data)
    if is_no_text(data) or not text.strip():
        raise Unreadable(OTHER)
    return resume_in_json(text) if text.lstrip()[0] in "{[" else resume_in_text(text)
