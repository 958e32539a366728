"""What an employer may give besides the salary."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.database import Base, Owned, enum_of, text_of
from webapp.interviews.models import Interview
from webapp.sections.rows import OfInterview, of_interview


class Offered(StrEnum):
    """Whether they give it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Benefit(OfInterview, Owned, Base):
    """One of them. The `rank` is how much it matters: the first matters most."""

    __tablename__ = "benefits"
    __table_args__ = of_interview()

    text: Mapped[str] = text_of(120)
    # A year, in the smallest unit of the currency.
    worth: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="", server_default="")
    offered: Mapped[Offered] = mapped_column(enum_of(Offered), default=Offered.UNKNOWN)
    is_mine: Mapped[bool] = mapped_column(default=False)  # the person has it where they are now

    WANTED = 3  # for one interview, to know what to ask for

    @classmethod
    def add_offered(cls, interview: Interview, id: UUID, texts: Iterable[str], at: datetime) -> int:
        """Adds what a posting offers and isn't there yet, as far as there is room. Returns how many
        were added. Their ids follow from `id`, the pasted text's: sent twice, they are there
        once."""
        there = {row.text.casefold() for row in cls.of(interview)}
        new = [text for text in texts if text.casefold() not in there]
        added = new[: max(0, cls.remaining_in(interview))]
        for text in added:
            cls.add(interview, uuid5(id, f"offered {text}"), at, text=text, offered=Offered.YES)
        return len(added)
