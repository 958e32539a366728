"""How true the recall is that is shown, by people whose real memory is known.

They practise as in simulation.py, and on the last evening each is told what would be recalled at
the hour: by everybody's parameters, and calibrated on their own answers as the application does.
That is held against the probability with which they really recall each card then. Log loss, RMSE in
bins and AUC are those of https://github.com/open-spaced-repetition/srs-benchmark, over all cards
that were seen.
"""

from typing import NamedTuple

import numpy as np

from tests.fsrs_7 import FSRS7
from tests.simulation import ABOUT, EVENING, HOUR, Case, World, practise, together
from webapp.cards.memory import AGAIN, DEFAULT, Model
from webapp.practice.calibration import lasting

BINS = 20


class Answering(World):
    """The same, and the `answers` of each person, as webapp/cards/memory.py tells them from a
    log."""

    def __init__(self, case, seed, lasting=1.0):
        super().__init__(case, seed, lasting)
        self.answers = [[] for _ in range(case.people)]

    def review(self, people, cards, now):
        before = (
            self.seen[people, cards],
            self.known[0, people, cards],
            self.age(now)[people, cards],
        )
        super().review(people, cards, now)
        recalled = self.ratings[people, cards] != AGAIN
        for person, seen, *answer in zip(people, *before, recalled, strict=True):
            if seen:
                self.answers[person].append(answer)


class Otherwise(Answering):
    """People who remember as FSRS-7 says."""

    traces = 3

    def memory_of(self, people):
        return FSRS7()

    def recalled_by(self, model, state, days):
        return model.recall(*state, days)


MEMORIES = {
    "as everybody": {},
    "30 % off": {"off": 0.3},
    "halved": {"lasting": 0.5},
    "halved, 30 % off": {"off": 0.3, "lasting": 0.5},
    "FSRS-7": {"world": Otherwise},
}


class Shown(NamedTuple):
    """Of each person a row of cards: what is `shown`, by the `default` parameters, and the `truth`;
    and of each what share is recalled at `least` and at `most`."""

    shown: np.ndarray
    default: np.ndarray
    truth: np.ndarray
    least: np.ndarray
    most: np.ndarray


def shown_on_the_last_evening(
    days, capacity, people=500, off=0.0, lasting=1.0, world=Answering, seed=1
):
    """What people are told after the last evening, and what is true."""
    world, hour, chance = (
        world(Case(days, capacity, people=people, off=off), seed, lasting),
        days + HOUR,
        np.random.default_rng(seed + 1),
    )
    for day in range(days):
        at = day + EVENING + chance.uniform(-ABOUT, ABOUT, people)
        practise(world, together, at, hour, np.full(people, capacity))
    by = [
        told(world, hour, factors) for factors in zip(*map(lasting_of, world.answers), strict=True)
    ]
    return Shown(
        by[1],
        told(world, hour, np.ones(people)),
        world.recalled_at(hour),
        by[0].mean(1),
        by[2].mean(1),
    )


def lasting_of(answers):
    return lasting(np.array(answers, float).reshape(-1, 3).T)


def told(world, hour, factors):
    recall = Model(DEFAULT.w, np.array(factors)[:, None]).recall(world.known[0], hour - world.last)
    return np.where(world.seen, recall, 0)


def log_loss(shown, truth):
    """To be expected of outcomes with these probabilities; the least is not 0, but what chance
    leaves open."""
    return -np.mean(truth * np.log(shown) + (1 - truth) * np.log(1 - shown))


def rmse_in_bins(shown, truth):
    bins = np.minimum((shown * BINS).astype(int), BINS - 1)
    number = np.bincount(bins, minlength=BINS)
    off = np.bincount(bins, shown - truth, BINS) / np.maximum(number, 1)
    return np.sqrt((number * off**2).sum() / number.sum())


def auc(shown, truth):
    """The chance that of a card that is recalled more is shown than of another that isn't."""
    order = np.argsort(shown)
    recalled, forgotten = truth[order], 1 - truth[order]
    pairs = recalled.sum() * forgotten.sum() - recalled @ forgotten  # of two cards each
    return (recalled * (np.cumsum(forgotten) - forgotten)).sum() / pairs


def row(name, days, capacity, memory):
    found = shown_on_the_last_evening(days, capacity, **memory)
    seen = found.truth > 0
    cells = [
        f"{100 * (kind.mean() - found.truth.mean()):+.1f} | {log_loss(kind[seen], found.truth[seen]):.3f} | "
        f"{rmse_in_bins(kind[seen], found.truth[seen]):.3f} | {auc(kind[seen], found.truth[seen]):.3f}"
        for kind in (found.default, found.shown)
    ]
    share = found.truth.mean(1)
    inside = np.mean((found.least <= share) & (share <= found.most))
    return f"| {days} x {capacity}, {name} | {' | '.join(cells)} | {100 * inside:.0f} | {100 * (found.most - found.least).mean():.1f} |"


def main():
    print(
        "\nWhat is shown of what will be recalled, on the last evening: points too high, log loss, RMSE in bins, AUC\n"
    )
    columns = [
        "",
        *["by the default", "", "", ""],
        *["calibrated", "", "", ""],
        "% within the range",
        "its points",
    ]
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for days in (3, 7, 14):
        for name, memory in MEMORIES.items():
            print(row(name, days, 10, memory), flush=True)


if __name__ == "__main__":
    main()
