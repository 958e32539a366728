"""What was said of the salary so far, by either side."""

from datetime import date

from sqlalchemy.orm import Mapped

from webapp.core.database import Base, Owned, text_of
from webapp.sections.rows import OfInterview, of_interview


class Statement(OfInterview, Owned, Base):
    __tablename__ = "statements"
    __table_args__ = of_interview()

    text: Mapped[str] = text_of(2000)
    said_by: Mapped[str] = text_of(120)
    said_on: Mapped[date | None]
