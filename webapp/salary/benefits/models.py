"""What an employer may give besides the salary."""

from enum import StrEnum

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.database import Base, Owned, enum_of, text_of
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
