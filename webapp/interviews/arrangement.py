"""An interview with what belongs to it from the start: the people, and a checklist made for its setting."""

from webapp.checklists.models import Item
from webapp.interviews.models import Interview
from webapp.people.models import Person


def arrange(user_id, id, at, people=(), **values):
    """A new interview with `people`, as (name, title) pairs, and its list. Sent twice, it is one interview and one list."""
    interview, is_new = Interview.create(user_id, id, at, **values)
    Person.set_of(interview, people)
    if is_new:
        Item.start_list(interview)
    return interview


def rearrange(interview, people, **values):
    interview.update(**values)
    Person.set_of(interview, people)
