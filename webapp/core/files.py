"""Files that a person brings in: looked at first, and never trusted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from flask import Flask, current_app, flash, g, request
from flask.typing import RouteCallable
from flask_login import current_user
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.core.child import read_in_child
from webapp.core.database import SAFE_METHODS, commit_early
from webapp.core.forms import MAX_FILE, Form
from webapp.core.text import Unreadable, nuls_in

BESIDE = 800_000  # bytes of the other fields of the form that a file comes in
NOTHING = "Choose a file, or paste some lines."
TOO_LARGE = f"A file can be {MAX_FILE // 1_000_000} MB large, and lines as long as a book. Bring in less at a time."
ONE_BY_ONE = "Another file of yours is being read. Wait until it is, then send this one."
LEFT_OUT = "It has signs in it that no text has. They were left out: see whether the rest is right."
OF_BYTES = (b"PK\x03\x04", b"%PDF")  # how those begin that are no text

FILE_VIEWS: set[RouteCallable] = set()
View = TypeVar("View", bound=RouteCallable)
Found = TypeVar("Found")
being_read: set[UUID] = set()  # whose
lock = Lock()


class Uploaded(NamedTuple, Generic[Found]):
    """What came of a file: the form that it came in, and what was found in it; None when nothing
    could be, with the reason beside the field and the status to answer with."""

    form: Form
    found: Found | None
    status: int = 200


def init_app(app: Flask) -> None:
    app.before_request(read_body)


def takes_file(view: View) -> View:
    """For a view that a file is sent to. It stands right below the route, for it marks the very
    view that is called."""
    FILE_VIEWS.add(view)
    return view


def read_body() -> None:
    """Reads all that was sent before anything is asked of the database: a slow phone, or one that
    means to be slow, keeps nobody else waiting for their turn to write."""
    if request.method in SAFE_METHODS:
        return
    if current_app.view_functions.get(request.endpoint or "") not in FILE_VIEWS:
        _ = request.form if request.mimetype == "multipart/form-data" else request.get_data()
        return
    request.max_content_length = MAX_FILE + BESIDE
    try:
        _ = request.form
    except RequestEntityTooLarge:
        g.file_too_large = True


def uploaded(form: type[Form], read: Callable[..., Found], *arguments: Any) -> Uploaded[Found]:
    """What the reader `read` finds in the file, or the text, that was sent with `form`, in a
    process of its own (see webapp.core.child), one at a time for a person. Nothing is kept yet."""
    if g.get("file_too_large"):
        return refused(form(), TOO_LARGE, 413)
    sent = form(fields_sent())
    try:
        data, user_id = bytes_in(sent), current_user.id
        commit_early()  # it takes a while
        with alone(user_id):
            found = read_in_child(read, data, *arguments)
    except Unreadable as error:
        return refused(sent, error)
    if not data.startswith(OF_BYTES) and nuls_in(data):
        flash(LEFT_OUT)
    return Uploaded(sent, found)


def fields_sent() -> MultiDict[str, str | FileStorage]:
    """The form that was sent with a file in it, and nothing else: a text can't be read as a file,
    nor a file as a text."""
    sent = MultiDict[str, str | FileStorage](request.form)
    sent.setlist("file", request.files.getlist("file"))
    return sent


@contextmanager
def alone(user_id: UUID) -> Iterator[None]:
    """Raises Unreadable while another file of this person's is read: nobody takes all turns."""
    with lock:
        if user_id in being_read:
            raise Unreadable(ONE_BY_ONE)
        being_read.add(user_id)
    try:
        yield
    finally:
        being_read.discard(user_id)


def bytes_in(form: Form) -> bytes:
    """What a form's `file` holds, or what was pasted as its `text`. Raises Unreadable when it is
    neither."""
    if is_file_in(form):
        with form.file.data.stream:
            return form.file.data.read()
    if not form.text.data:
        raise Unreadable(NOTHING)
    return form.text.data.encode()


def is_file_in(form: Form) -> bool:
    """A field without a file comes as one without a name."""
    return bool(form.file.data and form.file.data.filename)


def refused(form: Form, reason: Exception | str, status: int = 422) -> Uploaded[Any]:
    """Tells the reason beside the field that it came in."""
    field = form.text if form.text.data and not is_file_in(form) else form.file
    field.errors = [str(reason)]
    return Uploaded(form, None, status)
