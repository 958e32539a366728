"""How much is forgotten at the interview, by the way in which the cards of each evening are chosen.

People who remember as FSRS-6 says practise each evening at about 19:00, a card in 40 seconds, and
are interviewed at 10:00 on the morning after the last, with half an evening's number as a warm-up.
Every way gets the same people, the same chance and the same number of reviews, and none sees what
the people really remember: each keeps its own record from the ratings alone, by default parameters,
also where the people's own are up to 30 % off. Ours is the application's own way, person by person:
what it learns of the usual number, its session, and the order that it deals in. The limit is that
of the relaxed problem, see webapp/practice/aim.py.

Apart from these stand people who want to do little: `least`, as many reviews as
webapp/practice/session.py says will do.
"""

from collections import namedtuple
from concurrent.futures import ProcessPoolExecutor
from copy import copy
from datetime import UTC, datetime, timedelta

import numpy as np

from webapp.cards.memory import AGAIN, DEFAULT, PARAMETERS, RATINGS, Memory, Model
from webapp.practice.aim import FIRST_RATINGS, LATER_RATINGS, Aim, Cards, Session
from webapp.practice.grid import Grid
from webapp.practice.ordering import DESIRED_RECALL, LEAST_CAPACITY, daily_capacity, sessions_until
from webapp.practice.session import AN_ANSWER, Stage, arranged, plan_session, reviews_at, stage_at

EVENING, HOUR, MORNING, NIGHT = 19 / 24, 10 / 24, 8 / 24, 23.8 / 24
ABOUT = 1 / 24  # how much earlier or later an evening may begin
ANSWER = AN_ANSWER / 24 / 3600  # days
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
# The bounds that py-fsrs keeps parameters in.
LEAST = [0.001] * 4 + [
    1,
    0.001,
    0.001,
    0.001,
    0,
    0,
    0.001,
    0.001,
    0.001,
    0.001,
    0,
    0,
    1,
    0,
    0,
    0,
    0.1,
]
HIGHEST = [100] * 4 + [10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8]

# `life` is "late": a third of the cards is written half-way; "twice": half of each evening's number
# is practised in the morning; "moved": until half-way the interview was to be then; "early": every
# other evening they stop anywhere; "no morning": they make no warm-up, and never did; "nights":
# they begin shortly before midnight; "travel": from half-way on, six hours later.
Case = namedtuple(
    "Case", "days capacity cards people off skipped life", defaults=(30, 40, 0.0, 0.0, "")
)
# Percent, percent of a 95 % interval, percent, a person.
Result = namedtuple("Result", "forgotten margin weakest reviews")


