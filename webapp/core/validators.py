"""Pages that didn't change are not sent again, and mostly not made again.

A page's validator is a hash of its body without what is put in late: two that have it say the same.
It is weak, for the bytes do differ. What a page had is remembered with the versions of the tables
that it read, and the moment until which it was true; while these hold, a request for it is answered
after the one query that signs in. A page with messages has no validator: they are told once. Pages
stay out of the browser's own cache (`no-store`); the worker asks with the validator of the copy it
keeps.
"""

import base64
import hashlib
import threading
from collections import OrderedDict
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from flask import Flask, current_app, g, make_response, request, session
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.core.clock import now
from webapp.core.late import filled
from webapp.core.rendering import wants_copy, wants_fragment
from webapp.core.truth import AN_HOUR

DIGEST = 6  # bytes: two pages at one address are compared, not all there are
MAX_REMEMBERED = 20_000  # pages remembered by a process, some hundred bytes each
Key = tuple[UUID, str, str]  # the person, and host and path with the query


class Reader(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def versions(self) -> dict[str, int]: ...


class Known(NamedTuple):
    """What a page was when it was made last: it is so still while the `versions` of its `tables`
    are these, until then."""

    tables: tuple[str, ...]
    versions: tuple[int, ...]
    until: datetime
    hash: str


class Pages:
    """What this process remembers of pages, the one used last longest."""

    def __init__(self, most: int = MAX_REMEMBERED) -> None:
        self.most, self.lock = most, threading.Lock()
        self.known: OrderedDict[Key, Known] = OrderedDict()

    def keep(self, key: Key, known: Known) -> None:
        with self.lock:
            self.known[key] = known
            self.known.move_to_end(key)
            if len(self.known) > self.most:
                self.known.popitem(last=False)

    def hash_of(self, key: Key, versions: dict[str, int], at: datetime) -> str | None:
        """The page's hash, if it is the same still."""
        with self.lock:
            known = self.known.get(key)
            if known:
                self.known.move_to_end(key)
        if known and at < known.until and known.versions == of_tables(known.tables, versions):
            return known.hash
        return None

    def forget(self) -> None:
        with self.lock:
            self.known.clear()


def init_app(app: Flask) -> None:
    app.extensions["pages"] = Pages()
    app.before_request(answer_unchanged)
    app.after_request(finish)


def page_hash(body: str) -> str:
    """A short hash of a page, its late texts not put in yet."""
    digest = hashlib.blake2b(body.encode(), digest_size=DIGEST).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def known_hash(user: Reader, path: str, at: datetime) -> str | None:
    """The hash that the page at `path` (with its query) has now for this person, where that is
    known without making it."""
    return pages().hash_of((user.id, request.host, path), user.versions, at)


def unchanged(user: Reader, path: str, hash: str, at: datetime) -> bool:
    """Whether the page at this address is known to have this hash still, without making it."""
    return known_hash(user, path, at) == hash


def answer_unchanged() -> Response | None:
    if request.method != "GET" or not request.if_none_match or wants_fragment() or has_messages():
        return None
    if not current_user.is_authenticated:
        return None
    hash = known_hash(current_user, path_asked(), now())
    if hash is None or not request.if_none_match.contains_weak(hash):
        return None
    return validated(make_response("", 304), hash)


def finish(response: Response) -> Response:
    """Gives a page its validator, and puts in what comes late. A page that the sender has is not
    sent again."""
    is_page = response.mimetype == "text/html" and not response.direct_passthrough
    if not is_page or response.status_code == 304:
        return response
    body = response.get_data(as_text=True)
    hash = has_validator(response) and remember(body)
    response.set_data(filled(body, is_copy=wants_copy()))
    g.pop("late", None)
    return validated(response, hash).make_conditional(request) if hash else response


def has_validator(response: Response) -> bool:
    """Whether it is a whole page of a person's, without messages."""
    is_page = request.method == "GET" and response.status_code == 200 and not wants_fragment()
    return is_page and "tables_read" in g and not g.get("toasts")


def remember(body: str) -> str | None:
    """The page's hash, kept with what it depends on; None if it isn't true any longer than now."""
    at, user = now(), current_user._get_current_object()
    until = min(g.pop("true_until", at + AN_HOUR), at + AN_HOUR)
    if until <= at:
        return None
    tables, hash = tuple(sorted(g.tables_read)), page_hash(body)
    key = user.id, request.host, path_asked()
    pages().keep(key, Known(tables, of_tables(tables, user.versions), until, hash))
    return hash


def validated(response: Response, hash: str) -> Response:
    response.set_etag(hash, weak=True)
    return response


def has_messages() -> bool:
    return "_flashes" in session and "Round-Two-Copy" not in request.headers


def of_tables(tables: tuple[str, ...], versions: dict[str, int]) -> tuple[int, ...]:
    return tuple(versions.get(table, 0) for table in tables)


def path_asked() -> str:
    return request.full_path.rstrip("?")


def pages() -> Pages:
    return current_app.extensions["pages"]
