"""A word of thanks."""

from sqlalchemy.orm import Mapped

from webapp.core.database import Base, Owned, text_of
from webapp.sections.rows import OfInterview, of_interview


class Thanks(OfInterview, Owned, Base):
    __tablename__ = "thanks"
    __table_args__ = of_interview()

    text: Mapped[str] = text_of(300)