class World:
    """All people of a case, each with the same number of cards. What they remember is `truth`; what
    a policy knows of it is `stability`, `difficulty`, `seen`, `last` (when), `ratings` (the last)
    and `streak` (of recalled ones). What they learn is `lasting` so many times as long as their
    parameters say."""

    traces = 2  # numbers that say what is remembered of a card

    def __init__(self, case, seed, lasting=1.0):
        self.case, self.chance, self.lasting = case, np.random.default_rng(seed), lasting
        shape = (case.people, case.cards)
        off = np.exp(self.chance.normal(0, case.off, (21, case.people, 1)))
        self.parameters = np.clip(
            np.array(PARAMETERS)[:, None, None] * off,
            np.array(LEAST)[:, None, None],
            np.array(HIGHEST)[:, None, None],
        )
        self.truth, self.known = np.ones((self.traces, *shape)), np.ones((2, *shape))
        self.seen, self.last = np.zeros(shape, bool), np.zeros(shape)
        self.ratings, self.streak = np.zeros(shape, int), np.zeros(shape, int)
        self.interval, self.ease = np.zeros(shape), np.full(shape, 2.5)  # SM-2's record
        self.reviews = np.zeros(1, int)
        # Of the reviews that each person made, (card, time).
        self.times = [[] for _ in range(case.people)]
        self.practices = []  # how many reviews each person made in each

    def review(self, people, cards, now):
        """One card of each of these people, at a time of each."""
        model = self.memory_of(people)
        at, seen = (people, cards), self.seen[people, cards]
        days = np.where(seen, self.age(now)[at], 0)
        recalled = self.chance.random(len(people)) < self.recalled_by(
            model, self.truth[:, people, cards], days
        )
        kind = self.chance.random(len(people))
        first = 1 + np.searchsorted(np.cumsum(FIRST_RATINGS)[:3], kind, side="right")
        later = np.where(
            recalled, 2 + np.searchsorted(np.cumsum(LATER_RATINGS)[:2], kind, side="right"), AGAIN
        )
        rating = np.where(seen, later, first)
        for record, by in ((self.truth, model), (self.known, DEFAULT)):
            old = record[:, people, cards]
            new = [
                np.where(
                    seen,
                    by.next(*old, days, one),
                    np.array(np.broadcast_arrays(*by.first(one), old[0])[: len(old)]),
                )
                for one in RATINGS
            ]
            record[:, people, cards] = np.choose(rating - 1, new)
        self.note(at, rating, days)
        self.seen[at], self.last[at], self.ratings[at] = True, now[people], rating
        for person, card in zip(people, cards, strict=True):
            self.times[person].append((card, time_of(now[person])))
        self.reviews += len(people)

    def memory_of(self, people):
        return Model(self.parameters[:, people, 0], self.lasting)

    def recalled_by(self, model, state, days):
        return model.recall(state[0], days)

    def with_the_first(self, number):
        """The same world, but of so many cards; what is reviewed in the one is in the other."""
        part = copy(self)
        for name in ("truth", "known", "seen", "last", "ratings", "streak", "interval", "ease"):
            setattr(part, name, getattr(self, name)[..., :number])
        return part

    def note(self, at, rating, days):
        """What SM-2 and Leitner's boxes keep: P. Wozniak, Optimization of learning, 1990, with
        ratings 1-4 as qualities 2-5."""
        self.streak[at] = np.where(rating == AGAIN, 0, self.streak[at] + 1)
        quality = rating + 1
        self.ease[at] = np.maximum(
            1.3, self.ease[at] + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02)
        )
        grown = np.select(
            [self.streak[at] <= 1, self.streak[at] == 2],
            [1, 6],
            np.round(self.interval[at] * self.ease[at]),
        )
        self.interval[at] = grown

    def age(self, now):
        return np.where(self.seen, np.reshape(now, (-1, 1)) - self.last, 0)

    def recall(self, now):
        """As far as the default parameters tell; nothing of what was never seen."""
        return np.where(self.seen, DEFAULT.recall(self.known[0], self.age(now)), 0)

    def recalled_at(self, hour):
        """What is really remembered."""
        recalled = [
            self.recalled_by(self.memory_of(one), self.truth[:, one], hour - self.last[one])
            for one in range(self.case.people)
        ]
        return np.where(self.seen, recalled, 0)


def due_first(due, urgency, unseen, rest=None):
    """Scores: what is due, then what is new, then, if given, the rest."""
    return np.where(due, 4 + urgency, np.where(unseen, 3, -1 if rest is None else rest))


def fsrs(desired, filled=False):
    def scores(world, now, *_):
        recall = world.recall(now)
        return due_first(
            world.seen & (recall <= desired),
            1 - recall,
            ~world.seen,
            1 - recall if filled else None,
        )

    return scores


def sm_2(world, now, *_):
    age = world.age(now)
    due = world.seen & (age + 0.5 >= world.interval)
    return due_first(due, age / np.maximum(world.interval, 1) / 1000, ~world.seen, age / 1000)


def leitner(world, now, *_):
    age, box = world.age(now), 2.0 ** np.clip(world.streak - 1, 0, 5)
    return due_first(world.seen & (age + 0.5 >= box), age / box / 1000, ~world.seen, age / 1000)


def gain_at(hour, world, now):
    """How much more is recalled at the hour after a review now and nothing else."""
    stability, difficulty = world.known
    recall, age, left = world.recall(now), world.age(now), hour - np.reshape(now, (-1, 1))
    chances = [1 - recall, *(recall * chance for chance in LATER_RATINGS)]
    after = [
        DEFAULT.recall(DEFAULT.next(stability, difficulty, age, rating)[0], left)
        for rating in RATINGS
    ]
    gain = sum(chance * value for chance, value in zip(chances, after, strict=True)) - world.recall(
        hour
    )
    new = sum(
        chance * DEFAULT.recall(DEFAULT.first(rating)[0], left)
        for chance, rating in zip(FIRST_RATINGS, RATINGS, strict=True)
    )
    return np.where(world.seen, gain, new)


