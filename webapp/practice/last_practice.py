"""The practice that was left, and what the phone's copy of the deck tells of the last one, on
whatever device that was."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from webapp.cards.reviews import Review
from webapp.core.truth import true_until
from webapp.practice.practice import Practice
from webapp.practice.session import stage_at

LEFT_FOR = timedelta(hours=1)  # after its last review; whoever comes back later begins anew


def under_way(user_id: UUID, at: datetime) -> Practice | None:
    """The `Practice` that was left before its end, lately and at no other stage; None if there is
    none."""
    practice = practice_of(Review.last(user_id, at), at)
    return (
        practice
        if practice and practice.card and stage_at(at, practice.hour) is practice.session.stage
        else None
    )


def practice_of(review: Review | None, at: datetime) -> Practice | None:
    """The one that the review was given in, as long as that may be gone on with; else None."""
    if not review or not review.practice_began_at or at >= review.reviewed_at + LEFT_FOR:
        return None
    true_until(review.reviewed_at + LEFT_FOR)
    return Practice(review.user_id, review.practice_began_at, review.practice_size)


class LastPractice:
    """The one that is under way, as `left`; else that of the last review, be that taken back, for
    as long."""

    def __init__(self, user_id: UUID, at: datetime) -> None:
        self.left = under_way(user_id, at)
        self.practice = self.left or practice_of(Review.last_given(user_id, at), at)

    @property
    def cards(self) -> list[UUID]:
        """The ids of those that may be shown again: what is to come, and what the last review was
        of."""
        if not self.practice:
            return []
        last = self.practice.last_review
        return [*self.practice.coming_back, *([last.card_id] if last else []), *self.practice.rest]

    @property
    def record(self) -> dict[str, Any] | None:
        """As values for JSON: which it is, whether it can be gone on with, what is to come of it,
        and the reviews since it began, also those that were taken back. None if there is none."""
        if not self.practice:
            return None
        return {
            "since": self.practice.params["since"],
            "is_left": self.left is not None,
            "rest": self.practice.rest,
            "reviews": [
                review.record
                for review in Review.given_since(self.practice.user_id, self.practice.since)
            ],
        }
