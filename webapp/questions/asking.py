"""How the questions of an interview stand."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from webapp.interviews.models import Interview
from webapp.interviews.situations import is_at_the_top
from webapp.people.models import Person
from webapp.questions.models import Question, Topic
from webapp.questions.suggestions import strategy, suggestions


class Asking:
    """The questions of an interview: in the order they are asked on the day, with the people they
    are for."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.questions = Question.of(interview)
        self.people = {person.id: person for person in Person.of(interview)}

    @property
    def in_order(self) -> list[tuple[Person | None, list[Question]]]:
        """(person, questions), as the people come; then (None, questions) for those that are for
        anybody. What was asked or answered stands last of each."""
        groups: list[tuple[Person | None, list[Question]]] = [
            (person, [one for one in self.questions if one.person_id == person.id])
            for person in self.people.values()
        ]
        groups.append((None, [one for one in self.questions if one.person_id not in self.people]))
        return [
            (person, sorted(mine, key=lambda one: not one.is_open))
            for person, mine in groups
            if mine
        ]

    @property
    def still_to_ask(self) -> list[tuple[Person | None, Question]]:
        """(person, question) of what wasn't asked or answered yet, in the order of the day."""
        return [
            (person, one) for person, questions in self.in_order for one in questions if one.is_open
        ]

    @property
    def ready(self) -> int:
        """How many there are to ask, of those that are wanted."""
        return min(len(self.questions), Question.WANTED)

    @property
    def without_question(self) -> list[Person]:
        """The people that nothing is asked yet."""
        asked = {one.person_id for one in self.questions}
        return [person for id, person in self.people.items() if id not in asked]

    @property
    def untouched_topics(self) -> list[Topic]:
        touched = {one.topic for one in self.questions}
        return [topic for topic in Topic if topic not in touched]

    @property
    def offered(self) -> list[tuple[Topic, Person | None, list[tuple[UUID, str]]]]:
        """(topic, person, questions as (id, text)) of what is suggested and wasn't taken yet:
        for somebody from the top first."""
        top = next((person for person in self.people.values() if is_at_the_top(person.title)), None)
        shelves: list[tuple[Topic, Person | None, list[str]]] = (
            [(Topic.GROWTH, top, strategy())] if top else []
        )
        shelves += [(topic, None, texts) for topic, texts in suggestions().items()]
        left = [(topic, person, self.untaken(texts)) for topic, person, texts in shelves]
        return [one for one in left if one[-1]]

    def untaken(self, texts: Iterable[str]) -> list[tuple[UUID, str]]:
        taken = {one.id for one in self.questions} | {one.text for one in self.questions}
        questions = [(uuid5(self.interview.id, text), text) for text in texts]
        return [(id, text) for id, text in questions if not {id, text} & taken]
