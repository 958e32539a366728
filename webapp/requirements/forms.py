"""The forms of a requirement, and of the posting that many come from."""

from functools import cached_property
from typing import Any

from wtforms import Field, SelectChoice, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.fields import EnumRadio, lines
from webapp.core.forms import id_in, length_of
from webapp.interviews.models import Interview
from webapp.requirements.coverage import likely_for
from webapp.requirements.models import Importance, Requirement
from webapp.requirements.posting import Kind, Line, lines_in
from webapp.salary.benefits.models import Benefit
from webapp.sections.section_form import SectionForm
from webapp.stories.models import Story

# Short: three and a bin fit beside each other.
WORDS = {Importance.MUST: "Must", Importance.USUAL: "Matters", Importance.NICE: "Nice"}
MAX_POSTING = 20_000  # characters


class NewRequirementForm(SectionForm):
    text = lines(
        "What is asked for",
        Requirement.text,
        DataRequired("Write what is asked for."),
        rows=2,
        what="A requirement",
    )
    importance = EnumRadio("How much it matters", WORDS, default=Importance.USUAL)

    @property
    def values(self) -> dict[str, Any]:
        return {
            "text": " ".join(self.text.data.split()),
            "importance": self.importance.data,
        }


class RequirementForm(NewRequirementForm):
    """Also with the stories that prove it, to be ticked."""

    story_ids = SelectMultipleField(
        "Stories that show it",
        coerce=str,
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        validate_choice=False,
    )

    def __init__(
        self, interview: Interview, *args: Any, obj: Requirement | None = None, **options: Any
    ) -> None:
        super().__init__(interview, *args, obj=obj, **options)
        self.stories = Story.found(interview.user_id)
        self.story_ids.choices = [
            SelectChoice(str(story.id), story.title) for story in self.stories
        ]
        if obj:  # what proves it and was put away can't be chosen, and stays
            self.story_ids.data = [id for id in self.story_ids.data if id in self.offered]

    @property
    def offered(self) -> set[str]:
        return {choice.value for choice in self.story_ids.choices}

    @property
    def likely_first(self) -> SelectMultipleField:
        """The field to choose stories in: those chosen, then those that may fit, then the
        others."""
        chosen, (likely,) = self.story_ids.data or [], likely_for([self.text.data], self.stories)
        fitting = [str(story.id) for story in likely if str(story.id) not in chosen]
        places = {id: place for place, id in enumerate([*chosen, *fitting])}
        self.story_ids.choices = [
            SelectChoice(
                str(story.id),
                f"{story.title} (may fit)" if str(story.id) in fitting else story.title,
            )
            for story in sorted(
                self.stories, key=lambda story: places.get(str(story.id), len(places))
            )
        ]
        return self.story_ids

    def validate_story_ids(self, field: Field) -> None:
        if not self.offered.issuperset(field.data):
            raise ValidationError(
                "A story that you chose isn’t there any more. Look at the others, and save again."
            )

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "story_ids": [id_in(one) for one in self.story_ids.data]}


class PostingForm(SectionForm):
    """Lines to make requirements of."""

    posting = TextAreaField(
        "Paste what the posting asks for",
        [DataRequired("Paste some lines.")],
        render_kw={"rows": 4},
    )

    @cached_property
    def lines(self) -> list[Line]:
        return lines_in(self.posting.data)

    def of_kind(self, *kinds: Kind) -> list[Line]:
        return [line for line in self.lines if line.kind in kinds]

    @property
    def asked(self) -> list[tuple[str, Importance]]:
        """What it asks for, and how much that seems to matter."""
        return [(line.text, Importance(line.weight)) for line in self.of_kind(Kind.ASKED)]

    @property
    def offered(self) -> list[str]:
        """What it offers, as far as a benefit can be that long."""
        texts = [line.text for line in self.of_kind(Kind.OFFERED)]
        return [text for text in texts if len(text) <= length_of(Benefit.text)]

    def validate_posting(self, field: Field) -> None:
        if len(field.data) > MAX_POSTING:
            raise ValidationError(
                f"Paste at most {MAX_POSTING:,} characters at a time; this has {len(field.data):,}."
            )
        if not self.asked:
            raise ValidationError("There is no line in it that asks for something.")
        limit = length_of(Requirement.text)
        if long := next((line for line, _ in self.asked if len(line) > limit), None):
            raise ValidationError(
                f"A requirement can be {limit} characters long. Break this line up: “{long[:60]}…”"
            )

    def refuse(self, too_many: int) -> None:
        self.posting.errors = [
            f"{Requirement.MAX_ITEMS} requirements are the most there can be; with these it is {too_many} too many."
        ]
