"""FSRS-7, against what fsrs-rs gives for the same reviews, as its port to TypeScript is tested."""

import pytest

from tests.fsrs_7 import FSRS7

# Days since the review before, the rating, and then the slow stability, the fast one and the
# difficulty.
REVIEWS = [
    (0, 1, (0.1104, 0.08832, 6.1686)),
    (0, 3, (0.11041191, 0.08832, 6.109214)),
    (1, 3, (0.91686124, 44.444206, 6.0504217)),
]


def test_it_gives_what_the_others_give():
    model, state = FSRS7(), None
    for days, rating, expected in REVIEWS:
        state = model.next(*state, days, rating) if state else model.first(rating)
        assert state == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_what_is_recalled_falls_and_more_of_it_is_left_after_a_better_answer(rating):
    state = FSRS7().next(*FSRS7().first(3), 2, rating)
    recalls = [FSRS7().recall(*state, days) for days in (0, 0.01, 1, 10, 100, 10_000)]
    assert recalls == sorted(recalls, reverse=True) and 0 < recalls[-1] < recalls[0] <= 1
    if rating > 1:
        assert recalls[3] > FSRS7().recall(*FSRS7().next(*FSRS7().first(3), 2, rating - 1), 10)
