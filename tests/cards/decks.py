"""Stories, question cards and practices for these tests."""

import re
from datetime import UTC, datetime, timedelta

from webapp.cards.grades import Grade
from webapp.cards.models import Card, Kind
from webapp.cards.reviews import Review
from webapp.core.ids import new_id
from webapp.stories.models import Story

NOON = datetime(2026, 6, 24, 12, tzinfo=UTC)
SINCE = {"since": NOON.isoformat()}
STRANGE = [
    "👩🏽‍🚒 naïve",
    "قصة عن العمل",
    "<script>alert(1)</script>",
    "{{ 7777*7777 }}{% include '/etc/passwd' %}",
    "' OR 1=1 --",
    "a\u202eb",
    "e\u0301",
    "&lt;b&gt;",
]


def minutes(number):
    return NOON + timedelta(minutes=number)


def story(person, title="The migration", created_at=NOON, archived_at=None, **columns):
    """A story with its card, as `Story.create` makes them."""
    made = person.has(Story(title=title, created_at=created_at, archived_at=archived_at, **columns))
    person.has(
        Card(
            id=made.id,
            kind=Kind.STORY,
            story_id=made.id,
            created_at=created_at,
            archived_at=archived_at,
        )
    )
    return made


def titles(person):
    """Of a person's stories, by the alphabet."""
    return sorted(story.title for story in person.rows(Story))


def question(person, prompt="Why us?", created_at=NOON, **columns):
    return person.has(Card(kind=Kind.QUESTION, prompt=prompt, created_at=created_at, **columns))


def questions(person, number):
    """This many question cards: "Question 1?" and so on, the first the oldest."""
    made = [
        Card(
            kind=Kind.QUESTION,
            prompt=f"Question {n}?",
            created_at=NOON - timedelta(days=number - n),
        )
        for n in range(1, number + 1)
    ]
    person.has(*made)
    return made


def reviewed(person, card, grade=Grade.GOOD, at=NOON, **columns):
    return person.has(Review(card_id=card.id, grade=grade, reviewed_at=at, **columns))


def practises(person, mode):
    """Sets how a person practises: "hints", which is how all begin, "flip" or "aloud"."""
    assert person.put("/cards/practice-mode", {"mode": mode}).status_code == 303


def give(person, card, grade="good", htmx=False, **fields):
    """Grades a card as the deck's form does."""
    return person.post(
        f"/cards/{card.id}/reviews",
        {"id": str(new_id()), "grade": grade, **SINCE, **fields},
        htmx=htmx,
    )


def give_opened(person, **fields):
    """Grades the card that the deck shows, in the practice that it shows."""
    page = person.get("/cards/deck").text
    since, size = (
        re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("since", "size")
    )
    grade = {"grade": "good", "since": since, "size": size, **fields}
    return person.post(
        re.search('hx-post="(/cards/[0-9a-f-]+/reviews)"', page)[1], {"id": str(new_id()), **grade}
    )
