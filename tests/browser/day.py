"""A day to be on, for tests of what a phone does with it."""

from datetime import timedelta

from tests.cards.decks import question, story
from tests.persons import Person
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.stories.models import Story


class Day:
    """A person with an interview tomorrow, on a phone that has the day's pages."""

    def __init__(self, app, tab, **options):
        self.person, self.tab = Person(app, f"person-{now().timestamp()}", **options), tab
        values = {"starts_at": now() + timedelta(hours=20), "time_zone": "UTC", "created_at": now()}
        interview = self.person.has(Interview(company="Ottermere", position="Lead", **values))
        self.person.has(
            *(
                Item(interview_id=interview.id, phase="evening", text=text, rank=rank)
                for rank, text in enumerate(["Suit", "Shoes"])
            )
        )
        story(self.person, "The migration", action="First I asked.", created_at=now())
        self.card = question(self.person, "Why us?", created_at=now())
        self.list = f"/interviews/{interview.id}/checklist"
        tab.cookie(*self.person.cookie)

    def begin(self, path=None):
        self.tab.open(path or self.list)
        self.tab.is_ready()
        return self

    def item(self, text):
        return next(item for item in self.person.rows(Item) if item.text == text)

    def tick(self, text, tab=None):
        (tab or self.tab).press(f"#item-{self.item(text).id} .tick")

    def stories(self):
        return {story.title for story in self.person.rows(Story)}

    def is_ticked(self, text):
        return self.item(text).completed_at is not None

    def looks_ticked(self, text):
        return (
            self.tab.run(
                "(row) => document.querySelector(`${row} .tick`).ariaPressed",
                f"#item-{self.item(text).id}",
            )
            == "true"
        )
