"""What a story shows of what the interview in question asks for."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from webapp.interviews.models import Interview
from webapp.requirements.coverage import ORDER
from webapp.requirements.models import Proof, Requirement
from webapp.stories.models import Story


@dataclass(frozen=True)
class Showing:
    """The requirements of an interview, the most important first, and the ids of those that the
    story shows."""

    interview: Interview
    requirements: list[Requirement]
    shown: set[UUID]

    MAX_OPEN: ClassVar[int] = 5  # more are folded away


def showing_of(story: Story, at: datetime) -> Showing | None:
    """The `Showing` of a story; None when nothing is asked for, or the story was put away."""
    interview = None if story.archived_at else Interview.chosen(story.user_id, at)
    requirements = Requirement.of(interview) if interview else []
    return (
        Showing(
            interview,
            sorted(requirements, key=lambda one: ORDER[one.importance]),
            Proof.shown_by(story),
        )
        if interview and requirements
        else None
    )
