"""The cards of a practice in the order to review them: towards the hour of an interview, or with
none, as FSRS would."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from statistics import median
from typing import NamedTuple
from uuid import UUID

import numpy as np

from webapp.cards.memory import DAY, Memory, recall_at
from webapp.practice.aim import Aim, Cards, Session

Remembered = tuple[UUID, Memory | None]
Weights = tuple[tuple[UUID, float], ...]

USUAL_CAPACITY = 12  # reviews an evening, until it is known how many a person makes
LEAST_CAPACITY = 5  # whoever only looked in now and then has more time than that in the last days
DAYS_LOOKED_AT = 14  # of those with a review, for what is usual
WARM_UP = timedelta(hours=2)  # before the hour
LAST_PRACTICE = timedelta(hours=6)  # before the hour; whoever practises later than that warms up
DAYS_PLANNED = 14  # one by one; what is farther away is planned in larger steps
LATE = timedelta(hours=4)  # in the morning, which still is the evening before
DESIRED_RECALL = 0.9  # without an hour to aim at: FSRS's usual


class Ranked(NamedTuple):
    """A card, and the probability that it is recalled at the hour if it isn't reviewed before; None
    for one that was never seen, and where there is no hour."""

    id: UUID
    recall: float | None


@lru_cache(maxsize=256)  # the pages of one practice ask the same again and again
def in_order(
    cards: tuple[Remembered, ...],
    at: datetime,
    hour: datetime | None = None,
    capacity: int = USUAL_CAPACITY,
    today: int | None = None,
    weights: Weights = (),
    warms_up: bool = False,
) -> list[Ranked]:
    """The `Ranked` of each of `cards`, those to review first at the time `at` in front. Each card
    is an (id, memory), with None for the memory of one that was never seen; all of them a tuple.
    `hour` is when they are needed, if it is known and to come, `capacity` how many reviews there is
    time for in an evening, and `today` how many now, if that is another number. `weights` is a
    tuple of (id, weight) of the cards that count for something else than 1 at the hour; `warms_up`
    whether some practice is to be expected on the morning of the day."""
    if hour is None or hour <= at:
        return [Ranked(id, None) for id in by_need(cards, at)]
    aim = Aim(sessions_until(hour, at, capacity, today, warms_up), (hour - at) / DAY)
    arrays = as_arrays(cards, at, dict(weights))
    aim.find_prices(arrays)
    advantage = aim.advantage(arrays)
    order = np.argsort(-advantage, kind="stable")
    return [
        Ranked(id, recall_at(memory, hour) if memory else None)
        for id, memory in (cards[index] for index in order)
    ]


def by_need(cards: Iterable[Remembered], at: datetime) -> list[UUID]:
    """Their ids. As FSRS's apps have it: what is due, the least remembered first; then what is new;
    then the rest, by how little of it will be left tomorrow, for a moment after an answer was seen
    it is known."""

    def need(card: Remembered) -> tuple[int, float]:
        _, memory = card
        if memory is None:
            return 1, 0
        return (
            (0, recall_at(memory, at)) if is_due(memory, at) else (2, recall_at(memory, at + DAY))
        )

    return [id for id, _ in sorted(cards, key=need)]


def is_due(memory: Memory, at: datetime) -> bool:
    return recall_at(memory, at) <= DESIRED_RECALL


def sessions_until(
    hour: datetime, at: datetime, capacity: int, today: int | None = None, warms_up: bool = False
) -> list[Session]:
    """When practice can be until the hour: now, at this time of each day to come, and for who
    `warms_up` shortly on the day itself. To count on that and not to make it costs far more than to
    make it without."""
    last = hour - LAST_PRACTICE
    days = max(0, int((last - at) / DAY))
    near = range(max(1, days - DAYS_PLANNED + 1), days + 1)
    sessions = [Session(0, today or capacity)]
    far = near.start - 1
    if far > 0:
        sessions.append(Session((far + 1) / 2, capacity * far))
    sessions += [Session(day, capacity) for day in near]
    if warms_up and sessions[-1].at * DAY < hour - at - LAST_PRACTICE:
        sessions.append(Session((hour - WARM_UP - at) / DAY, capacity / 2))
    return sessions


def as_arrays(
    cards: Sequence[Remembered], at: datetime, weights: Mapping[UUID, float] | None = None
) -> Cards:
    memories, counting = (
        [memory for _, memory in cards],
        [weights.get(id, 1.0) if weights else 1.0 for id, _ in cards],
    )
    return Cards(
        stability=[memory.stability if memory else 1 for memory in memories],
        difficulty=[memory.difficulty if memory else 1 for memory in memories],
        age=[max(0, (at - memory.at) / DAY) if memory else 0 for memory in memories],
        seen=[memory is not None for memory in memories],
        weight=np.array(counting) / (max(counting, default=0) or 1),  # beside what counts for most
    )


def daily_capacity(
    reviews: Iterable[tuple[UUID, datetime]], at: datetime, zone: tzinfo = UTC
) -> int:
    """How many cards a person reviews on a day with any, by the (card, time) of each review; a
    guess before there were some, and after the first day no more than that. A card that came once
    more is one. A day lasts until late in its night, by the clock of that zone; the one that `at`
    is in tells nothing, for it goes on."""

    def day_of(time: datetime) -> date:
        return (time.astimezone(zone) - LATE).date()

    counts = Counter(
        day for _, day in {(card, day_of(time)) for card, time in reviews} if day < day_of(at)
    )
    days = [counts[day] for day in sorted(counts, reverse=True)[:DAYS_LOOKED_AT]]
    return max(
        LEAST_CAPACITY, round(median(days) if len(days) > 1 else min([USUAL_CAPACITY, *days]))
    )
