"""The forms of a question card and of a review."""

from datetime import UTC, datetime

from wtforms import FloatField, HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, NumberRange, Optional, ValidationError

from webapp.cards.grades import Grade
from webapp.cards.models import Card
from webapp.forms import YEARS, Form, at_most, id_in, made_id

LONGEST = 3600  # seconds for one card


class QuestionForm(Form):
    id = HiddenField()
    prompt = TextAreaField(
        "Question", [DataRequired("Write the question."), at_most(Card.prompt)], render_kw={"rows": 2}
    )
    answer = TextAreaField("What you would say", [at_most(Card.answer)], render_kw={"rows": 6})

    @property
    def made_id(self):
        return made_id(self.id.data)

    @property
    def values(self):
        return {"prompt": self.prompt.data, "answer": self.answer.data}

    def refuse(self):
        self.prompt.errors = [f"There are {Card.MOST} question cards already, the most there can be. Delete one for good first."]


class ReviewForm(Form):
    """What a grade sends."""

    id = HiddenField()
    grade = StringField(validators=[AnyOf(list(Grade))])
    seconds = FloatField(validators=[Optional(), NumberRange(0, LONGEST)])

    def validate_id(self, field):
        if not id_in(field.data):
            raise ValidationError("not an id")

    @property
    def values(self):
        return {"id": id_in(self.id.data), "grade": Grade(self.grade.data), "seconds": self.seconds.data}


def beginning_in(text, now):
    """When the practice began that `text` tells of; now when it tells of none, or of one to come."""
    since = moment_in(text)
    return since if since and since <= now else now


def moment_in(text):
    """The aware time in a sensible year that `text` names in ISO 8601, or None."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo and moment.year in range(*YEARS) else None
    except (ValueError, TypeError, OverflowError):
        return None