def greedy(world, now, hour, _):
    return gain_at(hour, world, now)


def ours(world, now, hour, _):
    """As the application deals, to each of the people: what comes first has the highest score."""
    scores = np.full(world.seen.shape, -1.0)
    for person in range(world.case.people):
        dealt = dealt_to(person, world, now[person], hour)
        scores[person, dealt] = range(len(dealt), 0, -1)
    return scores


def dealt_to(person, world, now, hour):
    """What the application deals to one of these people, in order: of all cards while evenings are
    left, for whoever wants more goes on; later what it asks for."""
    at, hour = time_of(now), time_of(hour)
    kept = zip(*world.known[:, person], world.last[person], world.seen[person], strict=True)
    cards = tuple(
        (card, Memory(stability, difficulty, time_of(last)) if is_seen else None)
        for card, (stability, difficulty, last, is_seen) in enumerate(kept)
    )
    capacity = daily_capacity(world.times[person], at)
    offered = plan_session(cards, at, hour, hour, capacity)
    choices = arranged(cards, at, hour, capacity, offered, warms_up=world.case.life != "no morning")
    return [
        choice.id for choice in choices[: None if offered.stage is Stage.BUILD else offered.size]
    ]


def time_of(days):
    return FIRST_DAY + timedelta(days=float(days))


def together(world, now, hour, capacity):
    """The plan of webapp/cards for all people of the case at once, who make so many reviews: what
    ours comes to where that number is known."""
    stability, difficulty = world.known
    return planned(
        Cards(stability, difficulty, world.age(now), world.seen),
        np.mean(now),
        hour,
        capacity,
        world.case,
    )


def least(world, now, hour, capacity):
    """The plan, but while evenings are left only as many as are new or fading, and all of them on
    the last one."""
    scores = together(world, now, hour, capacity)
    stage = stage_at(time_of(np.mean(now)), time_of(hour))
    if stage is Stage.BUILD:
        number = np.minimum(capacity, (~world.seen | (world.recall(now) <= DESIRED_RECALL)).sum(1))
    else:
        made = np.ma.masked_equal(world.practices, 0)
        number = reviews_of(stage, np.maximum(LEAST_CAPACITY, np.ma.median(made, axis=0).filled(0)))
    place = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1)
    return np.where(place < number[:, None], scores, -1)


reviews_of = np.vectorize(lambda stage, capacity: reviews_at(stage, capacity, AN_ANSWER))


def planned(cards, now, hour, capacity, case):
    sessions = sessions_until(
        time_of(hour), time_of(now), capacity, warms_up=case.life != "no morning"
    )
    aim = Aim([Session(one.at, one.capacity * case.people) for one in sessions], hour - now)
    aim.find_prices(cards)
    # As in a real deck, what is of no use now comes last, and is done where there is time for it.
    return np.maximum(aim.advantage(cards), 0)


POLICIES = {
    "FSRS 0.90, due only": fsrs(0.9),
    "FSRS 0.95, filled": fsrs(0.95, filled=True),
    "SM-2": sm_2,
    "Leitner": leitner,
    "greedy": greedy,
    "ours": ours,
}


