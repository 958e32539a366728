"""Texts that would be lost otherwise: written for what was deleted meanwhile, or changed on two
devices at once.

There is room for so many, and none goes to make room for another: what would be one more stays on
the phone that wrote it until its person has looked through these."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from sqlalchemy import Text, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.database import Base, Owned, db, text_of
from webapp.core.ids import new_id
from webapp.core.text import clean


class Recovered(Owned, Base):
    """`text` is what was sent. `other` is what another device had written in the same field, or ""
    when its `subject` is gone."""

    __tablename__ = "recovered"

    MAX_ITEMS = 500  # of one person; those of one form stay together, though they be a few more
    ON_A_PAGE = 50

    subject: Mapped[str] = text_of(200)  # the thing, by its name
    address: Mapped[str] = text_of(500)  # its page, "" when it is gone
    label: Mapped[str] = text_of(120)  # the field
    text: Mapped[str] = mapped_column(Text, default="", server_default="")
    other: Mapped[str] = mapped_column(Text, default="", server_default="")
    created_at: Mapped[datetime]

    @classmethod
    def keep(cls, user_id: UUID, at: datetime, id: UUID | None = None, **values: str) -> Self:
        """Keeps a text; the same again, by its id, keeps one."""
        texts = {name: clean(text) for name, text in values.items()}  # they come as they were sent
        row = cls(user_id=user_id, id=id or new_id(), created_at=at, **texts)
        if id:
            return row.add_once()
        db.session.add(row)  # nothing can be there; many of one form go in one statement
        return row

    @classmethod
    def has_room(cls, user_id: UUID, id: UUID | None = None) -> bool:
        """Whether one more can be kept; one that is there, by its `id`, needs no room."""
        is_there = id is not None and db.session.get(cls, (user_id, id)) is not None
        return is_there or cls.count_for(user_id) < cls.MAX_ITEMS

    @classmethod
    def on_page(cls, user_id: UUID, number: int) -> Sequence[Self]:
        """Those of one page, which are numbered from 1; the newest first."""
        mine = select(cls).where(cls.user_id == user_id)
        ordered = mine.order_by(cls.created_at.desc(), cls.id.desc())
        one = ordered.limit(cls.ON_A_PAGE).offset((number - 1) * cls.ON_A_PAGE)
        return db.session.scalars(one).all()

    @classmethod
    def any_of(cls, user_id: UUID) -> bool:
        return bool(db.session.scalar(select(exists().where(cls.user_id == user_id))))

    def delete(self) -> None:
        db.session.delete(self)
