"""An interview with what belongs to it from the start: the people, and a checklist made for its
setting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from webapp.checklists.another_setting import match_setting
from webapp.checklists.models import Item
from webapp.interviews.models import Interview
from webapp.people.models import Person
from webapp.sections.section import sections


def create_interview(
    user_id: UUID,
    id: UUID,
    at: datetime,
    people: Sequence[tuple[str, str]] = (),
    copied: Interview | None = None,
    **values: Any,
) -> Interview | None:
    """A new interview with `people`, as (name, title) pairs, and its list; with what was prepared
    for the interview `copied`, if it is a round more of that. Sent twice, it is one interview and
    one list. None when there are too many interviews already."""
    if not Interview.is_there(user_id, id) and not Interview.remaining_for(user_id):
        return None
    interview, is_new = Interview.create(user_id, id, at, **values)
    Person.set_of(interview, people, at)
    if is_new:
        Item.start_list(interview)
        if copied:
            carry_over(copied, interview, at)
    return interview


def carry_over(old: Interview, new: Interview, at: datetime) -> None:
    """What was prepared for one round, for the next."""
    for model in (model for section in sections() for model in section.carries):
        model.carry_over(old, new, at)


def change_interview(
    interview: Interview, people: Sequence[tuple[str, str]], at: datetime, **values: Any
) -> None:
    """Changes an interview with what belongs to it: who comes, and the checklist, should it be of
    another setting now."""
    before = interview.setting
    interview.update(**values)
    Person.set_of(interview, people, at)
    if interview.setting is not before:
        match_setting(interview, before, at)
