"""The form of one thing of a section."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from webapp.core.forms import Form
from webapp.core.money import SIGNS, amount_in, currency_named, plain_amount, signs_of
from webapp.interviews.models import Interview

NO_AMOUNT = "Write it as a number, like 42,500 or 18.50."
NOTHING = "Write an amount of more than 0."
NO_CURRENCY = "Write the currency in three letters, like GBP or EUR."


class SectionForm(Form):
    """One thing of a section. In the form for a new one, whose `id` is given, the fields carry it
    in their names, since one page has several such forms."""

    made_id: UUID  # in the form for a new one only

    def __init__(
        self,
        interview: Interview,
        formdata: MultiDict[str, str] | None = None,
        *,
        id: UUID | None = None,
        **options: Any,
    ) -> None:
        if id:
            self.made_id = id
        super().__init__(formdata, prefix=str(id) if id else "", **options)

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the row, once the form is valid."""
        return {field.short_name: field.data for field in self}


def amount_field(label: str, *validators: Callable[[Form, Field], None]) -> StringField:
    return StringField(
        label, [*validators], render_kw={"autocomplete": "off", "inputmode": "decimal"}
    )


def a_currency(form: Form, field: Field) -> None:
    if not currency_named(field.data):
        raise ValidationError(NO_CURRENCY)


class CurrencyField(StringField):
    """Three letters, which stand there already."""

    is_chosen = True  # and so not among the words that a person writes


class Priced(Protocol):
    currency: str


class WithMoney(SectionForm):
    """A form with a currency, and the amounts in it that are named in AMOUNTS; of those, the ones
    in NEVER_ZERO aren't 0."""

    AMOUNTS: tuple[str, ...] = ()
    NEVER_ZERO: tuple[str, ...] = ()
    currency = CurrencyField(
        "Currency",
        [a_currency],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "size": 5},
    )

    def __init__(
        self,
        interview: Interview,
        formdata: MultiDict[str, str] | None = None,
        *,
        obj: Priced | None = None,
        **options: Any,
    ) -> None:
        super().__init__(interview, formdata, obj=obj, **options)
        for name in self.AMOUNTS:
            if obj and isinstance(self[name].data, int):
                self[name].data = plain_amount(self[name].data, obj.currency)

    def units_in(self, name: str) -> int | None:
        text = self[name].data
        return (
            amount_in(text, currency_named(self.currency.data) or "")
            if text and currency_named(self.currency.data)
            else None
        )

    def validate(self, **options: Any) -> bool:
        valid = super().validate(**options)
        for name in self.AMOUNTS if currency_named(self.currency.data) else ():
            if self[name].data and not self[name].errors:
                self[name].errors = self.mistakes_in(name)
                valid = valid and not self[name].errors
        return valid

    def mistakes_in(self, name: str) -> list[str]:
        """What is wrong with an amount that was written."""
        units, currency = self.units_in(name), currency_named(self.currency.data) or ""
        if units is None:
            other = next(
                (
                    sign
                    for sign in SIGNS
                    if sign in self[name].data and sign not in signs_of(currency)
                ),
                None,
            )
            return [
                f"{other} doesn’t stand for {currency}. Put one of them right."
                if other
                else NO_AMOUNT
            ]
        return [NOTHING] if not units and name in self.NEVER_ZERO else []

    @property
    def values(self) -> dict[str, Any]:
        money = {name: self.units_in(name) for name in self.AMOUNTS}
        return {**super().values, **money, "currency": currency_named(self.currency.data)}
