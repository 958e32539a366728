"""What others are paid, what the person wants, and what they are offered."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID, uuid5

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.cards.models import Card
from webapp.core.database import Base, Owned, OwnedRow, db, enum_of, text_of
from webapp.core.money import currency_at
from webapp.interviews.models import Interview
from webapp.people.mentions import MentionableOfInterview
from webapp.salary.sentences import Sentence
from webapp.sections.rows import OWN, of_interview


class Period(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"

    @property
    def in_a_year(self) -> int:
        """How many there are of it in a year of full time, as it is usually reckoned."""
        return {"year": 1, "month": 12, "day": 230, "hour": 1950}[self]


class Figure(MentionableOfInterview, Owned, Base):
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

    HEARD_AT = "/salary"
    MAX_ITEMS = 30  # for one interview
    WANTED = 3  # fewer say little

    @property
    def display_name(self) -> str:
        return self.text or self.source or "A figure"

    @property
    def yearly(self) -> int:
        return self.amount * self.period.in_a_year


class OneOfInterview(OwnedRow):
    """A row that an interview has one of at most, with the interview's id."""

    interview_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(String(3))
    updated_at: Mapped[datetime]

    @classmethod
    def of(cls, interview: Interview) -> Self | None:
        """The one for an interview, or None."""
        return db.session.get(cls, (interview.user_id, interview.id))

    @classmethod
    def put(cls, interview: Interview, at: datetime, **values: Any) -> Self:
        """Makes the one for an interview say this."""
        row = cls.of(interview)
        if row is None:
            row = cls(
                user_id=interview.user_id,
                id=interview.id,
                interview_id=interview.id,
                updated_at=at,
                **values,
            ).add_once()
        for name, value in {**values, "updated_at": at}.items():
            setattr(row, name, value)
        return row

    @classmethod
    def carry_over(cls, old: Interview, new: Interview, at: datetime) -> None:
        """Copies it to the next round, unless there is one already."""
        row = cls.of(old)
        if row and not cls.of(new):
            cls.put(
                new,
                at,
                **{
                    column.name: getattr(row, column.name)
                    for column in cls.__table__.columns
                    if column.name not in OWN
                },
            )


def currency_for(interview: Interview) -> str:
    """What the person reckons in: that of the offer, of what they want, else of where it is."""
    there = Offer.of(interview) or SalaryGoals.of(interview)
    return there.currency if there else currency_at(interview.time_zone)


class SalaryGoals(OneOfInterview, Owned, Base):
    """What a person takes at least, hopes for and asks for, a year."""

    __tablename__ = "salary_goals"
    __table_args__ = of_interview()

    floor: Mapped[int | None] = mapped_column(BigInteger)
    target: Mapped[int | None] = mapped_column(BigInteger)
    ask: Mapped[int | None] = mapped_column(BigInteger)

    def card_id(self, sentence: Sentence) -> UUID:
        return uuid5(self.id, sentence.name)

    def make_card(self, sentence: Sentence, at: datetime) -> Card | None:
        """The card with what they ask and this `Sentence` as its answer; None when there are too
        many cards."""
        card = Card.add(self.user_id, self.card_id(sentence), sentence.asked, at, sentence.text)
        if card:
            card.answer = sentence.text
        return card

    def renew_cards(self, before: Iterable[Sentence], after: Iterable[Sentence]) -> None:
        """Has the cards that say the sentences `before` say those `after`; one that was reworded
        stays as it is."""
        old = {sentence.name: sentence.text for sentence in before}
        for sentence in after:
            card = db.session.get(Card, (self.user_id, self.card_id(sentence)))
            if card and card.answer == old.get(sentence.name):
                card.answer = sentence.text


class Offer(OneOfInterview, Owned, Base):
    """What they offer, and what the person has now, before tax; amounts in the smallest unit of the
    one currency."""

    __tablename__ = "offers"
    __table_args__ = of_interview()

    base: Mapped[int | None] = mapped_column(BigInteger)
    period: Mapped[Period] = mapped_column(enum_of(Period), default=Period.YEAR)
    bonus: Mapped[int | None] = mapped_column(BigInteger)  # a year
    commute: Mapped[int | None] = mapped_column(BigInteger)  # a month
    moving: Mapped[int | None] = mapped_column(BigInteger)  # once
    moving_paid: Mapped[int | None] = mapped_column(BigInteger)  # of that, by them
    own_base: Mapped[int | None] = mapped_column(BigInteger)
    own_period: Mapped[Period] = mapped_column(enum_of(Period), default=Period.YEAR)
    own_bonus: Mapped[int | None] = mapped_column(BigInteger)
    own_commute: Mapped[int | None] = mapped_column(BigInteger)
