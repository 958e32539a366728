"""The forms of a line. Its fields are prefixed with its id, since several lines may be open on one
page."""

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from webapp.checklists.models import Item
from webapp.checklists.phases import Phase, heading
from webapp.core.forms import Form, at_most, id_in

NOT_EMPTY = DataRequired("Write what there is to do.")


def on_one_line(value):
    return " ".join(value.split()) if value else value


class LineFields(Form):
    def __init__(self, *args, prefix, **options):
        self.made_id = prefix
        super().__init__(*args, prefix=str(prefix), **options)


class NewLineForm(LineFields):
    text = StringField(
        "New line",
        [NOT_EMPTY, at_most(Item.text, "A line")],
        filters=[on_one_line],
        render_kw={"autocomplete": "off"},
    )

    def refuse(self):
        self.text.errors = [
            f"A list holds {Item.MOST} lines, and this one is full. Delete one to make room."
        ]


class LineForm(LineFields):
    text = TextAreaField(
        "What to do", [NOT_EMPTY, at_most(Item.text, "A line")], filters=[on_one_line]
    )
    why = TextAreaField("Why, if you like", [at_most(Item.why, "A reason")], filters=[on_one_line])

    @classmethod
    def of(cls, item):
        return cls(data={"text": item.shown, "why": item.why}, prefix=item.id)


class PlaceForm(LineFields):
    """Where a line stands: in which phase, and before which other line; before none is last."""

    phase = SelectField("Move to")
    before = HiddenField()

    def __init__(self, *args, setting, **options):
        super().__init__(*args, **options)
        self.phase.choices = [(phase.value, heading(phase, setting)) for phase in Phase]

    @property
    def values(self):
        return {"phase": Phase(self.phase.data), "before": id_in(self.before.data)}


def asked_phase(values):
    """The phase named in a request's values, or None."""
    return Phase._value2member_map_.get(values.get("phase"))
