"""What an offer is worth a year, beside what there is now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plain import form_for
from tests.reflections.factories import NOON, interview
from webapp.salary.benefits.models import Benefit, Offered
from webapp.salary.comparison import Comparison
from webapp.salary.models import Offer, Period

FULL = {
    "currency": "GBP",
    "base": "41,000",
    "period": "year",
    "own_base": "2,950",
    "own_period": "month",
    "own_bonus": "1000",
    "commute": "85",
    "own_commute": "140",
    "moving": "3,000",
    "moving_paid": "1,000",
}


def offer(person, of, **fields):
    return person.put(f"/interviews/{of.id}/offer", {**FULL, **fields})


def page(person, of):
    return person.get(f"/interviews/{of.id}/offer").text


def made(**values):
    return Offer(currency="GBP", **{"period": Period.YEAR, "own_period": Period.YEAR, **values})


def benefit(worth, offered=Offered.UNKNOWN, is_mine=False, currency="GBP"):
    return Benefit(text="One", worth=worth, offered=offered, is_mine=is_mine, currency=currency)


def test_both_sides_are_reckoned_for_a_year():
    benefits = [
        benefit(1_200, Offered.YES),
        benefit(500, Offered.NO),
        benefit(2_400, is_mine=True),
        benefit(700, Offered.YES, is_mine=True),
    ]
    compared = Comparison(
        made(
            base=41_000,
            bonus=100,
            commute=85,
            own_base=2_950,
            own_period=Period.MONTH,
            own_bonus=1_000,
            own_commute=140,
        ),
        benefits,
    )
    assert (compared.theirs.gross, compared.own.gross) == (
        41_000 + 100 + 1_200 + 700,
        2_950 * 12 + 1_000 + 2_400 + 700,
    )
    assert (compared.theirs.left, compared.own.left) == (43_000 - 1_020, 39_500 - 1_680)
    assert compared.more == 41_980 - 37_820


def test_moving_is_paid_off_after_whole_months():
    assert (
        Comparison(
            made(base=2_200, own_base=1_000, moving=350, moving_paid=0), []
        ).months_to_pay_off
        == 4
    )
    assert Comparison(made(base=2_200, own_base=1_000, moving=300), []).months_to_pay_off == 3
    assert Comparison(made(base=1_000, own_base=1_000, moving=300), []).months_to_pay_off is None
    assert (
        Comparison(
            made(base=1_000, own_base=2_000, moving=300, moving_paid=300), []
        ).months_to_pay_off
        == 0
    )


def test_what_is_in_another_currency_or_worth_nothing_known_is_named_and_not_counted():
    left_out = [benefit(None, Offered.YES), benefit(9, is_mine=True, currency="EUR")]
    compared = Comparison(
        made(base=5, own_base=5), [*left_out, benefit(None), benefit(None, Offered.NO)]
    )
    assert compared.uncounted == left_out and compared.theirs.benefits == compared.own.benefits == 0


amounts = st.none() | st.integers(1, 10**12)


@given(
    base=amounts,
    own_base=amounts,
    bonus=amounts,
    commute=amounts,
    period=st.sampled_from(list(Period)),
    moving=amounts,
)
def test_the_lines_add_up_exactly(base, own_base, bonus, commute, period, moving):
    compared = Comparison(
        made(
            base=base, own_base=own_base, bonus=bonus, commute=commute, period=period, moving=moving
        ),
        [],
    )
    lines = {name: (theirs, own) for name, theirs, own in compared.lines}
    for side, worth in enumerate((compared.theirs, compared.own)):
        shown = [lines.get(name, (0, 0))[side] for name in ("Salary", "Bonus", "Benefits")]
        assert sum(shown) == worth.gross and worth.left == worth.gross - worth.commute
    assert compared.theirs.salary == (base or 0) * period.in_a_year
    if compared.months_to_pay_off:
        assert (
            compared.months_to_pay_off * compared.more
            >= compared.moving * 12
            > (compared.months_to_pay_off - 1) * compared.more
        )


def test_it_is_kept_changed_and_told(owner):
    of = interview(owner)
    owner.has(
        Benefit(
            interview_id=of.id,
            created_at=NOON,
            text="Home",
            worth=120_000,
            currency="GBP",
            offered=Offered.YES,
        ),
        Benefit(interview_id=of.id, created_at=NOON, text="Courses", offered=Offered.YES),
    )
    for bonus in ("", "500"):
        assert offer(owner, of, bonus=bonus).location == f"/interviews/{of.id}/salary"
    (kept,) = owner.rows(Offer)
    assert (kept.id, kept.base, kept.bonus, kept.own_period, kept.moving_paid) == (
        of.id,
        4_100_000,
        50_000,
        Period.MONTH,
        100_000,
    )
    text = page(owner, of)
    more = (41_000 + 500 + 1_200 - 85 * 12) - (2_950 * 12 + 1_000 - 140 * 12)
    assert (
        f"£{more:,} a year more than you have now" in text
        and "Moving costs you £2,000 once, which 4 months" in text
    )
    assert (
        "<bdi>Courses</bdi>" in text
        and f"£{more:,} a year more" in owner.get(f"/interviews/{of.id}/salary").text
    )
    offer(owner, of, base="10,000")
    assert "a year less than you have now" in page(owner, of) and "never pays for it" in page(
        owner, of
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "fields, said",
    [
        ({"base": "plenty"}, "Write it as a number"),
        ({"moving_paid": "4,000"}, "more than moving costs"),
        ({"currency": "pounds"}, "three letters"),
        ({"own_period": "century"}, "Choose one of these."),
        ({"commute": "-5"}, "Write it as a number"),
        ({"base": "0"}, "more than 0"),
        ({"bonus": "€5"}, "€ doesn’t stand for GBP"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(owner, fields, said):
    of = interview(owner)
    answer = offer(owner, of, **fields)
    assert (
        answer.status_code == 422 and said in answer.text and 'value="41,000"' in answer.text
    ) or fields.get("base")
    assert owner.rows(Offer) == []


def test_nothing_is_an_amount_too(owner):
    of, names = (
        interview(owner),
        ("bonus", "commute", "moving", "moving_paid", "own_base", "own_bonus", "own_commute"),
    )
    assert offer(owner, of, **dict.fromkeys(names, "0")).status_code == 303
    (kept,) = owner.rows(Offer)
    assert [getattr(kept, name) for name in names] == [0] * len(names)
    url = f"/interviews/{of.id}/offer"
    form = form_for(owner.get(url), f"{url}?_method=put")
    assert {name for name, value in form.own if value == "0"} == {*names}


def test_nothing_is_compared_before_both_are_known(owner):
    of = interview(owner)
    assert "<table" not in page(owner, of)
    offer(owner, of, own_base="", own_bonus="", own_commute="")
    assert "So far" in page(owner, of) and "than you have now" not in page(owner, of)


def test_only_the_owner_sees_it(owner, outsider, anonymous):
    of = interview(owner)
    offer(owner, of)
    url = f"/interviews/{of.id}/offer"
    assert (
        owner.get(url).status_code,
        outsider.get(url).status_code,
        anonymous.get(url).status_code,
    ) == (200, 404, 302)
    assert (
        offer(outsider, of, base="1").status_code == 404 and owner.rows(Offer)[0].base == 4_100_000
    )


def test_who_earns_nothing_now_is_compared_all_the_same(owner):
    of = interview(owner)
    assert (
        offer(owner, of, own_base="0", own_bonus="", own_commute="", commute="").status_code == 303
    )
    assert "£41,000 a year more than you have now" in page(owner, of)
    assert Comparison(made(base=5, own_base=0), [benefit(0, Offered.YES)]).uncounted == []
