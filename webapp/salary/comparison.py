"""What an offer is worth a year before tax, beside what the person has now."""

from collections.abc import Sequence
from typing import NamedTuple

from webapp.interviews.models import Interview
from webapp.salary.benefits.models import Benefit, Offered
from webapp.salary.models import Offer, Period


class Worth(NamedTuple):
    """One side: amounts a year, in the smallest unit of the currency."""

    salary: int
    bonus: int
    benefits: int
    commute: int

    @property
    def gross(self) -> int:
        return self.salary + self.bonus + self.benefits

    @property
    def left(self) -> int:
        """Once the way there is paid."""
        return self.gross - self.commute


class Comparison:
    """Of an `Offer`. Benefits count with what they are worth to the person, in the currency of the
    offer: those that are offered on the one side, those the person has now on the other."""

    def __init__(self, offer: Offer, benefits: Sequence[Benefit]) -> None:
        self.currency = offer.currency
        counted = [
            one for one in benefits if one.worth is not None and one.currency == offer.currency
        ]
        self.uncounted = [
            one
            for one in benefits
            if one not in counted and (one.is_mine or one.offered is Offered.YES)
        ]
        given = sum(one.worth or 0 for one in counted if one.offered is Offered.YES)
        mine = sum(one.worth or 0 for one in counted if one.is_mine)
        self.theirs = worth_of(offer.base, offer.period, offer.bonus, offer.commute, given)
        self.own = worth_of(
            offer.own_base, offer.own_period, offer.own_bonus, offer.own_commute, mine
        )
        self.moving = max((offer.moving or 0) - (offer.moving_paid or 0), 0)
        self.is_complete = None not in (offer.base, offer.own_base)

    @property
    def lines(self) -> list[tuple[str, int, int]]:
        """(name, amount of theirs, of the person's own) of what there is on either side."""
        named = [
            ("Salary", "salary"),
            ("Bonus", "bonus"),
            ("Benefits", "benefits"),
            ("Worth a year, before tax", "gross"),
            ("Commuting", "commute"),
            ("After commuting", "left"),
        ]
        both = [
            (name, getattr(self.theirs, column), getattr(self.own, column))
            for name, column in named
        ]
        has_commute = self.theirs.commute or self.own.commute
        return [
            line
            for line in both
            if (line[1] or line[2]) and (has_commute or line[0] != named[-1][0])
        ]

    @property
    def more(self) -> int:
        """How much more the offer is a year; negative when it is less."""
        return self.theirs.left - self.own.left

    @property
    def months_to_pay_off(self) -> int | None:
        """After how many months the move has paid, in whole months; None when it never does, 0 when
        it costs nothing."""
        if not self.moving:
            return 0
        return -(-self.moving * 12 // self.more) if self.more > 0 else None


def worth_of(
    base: int | None, period: Period, bonus: int | None, commute: int | None, benefits: int
) -> Worth:
    return Worth((base or 0) * period.in_a_year, bonus or 0, benefits, (commute or 0) * 12)


def comparison_for(interview: Interview, offer: Offer | None) -> Comparison | None:
    """The `Comparison` of an interview's offer, or None when nothing is known of it."""
    if not offer or (offer.base, offer.own_base) == (None, None):
        return None
    return Comparison(offer, Benefit.of(interview))
