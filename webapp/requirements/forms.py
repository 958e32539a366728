"""The forms of a requirement, and of the posting that many come from."""

from wtforms import RadioField, SelectChoice, SelectMultipleField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.forms import at_most, id_in, length_of
from webapp.interviews.part_form import PartForm
from webapp.requirements.models import Importance, Requirement
from webapp.requirements.posting import lines_in
from webapp.stories.models import Story

WORDS = {Importance.MUST: "Must", Importance.USUAL: "Matters", Importance.NICE: "Nice"}  # short: three and a bin fit beside each other
LONGEST_POSTING = 20_000  # characters
FULL = f"There are {Requirement.MOST} requirements already, the most there can be. Delete one first."


class NewRequirementForm(PartForm):
    text = TextAreaField(
        "What is asked for", [DataRequired("Write what is asked for."), at_most(Requirement.text, "A requirement")], render_kw={"rows": 2}
    )
    importance = RadioField(
        "How much it matters", [AnyOf(list(Importance), message="Choose one of these.")], default=Importance.USUAL.value,
        choices=[SelectChoice(one.value, WORDS[one]) for one in Importance], validate_choice=False,
    )

    @property
    def values(self):
        return {"text": " ".join(self.text.data.split()), "importance": Importance(self.importance.data)}

    def refuse(self):
        self.text.errors = [FULL]


class RequirementForm(NewRequirementForm):
    """Also with the stories that prove it, to be ticked."""

    story_ids = SelectMultipleField("Stories that show it", coerce=str, option_widget=CheckboxInput(), widget=ListWidget())

    def __init__(self, interview, *args, **options):
        super().__init__(interview, *args, **options)
        self.story_ids.choices = [SelectChoice(str(story.id), story.title) for story in Story.found(interview.user_id)]

    @property
    def values(self):
        return {**super().values, "story_ids": [id_in(one) for one in self.story_ids.data]}


class PostingForm(PartForm):
    """Lines to make requirements of."""

    posting = TextAreaField("Paste what the posting asks for", [DataRequired("Paste some lines.")], render_kw={"rows": 4})

    @property
    def lines(self):
        return lines_in(self.posting.data)

    def validate_posting(self, field):
        if len(field.data) > LONGEST_POSTING:
            raise ValidationError(f"Paste at most {LONGEST_POSTING:,} characters at a time; this has {len(field.data):,}.")
        if not self.lines:
            raise ValidationError("There is no line in it that asks for something.")
        limit = length_of(Requirement.text)
        if long := next((line for line in self.lines if len(line) > limit), None):
            raise ValidationError(f"A requirement can be {limit} characters long. Break this line up: “{long[:60]}…”")

    def refuse(self, too_many):
        self.posting.errors = [f"{Requirement.MOST} requirements are the most there can be; with these it is {too_many} too many."]
