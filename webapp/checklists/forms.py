"""The forms of a line. Its fields are prefixed with its id, since several lines may be open on one
page."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from webapp.checklists.models import Item
from webapp.checklists.phases import Phase, heading
from webapp.core.forms import Form, at_most, choice_in, id_in
from webapp.interviews.models import Setting

NOT_EMPTY = DataRequired("Write what there is to do.")


def on_one_line(value: str | None) -> str | None:
    return " ".join(value.split()) if value else value


class LineFields(Form):
    def __init__(self, *args: Any, prefix: UUID, **options: Any) -> None:
        self.made_id = prefix
        super().__init__(*args, prefix=str(prefix), **options)


class NewLineForm(LineFields):
    text = StringField(
        "New line",
        [NOT_EMPTY, at_most(Item.text, "A line")],
        filters=[on_one_line],
        render_kw={"autocomplete": "off"},
    )


class LineForm(LineFields):
    text = TextAreaField(
        "What to do", [NOT_EMPTY, at_most(Item.text, "A line")], filters=[on_one_line]
    )
    why = TextAreaField("Why, if you like", [at_most(Item.why, "A reason")], filters=[on_one_line])

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(data={"text": item.shown, "why": item.why}, prefix=item.id)


class PlaceForm(LineFields):
    """Where a line stands: in which phase, and before which other line; before none is last."""

    phase = SelectField("Move to")
    before = HiddenField()

    def __init__(self, *args: Any, setting: Setting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.phase.choices = [(phase.value, heading(phase, setting)) for phase in Phase]

    @property
    def values(self) -> dict[str, Any]:
        return {"phase": Phase(self.phase.data), "before": id_in(self.before.data)}


def asked_phase(values: Mapping[str, str]) -> Phase | None:
    """The phase named in a request's values, or None."""
    return choice_in(values, "phase", Phase)
