"""Thanks: declared once, and nothing else."""

from flask import Blueprint, url_for

from tests.sections.thanks.forms import ThanksForm
from tests.sections.thanks.models import Thanks
from webapp.sections.pages import Pages
from webapp.sections.preparation import Step, Urgency
from webapp.sections.section import BriefLine, BriefRow, Excerpt, Section, no_pages, nothing

bp = Blueprint("thanks", __name__, template_folder="templates")


def context(interview):
    return {"all_thanks": Thanks.of(interview)}


def steps(interview, values):
    if not values["all_thanks"]:
        address = url_for("thanks.index", interview_id=interview.id)
        yield Step(Urgency.BEGIN, "Whom do you thank?", "Thank somebody", address)


section = Section(
    bp=bp,
    order=5,
    title="Thanks",
    lead="Whom to thank, and for what.",
    noun="thanks",
    things="words of thanks",
    label="A word of thanks",
    model=Thanks,
    new_form=ThanksForm,
    form=ThanksForm,
    context=context,
    steps=steps,
    more=nothing,
    brief=lambda interview: Excerpt(
        "To thank for", [BriefRow([BriefLine(one.text)]) for one in Thanks.of(interview)], most=1
    ),
    calendar=lambda interview: Excerpt("To thank for:", [one.text for one in Thanks.of(interview)]),
    on_person=lambda person: [],
    carries=[Thanks],
    pages=no_pages,
)
pages = Pages(section)
