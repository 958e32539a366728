"""The forms of a figure, and of what a person wants."""

import re
from typing import Any

from wtforms.validators import DataRequired, Optional, Regexp

from webapp.core.fields import Day, EnumSelect, line
from webapp.salary.models import Figure, Period
from webapp.sections.section_form import WithMoney, amount_field

PERIODS = {
    Period.YEAR: "a year",
    Period.MONTH: "a month",
    Period.DAY: "a day",
    Period.HOUR: "an hour",
}

# Nothing that names a scheme.
A_SITE = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?([/?#].*)?", re.IGNORECASE)


def whole_address(text: str) -> str:
    """With https:// in front of an address that was written without it."""
    return f"https://{text.strip()}" if text and A_SITE.fullmatch(text.strip()) else text


def period_field() -> EnumSelect:
    return EnumSelect("For", PERIODS, default=Period.YEAR)


class FigureForm(WithMoney):
    AMOUNTS = NEVER_ZERO = ("amount",)
    amount = amount_field("How much", DataRequired("Write how much it is."))
    period = period_field()
    text = line("For what", Figure.text)
    place = line("Where", Figure.place)
    source = line("Who says so", Figure.source)
    link = line(
        "Link",
        Figure.link,
        Optional(),
        Regexp("https?://", re.IGNORECASE, message="A link begins with https://."),
        filters=[whole_address],
        inputmode="url",
    )
    seen_on = Day("Seen on")


class SalaryGoalsForm(WithMoney):
    TEMPLATE = "salary/goals.html"
    AMOUNTS = NEVER_ZERO = ("floor", "target", "ask")
    floor = amount_field("At least, a year")
    target = amount_field("What I hope for")
    ask = amount_field("What I ask for")

    def validate(self, **options: Any) -> bool:
        valid = super().validate(**options)
        floor, ask = self.units_in("floor"), self.units_in("ask")
        if valid and floor and ask and floor > ask:
            self.ask.errors = ["This is less than what you would take at least."]
            return False
        return valid


class OfferForm(WithMoney):
    TEMPLATE = "salary/offer.html"
    AMOUNTS = (
        "base",
        "bonus",
        "commute",
        "moving",
        "moving_paid",
        "own_base",
        "own_bonus",
        "own_commute",
    )
    NEVER_ZERO = ("base",)
    base, period, bonus = amount_field("They offer"), period_field(), amount_field("Bonus, a year")
    commute = amount_field("Commuting, a month")
    moving, moving_paid = amount_field("Moving, once"), amount_field("Of that they pay")
    own_base, own_period, own_bonus = (
        amount_field("I earn now"),
        period_field(),
        amount_field("Bonus now, a year"),
    )
    own_commute = amount_field("Commuting now, a month")

    @property
    def values(self) -> dict[str, Any]:
        return {
            **super().values,
            "period": self.period.data,
            "own_period": self.own_period.data,
        }

    def validate(self, **options: Any) -> bool:
        valid = super().validate(**options)
        if valid and (self.units_in("moving_paid") or 0) > (self.units_in("moving") or 0):
            self.moving_paid.errors = ["This is more than moving costs."]
            return False
        return valid
