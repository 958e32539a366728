"""Cards: anything to be said from memory.

A story is one card, with the story's own id; every other kind has a prompt and an answer of its
own.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID, uuid5

from sqlalchemy import ForeignKeyConstraint, Index, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from webapp.cards.grades import Grade
from webapp.cards.kinds import Kind
from webapp.cards.reviews import Review
from webapp.cards.rungs import Hint, Rung, hints_of_answer, hints_of_story
from webapp.core.database import Base, Owned, db, enum_of, text_of
from webapp.core.forms import FOR_GOOD, no_room
from webapp.core.removal import Archivable
from webapp.core.search import contains_all

if TYPE_CHECKING:
    from webapp.cards.exchange.arriving import Arriving
    from webapp.stories.models import Story


class Card(Archivable, Owned, Base):
    __tablename__ = "cards"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "story_id"], ["stories.user_id", "stories.id"], ondelete="CASCADE"
        ),
        Index(None, "user_id", "story_id"),
        {"sqlite_with_rowid": False},
    )

    MAX_ITEMS = 500  # with words of their own, of one person, archived ones included
    NO_ROOM = no_room(MAX_ITEMS, "cards", FOR_GOOD)

    kind: Mapped[Kind] = mapped_column(enum_of(Kind))
    story_id: Mapped[UUID | None]
    prompt: Mapped[str] = text_of(500)
    answer: Mapped[str] = text_of(2000)
    created_at: Mapped[datetime]
    story: Mapped["Story"] = relationship("Story", viewonly=True, lazy="raise")

    @classmethod
    def add(
        cls,
        user_id: UUID,
        id: UUID,
        prompt: str,
        at: datetime,
        answer: str = "",
        kind: Kind = Kind.QUESTION,
    ) -> Self | None:
        """The card with this id, made unless it is there, and among the cards again; None when
        there are too many already."""
        if card := db.session.get(cls, (user_id, id)):
            card.restore(at)
            return card
        if cls.count_written(user_id) >= cls.MAX_ITEMS:
            return None
        card = cls(user_id=user_id, id=id, kind=kind, prompt=prompt, answer=answer, created_at=at)
        return card.add_once()

    @classmethod
    def count_written(cls, user_id: UUID) -> int:
        """How many cards with words of their own there are, those put away included."""
        mine = cls.user_id == user_id, cls.kind != Kind.STORY
        return db.session.scalars(select(func.count()).select_from(cls).where(*mine)).one()

    @classmethod
    def written(
        cls, user_id: UUID, query: str = "", archived: bool = False
    ) -> dict[Kind, list[Self]]:
        """A person's cards of each kind but stories, in which every word of `query` is found, the
        newest first, by kind."""
        mine = cls.user_id == user_id, cls.kind != Kind.STORY
        state = cls.archived_at.is_not(None) if archived else cls.archived_at.is_(None)
        found = select(cls).where(*mine, state, contains_all(query, cls.prompt, cls.answer))
        cards = db.session.scalars(found.order_by(cls.created_at.desc(), cls.id.desc())).all()
        return {
            kind: these for kind in Kind if (these := [card for card in cards if card.kind is kind])
        }

    @classmethod
    def of_story(cls, user_id: UUID, story_id: UUID) -> Sequence[Self]:
        """A story's own card, and those for its other questions if it was ever split."""
        return db.session.scalars(
            select(cls).where(cls.user_id == user_id, cls.story_id == story_id)
        ).all()

    @classmethod
    def all_with_both_sides(cls, user_id: UUID) -> Sequence[Self]:
        """A person's cards that aren't put away, with their stories, oldest first."""
        mine = (
            select(cls)
            .where(cls.user_id == user_id, cls.archived_at.is_(None))
            .options(joinedload(cls.story))
        )
        return db.session.scalars(mine.order_by(cls.created_at, cls.id)).all()

    @classmethod
    def new_among(cls, user_id: UUID, arriving: "Iterable[Arriving]") -> "list[Arriving]":
        """Those of the `Arriving` cards that can be brought in: nothing is wrong with them, and
        there is none with that front."""
        there = set(
            db.session.scalars(
                select(cls.prompt).where(cls.user_id == user_id, cls.kind != Kind.STORY)
            )
        )
        return [card for card in arriving if not card.error and card.front not in there]

    @classmethod
    def there_among(cls, user_id: UUID, ids: Collection[UUID]) -> set[UUID]:
        """Those of these ids that are cards to practise."""
        mine = cls.user_id == user_id, cls.archived_at.is_(None), cls.id.in_(ids)
        return set(db.session.scalars(select(cls.id).where(*mine))) if ids else set()

    @classmethod
    def remaining_for(cls, user_id: UUID) -> int:
        """How many more with words of their own there can be."""
        return max(0, cls.MAX_ITEMS - cls.count_written(user_id))

    @classmethod
    def add_all(cls, user_id: UUID, arriving: "Iterable[Arriving]", at: datetime) -> int:
        """Makes those that can be brought in, as many as there is room for. Returns how many."""
        new = cls.new_among(user_id, arriving)[: cls.remaining_for(user_id)]
        # The same front is the same card, whoever brings it in twice at once. The list shows the
        # newest first.
        made = [
            (uuid5(user_id, card.front), card, at - timedelta(milliseconds=place))
            for place, card in enumerate(new)
        ]
        ids = set(
            db.session.scalars(
                select(cls.id).where(cls.user_id == user_id, cls.id.in_([id for id, _, _ in made]))
            )
        )
        wanted = [
            cls(
                user_id=user_id,
                id=id,
                kind=card.kind,
                prompt=card.front,
                answer=card.back,
                created_at=created_at,
            )
            for id, card, created_at in made
            if id not in ids
        ]
        db.session.add_all(wanted)
        return len(wanted)

    @classmethod
    def counts_for(cls, user_id: UUID) -> dict[str, int]:
        """How many cards a person has to practise, and how many are put away, as `count` and
        `away`."""
        counts = (
            select(func.count(), func.count(cls.archived_at))
            .select_from(cls)
            .where(cls.user_id == user_id)
        )
        total, away = db.session.execute(counts).one()
        return {"count": total - away, "away": away}

    @classmethod
    def count_for(cls, user_id: UUID) -> int:
        """How many cards a person has to practise."""
        return cls.counts_for(user_id)["count"]

    @classmethod
    def to_practise(cls, user_id: UUID, at: datetime) -> list[UUID]:
        """The ids of the cards there were to practise at that time, oldest first."""
        mine = cls.user_id == user_id, cls.archived_at.is_(None), cls.created_at <= at
        return sorted(db.session.scalars(select(cls.id).where(*mine)))

    @property
    def name(self) -> str:
        """What to call it in a list: a story's title, or the words it asks with."""
        return self.own_prompt or self.story.title

    @property
    def own_prompt(self) -> str:
        """What it asks, always the same; "" for a story that is asked for in several ways."""
        if not self.story_id:
            return self.prompt
        return self.story.prompts_by_card.get(self.id, "") if self.story.split_at else ""

    @property
    def front(self) -> str:
        """What it asks, whole, where there is only one side for it: all the questions of a
        story."""
        return self.own_prompt or "\n".join(self.story.prompt_list) or self.story.asked_for_by_name

    @property
    def back(self) -> str:
        return self.story.whole if self.story_id else self.answer

    def reword(self, prompt: str, answer: str, kind: Kind) -> None:
        self.prompt, self.answer, self.kind = prompt, answer, kind

    def hints(self, prompt: str) -> list[Hint]:
        """What can be shown of it before the whole, when it is asked for by `prompt`."""
        return hints_of_story(self.story, prompt) if self.story_id else hints_of_answer(self.answer)

    def review(
        self,
        id: UUID,
        grade: Grade,
        at: datetime,
        seconds: float | None = None,
        rung: Rung | None = None,
        since: datetime | None = None,
        size: int | None = None,
    ) -> Review:
        """Appends the review with this id, unless it is there. `since` and `size` say which
        practice it is of. Returns it."""
        if review := db.session.get(Review, (self.user_id, id)):
            return review
        review = Review(
            user_id=self.user_id,
            id=id,
            card_id=self.id,
            grade=grade,
            rung=rung,
            seconds=seconds,
            reviewed_at=at,
            practice_began_at=since,
            practice_size=size,
        )
        return review.add_once()
