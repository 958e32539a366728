"""What the page of a person shows besides its form: what is asked of them, what to ask them, and
what they have heard."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from webapp.core.database import db
from webapp.people.models import Favour, Person
from webapp.people.tellings import Telling
from webapp.questions.models import Question
from webapp.salary import models as salary  # not its names: salary asks people to be there first
from webapp.small_talk import models as small_talk
from webapp.stories.models import Story


def can_be_told(user_id: UUID, thing_id: UUID) -> bool:
    """Whether there is such a story, small talk or figure."""
    kinds = [exists().where(Story.user_id == user_id, Story.id == thing_id)]
    kinds += [
        exists().where(
            model.user_id == user_id, func.coalesce(model.first_id, model.id) == thing_id
        )
        for model in (small_talk.Point, salary.Figure)
    ]
    return bool(db.session.scalar(select(or_(*kinds))))


def acquaintance_with(person: Person) -> dict[str, Any]:
    """The values for people/show.html. The number of queries is the same however much there is."""
    return {
        "favours": Favour.of([person]),
        "questions": Question.for_person(person),
        "heard": heard_by(person),
    }


def heard_by(person: Person) -> list[tuple[str, str]]:
    """(words, address) of the stories, the small talk and the figures that this person was told."""
    told = select(Telling.thing_id).where(
        Telling.user_id == person.user_id, Telling.person_id == person.id
    )
    stories = (
        select(Story)
        .where(Story.user_id == person.user_id, Story.id.in_(told))
        .order_by(func.lower(Story.title), Story.id)
    )
    heard = [(one.title, f"/stories/{one.id}") for one in db.session.scalars(stories)]
    for model, place in ((small_talk.Point, "small-talk"), (salary.Figure, "salary")):
        own = select(model).where(
            model.user_id == person.user_id,
            model.interview_id == person.interview_id,
            model.deleted_at.is_(None),
        )
        rows = db.session.scalars(
            own.where(func.coalesce(model.first_id, model.id).in_(told)).order_by(
                model.rank, model.id
            )
        )
        heard += [(one.called, f"/{place}/{one.id}") for one in rows]
    return heard
