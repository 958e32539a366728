"""The form of a point for small talk."""

from wtforms.validators import DataRequired

from webapp.core.fields import lines
from webapp.sections.section_form import SectionForm
from webapp.small_talk.models import Point


class PointForm(SectionForm):
    text = lines(
        "What you could say",
        Point.text,
        DataRequired("Write what you could say."),
        rows=2,
        what="A point",
    )
    way_out = lines("A way out of it", Point.way_out, rows=2, what="A way out")
