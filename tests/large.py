"""The largest account there can be, or nearly: each list as long as the app lets it grow, over
years."""

from datetime import timedelta

from webapp.cards.grades import Grade
from webapp.cards.models import Card, Kind
from webapp.cards.reviews import Review
from webapp.checklists.models import Item
from webapp.interviews.models import Interview
from webapp.people.models import Person as Interviewer
from webapp.questions.models import Question
from webapp.reflections.models import Reflection
from webapp.requirements.models import Proof, Requirement
from webapp.stories.models import Story

STORIES, CARDS, INTERVIEWS, PEOPLE, LINES, REVIEWS = 500, 482, 50, 60, 100, 600
OF_NEXT = 20  # people, questions and requirements
WORDS = (
    "Orders stood still for two days, so I put the three teams at one table and let each say what it waited for. "
    * 3
)


def fill_up(person, at):
    """Fills a person's account, with the next interview in twenty hours. Returns that."""
    interviews = [
        Interview(
            company=f"Company {n}",
            position="Lead",
            starts_at=at + timedelta(hours=20) - timedelta(days=20 * n),
            time_zone="UTC",
            created_at=at - timedelta(days=20 * n),
        )
        for n in range(INTERVIEWS)
    ]
    coming = person.has(*interviews)
    fill_stories(person, at)
    person.has(
        *(
            Card(
                kind=Kind.QUESTION,
                prompt=f"Question {n}? " + WORDS[:90],
                answer=WORDS,
                created_at=at - timedelta(hours=n),
            )
            for n in range(CARDS)
        )
    )
    fill_interviews(person, at, interviews)
    reviews(person, at)
    return coming


def fill_stories(person, at):
    stories = [
        Story(
            title=f"Story {n}",
            prompts=f"Tell me about {n}.",
            first_sentence=WORDS[:90],
            situation=WORDS,
            task=WORDS,
            action=WORDS,
            result=WORDS,
            tags=f"tag {n % 7}",
            created_at=at - timedelta(days=n),
        )
        for n in range(STORIES)
    ]
    person.has(*stories)
    person.has(
        *(
            Card(id=one.id, kind=Kind.STORY, story_id=one.id, created_at=one.created_at)
            for one in stories
        )
    )


def fill_interviews(person, at, interviews):
    coming, *others = interviews
    person.has(
        *(
            Interviewer(
                interview_id=interviews[n // OF_NEXT].id, name=f"Person {n}", rank=n, created_at=at
            )
            for n in range(PEOPLE)
        )
    )
    person.has(
        *(
            Item(interview_id=coming.id, phase="evening", text=f"Line {n}", rank=n)
            for n in range(LINES)
        )
    )
    person.has(
        *(
            Question(interview_id=coming.id, text=f"Why {n}?", rank=n, created_at=at)
            for n in range(OF_NEXT)
        )
    )
    requirements = [
        Requirement(interview_id=coming.id, text=f"Knows {n}", rank=n, created_at=at)
        for n in range(OF_NEXT)
    ]
    person.has(*requirements)
    told = person.rows(Story)[:OF_NEXT]
    person.has(
        *(
            Proof.made(person.id, one.id, story.id, at)
            for one, story in zip(requirements, told, strict=True)
        )
    )
    person.has(
        *(
            Reflection(
                interview_id=one.id,
                landed=WORDS,
                created_at=one.starts_at,
                updated_at=one.starts_at,
            )
            for one in others
        )
    )


def reviews(person, at):
    """Some of every card, for half a year."""
    cards = person.rows(Card)
    person.has(
        *(
            Review(
                card_id=cards[n % len(cards)].id,
                grade=list(Grade)[n % 4],
                reviewed_at=at - timedelta(days=n * 180 / REVIEWS),
                seconds=30,
            )
            for n in range(REVIEWS)
        )
    )
