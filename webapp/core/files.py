"""Files that a person brings in: looked at first, and never trusted."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.core.database import commit_early
from webapp.core.forms import MAX_FILE, Form
from webapp.core.text import Unreadable

BESIDE = 800_000  # bytes of the other fields of the form that a file comes in
NOTHING = "Choose a file, or paste some lines."
TOO_LARGE = f"A file can be {MAX_FILE // 1_000_000} MB large, and lines as long as a book. Bring in less at a time."

FormWithFile = TypeVar("FormWithFile", bound=Form)
Found = TypeVar("Found")


class Uploaded(NamedTuple, Generic[Found]):
    """What came of a file: the form that it came in, and what was found in it; None when nothing
    could be, with the reason beside the field and the status to answer with."""

    form: Form
    found: Found | None
    status: int = 200


def form_with_file(form: type[FormWithFile]) -> FormWithFile:
    """The `form`, a class, as it was sent with a file in it. Raises Unreadable when that is too
    large."""
    request.max_content_length = MAX_FILE + BESIDE
    try:
        sent = MultiDict[str, str | FileStorage](request.form)
        # And nothing else: a text can't be read as a file, nor a file as a text.
        sent.setlist("file", request.files.getlist("file"))
        return form(sent)
    except RequestEntityTooLarge:
        raise Unreadable(TOO_LARGE) from None


def uploaded(form: type[Form], read: Callable[[Form], Found]) -> Uploaded[Found]:
    """What `read` finds in the file, or the text, that was sent with `form`. Nothing is kept yet.
    `read` raises Unreadable, and asks nothing of the database, which is let go before."""
    try:
        sent = form_with_file(form)
    except Unreadable as error:
        return refused(form(), error, 413)
    commit_early()  # reading a large file takes a while
    try:
        return Uploaded(sent, read(sent))
    except Unreadable as error:
        return refused(sent, error)


def bytes_in(form: Form) -> bytes:
    """What a form's `file` holds, or what was pasted as its `text`. Raises Unreadable when it is
    neither."""
    file = form.file.data
    if file and file.filename:
        with file.stream:
            return file.read()
    if not form.text.data:
        raise Unreadable(NOTHING)
    return form.text.data.encode()


def refused(form: Form, reason: Exception | str, status: int = 422) -> Uploaded[Any]:
    """Tells the reason beside the field that it came in."""
    field = form.text if form.text.data else form.file
    field.errors = [str(reason)]
    return Uploaded(form, None, status)
