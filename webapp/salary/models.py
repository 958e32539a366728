"""What others are paid, what the person wants, and what was said of it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.cards.models import Card, Kind
from webapp.database import Base, Owned, db, enum_of, text_of
from webapp.interviews.belonging import OfInterview, of_interview


class Period(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"

    @property
    def in_a_year(self):
        """How many there are of it in a year of full time, as it is usually reckoned."""
        return {"year": 1, "month": 12, "day": 230, "hour": 1950}[self]


class Figure(OfInterview, Owned, Base):
    """What somebody is paid, or is said to be."""

    __tablename__ = "figures"
    __table_args__ = of_interview()

    amount: Mapped[int] = mapped_column(BigInteger)  # in the smallest unit of the currency
    currency: Mapped[str] = mapped_column(String(3))
    period: Mapped[Period] = mapped_column(enum_of(Period), default=Period.YEAR)
    text: Mapped[str] = text_of(120)  # for what
    place: Mapped[str] = text_of(120)
    source: Mapped[str] = text_of(120)
    link: Mapped[str] = text_of(500)
    seen_on: Mapped[date | None]

    WANTED = 3  # for one interview: fewer say little

    @property
    def called(self):
        return self.text or self.source or "A figure"

    @property
    def yearly(self):
        return self.amount * self.period.in_a_year


class Stance(Owned, Base):
    """What a person takes at least, hopes for and asks for, a year. One for an interview, with the interview's id."""

    __tablename__ = "stances"
    __table_args__ = of_interview()

    interview_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(String(3))
    floor: Mapped[int | None] = mapped_column(BigInteger)
    target: Mapped[int | None] = mapped_column(BigInteger)
    ask: Mapped[int | None] = mapped_column(BigInteger)
    said: Mapped[str] = text_of(2000)  # by whom, to whom, and when
    updated_at: Mapped[datetime]

    CARD = "What salary are you looking for?"

    @classmethod
    def of(cls, interview):
        """The stance for an interview, or None."""
        return db.session.get(cls, (interview.user_id, interview.id))

    @classmethod
    def take(cls, interview, at, **values):
        """Makes the stance for an interview say this."""
        stance = cls.of(interview)
        if stance is None:
            made = cls(user_id=interview.user_id, id=interview.id, interview_id=interview.id, updated_at=at, **values)
            stance = made.add_once()
        for name, value in {**values, "updated_at": at}.items():
            setattr(stance, name, value)
        return stance

    def make_card(self, sentence, at):
        """The card that asks for it, with this sentence as its answer; None when there are too many cards."""
        card = Card.add(self.user_id, uuid5(self.id, "salary"), self.CARD, at, sentence, Kind.QUESTION)
        if card:
            card.answer = sentence
            card.bring_back()
        return card
