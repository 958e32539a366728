"""How much to practise at a time: about as many cards as usual, all of them on the last evening if
that can be, a few on the day itself, and then no more than fit into the time that is left. Before,
what can't wait is enough for who wants to do little."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil
from statistics import median

from webapp.cards.memory import DAY
from webapp.practice.aim import TOO_LATE_FOR_NEW
from webapp.practice.ordering import (
    LAST_PRACTICE,
    USUAL_CAPACITY,
    Ranked,
    Remembered,
    Weights,
    in_order,
    is_due,
)

AN_ANSWER = 40.0  # seconds from prompt to grade, until a person's own are known
ANSWERS_LOOKED_AT = 50
KNOWN_AFTER = 10  # answers; until then their median counts for its share of these
OFFERED = (5, 15)  # minutes
LAST_EVENING = 30  # minutes, or
IN_ONE_GO = 1.5  # times the usual number, whichever is more: it is for the last time


class Stage(StrEnum):
    """How near the hour is."""

    BUILD = "build"  # evenings are left
    SWEEP = "sweep"  # the last one
    WARM_UP = "warm-up"  # the day itself
    STOP = "stop"  # what isn't known by now won't come by looking


def stage_at(at: datetime, hour: datetime | None) -> Stage:
    left = hour - at if hour and hour > at else None
    if left is None or left >= LAST_PRACTICE + DAY:
        return Stage.BUILD
    if left > LAST_PRACTICE:
        return Stage.SWEEP
    return Stage.WARM_UP if left > TOO_LATE_FOR_NEW * DAY else Stage.STOP


@dataclass(frozen=True)
class SessionPlan:
    """`size` cards to practise now, `seconds` each; `wanted` were more, if there is no time for all
    that would be right. So many of all are `known` a little: they were seen before. So many are
    `needed`, new or fading, while evenings are left; later it is None: all of them are."""

    stage: Stage
    size: int
    wanted: int
    known: int
    needed: int | None
    seconds: float

    @property
    def is_short_of_time(self) -> bool:
        return self.size < self.wanted

    def minutes(self, size: int) -> int:
        """About how many minutes so many cards take, at least one."""
        return max(1, round(size * self.seconds / 60))

    def fit(self, minutes: float) -> int:
        return int(minutes * 60 / self.seconds)

    def other_sizes(self, total: int) -> list[tuple[int | str, int]]:
        """What else there is to choose, as (minutes, cards); instead of the minutes "least" for
        what is needed, and "all"."""
        least: list[tuple[int | str, int]] = (
            [("least", self.needed)] if self.needed and self.needed < self.size else []
        )
        by_time: list[tuple[int | str, int]] = [
            (minutes, self.fit(minutes)) for minutes in OFFERED if 0 < self.fit(minutes) < total
        ]
        return least + [
            (what, size) for what, size in [*by_time, ("all", total)] if size not in (0, self.size)
        ]


def plan_session(
    cards: Sequence[Remembered],
    at: datetime,
    hour: datetime | None = None,
    until: datetime | None = None,
    capacity: int = USUAL_CAPACITY,
    seconds: float = AN_ANSWER,
) -> SessionPlan:
    """The `SessionPlan` at the time `at` for `cards`, each an (id, memory). `until` is when there
    is no time any more: to leave for the interview, or its `hour`."""
    stage = stage_at(at, hour)
    known = sum(memory is not None for _, memory in cards)
    # Too late for what is new, unless all is.
    wanted = known if known and stage is Stage.STOP else len(cards)
    needed = (
        sum(memory is None or is_due(memory, at) for _, memory in cards)
        if stage is Stage.BUILD
        else None
    )
    wanted = min(wanted, reviews_at(stage, capacity, seconds))
    fitting = (
        max(1, int((until - at).total_seconds() / seconds))
        if until and stage in (Stage.WARM_UP, Stage.STOP)
        else wanted
    )
    return SessionPlan(stage, min(wanted, fitting), wanted, known, needed, seconds)


def reviews_at(stage: Stage, capacity: int, seconds: float) -> int:
    """How many reviews are right, where there are cards for them, for who makes `capacity` of them
    in an evening."""
    if stage is Stage.BUILD:
        return capacity
    return (
        max(int(IN_ONE_GO * capacity), int(LAST_EVENING * 60 / seconds))
        if stage is Stage.SWEEP
        else ceil(capacity / 2)
    )


def arranged(
    cards: tuple[Remembered, ...],
    at: datetime,
    hour: datetime | None,
    capacity: int,
    now: SessionPlan,
    weights: Weights = (),
    warms_up: bool = False,
) -> list[Ranked]:
    """The `Ranked` of each of `cards`, those of this session in front: `now` is that, the rest
    as `in_order` takes it. The last evening asks for so much that many stop before: its cards
    are dealt as for one of half the usual number, and however many are done, they are the right
    ones."""
    ranked = in_order(cards, at, hour, capacity, now.size, weights, warms_up)
    if now.stage is not Stage.SWEEP:
        return ranked
    these, rest = ranked[: now.size], ranked[now.size :]
    place = {
        card.id: place
        for place, card in enumerate(
            in_order(cards, at, hour, capacity, ceil(capacity / 2), weights, warms_up)
        )
    }
    return sorted(these, key=lambda card: place[card.id]) + rest


def usual_seconds(answers: Iterable[tuple[datetime, float | None]]) -> float:
    """How long a person takes for an answer, of `answers` as (time, seconds or None): the median of
    the last ones, which takes the place of what is assumed as they come in."""
    last = sorted((at, seconds) for at, seconds in answers if seconds is not None)[
        -ANSWERS_LOOKED_AT:
    ]
    if not last:
        return AN_ANSWER
    own = max(1.0, median(seconds for _, seconds in last))
    return AN_ANSWER + (own - AN_ANSWER) * min(1.0, len(last) / KNOWN_AFTER)
