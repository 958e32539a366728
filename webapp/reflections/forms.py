"""The form of a whole reflection: its own fields and its three lists of rows."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Self
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField

from webapp.core.forms import Form, at_most
from webapp.people.models import Person
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection
from webapp.reflections.rows import AskedForm, Choice, Day, MetForm, PromiseForm, Rows, choices_of


class ReflectionForm(Form):
    """`description` is a field's short name, for telling where something is wrong."""

    mood = StringField(
        "How are you, in a word?", [at_most(Reflection.mood, "This")], description="How you are"
    )
    confidence = Choice(
        "How confident do you feel?", {n: str(n) for n in range(1, 6)}, description="Confidence"
    )
    landed = TextAreaField(
        "What landed?", [at_most(Reflection.landed, "This")], description="What landed"
    )
    wish = TextAreaField(
        "What do you wish you had said?",
        [at_most(Reflection.wish, "This")],
        description="What you wish",
    )
    next_step = TextAreaField(
        "What happens next?",
        [at_most(Reflection.next_step, "This")],
        description="What happens next",
    )
    next_step_by = Day("By when?", description="By when")

    def __init__(
        self,
        formdata: MultiDict[str, str] | None = None,
        obj: Reflection | None = None,
        stories: Iterable[tuple[UUID, str]] = (),
        asked: Iterable[AskedQuestion] = (),
        met: Iterable[Meeting] = (),
        promises: Iterable[Promise] = (),
    ) -> None:
        super().__init__(formdata, obj)
        self.asked = Rows(
            "asked", "Question", partial(AskedForm, stories=choices_of(stories)), formdata, asked
        )
        self.met = Rows("met", "Person", MetForm, formdata, met)
        self.promises = Rows("promises", "Promise", PromiseForm, formdata, promises)

    @classmethod
    def blank(cls, people: Iterable[Person], stories: Iterable[tuple[UUID, str]]) -> Self:
        """For a reflection that isn't written yet: whoever was to be there is probably who was
        met."""
        # The same on every device.
        met = [Meeting(id=person.id, name=person.name) for person in people]
        return cls(stories=stories, met=met).with_blanks()

    @classmethod
    def of(
        cls, reflection: Reflection, stories: Iterable[tuple[UUID, str]], more: str | None = ""
    ) -> Self:
        form = cls(
            obj=reflection,
            stories=stories,
            asked=AskedQuestion.of(reflection),
            met=Meeting.of(reflection),
            promises=Promise.of(reflection),
        )
        return form.with_blanks(more)

    @property
    def lists(self) -> tuple[Rows, ...]:
        return (self.asked, self.met, self.promises)

    def with_blanks(self, more: str | None = "") -> Self:
        """Itself, with a blank row in every empty list, and one in the list `more`."""
        for rows in self.lists:
            if rows.kind == more or not rows.forms:
                rows.add_blank()
        return self

    def validate(self) -> bool:
        return all([super().validate(), *(rows.validate() for rows in self.lists)])

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as `Reflection.write` takes it."""
        texts = {
            name: value or ""
            for name, value in self.data.items()
            if isinstance(self[name], StringField)
        }
        confidence = int(self.confidence.data) if self.confidence.data else None
        rows = {rows.kind: [row.columns for row in rows.kept] for rows in self.lists}
        return {**texts, "confidence": confidence, "next_step_by": self.next_step_by.data, **rows}

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """(id of the field, its short name, what is wrong with it) in the order of the page, near
        enough."""
        own = [
            (field.id, field.description, " ".join(field.errors)) for field in self if field.errors
        ]
        return own + [problem for rows in self.lists for problem in rows.problems]