def simulate(policy, case, seed=1):
    world, hour, chance = World(case, seed), case.days + HOUR, np.random.default_rng(seed + 1)
    for day in range(case.days):
        is_early = day < case.days // 2
        told = case.days // 2 + HOUR if case.life == "moved" and is_early else hour
        there = (
            world.with_the_first(2 * case.cards // 3) if case.life == "late" and is_early else world
        )
        begins = (
            day
            + (NIGHT if case.life == "nights" else EVENING)
            + (0.25 if case.life == "travel" and not is_early else 0)
        )
        number = np.where(chance.random(case.people) < case.skipped, 0, case.capacity)
        if case.life == "early":
            number = np.where(
                chance.random(case.people) < 0.5,
                chance.integers(1, case.capacity + 1, case.people),
                number,
            )
        for now in (day + MORNING, begins) if case.life == "twice" else (begins,):
            at = now + chance.uniform(-ABOUT, ABOUT, case.people)
            practise(there, policy, at, told, number // (2 if case.life == "twice" else 1))
    if case.life != "no morning":
        practise(
            world,
            policy,
            np.full(case.people, case.days + MORNING),
            hour,
            np.full(case.people, case.capacity // 2),
        )
    return result_of(world, hour)


def practise(world, policy, now, hour, number):
    """Each of the people practises at their time `now`, so many cards."""
    scores = policy(world, now, hour, world.case.capacity)
    order, people = np.argsort(-scores, axis=1, kind="stable"), np.arange(world.case.people)
    number = np.where(number > 0, world.case.cards, 0) if policy is least else number
    world.practices.append(np.zeros(world.case.people, int))
    for turn in range(min(order.shape[1], number.max(initial=0))):
        cards = order[:, turn]
        wanted = (turn < number) & (scores[people, cards] >= 0)
        world.review(people[wanted], cards[wanted], now + turn * ANSWER)
        world.practices[-1][people[wanted]] += 1


def cram(case, seed=1):
    """As many reviews as the others have, all on the last evening, round after round."""
    world, hour = World(case, seed), case.days + HOUR
    for number in range(case.days * case.capacity + case.capacity // 2):
        at = np.full(case.people, case.days - 1 + EVENING + number * ANSWER)
        world.review(np.arange(case.people), np.full(case.people, number % case.cards), at)
    return result_of(world, hour)


def result_of(world, hour):
    recalled = world.recalled_at(hour)
    forgotten = 100 * (1 - recalled.mean(1))
    margin = 1.96 * forgotten.std() / np.sqrt(len(forgotten))
    return Result(
        forgotten.mean(), margin, 100 * recalled.min(1).mean(), world.reviews[0] / len(forgotten)
    )


def limit(case):
    """The least that can be forgotten, in percent, where reviews beyond the capacity of a session
    can be bought at its price."""
    sessions = [Session(day, case.capacity) for day in range(case.days)]
    sessions.append(Session(case.days - EVENING + MORNING, case.capacity // 2))
    aim = Aim(sessions, case.days - EVENING + HOUR, grid=Grid(32, 6))
    nothing = np.zeros(case.cards)
    aim.find_prices(Cards(nothing + 1, nothing + 1, nothing, nothing > 0), steps=120)
    return 100 * (1 - aim.worth(aim.prices).of_unseen - aim.prices @ aim.capacity / case.cards)


def row_of_the_least(case):
    cells = [
        f"{one.forgotten:.2f} ± {one.margin:.2f} | {one.reviews:.0f}"
        for one in (simulate(fsrs(0.9), case), simulate(least, case))
    ]
    return f"| {case.days} x {case.capacity} | {' | '.join(cells)} |"


def row(case):
    results = [cram(case), *(simulate(policy, case) for policy in POLICIES.values())]
    bound = f"{limit(case):.2f}" if case == Case(case.days, case.capacity, case.cards) else ""
    return f"| {named(case)} | {' | '.join(f'{one.forgotten:.2f} ± {one.margin:.2f}' for one in results)} | {bound} |"


def named(case):
    """What tells this case from 30 cards and people who keep to everything."""
    others = [
        f"{case.cards} cards" if case.cards != 30 else "",
        f"{case.off:.0%} off" if case.off else "",
        f"{case.skipped:.0%} skipped" if case.skipped else "",
        case.life,
    ]
    return ", ".join([f"{case.days} x {case.capacity}", *filter(None, others)])


def main():
    lives = ("late", "twice", "moved", "early", "no morning", "nights", "travel")
    cases = [Case(days, capacity) for days in (3, 7, 14, 30) for capacity in (10, 20)] + [
        Case(14, 40, cards=100)
    ]
    for kind in ({"off": 0.3}, {"skipped": 0.3}, *({"life": life} for life in lives)):
        cases += [Case(days, 10, **kind) for days in (7, 14)]
    with ProcessPoolExecutor() as processes:
        print("\nForgotten at the hour, in percent, with 95 % intervals\n")
        columns = ["days x reviews", "cram", *POLICIES, "limit"]
        print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
        for line in processes.map(row, cases):
            print(line, flush=True)
        print(
            "\nThe least that will do: forgotten at the hour, in percent, and reviews a person, of 30 cards\n"
        )
        print(
            "| days x reviews | FSRS 0.90, due only | reviews | ours, the least | reviews |\n|---|---|---|---|---|"
        )
        for line in processes.map(
            row_of_the_least,
            [Case(days, capacity, people=200) for days in (7, 14, 30) for capacity in (10, 20)],
        ):
            print(line, flush=True)


if __name__ == "__main__":
    main()
