"""The rows of a reflection's form: questions, people and promises, each known by an id made where
the row was made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import Field, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from webapp.core.fields import Day
from webapp.core.forms import Form, at_most
from webapp.core.late import fresh_id
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Rating, ReflectionRow, Side

ANY_ID = UUID(int=0)  # stands for the id in the row that scripts copy
FAR_TOO_MANY = 4 * ReflectionRow.MAX_ITEMS  # are not even read


class Choice(RadioField):
    """A few big answers, none of which has to be chosen."""

    def __init__(self, label: str, answers: Mapping[str | int, str], **options: Any) -> None:
        """`answers`: the words for each value."""
        choices = [SelectChoice(str(value), words) for value, words in answers.items()]
        super().__init__(
            label, [Optional()], coerce=str, choices=choices, validate_choice=False, **options
        )

    def post_validate(self, form: Form, validation_stopped: bool) -> None:
        if self.data and self.data not in choice_values(self):
            raise ValidationError("Choose one of these.")


def choice_values(field: SelectField) -> set[str]:
    return {choice.value for choice in field.choices}


class Row(Form):
    """One row of the form. Without a text it isn't kept, whatever was chosen in it."""

    def __init__(
        self,
        kind: str,
        id: UUID,
        formdata: MultiDict[str, str] | None = None,
        obj: ReflectionRow | None = None,
    ) -> None:
        self.row_id, self.key = id, f"{kind}-{id}"
        super().__init__(formdata, obj, prefix=self.key)

    @property
    def texts(self) -> dict[str, str]:
        return {
            field.short_name: field.data or "" for field in self if isinstance(field, StringField)
        }

    @property
    def is_kept(self) -> bool:
        return any(self.texts.values())

    @property
    def columns(self) -> dict[str, Any]:
        """What the row says, as `ReflectionRow.set_of` takes it."""
        chosen = {name: value or None for name, value in self.data.items()}
        return {"id": self.row_id, **chosen, **self.texts}


class AskedForm(Row):
    text = TextAreaField("The question", [at_most(AskedQuestion.text, "A question")])
    rating = Choice(
        "How did it go?", {Rating.STRONG: "Strong", Rating.OKAY: "Okay", Rating.ROUGH: "Rough"}
    )
    story_id = SelectField("Which story did you tell?", coerce=str, validate_choice=False)

    def __init__(self, *arguments: Any, stories: list[SelectChoice], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.story_id.choices = stories

    def validate_story_id(self, field: Field) -> None:
        if (field.data or "") not in choice_values(field):
            raise ValidationError("That is not one of your stories. Choose another, or none.")

    @property
    def columns(self) -> dict[str, Any]:
        return {
            **super().columns,
            "story_id": UUID(self.story_id.data) if self.story_id.data else None,
        }


def choices_of(stories: Iterable[tuple[UUID, str]]) -> list[SelectChoice]:
    return [
        SelectChoice("", "None of my stories"),
        *(SelectChoice(str(id), title) for id, title in stories),
    ]


class MetForm(Row):
    name = StringField("Name", [at_most(Meeting.name, "A name")])
    callback = TextAreaField("Something to come back to", [at_most(Meeting.callback, "This")])


class PromiseForm(Row):
    text = TextAreaField("The promise", [at_most(Promise.text, "A promise")])
    owed_by = Choice("By whom?", {Side.ME: "By me", Side.THEM: "By them"}, default=Side.ME)
    due_on = Day("By when?")

    @property
    def columns(self) -> dict[str, Any]:
        return {**super().columns, "owed_by": self.owed_by.data or Side.ME}


class Rows:
    """The rows of one kind: those sent in `formdata`, where fields named for the kind carry their
    ids in order, or else those of `rows`. `make` makes one."""

    def __init__(
        self,
        kind: str,
        noun: str,
        make: Callable[..., Row],
        formdata: MultiDict[str, str] | None = None,
        rows: Iterable[ReflectionRow] = (),
    ) -> None:
        self.kind, self.noun, self.make = kind, noun, make
        self.errors: list[str] = []
        if formdata is not None:
            self.forms = [make(kind, id, formdata) for id in ids_in(formdata.getlist(kind))]
        else:
            self.forms = [make(kind, row.id, obj=row) for row in rows]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.forms)

    def add_blank(self) -> None:
        self.forms.append(self.make(self.kind, fresh_id()))

    def leave_out(self, key: str | None) -> None:
        self.forms = [row for row in self if row.key != key]

    @property
    def pattern(self) -> Row:
        """A row for scripts to copy."""
        return self.make(self.kind, ANY_ID)

    @property
    def kept(self) -> list[Row]:
        return [row for row in self if row.is_kept]

    def validate(self) -> bool:
        if len(self.kept) > ReflectionRow.MAX_ITEMS:
            self.errors = [
                f"There is room for {ReflectionRow.MAX_ITEMS} here; these are {len(self.kept)}. Remove some."
            ]
        are_right = [row.validate() for row in self]  # each says what is wrong with it
        return all(are_right) and not self.errors

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        own = [(self.kind, f"{self.noun}s", message) for message in self.errors]
        return own + [
            (field.id, f"{self.noun} {number}", " ".join(field.errors))
            for number, row in enumerate(self, 1)
            for field in row
            if field.errors
        ]


def ids_in(texts: Sequence[str]) -> Iterable[UUID]:
    """The ids among these texts, each once."""
    if len(texts) > FAR_TOO_MANY:
        raise RequestEntityTooLarge
    return dict.fromkeys(UUID(text) for text in texts if is_id(text))


def is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
