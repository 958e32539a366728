"""What a story shows of what the interview in question asks for."""

from typing import NamedTuple

from webapp.interviews.models import Interview
from webapp.requirements.coverage import ORDER
from webapp.requirements.models import Proof, Requirement


class Showing(NamedTuple):
    """The requirements of an interview, the most important first, and the ids of those that the
    story shows."""

    interview: Interview
    requirements: list
    shown: set

    MOST_OPEN = 5  # more are folded away


def showing_of(story, at):
    """The `Showing` of a story; None when nothing is asked for, or the story was put away."""
    interview = None if story.archived_at else Interview.chosen(story.user_id, at)
    requirements = Requirement.of(interview) if interview else []
    return (
        Showing(
            interview,
            sorted(requirements, key=lambda one: ORDER[one.importance]),
            Proof.shown_by(story),
        )
        if requirements
        else None
    )
