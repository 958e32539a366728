"""What to begin with, for the brief."""

from webapp.interviews.models import Interview
from webapp.sections.section import BriefLine, BriefRow, Excerpt
from webapp.small_talk.models import Point


def on_brief(interview: Interview) -> Excerpt[BriefRow]:
    rows = [
        BriefRow([BriefLine(one.text), BriefLine(one.way_out, is_short=True, is_muted=True)])
        for one in Point.of(interview)
    ]
    return Excerpt("Small talk", rows, most=2)
