"""The memory of a card, against the two programs that others use: py-fsrs, and Anki's own
scheduler."""

import random
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from anki.collection import Collection
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from tests.cards.decks import NOON
from webapp.cards.memory import MAX_STABILITY, RATINGS, Model, fold, recall_at

DAY = timedelta(days=1)
# Whole days and repeats, which all count alike; see test_a_day_that_is_not_whole_is_one.
gaps = st.one_of(
    st.integers(0, 100).map(lambda days: days * DAY),
    st.integers(0, 11).map(lambda hours: timedelta(hours=hours)),
)
logs = st.lists(st.tuples(gaps, st.sampled_from(RATINGS)), min_size=1, max_size=12)


def reviews_in(log, card="a"):
    """A log of (time since the last, rating) as reviews of a card with their times."""
    at, reviews = NOON, []
    for number, (gap, rating) in enumerate(log):
        at += gap
        reviews.append((card, at, UUID(int=number), rating))
    return reviews


@given(logs)
def test_it_agrees_with_py_fsrs(log):
    scheduler, card = (
        Scheduler(learning_steps=[], relearning_steps=[], enable_fuzzing=False),
        Card(),
    )
    reviews = reviews_in(log)
    for _, at, _, rating in reviews:
        card, _ = scheduler.review_card(card, Rating(rating), at)
    memory = fold(reviews)["a"]
    assert memory.stability == pytest.approx(card.stability, rel=1e-9)
    assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-9)
    later = memory.at + 9 * DAY
    assert recall_at(memory, later) == pytest.approx(
        scheduler.get_card_retrievability(card, later), rel=1e-9
    )


def test_it_agrees_with_ankis_own_scheduler(tmp_path):
    """Anki counts days by its own nights, so these reviews keep to one time of day; and in single
    precision."""
    collection, chance = Collection(str(tmp_path / "collection.anki2")), random.Random(1)
    for _ in range(40):
        log = [
            (DAY * chance.choice([0, 1, 1, 2, 3, 7, 20]), chance.choice(RATINGS))
            for _ in range(chance.randint(1, 8))
        ]
        reviews = reviews_in(
            [(at + timedelta(seconds=number), rating) for number, (at, rating) in enumerate(log)]
        )
        memory, theirs = fold(reviews)["a"], state_in_anki(collection, reviews)
        assert memory.stability == pytest.approx(theirs.stability, rel=1e-4), log
        assert memory.difficulty == pytest.approx(theirs.difficulty, rel=1e-4), log
    collection.close()


def state_in_anki(collection, reviews):
    """What Anki makes of a card with these reviews."""
    collection.set_config("fsrs", True)
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "A question"
    collection.add_note(note, 1)
    (card,) = note.cards()
    for number, (_, at, _, rating) in enumerate(reviews):
        row_id = round(at.timestamp() * 1000)
        while collection.db.scalar("select count() from revlog where id = ?", row_id):
            row_id += 1
        row = (
            row_id,
            card.id,
            -1,
            rating,
            1,
            0,
            2500,
            5000,
            1 if number else 0,
        )
        collection.db.execute("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
    return collection.compute_memory_state(card.id)


@given(logs, logs, st.randoms())
def test_the_logs_of_two_devices_say_the_same_in_any_order(log, other, chance):
    """And of two cards, each on its own."""
    reviews = reviews_in(log) + reviews_in(other, "b")
    shuffled = chance.sample(reviews, len(reviews))
    assert fold(shuffled) == fold(reviews) == fold(reviews_in(log)) | fold(reviews_in(other, "b"))


@given(logs)
def test_it_is_a_probability_that_only_falls(log):
    memory = fold(reviews_in(log))["a"]
    recalls = [
        recall_at(memory, memory.at + days * DAY) for days in (-1, 0, 0.04, 0.5, 1, 30, 3650)
    ]
    assert recalls[:2] == [1, 1] and recalls == sorted(recalls, reverse=True) and recalls[-1] > 0


@pytest.mark.parametrize("rating", RATINGS)
def test_a_day_that_is_not_whole_is_one(rating):
    """From ten to midnight to a quarter to it, as from one evening to the next; a repeat is what
    comes on the same one."""

    def after(gap):
        return fold(reviews_in([(0 * DAY, 3), (gap, rating)]))["a"].stability

    day, evening, repeat = after(DAY), after(DAY - timedelta(minutes=10)), after(timedelta(hours=1))
    assert evening == pytest.approx(day, rel=0.01) and abs(repeat - day) > 0.05 * day
    assert after(timedelta(hours=11)) == repeat
    stabilities = [after(timedelta(hours=hours)) for hours in range(12, 60)]
    steps = [abs(later - earlier) for earlier, later in pairwise(stabilities)]
    assert max(steps) < 0.1 * day, "and no hour makes a leap"


@pytest.mark.parametrize("stability", [0, -1, float("nan"), float("inf"), 1e-300, 1e300])
@pytest.mark.parametrize("difficulty", [0, -1, float("nan"), 5, 1e300])
def test_what_cannot_be_is_taken_for_what_can(stability, difficulty):
    model = Model()
    assert 0 <= model.recall(stability, 3) <= 1
    for rating in RATINGS:
        for days in (0, 0.2, 1, 40):
            stable, difficult = model.next(stability, difficulty, days, rating)
            assert 0 < stable <= MAX_STABILITY and 1 <= difficult <= 10


def test_too_easy_all_evening_long_is_still_a_memory():
    memory = fold(reviews_in([(timedelta(seconds=10), 4)] * 30))["a"]
    assert memory.stability <= MAX_STABILITY and 0 < recall_at(memory, memory.at + 30 * DAY) < 1


def test_within_a_day_it_falls_too():
    """By fractions of days, where FSRS's own schedulers count whole ones."""
    memory = fold([("a", NOON, UUID(int=1), 3)])["a"]
    assert 0.9 < recall_at(memory, NOON + timedelta(hours=15)) < 0.98
    assert recall_at(memory, NOON + timedelta(days=memory.stability)) == pytest.approx(0.9)


def test_what_was_never_seen_is_not_known():
    assert fold([]) == {} and recall_at(None, NOON) == 0
