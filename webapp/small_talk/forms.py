"""The form of a point for small talk."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired

from webapp.core.forms import at_most
from webapp.sections.section_form import SectionForm
from webapp.small_talk.models import Point


class PointForm(SectionForm):
    text = TextAreaField(
        "What you could say",
        [DataRequired("Write what you could say."), at_most(Point.text, "A point")],
        render_kw={"rows": 2},
    )
    way_out = TextAreaField(
        "A way out of it", [at_most(Point.way_out, "A way out")], render_kw={"rows": 2}
    )

    def refuse(self) -> None:
        self.text.errors = [
            f"There are {Point.MOST} points already, the most there can be. Delete one first."
        ]
