"""One go through the deck. Nothing of it is kept but the reviews: it is the time it began at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.cards.grades import Grade
from webapp.cards.memory import DAY, folded, recall_at
from webapp.cards.models import Card
from webapp.cards.reviews import Review, in_address
from webapp.core.clock import now
from webapp.core.database import db
from webapp.core.truth import true_until_next
from webapp.interviews.models import Interview
from webapp.practice.calibration import Lasting, lasting
from webapp.practice.forecast import Forecast, forecast
from webapp.practice.ordering import Ranked, daily_capacity
from webapp.practice.session import arranged, plan_session, usual_seconds
from webapp.requirements.models import Proof

MAX_TIMES = 3  # of a card in one practice: what was blank comes back at its end, at most twice
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Practice:
    """A practice of `size` of the cards there were at `since`, in the order that was right then for
    the interview to come; of as many as were right, if none is given.

    Loads one card, not the deck: the cost of a page is the same for 5 cards as for 500.
    """

    def __init__(self, user_id: UUID, since: datetime, size: int | None = None) -> None:
        self.user_id, self.since = user_id, since
        chosen, log = Interview.chosen(user_id, since), Review.log(user_id, since)
        self.interview = chosen if chosen and chosen.starts_at > since else None
        self.at, self.warms_up = self.planned_at(), bool(db.session.get_one(User, user_id).warms_up)
        (memories, self.answers), self.capacity = (
            folded(log),
            daily_capacity(
                [(card, at) for card, at, *_ in log], since, chosen.zone if chosen else UTC
            ),
        )
        self.times_seen = Counter(card_id for card_id, *_ in log)
        self.cards = tuple(
            (card_id, memories.get(card_id)) for card_id in Card.to_practise(user_id, since)
        )
        self.session = plan_session(
            self.cards,
            self.at,
            self.hour,
            self.time_up,
            self.capacity,
            usual_seconds([(at, seconds) for _, at, _, _, seconds in log]),
        )
        self.size = min(size or self.session.size, len(self.cards))

    def planned_at(self) -> datetime:
        """The time that the plan is for: `since`, to the last ten minutes, on the last day to the
        minute. So the pages that show it say the same for that long."""
        is_near = self.hour and self.hour - self.since <= DAY
        step = timedelta(minutes=1 if is_near else 10)
        at = self.since - (self.since - EPOCH) % step
        true_until_next(now(), at + step, self.hour, self.hour and self.hour - DAY, self.time_up)
        return at

    @property
    def hour(self) -> datetime | None:
        return self.interview.starts_at if self.interview else None

    @property
    def time_up(self) -> datetime | None:
        """When there is no time to practise any more: when it is time to leave, and after that the
        interview."""
        if not self.interview:
            return None
        leave = self.interview.leave_at
        return leave if leave and leave > self.since else self.hour

    @cached_property
    def reviews(self) -> Sequence[Review]:
        return Review.since(self.user_id, self.since)

    @cached_property
    def ranked(self) -> list[Ranked]:
        """All the cards as `Ranked`, first the one to begin with. However many of them the practice
        is of, it is the same."""
        weights = Proof.weights(self.interview) if self.interview else {}
        return arranged(
            self.cards,
            self.at,
            self.hour,
            self.capacity,
            self.session,
            tuple(sorted(weights.items())),
            self.warms_up,
        )

    @cached_property
    def deck(self) -> list[UUID]:
        """The ids of its cards, in order."""
        return [card.id for card in self.ranked[: self.size]]

    def forecast(self, practised: bool = False) -> Forecast | None:
        """The `Forecast` to the interview, with the practice done at its beginning or without it;
        None without an interview."""
        if not self.hour:
            return None
        return forecast(
            self.cards, self.at, self.hour, set(self.deck) if practised else (), self.lasting
        )

    @cached_property
    def lasting(self) -> Lasting:
        """How long what this person learned lasts, by their own answers."""
        return lasting(self.answers)

    @property
    def weakest(self) -> list[tuple[Card, float | None]]:
        """The three cards that would be recalled least at the interview, as (card, recall); recall
        is None if never seen."""
        _, model, _ = self.lasting.models
        recalls = [
            (recall_at(memory, self.hour, model) if memory and self.hour else None, card_id)
            for card_id, memory in self.cards
        ]
        least = sorted(recalls, key=lambda one: (one[0] or 0, one[1]))[:3]
        found = self.with_stories(*(card_id for _, card_id in least))
        return [(found[card_id], recall) for recall, card_id in least]

    @cached_property
    def given(self) -> dict[UUID, list[Grade]]:
        """The grades that each card got in this practice, by its id, the card seen last at the end.
        One that was put away meanwhile isn't in it."""
        cards = set(self.deck)
        given: dict[UUID, list[Grade]] = {}
        for review in self.reviews:
            if review.card_id in cards:
                given[review.card_id] = [*given.pop(review.card_id, []), review.grade]
        return given

    @property
    def grades(self) -> dict[UUID, Grade]:
        """The last of them for each card."""
        return {card_id: grades[-1] for card_id, grades in self.given.items()}

    @property
    def rest(self) -> list[UUID]:
        """The ids of its cards that got none yet, in order."""
        return [card_id for card_id in self.deck if card_id not in self.given]

    @property
    def coming_back(self) -> list[UUID]:
        """The ids of the cards that come once more, for they were blank: first the one that was
        seen longest ago."""
        return [
            card_id
            for card_id, grades in self.given.items()
            if grades[-1] == Grade.AGAIN and len(grades) < MAX_TIMES
        ]

    @property
    def params(self) -> dict[str, Any]:
        """What says in an address or a form which practice it is."""
        return {"since": in_address(self.since), "size": self.size}

    @property
    def done(self) -> int:
        """How many turns there were: a card that came once more had two."""
        return sum(map(len, self.given.values()))

    @property
    def turns(self) -> int:
        """How many there will be, as far as is known."""
        return self.done + self.size - len(self.given) + len(self.coming_back)

    @cached_property
    def card(self) -> Card | None:
        """The card whose turn it is, with its story; None when all had theirs."""
        next_id = next(iter([*self.rest, *self.coming_back]), None)
        return self.with_stories(next_id).get(next_id) if next_id else None

    def to_come(self, most: int, also: Iterable[UUID] = ()) -> list[Card]:
        """Up to `most` of the cards that come after the one whose turn it is, also those beyond
        this practice; after them those that are wanted `also`."""
        if most < 1:
            return []
        shown = self.card.id if self.card else None
        ids = [card.id for card in self.ranked if card.id not in self.given and card.id != shown][
            :most
        ]
        there = {card_id for card_id, _ in self.cards} - {shown, *ids}
        ids += [card_id for card_id in dict.fromkeys(also) if card_id in there]
        found = self.with_stories(*ids)
        return [found[card_id] for card_id in ids]

    @property
    def last_review(self) -> Review | None:
        return self.reviews[-1] if self.reviews else None

    @property
    def counts(self) -> list[tuple[Grade, int]]:
        """How many cards got each grade, the weakest first."""
        counted = Counter(self.grades.values())
        return [(grade, counted[grade]) for grade in Grade]

    @property
    def to_look_at(self) -> list[Card]:
        """The cards that didn't come by themselves, at most ten of them, the weakest first."""
        weak = [
            card_id
            for grade in (Grade.AGAIN, Grade.HARD)
            for card_id in self.deck
            if self.grades.get(card_id) == grade
        ]
        found = self.with_stories(*weak[:10])
        return [found[card_id] for card_id in weak[:10] if card_id in found]

    def with_stories(self, *card_ids: UUID) -> dict[UUID, Card]:
        wanted = (
            select(Card)
            .where(Card.user_id == self.user_id, Card.id.in_(card_ids))
            .options(joinedload(Card.story))
        )
        return {card.id: card for card in db.session.scalars(wanted)}

    def prompt_of(self, card: Card) -> str:
        """One of the questions that the card answers, another each time; a story with none is asked
        for by name."""
        if not card.story_id:
            return card.prompt
        prompts = [card.own_prompt] if card.own_prompt else card.story.prompt_list
        return (
            prompts[self.times_seen[card.id] % len(prompts)]
            if prompts
            else card.story.asked_for_by_name
        )
