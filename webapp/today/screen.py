"""What Today shows, gathered from the capabilities it reads across."""

from datetime import datetime
from typing import Any
from uuid import UUID

from webapp.checklists.models import Item
from webapp.checklists.phases import changes_of, phase_at
from webapp.core.truth import true_until_next
from webapp.interviews import when
from webapp.interviews.models import Interview
from webapp.interviews.places import pieces_of
from webapp.lessons.models import Lesson
from webapp.practice.last_practice import under_way
from webapp.practice.practice import Practice
from webapp.questions.asking import Asking
from webapp.reflections.models import Reflection
from webapp.today.advice import advice
from webapp.today.moment import beginnings, moment_of


def screen_of(user_id: UUID, at: datetime) -> dict[str, Any]:
    """The values for today/show.html. The number of queries is the same however much there is."""
    interview = Interview.chosen(user_id, at)
    moment = moment_of(interview, at)
    if interview is None:
        return {"interview": None, "moment": moment}
    moments = [begins for _, begins in beginnings(interview)]
    true_until_next(at, interview.leave_at, *moments, *changes_of(interview))
    reflection, practice, asking = (
        Reflection.of(interview),
        Practice(user_id, at),
        Asking(interview),
    )
    cards = len(practice.cards)
    return {
        "interview": interview,
        "moment": moment,
        "reflection": reflection,
        "cards": cards,
        "session": practice.session if cards and practice.hour else None,
        "under_way": under_way(user_id, at),
        "now": advice(
            moment, interview.setting, cards > 0, reflection is not None, *leaving(interview, at)
        ),
        "checklist": Item.progress_of(interview),
        "next_items": Item.next_for(interview, phase_at(interview, at), limit=3),
        "unlogged": unlogged(interview, at),
        "must_says": Lesson.must_says(interview),
        "people": list(asking.people.values()),
        "place_pieces": pieces_of(interview.place, interview.setting),
        "to_ask": asking.still_to_ask,
    }


def leaving(interview: Interview, at: datetime) -> tuple[str, bool]:
    """When to leave, as a time of day, and whether that is past."""
    if not interview.leave_at:
        return "", False
    return when.clock(interview.leave_at, interview.zone), at > interview.leave_at


def unlogged(interview: Interview, at: datetime) -> Interview | None:
    """An interview other than this one that ended lately and isn't in the log."""
    ended = Interview.just_ended(interview.user_id, at)
    return ended if ended and ended.id != interview.id and not Reflection.of(ended) else None
