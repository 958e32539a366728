"""What happened to the lock: the last of it is shown to the person under Devices, and all of it
goes to the log, without addresses and texts.

A wrong try is written down once the answer has gone: else the time would tell whether the address
has an account.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from flask import Flask, Response, current_app, g, request
from flask_limiter.util import get_remote_address
from sqlalchemy import delete, exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.devices import device_name
from webapp.accounts.existence import mark_of
from webapp.accounts.limits import tried_address
from webapp.accounts.models import User
from webapp.accounts.networks import network_of
from webapp.core.clock import now
from webapp.core.database import UNVERSIONED, Base, Owned, commit_early, db, enum_of, text_of

KEPT = timedelta(days=90)
SHOWN = 10
SAME = timedelta(hours=1)  # within it a wrong try after another is no news
REFUSED = (403, 429)
log = logging.getLogger("webapp.security")


class What(StrEnum):
    SIGNED_IN = "signed-in"
    WRONG_PASSWORD = "wrong"
    TOO_MANY_TRIES = "too-many"
    PASSWORD_CHANGED = "changed"
    SIGNED_OUT = "signed-out"
    MADE_ROOM = "made-room"
    DELETED = "deleted"


WORDS = {
    What.SIGNED_IN: "Signed in",
    What.WRONG_PASSWORD: "Wrong password",
    What.TOO_MANY_TRIES: "Too many tries",
    What.PASSWORD_CHANGED: "Password changed",
    What.SIGNED_OUT: "Signed out from another device",
    What.MADE_ROOM: "Signed out, as the one not used for longest of too many",
}


class Event(Owned, Base):
    """`device` is the one it came from, or happened to. Only the page of devices shows it, which is
    made anew each time."""

    __tablename__ = "events"
    __table_args__ = {"info": UNVERSIONED}

    what: Mapped[What] = mapped_column(enum_of(What))
    device: Mapped[str] = text_of(120)
    at: Mapped[datetime]

    @classmethod
    def note(cls, user_id: UUID, what: What, device: str, at: datetime) -> None:
        """Keeps it, and no more of the old ones than are of use."""
        db.session.execute(delete(cls).where(cls.user_id == user_id, cls.at < at - KEPT))
        db.session.add(cls(user_id=user_id, what=what, device=device, at=at))

    @classmethod
    def is_news(cls, user_id: UUID, what: What, device: str, at: datetime) -> bool:
        same = exists().where(
            cls.user_id == user_id, cls.what == what, cls.device == device, cls.at > at - SAME
        )
        return not db.session.scalar(select(same))

    @classmethod
    def last_of(cls, user_id: UUID) -> "Sequence[Event]":
        mine = select(cls).where(cls.user_id == user_id)
        return db.session.scalars(mine.order_by(cls.at.desc(), cls.id.desc()).limit(SHOWN)).all()

    @property
    def words(self) -> str:
        return WORDS[self.what]


def init_app(app: Flask) -> None:
    app.after_request(note_refusal)


def note(user: User, what: What, device: str = "") -> None:
    """Something that a person did, or that it did to another `device`, kept with it."""
    log.info("%s: account %s, %s", what, mark_of(user.email), where_from())
    if what is not What.DELETED:
        Event.note(user.id, what, device or this_device(), at=now())


def note_wrong_password(email: str) -> None:
    """At the account of this address, if there is one."""
    g.tried = email


def note_refusal(response: Response) -> Response:
    if response.status_code in REFUSED:
        log.warning("%s: %s, %s", response.status_code, request.endpoint, where_from())
    if response.status_code == 429 and request.endpoint == "accounts.create_sign_in":
        write_afterwards(response, What.TOO_MANY_TRIES, tried_address())
    elif email := g.pop("tried", ""):
        write_afterwards(response, What.WRONG_PASSWORD, email)
    return response


def write_afterwards(response: Response, what: What, email: str) -> None:
    log.warning("%s: account %s, %s", what, mark_of(email), where_from())
    app, device, at = current_app._get_current_object(), this_device(), now()  # type: ignore[attr-defined]

    @response.call_on_close
    def write() -> None:
        with app.app_context():
            try:
                user = User.with_email(email)
                if user and Event.is_news(user.id, what, device, at):
                    Event.note(user.id, what, device, at)
                    commit_early()
            except SQLAlchemyError as error:
                log.error("not written down: %s", type(error).__name__)


def where_from() -> str:
    return f"from {network_of(get_remote_address())}"


def this_device() -> str:
    return device_name(request.user_agent.string)
