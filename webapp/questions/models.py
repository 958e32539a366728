"""The questions a person will ask, by topic, and what was answered."""

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import Connection, ForeignKeyConstraint, Index, event, select, update
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from webapp.core.database import Base, Owned, db, enum_of, text_of
from webapp.interviews.models import Interview
from webapp.people.models import Person
from webapp.sections.rows import OfInterview, of_interview


class Topic(StrEnum):
    TEAM = "team"
    CULTURE = "culture"
    POSITION = "position"
    GROWTH = "growth"
    NEXT_STEPS = "next-steps"


class Question(OfInterview, Owned, Base):
    __tablename__ = "questions"
    __table_args__ = of_interview(
        ForeignKeyConstraint(["user_id", "person_id"], ["people.user_id", "people.id"]),
        Index(None, "user_id", "person_id"),
    )

    WANTED = 4  # for one interview: fewer look like no interest

    text: Mapped[str] = text_of(300)
    topic: Mapped[Topic] = mapped_column(enum_of(Topic), default=Topic.TEAM)
    person_id: Mapped[UUID | None]
    answer: Mapped[str] = text_of(2000)
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]  # told by them, before it was asked

    @classmethod
    def for_person(cls, person: Person) -> list[Self]:
        """What is asked of one person, what is open first."""
        mine = cls.user_id == person.user_id, cls.person_id == person.id, cls.deleted_at.is_(None)
        return sorted(
            db.session.scalars(select(cls).where(*mine).order_by(cls.rank, cls.id)),
            key=lambda one: not one.is_open,
        )

    @classmethod
    def carry_over(cls, old: Interview, new: Interview, at: datetime) -> list[tuple[Self, Self]]:
        """Each is for the same person, if they are there again."""
        new_ids = {same.id: person.id for person, same in Person.there_again(old, new)}
        copies = super().carry_over(old, new, at)
        for row, copy in copies:
            copy.person_id = new_ids.get(row.person_id) if row.person_id else None
        return copies

    @property
    def is_carried_over(self) -> bool:
        return self.is_open

    def ask(self, at: datetime) -> None:
        self.asked_at = self.asked_at or at

    def take_back(self) -> None:
        """It is to be asked after all."""
        self.asked_at = self.answered_at = None

    def hear_before(self, at: datetime) -> None:
        """They said it before it was asked."""
        self.answered_at = self.answered_at or at

    @property
    def is_open(self) -> bool:
        return not (self.asked_at or self.answered_at)


@event.listens_for(Person, "before_delete")
def forget_person(mapper: Mapper[Person], connection: Connection, person: Person) -> None:
    """A question stays when the person it was for doesn't come."""
    questions = Question.metadata.tables[Question.__tablename__]
    for_them = (questions.c.user_id == person.user_id) & (questions.c.person_id == person.id)
    connection.execute(update(questions).where(for_them).values(person_id=None))
