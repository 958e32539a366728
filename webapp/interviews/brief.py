"""What the page of an interview shows, gathered from the capabilities around it."""

from webapp.cards.models import Card
from webapp.checklists.models import Item
from webapp.interviews.places import pieces_of
from webapp.people.models import Person
from webapp.reflections.models import Reflection


def brief_of(interview, at):
    """The values for interviews/show.html. The number of queries is the same however much there is."""
    return {
        "interview": interview,
        "has_ended": interview.ends_at <= at,
        "place_pieces": pieces_of(interview.place, interview.setting),
        "people": Person.of(interview),
        "checklist": Item.progress_of(interview),
        "cards": Card.count_for(interview.user_id),
        "reflection": Reflection.of(interview),
        "others": interview.others(),
    }
