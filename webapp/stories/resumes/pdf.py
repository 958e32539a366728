"""A résumé as a PDF: its pages as text, with their lines and gaps where they stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from webapp.core.text import Unreadable
from webapp.stories.resumes.beginnings import Resume
from webapp.stories.resumes.columns import lines_of_pages
from webapp.stories.resumes.text_resume import MAX_CHARACTERS, TOO_LONG, resume_of

if TYPE_CHECKING:
    from pypdf import Configuration

MAX_PAGES = 20
MAX_ON_A_PAGE = 1_000_000  # signs with the blanks between them, which may be far apart
BROKEN = "This PDF is broken, or isn’t one. Save it once more, or paste the text of it."
LOCKED = "This PDF has a password. Save it without one, or paste the text of it."
NO_TEXT = (
    "There is no text in this PDF, only a picture of it. "
    "Save it from the program that it was written with, or paste the text."
)
NO_LETTERS = (
    "The letters of this PDF can’t be told. Copy the text from where you read it, and paste it."
)
TOO_MANY_PAGES = f"A résumé can have {MAX_PAGES} pages. Print those of your work into another PDF."
TOO_MUCH = "There is more in this PDF than a résumé has. Paste the text of it."


def resume_in_pdf(data: bytes) -> Resume:
    """Raises Unreadable."""
    with in_words():
        pages = list(pages_in(data))
    if not "".join(pages).strip():
        raise Unreadable(NO_TEXT)
    if not is_told("".join(pages)):
        raise Unreadable(NO_LETTERS)
    return resume_of(lines_of_pages(pages))


@contextmanager
def in_words() -> Iterator[None]:
    """What goes wrong with a PDF, in words: on a broken one the library may raise anything."""
    from pypdf import apply_configuration, errors  # here, for no other résumé needs it

    try:
        with apply_configuration(limits()):
            yield
    except (Unreadable, MemoryError):
        raise
    except (errors.FileNotDecryptedError, errors.DependencyError):
        raise Unreadable(LOCKED) from None
    except errors.LimitReachedError:
        raise Unreadable(TOO_MUCH) from None
    except Exception:
        raise Unreadable(BROKEN) from None


def limits() -> "Configuration":
    """Of what is unpacked and looked at: a page of a résumé has a few thousand bytes."""
    from pypdf import Configuration

    return Configuration(
        array_based_stream_maximum_output_length=8_000_000,
        lzw_maximum_output_length=8_000_000,
        run_length_maximum_output_length=8_000_000,
        zlib_maximum_output_length=8_000_000,
        zlib_maximum_recovery_input_length=500_000,
        stream_decoding_work_maximum_length=20_000_000,
        stream_parsing_work_maximum_count=200_000,
        page_tree_maximum_entries=1000,
        page_tree_maximum_page_entries=1000,
        xform_maximum_invocations_per_extraction=100,
        jbig2dec_binary=None,
    )


def pages_in(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(
        BytesIO(data), root_object_recovery_limit=1000, xref_stream_maximum_entries=50_000
    )
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(TOO_MANY_PAGES)
    signs = 0
    for page in reader.pages:
        text = page.extract_text(extraction_mode="layout")
        if len(text) > MAX_ON_A_PAGE:
            raise Unreadable(TOO_MUCH)
        signs += len("".join(text.split()))
        if signs > MAX_CHARACTERS:
            raise Unreadable(TOO_LONG)
        yield text


def is_told(text: str) -> bool:
    """Whether most of its signs are ones that people write: else its fonts don't say which."""
    signs = "".join(text.split())
    return sum(sign.isprintable() and sign < "\ue000" for sign in signs) > 0.8 * len(signs)
