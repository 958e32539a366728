"""The small talk of an interview as Prepare shows it."""

from webapp.cards.models import Card
from webapp.core.speaking import seconds_to_say
from webapp.interviews.models import Interview
from webapp.people.mentions import listeners_of
from webapp.small_talk.models import Point


class Talk:
    def __init__(self, interview: Interview) -> None:
        self.points = Point.of(interview)
        self.listeners = listeners_of(interview, [point.told_as for point in self.points])
        self.cards = Card.there_among(interview.user_id, [point.id for point in self.points])

    @property
    def ready(self) -> int:
        return min(len(self.points), Point.WANTED)

    def seconds(self, point: Point) -> int:
        """How long it takes to say, to five seconds."""
        return max(5, round(seconds_to_say(point.text) / 5) * 5)

    def is_long(self, point: Point) -> bool:
        """Whether it takes longer than small talk should."""
        return seconds_to_say(point.text) > Point.LONG
