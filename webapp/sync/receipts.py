"""A request sent twice is applied once.

A request may carry an `Idempotency-Key` (a UUID made by the sender). Its receipt is written in the
same transaction as its effect, and kept. The answer says so in `Round-Two-Receipt`: `applied`, or
`merged` when it met a change in the same place, or `repeated` when it had been applied before. The
same key with other content is refused with 409.

A deletion that waited on a phone, while what it deletes was edited on another device, is not done:
`outlived`. Receipts of edits say of which thing they were, and when.

A phone may send again what it got no answer for, for as long as what waits is believed to be from
when it says; and for a month what it got one for, after an older backup was put back. Until then a
receipt is needed, so none goes sooner, and later ones only when there are too many. Should none be
old enough, the changes wait on the phone.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask, Response, abort, flash, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import JSON, Index, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import TooManyRequests

from webapp.core.clock import acted_at, now
from webapp.core.database import SAFE_METHODS, UNVERSIONED, Base, Owned, db, text_of
from webapp.core.forms import id_in
from webapp.core.rendering import already_applied, messages_to_tell
from webapp.sync.batch import MAX_WAIT

NEEDED = MAX_WAIT + timedelta(days=31)
REST = timedelta(hours=1)
TOO_MANY = (
    f"More was changed in this account within {NEEDED.days} days than any person can. What you wrote waits on "
    "this phone, and is sent again by itself."
)
LAST_ID = re.compile(r".*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")


class Receipt(Owned, Base):
    __tablename__ = "receipts"
    __table_args__ = (
        Index(None, "user_id", "edited"),
        {"sqlite_with_rowid": False, "info": UNVERSIONED},
    )

    MAX_ITEMS = 100_000  # of one person: 230 changes a day, for as long as they are needed

    content_hash: Mapped[str] = text_of(64)
    location: Mapped[str] = text_of(500)
    # What was told on the page that it led to.
    messages: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime]
    edited: Mapped[UUID | None]  # the thing whose form this was
    acted_at: Mapped[datetime]

    @classmethod
    def times(cls, user_id: UUID, keys: Iterable[UUID | None]) -> dict[UUID, datetime]:
        """When it was done, of those keys that have a receipt."""
        wanted = select(cls.id, cls.acted_at).where(
            cls.user_id == user_id, cls.id.in_([key for key in keys if key])
        )
        return dict(db.session.execute(wanted).all())

    @classmethod
    def are_too_many(cls, user_id: UUID, at: datetime) -> bool:
        """Whether there are too many without those that aren't needed any more at `at`, which make
        room then."""
        if cls.count_for(user_id) <= cls.MAX_ITEMS:
            return False
        db.session.execute(delete(cls).where(cls.user_id == user_id, cls.created_at < at - NEEDED))
        return cls.count_for(user_id) > cls.MAX_ITEMS

    @classmethod
    def is_edited_since(cls, user_id: UUID, thing: UUID, at: datetime) -> bool:
        later = select(cls).where(cls.user_id == user_id, cls.edited == thing, cls.acted_at > at)
        return bool(db.session.scalar(select(later.exists())))


def init_app(app: Flask) -> None:
    app.before_request(open_receipt)
    app.after_request(close_receipt)  # runs before the commit: Flask calls these last first


def open_receipt() -> ResponseReturnValue | None:
    if request.method in SAFE_METHODS or "Idempotency-Key" not in request.headers:
        return None
    if not current_user.is_authenticated:
        return None
    receipt = Receipt(
        user_id=current_user.id,
        id=sent_key(),
        content_hash=content_hash(),
        created_at=now(),
        edited=thing_of("update"),
        acted_at=acted_at(),
    )
    kept = receipt.add_once()
    if kept is not receipt:
        return answer_again(kept)
    if Receipt.are_too_many(current_user.id, now()):
        raise TooManyRequests(TOO_MANY, retry_after=int(REST.total_seconds()))
    g.receipt = (receipt.user_id, receipt.id)
    return answer_outlived()


def answer_outlived() -> ResponseReturnValue | None:
    """The answer to a deletion of what was edited after it; None to anything else."""
    deleted = thing_of("delete")
    if not deleted or not Receipt.is_edited_since(current_user.id, deleted, acted_at()):
        return None
    receipt_says("outlived")
    return already_applied("")


def was_edited_later() -> bool:
    """Whether the thing whose form this is was edited after that was done: another device was
    quicker to tell."""
    thing = thing_of("update")
    return thing is not None and Receipt.is_edited_since(current_user.id, thing, acted_at())


def thing_of(view: str) -> UUID | None:
    """The id of the thing whose view of this name is asked: the last one of its address."""
    found = LAST_ID.match(request.path) if (request.endpoint or "").endswith(f".{view}") else None
    return found and id_in(found[1])


def answer_again(receipt: Receipt) -> ResponseReturnValue:
    if receipt.content_hash != content_hash():
        abort(
            409,
            "This was sent before with other words. Reload the page, check it, and send it again.",
        )
    for message in receipt.messages:
        flash(message)
    response = already_applied(receipt.location)
    response.headers["Round-Two-Receipt"] = "repeated"
    return response


def close_receipt(response: Response) -> Response:
    user_id, id = g.pop("receipt", (None, None))
    word = g.pop("receipt_word", "applied")
    if id and response.status_code < 400:
        location = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
        if len(location) > Receipt.location.type.length:
            location = ""  # the answer to a repeat is then the page it comes from, afresh
        # Not through the object: when the account itself was deleted, its receipt went with it.
        told = {"location": location, "messages": messages_to_tell()}
        db.session.execute(
            update(Receipt).where(Receipt.user_id == user_id, Receipt.id == id).values(told)
        )
        response.headers["Round-Two-Receipt"] = word
    return response


def receipt_says(word: str) -> None:
    """What the answer to this request says in place of `applied`."""
    g.receipt_word = word


def sent_key() -> UUID:
    try:
        return UUID(request.headers["Idempotency-Key"])
    except ValueError:
        abort(400, "The key of this request can’t be read.")


def content_hash() -> str:
    """SHA-256 of what was asked: method, path and fields in a fixed order. The texts themselves
    aren't kept."""
    fields = sorted(request.form.items(multi=True))
    asked = repr((request.method, request.full_path, fields))
    return hashlib.sha256(asked.encode()).hexdigest()
