"""What is often given, to take from."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from webapp.interviews.models import Interview
from webapp.salary.benefits.models import Benefit

USUAL = (
    "Working from home",
    "Flexible hours",
    "More days off",
    "An employer’s pension",
    "Money and time for courses",
    "Health insurance",
    "Full sick pay",
    "Parental leave",
    "Commuting paid for",
    "A yearly bonus",
)


class Taken(NamedTuple):
    id: UUID
    text: str


def offered_to(interview: Interview, benefits: Sequence[Benefit]) -> list[Taken]:
    """Those that aren't in the list yet, each with the id it will have there."""
    taken = {one.text for one in benefits} | {one.id for one in benefits}
    usual = [Taken(uuid5(interview.id, text), text) for text in USUAL]
    return [one for one in usual if not {*one} & taken]
