"""A story from past work, told in the order situation, task, action, result."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid5

from sqlalchemy import Index, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from webapp.cards.models import Card, Kind
from webapp.core.database import Base, Owned, db, text_of
from webapp.core.removal import Archivable
from webapp.core.search import contains_all
from webapp.people.mentions import Mentionable


class Story(Mentionable, Archivable, Owned, Base):
    __tablename__ = "stories"
    __table_args__ = (Index(None, "user_id", "archived_at"),)

    HEARD_AT = "/stories"
    MAX_ITEMS = 500  # of one person, archived ones included

    title: Mapped[str] = text_of(120)
    prompts: Mapped[str] = text_of(1000)  # one a line: the questions it answers
    first_sentence: Mapped[str] = text_of(500)
    situation: Mapped[str] = text_of(2000)
    task: Mapped[str] = text_of(2000)
    action: Mapped[str] = text_of(2000)
    result: Mapped[str] = text_of(2000)
    number: Mapped[str] = text_of(300)
    number_source: Mapped[str] = text_of(300)
    my_part: Mapped[str] = text_of(1000)
    not_my_part: Mapped[str] = text_of(1000)
    went_wrong: Mapped[str] = text_of(1000)
    would_do_now: Mapped[str] = text_of(1000)
    vouch_words: Mapped[str] = text_of(1000)
    vouch_by: Mapped[str] = text_of(120)
    vouch_when: Mapped[str] = text_of(60)
    vouch_nameable: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[str] = text_of(200)  # separated by ", "
    created_at: Mapped[datetime]
    split_at: Mapped[datetime | None]  # since then each question it answers is a card of its own

    @property
    def display_name(self) -> str:
        return self.title

    @classmethod
    def create(cls, user_id: UUID, id: UUID, at: datetime, **values: Any) -> Self | None:
        """The story with this id, made with its card unless it is there; None when there are too
        many already."""
        story = db.session.get(cls, (user_id, id)) or cls.begin(user_id, id, at)
        if story:
            story.update(at, **values)
        return story

    @classmethod
    def begin(cls, user_id: UUID, id: UUID, at: datetime) -> Self | None:
        if cls.count_for(user_id) >= cls.MAX_ITEMS:
            return None
        try:
            with db.session.begin_nested():
                db.session.add(cls(user_id=user_id, id=id, created_at=at))
                db.session.flush()
                db.session.add(
                    Card(user_id=user_id, id=id, kind=Kind.STORY, story_id=id, created_at=at)
                )
        except IntegrityError:  # the other of two taps was quicker
            pass
        return db.session.get(cls, (user_id, id))

    @classmethod
    def there_among(cls, user_id: UUID, ids: Iterable[UUID]) -> set[UUID]:
        """Those of these ids that are there."""
        return set(
            db.session.scalars(select(cls.id).where(cls.user_id == user_id, cls.id.in_(ids)))
        )

    @classmethod
    def found(cls, user_id: UUID, query: str = "", archived: bool = False) -> Sequence[Self]:
        """A person's stories in which every word of `query` is found, by title."""
        state = cls.archived_at.is_not(None) if archived else cls.archived_at.is_(None)
        words = contains_all(query, *(getattr(cls, name) for name in SEARCHED))
        return db.session.scalars(
            select(cls)
            .where(cls.user_id == user_id, state, words)
            .order_by(func.lower(cls.title), cls.id)
        ).all()

    def update(self, at: datetime, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        if self.split_at:
            self.match_cards(at)

    def archive(self, at: datetime) -> None:
        """Puts it away with its cards; their reviews are kept for the day it comes back."""
        super().archive(at)
        for card in self.cards:
            card.archive(at)

    def restore(self, at: datetime) -> None:
        super().restore(at)
        self.match_cards(at)

    def split(self, at: datetime) -> None:
        """Makes each question it answers a card of its own, with a memory of its own."""
        self.split_at = self.split_at or at
        self.match_cards(at)

    def join(self, at: datetime) -> None:
        """Makes it one card again. What was practised on the others is kept, for the day it is
        split again."""
        self.split_at = None
        self.match_cards(at)

    def match_cards(self, at: datetime) -> None:
        """Makes its cards those that it should have: one, or one for each question, the first being
        the story's own."""
        if self.archived_at:
            return
        wanted = self.prompts_by_card.keys() if self.split_at else set()
        there = {card.id: card for card in self.cards}
        for id, card in there.items():
            card.restore(at) if id == self.id or id in wanted else card.archive(at)
        for id in wanted - there.keys():
            Card(
                user_id=self.user_id, id=id, kind=Kind.STORY, story_id=self.id, created_at=at
            ).add_once()

    @property
    def prompts_by_card(self) -> dict[UUID, str]:
        """The question of each card of a story that is split, by the card's id: the first is the
        story's own."""
        first, *others = self.prompt_list or [""]
        return {self.id: first, **{uuid5(self.id, prompt): prompt for prompt in others}}

    @property
    def cards(self) -> Sequence[Card]:
        return Card.of_story(self.user_id, self.id)

    @property
    def prompt_list(self) -> list[str]:
        return list(
            dict.fromkeys(line for line in map(str.strip, self.prompts.split("\n")) if line)
        )

    @property
    def asked_for_by_name(self) -> str:
        return f"Tell me about: {self.title}"

    @property
    def whole(self) -> str:
        """All that is told of it, as one text."""
        parts = [
            *self.parts,
            ("The number", self.number),
            ("My part", self.my_part),
            ("Not my part", self.not_my_part),
            *self.afterthoughts,
        ]
        vouch = [self.vouch_words, self.vouched and f"({self.vouched})"]
        return "\n\n".join(
            filter(
                None,
                [
                    self.title,
                    self.first_sentence,
                    *(f"{name}: {text}" for name, text in parts if text),
                    " ".join(filter(None, vouch)),
                ],
            )
        )

    @property
    def vouched(self) -> str:
        """Who vouches for it, and when that was."""
        return ", ".join(filter(None, [self.vouch_by, self.vouch_when]))

    @property
    def tag_list(self) -> list[str]:
        return tags_in(self.tags)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The name and the text of each part of the telling, in order."""
        return [
            ("Situation", self.situation),
            ("Task", self.task),
            ("Action", self.action),
            ("Result", self.result),
        ]

    @property
    def afterthoughts(self) -> list[tuple[str, str]]:
        """What is asked about it once it is told, with the answers."""
        return [("What went wrong", self.went_wrong), ("What I would do now", self.would_do_now)]

    @property
    def spoken(self) -> str:
        """What is said aloud when it is told, in order."""
        return "\n".join((self.first_sentence, self.situation, self.task, self.action, self.result))


SEARCHED = (
    "title",
    "prompts",
    "first_sentence",
    "situation",
    "task",
    "action",
    "result",
    "number",
    "number_source",
    "my_part",
    "not_my_part",
    "went_wrong",
    "would_do_now",
    "vouch_words",
    "vouch_by",
    "vouch_when",
    "tags",
)


def tags_in(text: str) -> list[str]:
    """The tags of a line such as 'conflict, Result, result': lower case, each once, in the order
    written."""
    tags = (" ".join(tag.split()).casefold() for tag in text.split(","))
    return list(dict.fromkeys(tag for tag in tags if tag))
