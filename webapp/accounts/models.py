"""Users, and one sign-in row for each device."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Self, cast
from uuid import UUID

from flask_login import UserMixin
from sqlalchemy import ColumnElement, Select, String, bindparam, delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts import passwords
from webapp.accounts.practice_modes import PracticeMode
from webapp.core.database import UNVERSIONED, Base, Owned, db, enum_of, one_at_a_time, text_of
from webapp.core.ids import new_id
from webapp.core.versions import Version, begin_for, versions_in

SEEN_EVERY = timedelta(hours=1)
ENDS_UNUSED = timedelta(days=90)


class User(UserMixin, Base):
    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    install_hint_dismissed_at: Mapped[datetime | None]
    practice_mode: Mapped[PracticeMode] = mapped_column(
        enum_of(PracticeMode), default=PracticeMode.HINTS, server_default=PracticeMode.HINTS
    )
    # On the morning of an interview: as they said, or did; None until it is known.
    warms_up: Mapped[bool | None]

    token = None  # type: str | None  # of the sign-in this request came with; set by `from_token`
    sign_in = cast("SignIn", None)  # the device's row, of the same; who is signed in has one
    # What it had when the request began; set by `from_token`.
    versions_text = None  # type: str | None

    @classmethod
    def register(cls, email: str, password: str, at: datetime) -> Self | None:
        """A new user, or None when the address is taken. The work is the same for both, so the time
        tells nothing."""
        user = cls(
            id=new_id(),
            email=normal(email),
            password_hash=passwords.hash_of(password),
            created_at=at,
        )
        try:
            with db.session.begin_nested():
                db.session.add(user)
        except IntegrityError:
            return None
        return user

    @classmethod
    def with_email(cls, email: str) -> Self | None:
        return db.session.scalar(select(cls).where(cls.email == normal(email)))

    @classmethod
    def anyone_yet(cls) -> bool:
        return bool(db.session.scalar(select(exists().select_from(cls))))

    @classmethod
    def is_there(cls, id: UUID) -> bool:
        return bool(db.session.scalar(select(exists().where(cls.id == id))))

    @classmethod
    def is_first(cls) -> bool:
        """Whether whoever registers now is the first. Of several who do so at once, only one is."""
        if cls.anyone_yet():
            return False
        one_at_a_time()
        return not cls.anyone_yet()

    @classmethod
    def authenticate(cls, email: str, password: str) -> Self | None:
        """The user with this address and password, or None, after the same work either way."""
        user = cls.with_email(email)
        is_right = passwords.matches(user.password_hash if user else None, password)
        if user is None or not is_right:
            return None
        if passwords.needs_rehash(user.password_hash):
            user.password_hash = passwords.hash_of(password)
        return user

    @classmethod
    def from_token(cls, token: str, at: datetime) -> "User | None":
        """The user whose device holds `token`, with `sign_in` set to that device's row; None once
        it was revoked, or went unused for too long."""
        held = {"token_hash": hashed(token), "since": at - ENDS_UNUSED}
        found = db.session.execute(holder_of_token(), held).one_or_none()
        if found is None:
            return None
        user, sign_in, versions_text = found
        user.token, user.sign_in, user.versions_text = token, sign_in, versions_text
        begin_for(user.versions)
        return user

    @cached_property
    def versions(self) -> dict[str, int]:
        """By table, the version of the person's rows when the request began; see
        webapp/core/versions.py."""
        return versions_in(self.versions_text)

    def get_id(self) -> str | None:
        """What Flask-Login keeps in the cookie: the token of the sign-in, not the id of the
        user."""
        return self.token

    def sign_in_from(self, device: str, at: datetime) -> list[str]:
        """Begins a sign-in for a device, with a fresh token that only the cookie holds. Those that
        ended unused are cleared away; and when there are too many, those used longest ago, whose
        devices it returns."""
        self.end_sign_ins(SignIn.seen_at <= at - ENDS_UNUSED)
        ended = self.make_room_for_a_sign_in()
        # A new password, say, doesn't bring pages onto this device.
        since = self.sign_in and self.sign_in.no_pages_since
        self.token = secrets.token_urlsafe(32)
        self.sign_in = SignIn(
            user_id=self.id,
            id=new_id(),
            token_hash=hashed(self.token),
            device=device,
            created_at=at,
            seen_at=at,
            no_pages_since=since,
        )
        db.session.add(self.sign_in)
        return ended

    def make_room_for_a_sign_in(self) -> list[str]:
        """The devices whose sign-ins were ended for that."""
        mine = select(SignIn.id).where(SignIn.user_id == self.id)
        oldest = mine.order_by(SignIn.seen_at.desc(), SignIn.id.desc()).offset(SignIn.MAX_ITEMS - 1)
        ended = delete(SignIn).where(SignIn.user_id == self.id, SignIn.id.in_(oldest))
        return list(db.session.scalars(ended.returning(SignIn.device)))

    def sign_out(self) -> None:
        self.end_sign_ins(SignIn.id == self.sign_in.id)

    def sign_out_elsewhere(self) -> None:
        self.end_sign_ins(SignIn.id != self.sign_in.id)

    def end_sign_ins(self, *which: ColumnElement[bool]) -> None:
        db.session.execute(delete(SignIn).where(SignIn.user_id == self.id, *which))

    def sign_ins(self) -> "Sequence[SignIn]":
        """Every device signed in: this one, then the one used last."""
        return db.session.scalars(
            select(SignIn)
            .where(SignIn.user_id == self.id)
            .order_by(SignIn.id != self.sign_in.id, SignIn.seen_at.desc(), SignIn.id)
        ).all()

    def has_password(self, password: str) -> bool:
        return passwords.matches(self.password_hash, password)

    def change_password(self, password: str) -> None:
        """Sets the password and ends every sign-in, that of this device too: its cookie may have
        been copied."""
        self.password_hash = passwords.hash_of(password)
        self.end_sign_ins()

    def practise_by(self, mode: PracticeMode, warms_up: bool) -> None:
        self.practice_mode = mode
        if warms_up or self.warms_up is not None:
            self.warms_up = warms_up

    def note_warm_up(self) -> None:
        """It was made: it is to be counted on, unless they said that it isn't."""
        if self.warms_up is None:
            self.warms_up = True

    def dismiss_install_hint(self, at: datetime) -> None:
        self.install_hint_dismissed_at = self.install_hint_dismissed_at or at

    def delete(self) -> None:
        """Deletes the account with everything in it: every owned row goes with its user."""
        db.session.execute(delete(User).where(User.id == self.id))


