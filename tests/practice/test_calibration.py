"""What a person's own answers say of how long what they learned lasts, and what is said of that."""

from datetime import timedelta

import numpy as np
import pytest

from tests.cards.decks import questions, reviewed
from tests.reflections.factories import interview
from webapp.cards.grades import Grade
from webapp.cards.memory import DEFAULT, Model, folded
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.practice.calibration import CENTRE, SPREAD, lasting
from webapp.practice.forecast import forecast
from webapp.practice.practice import Practice

DAY = timedelta(days=1)
NOTHING = np.empty((3, 0))


def answers_of(factor, number, seed=7):
    """So many answers of somebody to whom what was learned lasts so many times as long as the model
    says."""
    chance = np.random.default_rng(seed)
    stability, days = chance.uniform(1, 30, number), chance.uniform(0.5, 20, number)
    return np.array(
        [stability, days, chance.random(number) < Model(lasting=factor).recall(stability, days)]
    )


def test_before_any_answer_it_is_as_with_everybody():
    least, likely, most = np.log(lasting(NOTHING))
    assert likely == pytest.approx(CENTRE, abs=0.05)
    assert least == pytest.approx(CENTRE - 1.2816 * SPREAD, abs=0.05), "one of ten has less"
    assert most == pytest.approx(CENTRE + 1.2816 * SPREAD, abs=0.05)


@pytest.mark.parametrize("factor", [0.4, 0.7, 1.0, 1.6])
def test_many_answers_tell_the_factor(factor):
    found = lasting(answers_of(factor, 4000))
    assert found.likely == pytest.approx(factor, rel=0.12)
    assert found.most / found.least < 1.3


def test_few_answers_move_it_a_little_and_more_make_it_surer():
    forgotten, recalled = (np.array([[10.0], [5.0], [answer]]) for answer in (0, 1))
    assert (
        0.4 < lasting(forgotten).likely < lasting(NOTHING).likely < lasting(recalled).likely < 0.9
    )
    widths = [
        found.most / found.least
        for found in (lasting(answers_of(1.0, number)) for number in (0, 20, 200, 2000))
    ]
    assert widths == sorted(widths, reverse=True)


def test_eight_of_ten_such_people_lie_within():
    chance = np.random.default_rng(3)
    factors = np.exp(chance.normal(CENTRE, SPREAD, 400))
    found = [lasting(answers_of(factor, 60, seed)) for seed, factor in enumerate(factors)]
    inside = np.mean(
        [one.least <= factor <= one.most for one, factor in zip(found, factors, strict=True)]
    )
    assert 0.74 < inside < 0.86


def test_a_repeat_in_the_same_session_tells_nothing():
    repeats = np.array([[3.0] * 50, [0.01] * 50, [0.0] * 50])
    assert lasting(repeats) == lasting(NOTHING)


@pytest.mark.parametrize("stability", [0.0, -1.0, float("nan"), 1e30])
@pytest.mark.parametrize("recalled", [0.0, 1.0])
def test_no_answer_makes_it_no_number(stability, recalled):
    found = lasting(np.array([[stability], [9999.0], [recalled]]))
    assert np.isfinite(found).all() and 0 < found.least <= found.likely <= found.most


def test_the_answers_are_those_to_cards_that_were_seen_before():
    at = now()
    log = [
        ("a", at - 3 * DAY, 1, 3),
        ("a", at - 2 * DAY, 2, 1),
        ("b", at - 2 * DAY, 3, 3),
        ("a", at, 4, 4),
    ]
    _, (stability, days, recalled) = folded(log)
    assert list(days) == pytest.approx([1, 2]) and list(recalled) == [False, True]
    assert stability[0] == pytest.approx(DEFAULT.first(3)[0])


def ready_of(owner, grades):
    """What the page says as it stands, of somebody whose twelve cards came so on the evenings
    before."""
    at = now()
    for number, card in enumerate(questions(owner, 12)):
        for days, grade in zip(range(2 * len(grades), 0, -2), grades, strict=True):
            reviewed(owner, card, grade if number % 2 else Grade.GOOD, at - days * DAY, id=new_id())
    interview(owner, at=at + 4 * DAY)
    text = owner.get("/cards/ready").text.partition("As it stands")[2]
    assert text.partition("<dd>")[2].partition("</dd>")[0] in owner.get("/cards").text
    return text.partition("<dd>")[2].partition("</dd>")[0]


def test_what_few_answers_say_is_a_range_and_what_many_say_is_a_number(owner, outsider):
    few, many = ready_of(owner, [Grade.GOOD]), ready_of(outsider, [Grade.GOOD] * 9)
    assert "–" in few and "–" not in many
    least, most = (int(one.strip(" %")) for one in few.split("–"))
    assert 0 < least < most <= 100
    assert (
        "narrower" in owner.get("/cards/ready").text
        and "narrower" not in outsider.get("/cards/ready").text
    )


def test_who_forgets_more_than_the_model_says_is_told_less(owner, do):
    at = now()
    for card in questions(owner, 12):
        for days, grade in ((9, Grade.EASY), (6, Grade.AGAIN), (5, Grade.EASY), (2, Grade.AGAIN)):
            reviewed(owner, card, grade, at - days * DAY, id=new_id())
    interview(owner, at=at + 3 * DAY)
    lasting, shown, default = do(lambda: looked_out(Practice(owner.id, at)))
    assert lasting.most < 1
    assert shown.as_it_is[-1] < default.as_it_is[-1]
    assert shown.as_it_is_within[0] < shown.as_it_is[-1] < shown.as_it_is_within[1]


def test_so_are_the_weakest(owner, do):
    """Each by what their own answers say, too."""
    at = now()
    for card in questions(owner, 3):
        for days, grade in ((9, Grade.EASY), (6, Grade.AGAIN), (5, Grade.EASY), (2, Grade.AGAIN)):
            reviewed(owner, card, grade, at - days * DAY, id=new_id())
    interview(owner, at=at + 3 * DAY)
    weakest, shown, default = do(
        lambda: (Practice(owner.id, at).weakest, *looked_out(Practice(owner.id, at))[1:])
    )
    recalls = [recall for _, recall in weakest]
    assert (
        sum(recalls) / 3 == pytest.approx(shown.as_it_is[-1], abs=0.001)
        and max(recalls) < default.as_it_is[-1]
    )


def test_before_the_first_card_the_note_speaks_of_what_a_practice_brings(owner):
    questions(owner, 3)
    interview(owner, at=now() + 3 * DAY)
    text = owner.get("/cards/ready").text
    assert "<dd>0 %</dd>" in text and "narrower" in text


def looked_out(practice):
    return (
        practice.lasting,
        practice.forecast(),
        forecast(practice.cards, practice.at, practice.hour, ()),
    )
