"""What the page of an interview shows, gathered from the capabilities around it."""

from datetime import datetime, timedelta
from typing import Any

from webapp.cards.models import Card
from webapp.checklists.models import Item
from webapp.core.truth import true_until_next
from webapp.interviews.models import Interview
from webapp.interviews.places import pieces_of
from webapp.interviews.situations import situations_of
from webapp.people.models import Person
from webapp.reflections.models import Reflection
from webapp.sections.pages import prepared
from webapp.sections.preparation import most_missing_first, next_step
from webapp.sections.section import sections
from webapp.stories.models import Story

NEAR = timedelta(hours=12)  # before it, when and where it is stands open
TOO_LATE = timedelta(hours=1)  # before it, to begin something that is missing


def overview_of(interview: Interview, at: datetime) -> dict[str, Any]:
    """The values for interviews/show.html. The number of queries is the same however much there
    is."""
    people, start = Person.of(interview), interview.starts_at
    true_until_next(at, start - NEAR, start - TOO_LATE, interview.ends_at)
    found = [prepared(section, interview) for section in sections() if section.is_on_prepare]
    return {
        "interview": interview,
        "has_ended": interview.ends_at <= at,
        "is_near": at >= start - NEAR,
        "is_time_to_prepare": at < start - TOO_LATE,
        "people": people,
        "situations": situations_of(interview, people, lambda: Story.found(interview.user_id)),
        "place_pieces": pieces_of(interview.place, interview.setting),
        "sections": most_missing_first(found),
        "next_step": next_step(found),
        "checklist": Item.progress_of(interview),
        "cards": Card.count_for(interview.user_id),
        "reflection": Reflection.of(interview),
        "others": interview.others(),
    }
