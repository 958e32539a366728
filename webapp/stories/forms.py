"""The form of a story. Only a title is needed; the rest can come on another evening."""

from typing import Any
from uuid import UUID

from wtforms import BooleanField, FileField, HiddenField, TextAreaField
from wtforms.validators import DataRequired

from webapp.core.fields import line, lines
from webapp.core.forms import Form, made_id
from webapp.stories.models import Story, tags_in

ACCEPTED = "application/pdf,.pdf,text/plain,.txt,.md,application/json,.json"


def tags_in_order(tags: str | None) -> str:
    return ", ".join(tags_in(tags or ""))


class StoryForm(Form):
    id = HiddenField()
    title = line("Title", Story.title, DataRequired("Give it a title, so that you can find it."))
    prompts = lines("Questions it answers", Story.prompts)
    first_sentence = lines("First sentence", Story.first_sentence, rows=2)
    situation = lines("Situation", Story.situation)
    task = lines("Task", Story.task)
    action = lines("Action", Story.action, rows=4)
    result = lines("Result", Story.result)
    number = lines("A number that proves it", Story.number, rows=2)
    number_source = lines("Where the number comes from", Story.number_source, rows=2)
    my_part = lines("My part", Story.my_part, rows=2)
    not_my_part = lines("Not my part", Story.not_my_part, rows=2)
    went_wrong = lines("What went wrong", Story.went_wrong, rows=2)
    would_do_now = lines("What I would do now", Story.would_do_now, rows=2)
    vouch_words = lines("What someone said of it", Story.vouch_words, rows=2)
    vouch_by, vouch_when = line("Who said it", Story.vouch_by), line("When", Story.vouch_when)
    vouch_nameable = BooleanField("I may name them")
    # Before its length is looked at: that may change it.
    tags = line("Tags", Story.tags, filters=[tags_in_order])

    @property
    def made_id(self) -> UUID:
        return made_id(self.id.data)

    @property
    def values(self) -> dict[str, Any]:
        """What it says, as `Story.update` takes it."""
        return {name: value for name, value in self.data.items() if name != "id"}


class ResumeForm(Form):
    """Where a résumé comes from."""

    file = FileField("Your résumé", render_kw={"accept": ACCEPTED})
    text = TextAreaField("Or the text of it", render_kw={"rows": 4, "spellcheck": "false"})
