"""Links that are good for one use, given out by who runs the server: to make an account, or to
choose a new password."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import User, hashed
from webapp.core.database import Base, db, enum_of
from webapp.core.ids import new_id


class LinkKind(StrEnum):
    INVITATION = "invitation"
    PASSWORD = "password"


LASTS = {LinkKind.INVITATION: timedelta(days=7), LinkKind.PASSWORD: timedelta(days=1)}


class Link(Base):
    """Only who has the link knows its token. Once used it is gone."""

    __tablename__ = "links"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[LinkKind] = mapped_column(enum_of(LinkKind))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    # Whose password it is; nobody's for an invitation.
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]

    @classmethod
    def make(cls, kind: LinkKind, at: datetime, user: User | None = None) -> str:
        """The token of a new link. Those that have expired are cleared away, and for a password so
        is the link before."""
        old = cls.expires_at <= at
        if user:
            old |= cls.user_id == user.id
        db.session.execute(delete(cls).where(old))
        token = secrets.token_urlsafe(32)
        db.session.add(
            cls(
                kind=kind,
                token_hash=hashed(token),
                user_id=user and user.id,
                expires_at=at + LASTS[kind],
            )
        )
        return token

    @classmethod
    def found(cls, kind: LinkKind, token: str | None, at: datetime) -> Self | None:
        """The link with this token, if it is good still."""
        return db.session.scalar(
            select(cls).where(
                cls.kind == kind, cls.token_hash == hashed(token or ""), cls.expires_at > at
            )
        )

    @property
    def user(self) -> User | None:
        return db.session.get(User, self.user_id) if self.user_id else None

    def use(self) -> bool:
        """Whether it was there to be used: of two at once, one has it."""
        used = db.session.execute(delete(Link).where(Link.id == self.id).returning(Link.id))
        return used.scalar() is not None
