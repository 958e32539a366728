"""Points for small talk."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from webapp.cards.models import Card, Kind
from webapp.core.database import Base, Owned, db, text_of
from webapp.people.mentions import MentionableOfInterview
from webapp.sections.rows import of_interview


class Point(MentionableOfInterview, Owned, Base):
    __tablename__ = "small_talk"
    __table_args__ = of_interview()

    HEARD_AT = "/small-talk"
    MAX_ITEMS = 20  # for one interview
    WANTED = 2
    LONG = 30  # seconds; then it isn't small any more

    text: Mapped[str] = text_of(300)
    way_out: Mapped[str] = text_of(300)  # how to come from it to the interview

    def update(self, at: datetime, **values: Any) -> None:
        """Its card says the same, unless that was reworded."""
        card = db.session.get(Card, (self.user_id, self.id))
        before = self.text, self.way_out
        super().update(at, **values)
        if card and (card.prompt, card.answer) == before:
            card.prompt, card.answer = self.text, self.way_out

    def make_card(self, at: datetime) -> Card | None:
        """The card with its own id, made unless it is there, and among the cards again; None when
        those are too many."""
        return Card.add(self.user_id, self.id, self.text, at, self.way_out, Kind.SMALL_TALK)
