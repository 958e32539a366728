"""What three devices of one person have before them, and what of it is on the server."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from tests.cards import decks
from tests.persons import Person
from tests.reflections.factories import interview
from tests.sync.phones import Phone
from webapp.cards.reviews import Review
from webapp.checklists.models import Item
from webapp.questions.models import Question
from webapp.reflections.models import Reflection
from webapp.stories.models import Story
from webapp.sync.models import Recovered

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BROWSERS = ("Chrome on Android", "Firefox on Linux", "Safari on iPhone")


class Day:
    """An interview with a checklist, a question to ask, cards to practise and a reflection that
    isn't begun yet."""

    def __init__(self, app):
        first = Person(app, "pat")
        self.persons = [first, *(first.on(browser) for browser in BROWSERS[1:])]
        self.person = first
        self.interview = str(interview(first).id)
        items = [
            Item(interview_id=UUID(self.interview), phase="evening", text=text, rank=rank)
            for rank, text in enumerate("abc")
        ]
        first.has(*items)
        *self.items, self.own_item = [str(item.id) for item in first.rows(Item)]
        self.question = str(
            first.has(Question(interview_id=UUID(self.interview), text="Why?", created_at=NOON)).id
        )
        decks.questions(first, 4)
        for person in self.persons:
            phone = Phone(person)
            # The server knows of each that it keeps an outbox.
            person.post("/outbox", json=phone.batch())

    @property
    def paths(self):
        return [
            self.reflection,
            self.questions,
            self.checklist,
            self.deck,
            self.new_story,
            page_of(self.question),
        ]

    @property
    def reflection(self):
        return f"/interviews/{self.interview}/reflections/new"

    @property
    def questions(self):
        return f"/interviews/{self.interview}/questions"

    @property
    def checklist(self):
        return f"/interviews/{self.interview}/checklist"

    new_story = "/stories/new"
    deck = "/cards/deck"
    copy_of_deck = "/cards/deck?ahead=1"

    def on_server(self):
        """What is there at the end."""
        questions = [row for row in self.person.rows(Question) if not row.deleted_at]
        reflections = self.person.rows(Reflection)
        return There(
            questions={str(row.id): "\n".join([row.text, row.answer]) for row in questions},
            others="\n".join(
                [
                    *(text for row in reflections for text in (row.landed, row.wish)),
                    *(row.title for row in self.person.rows(Story)),
                ]
            ),
            kept="\n".join(f"{row.text}\n{row.other}" for row in self.person.rows(Recovered)),
            ticks={str(row.id): row.completed_at is not None for row in self.person.rows(Item)},
            reviews=[
                (str(row.id), row.grade, row.retracted_at is not None)
                for row in sorted(
                    self.person.rows(Review), key=lambda row: (row.reviewed_at, row.id)
                )
            ],
        )


@dataclass
class There:
    questions: dict
    others: str  # what is in the reflection, and the stories' titles
    kept: str
    ticks: dict
    reviews: list

    @property
    def texts(self):
        return "\n".join([*self.questions.values(), self.others])


def page_of(question):
    return f"/questions/{question}"
