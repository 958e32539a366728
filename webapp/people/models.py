"""The people who will be there."""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, Owned, db, text_of
from webapp.ids import new_id


class Person(Owned, Base):
    __tablename__ = "people"
    __table_args__ = (
        ForeignKeyConstraint(["user_id", "interview_id"], ["interviews.user_id", "interviews.id"], ondelete="CASCADE"),
        Index(None, "user_id", "interview_id"),
    )

    interview_id: Mapped[UUID]
    name: Mapped[str] = text_of(120)
    title: Mapped[str] = text_of(120)
    rank: Mapped[int] = mapped_column(default=0)

    MOST = 20  # for one interview
    MOST_TEXT = 6_000  # characters to write them in

    @classmethod
    def of(cls, interview):
        """The people of an interview, in the order they were written."""
        of_it = (cls.user_id == interview.user_id, cls.interview_id == interview.id)
        return db.session.scalars(select(cls).where(*of_it).order_by(cls.rank, cls.id)).all()

    @classmethod
    def set_of(cls, interview, named):
        """Makes these (name, title) pairs the people of an interview. Who was there already keeps the row, and so all
        that is tied to it."""
        interview.hold()
        before = list(cls.of(interview))
        for rank, (name, title) in enumerate(named):
            person = next((one for one in before if one.name == name), None)
            if person is None:
                person = cls(user_id=interview.user_id, id=new_id(), interview_id=interview.id, name=name)
                db.session.add(person)
            else:
                before.remove(person)
            person.title, person.rank = title, rank
        for gone in before:
            db.session.delete(gone)
