"""The forms of a card, of a review, and of the way to practise."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    Field,
    FileField,
    FloatField,
    HiddenField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, DataRequired, NumberRange, Optional, ValidationError

from webapp.accounts.practice_modes import PracticeMode
from webapp.cards.grades import Grade
from webapp.cards.kinds import WRITTEN, Kind
from webapp.cards.models import Card
from webapp.cards.rungs import Rung
from webapp.core.fields import EnumRadio, lines
from webapp.core.forms import Form, id_in, made_id
from webapp.core.text import YEARS

MAX_SECONDS = 3600  # seconds for one card
INEXACT = timedelta(minutes=1)  # so well a phone without a signal knows what time it is here
MODES = {
    PracticeMode.HINTS: "With hints, one at a time",
    PracticeMode.FLIP: "Turn at once, then say how it came",
    PracticeMode.ALOUD: "Aloud against the clock, then compare",
}


class CardForm(Form):
    id = HiddenField()
    kind = EnumRadio("What is it?", {kind: kind.label for kind in WRITTEN}, default=Kind.QUESTION)
    prompt = lines("On the front", Card.prompt, DataRequired("Write what the card asks."), rows=2)
    answer = lines("On the back", Card.answer, rows=6)

    @property
    def made_id(self) -> UUID:
        return made_id(self.id.data)

    @property
    def values(self) -> dict[str, Any]:
        return {
            "prompt": self.prompt.data,
            "answer": self.answer.data,
            "kind": self.kind.data,
        }


class ImportForm(Form):
    """Where cards come from: a file, or lines."""

    file = FileField("A file", render_kw={"accept": ".csv,.tsv,.txt,.apkg"})
    text = TextAreaField("Or lines", render_kw={"rows": 6, "spellcheck": "false"})


class ReviewForm(Form):
    """What a grade sends."""

    id = HiddenField()
    grade = StringField(validators=[AnyOf(list(Grade))])
    rung = StringField(validators=[Optional(), AnyOf(list(Rung))])
    seconds = FloatField(validators=[Optional(), NumberRange(0, MAX_SECONDS)])

    def validate_id(self, field: Field) -> None:
        if not id_in(field.data):
            raise ValidationError("not an id")

    @property
    def values(self) -> dict[str, Any]:
        rung = Rung(self.rung.data) if self.rung.data else None
        return {
            "id": id_in(self.id.data),
            "grade": Grade(self.grade.data),
            "rung": rung,
            "seconds": self.seconds.data,
        }


class PracticeModeForm(Form):
    mode = EnumRadio("How a card is practised", MODES, default=PracticeMode.HINTS)
    warms_up = BooleanField("I practise a little on the morning of the day")


def beginning_in(text: str | None, now: datetime) -> datetime:
    """When the practice began that `text` tells of; now when it tells of none, or of one to come.
    That may be a moment later than now, for it was told by a phone without a signal."""
    since = moment_in(text)
    return since if since and since <= now + INEXACT else now


def size_in(text: str | None) -> int | None:
    """How many cards `text` says that a practice is of, or None."""
    return (int(text) or None) if text and re.fullmatch(r"[0-9]{1,4}", text) else None


def moment_in(text: str | None) -> datetime | None:
    """The aware time in a sensible year that `text` names in ISO 8601, or None."""
    try:
        moment = datetime.fromisoformat(text or "")
        return moment.astimezone(UTC) if moment.tzinfo and moment.year in range(*YEARS) else None
    except (ValueError, TypeError, OverflowError):
        return None