class SignIn(Owned, Base):
    __tablename__ = "sign_ins"

    MAX_ITEMS = 50  # of one person

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = text_of(120)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(info=UNVERSIONED)
    # Switched off for the device, see webapp/accounts/kept_pages.py.
    no_pages_since: Mapped[datetime | None]
    # Of the device, once it sent something; the device notices by it when it was emptied.
    outbox: Mapped[UUID | None] = mapped_column(info=UNVERSIONED)

    def seen(self, at: datetime) -> None:
        """Notes that the device was used, at most once an hour."""
        if at - self.seen_at > SEEN_EVERY:
            self.seen_at = at

    @property
    def keeps_pages(self) -> bool:
        return self.no_pages_since is None

    def keep_pages(self) -> None:
        self.no_pages_since = None

    def keep_no_pages(self, since: datetime) -> None:
        self.no_pages_since = self.no_pages_since or since

    def revoke(self) -> None:
        db.session.delete(self)


@cache
def holder_of_token() -> Select[User, SignIn, str | None]:
    """The one query of every request, built once: who it is, on which device, and what versions
    they have."""
    found = select(User, SignIn, Version.all_in_one(User.id)).join(
        SignIn, SignIn.user_id == User.id
    )
    return found.where(
        SignIn.token_hash == bindparam("token_hash"), SignIn.seen_at > bindparam("since")
    )


def normal(email: str) -> str:
    return email.strip().casefold()


def hashed(token: str) -> str:
    # A random token of 256 bits needs no slow hash: there is nothing to guess from.
    return hashlib.sha256(token.encode()).hexdigest()
