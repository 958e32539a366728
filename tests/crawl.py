"""Every address of the application, with ids of a person's own rows, and every field of its forms,
for tests that ask all of them."""

import re

from wtforms.fields.core import UnboundField

from tests.rules.sources import files, text_of
from webapp.accounts.models import SignIn
from webapp.application import CAPABILITIES
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.forms import Form
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.lessons.models import Outcome
from webapp.reflections.models import AskedQuestion, Reflection
from webapp.stories.models import Story
from webapp.sync.models import Recovered

SECTIONS = sorted(
    (one.section for one in CAPABILITIES if hasattr(one, "section")), key=lambda one: one.order
)
MODELS = {
    "interview_id": Interview,
    "item_id": Item,
    "story_id": Story,
    "card_id": Card,
    "review_id": Review,
    "reflection_id": Reflection,
    "asked_id": AskedQuestion,
    "sign_in_id": SignIn,
    "recovered_id": Recovered,
    "thing_id": Story,
}
READ = re.compile(r"request\.form(?:\.get(?:list)?\(|, |\[)\"(\w+)\"")  # without a form of ours


def fields_of(form):
    """The names of the fields of a form's class."""
    return [name for name in dir(form) if isinstance(getattr(form, name, None), UnboundField)]


def forms(form=Form):
    """Every form of the application."""
    return [form, *(one for other in form.__subclasses__() for one in forms(other))]


FIELDS = sorted(
    {name for form in forms() for name in fields_of(form)}
    | {name for path in files("webapp", "*.py") for name in READ.findall(text_of(path))}
    | {"since"}  # of an address, and kept with what is sent from there
)


def fill(person):
    """Gives the person at least one row of every kind, and one of each kind that can be put away or
    deleted so."""
    assert person.post("/example").status_code == 303
    fill_sections(person)
    card, *_, question = sorted(person.rows(Card), key=lambda card: card.kind, reverse=True)
    assert (
        person.post(f"/cards/{card.id}/reviews", {"id": str(new_id()), "grade": "good"}).status_code
        == 303
    )
    assert person.put(f"/cards/{question.id}/archival").status_code == 303
    assert person.put(f"/stories/{person.rows(Story)[-1].id}/archival").status_code == 303
    person.has(
        Interview(
            company="Called off",
            starts_at=now(),
            time_zone="UTC",
            created_at=now(),
            deleted_at=now(),
        )
    )
    person.has(Recovered(label="A story", text="Title: Gone", created_at=now()))


def addresses(app, owner, method, away=False):
    """Every (rule, url) of the map for this method, with ids of the owner's rows: of those put
    away, where there are."""
    sections = {f"{one.noun}_id": one.model for one in app.extensions["sections"]}
    ids = {
        name: chosen(owner.rows(model), away).id for name, model in {**MODELS, **sections}.items()
    } | {
        "outcome": Outcome.REQUIREMENT.value,
        "name": "salary",
    }
    urls = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if method in rule.methods:
            missing = rule.arguments - ids.keys()
            assert not missing, (
                f"{rule} takes {missing}: say in MODELS whose id that is, so that the crawl can ask for it"
            )
            yield (
                rule,
                urls.build(
                    rule.endpoint, {name: ids[name] for name in rule.arguments}, method=method
                ),
            )


def chosen(rows, away):
    return next((row for row in rows if is_away(row) == away), rows[0])


def fill_sections(person):
    """Gives the person a row of each section that the worked example has none of."""
    interview = person.rows(Interview)[0]
    for section in person.app.extensions["sections"]:
        if not person.rows(section.model):
            name = "text" if hasattr(section.model, "text") else "name"
            values = {name: f"One of the {section.things}", "created_at": now()}
            person.has(section.model(interview_id=interview.id, **values))


def is_away(row):
    return bool(getattr(row, "archived_at", None) or getattr(row, "deleted_at", None))
