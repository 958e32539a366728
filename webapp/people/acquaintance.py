"""What the page of a person shows besides its form: what is asked of them, what to ask them, and
what they have heard."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from webapp.core.database import db
from webapp.people.mentions import mentionables
from webapp.people.models import HelpRequest, Person
from webapp.sections.section import sections


def can_be_told(user_id: UUID, thing_id: UUID) -> bool:
    """Whether there is such a story, small talk or figure."""
    kinds = [model.is_there(user_id, thing_id) for model in mentionables()]
    return bool(db.session.scalar(select(or_(*kinds))))


def acquaintance_with(person: Person) -> dict[str, Any]:
    """The values for people/show.html. The number of queries is the same however much there is."""
    of_sections = {
        section.name: section.on_person(person)
        for section in sections()
        if section.on_person is not None
    }
    return {"help_requests": HelpRequest.of([person]), **of_sections, "heard": heard_by(person)}


def heard_by(person: Person) -> list[tuple[str, str]]:
    """(words, address) of the stories, the small talk and the figures that this person was told."""
    return [
        (one.display_name, f"{model.HEARD_AT}/{one.id}")
        for model in mentionables()
        for one in model.heard_by(person)
    ]
