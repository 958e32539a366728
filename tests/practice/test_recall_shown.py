"""What `make bench` prints of the recall that is shown: that calibrating is worth having, and the
measures measure."""

import numpy as np
import pytest

from tests.recall_shown import MEMORIES, auc, log_loss, rmse_in_bins, shown_on_the_last_evening


@pytest.fixture(scope="module")
def found():
    return {
        name: shown_on_the_last_evening(7, 10, people=150, **memory)
        for name, memory in MEMORIES.items()
    }


def too_high(shown, found):
    return 100 * (shown.mean() - found.truth.mean())


@pytest.mark.parametrize(
    "name, points",
    [("as everybody", 2), ("30 % off", 2), ("halved", 2), ("halved, 30 % off", 2), ("FSRS-7", 4)],
)
def test_what_is_shown_is_near_the_truth(found, name, points):
    assert abs(too_high(found[name].shown, found[name])) < points


@pytest.mark.parametrize("name, points", [("as everybody", 2), ("30 % off", 2), ("FSRS-7", 4)])
def test_it_is_so_too_before_there_are_answers(name, points):
    found = shown_on_the_last_evening(3, 10, people=150, **MEMORIES[name])
    assert abs(too_high(found.shown, found)) < points


@pytest.mark.parametrize(
    "name, share", [("halved", 0.5), ("halved, 30 % off", 0.5), ("FSRS-7", 0.8)]
)
def test_who_forgets_sooner_is_told_so(found, name, share):
    one = found[name]
    seen = one.truth > 0
    assert abs(too_high(one.shown, one)) < share * too_high(one.default, one)
    assert log_loss(one.shown[seen], one.truth[seen]) <= log_loss(
        one.default[seen], one.truth[seen]
    )
    assert rmse_in_bins(one.shown[seen], one.truth[seen]) < share * rmse_in_bins(
        one.default[seen], one.truth[seen]
    )


@pytest.mark.parametrize("name", [name for name in MEMORIES if name != "FSRS-7"])
def test_most_people_lie_within_the_range(found, name):
    share = found[name].truth.mean(1)
    assert np.mean((found[name].least <= share) & (share <= found[name].most)) > 0.6


def test_the_measures():
    assert log_loss(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == pytest.approx(np.log(2))
    assert rmse_in_bins(np.array([0.81, 0.84]), np.array([0.71, 0.74])) == pytest.approx(0.1)
    assert rmse_in_bins(np.array([0.81, 0.21]), np.array([0.71, 0.21])) == pytest.approx(
        np.sqrt(0.1**2 / 2)
    )
    assert (
        auc(np.array([0.9, 0.1]), np.array([1.0, 0.0])) == 1
        and auc(np.array([0.1, 0.9]), np.array([1.0, 0.0])) == 0
    )
    assert auc(np.array([0.2, 0.9]), np.array([0.5, 0.5])) == pytest.approx(0.5)
