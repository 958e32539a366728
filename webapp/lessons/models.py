"""What was asked, said and left unsaid in the round before, and what was heard of it since."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from sqlalchemy.orm import Mapped, mapped_column

from webapp.cards.models import Card
from webapp.core.database import Base, Owned, db, enum_of, text_of
from webapp.interviews.models import Interview
from webapp.questions.models import Question
from webapp.requirements.models import Importance, Requirement
from webapp.sections.rows import OfInterview, of_interview


class Source(StrEnum):
    FEEDBACK = "feedback"
    UNSAID = "unsaid"
    ASKED = "asked"
    SAID = "said"


class Outcome(StrEnum):
    """What a lesson can be turned into."""

    MUST_SAY = "must-say"
    CARD = "card"
    REQUIREMENT = "requirement"
    QUESTION = "question"


class Lesson(OfInterview, Owned, Base):
    __tablename__ = "lessons"
    __table_args__ = of_interview()

    text: Mapped[str] = text_of(300)
    source: Mapped[Source] = mapped_column(enum_of(Source), default=Source.FEEDBACK)
    told_by: Mapped[str] = text_of(120)
    told_on: Mapped[date | None]
    to_say: Mapped[str] = text_of(300)  # the person's own words for it, once it must be said
    must_say_at: Mapped[datetime | None]  # when it was made one

    is_carried_over = False  # it is about the round before this one

    @classmethod
    def must_says(cls, interview: Interview) -> Sequence[Self]:
        """The lines that have to be said this time, in the order they were written."""
        query = cls.query_of(interview).where(cls.must_say_at.is_not(None))
        return db.session.scalars(query.order_by(cls.rank, cls.created_at, cls.id)).all()

    @property
    def must_say(self) -> str:
        """The words to say."""
        return self.to_say or self.text

    @property
    def lacks_words(self) -> bool:
        """Whether it must be said, and so far only in the words that somebody else had for it."""
        return (
            bool(self.must_say_at)
            and not self.to_say
            and self.source in (Source.FEEDBACK, Source.ASKED)
        )

    def id_as(self, outcome: Outcome) -> UUID:
        """The id of what it is turned into: always the same, so that turning it twice makes one."""
        return uuid5(self.id, outcome)

    def turn_into(
        self, outcome: Outcome, interview: Interview, at: datetime
    ) -> Self | Card | Requirement | Question | None:
        """Makes the thing and returns it; None when there are too many of its kind."""
        id = self.id_as(outcome)
        match outcome:
            case Outcome.MUST_SAY:
                self.must_say_at = self.must_say_at or at
                return self
            case Outcome.CARD:
                return Card.add(self.user_id, id, self.text, at, self.to_say)
            case Outcome.REQUIREMENT:
                return Requirement.add(
                    interview, id, at, text=self.text, importance=Importance.MUST
                )
            case Outcome.QUESTION:
                return Question.add(interview, id, at, text=self.text)

    def need_not_be_said(self) -> None:
        self.must_say_at = None

    @classmethod
    def outcomes(cls, lessons: Sequence[Self]) -> dict[UUID, set[Outcome]]:
        """By a lesson's id, what it was turned into and still is."""
        if not lessons:
            return {}
        found: dict[UUID, set[Outcome]] = {
            one.id: {Outcome.MUST_SAY} if one.must_say_at else set() for one in lessons
        }
        for outcome, model in (
            (Outcome.CARD, Card),
            (Outcome.REQUIREMENT, Requirement),
            (Outcome.QUESTION, Question),
        ):
            by_id = {one.id_as(outcome): one.id for one in lessons}
            for id in model.there_among(lessons[0].user_id, list(by_id)):
                found[by_id[id]].add(outcome)
        return found
