"""The forms of a figure, and of what a person wants."""

from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Optional, Regexp, ValidationError

from webapp.forms import Day, at_most
from webapp.interviews.part_form import PartForm
from webapp.salary.models import Figure, Period, Stance
from webapp.salary.money import amount_in, currency_named, plain

PERIODS = {Period.YEAR: "a year", Period.MONTH: "a month", Period.DAY: "a day", Period.HOUR: "an hour"}
NO_AMOUNT = "Write it as a number, like 42,500 or 18.50."
NO_CURRENCY = "Write the currency in three letters, like GBP or EUR."


def line(label, column, *validators, **attributes):
    return StringField(label, [*validators, at_most(column)], render_kw={"autocomplete": "off", **attributes})


def amount_field(label, *validators):
    return StringField(label, [*validators], render_kw={"autocomplete": "off", "inputmode": "decimal"})


def a_currency(form, field):
    if not currency_named(field.data):
        raise ValidationError(NO_CURRENCY)


class WithMoney(PartForm):
    """A form with a currency, and amounts in it."""

    AMOUNTS = ()
    currency = StringField("Currency", [a_currency], render_kw={"autocomplete": "off", "autocapitalize": "characters", "size": 5})

    def __init__(self, interview, formdata=None, *, obj=None, **options):
        super().__init__(interview, formdata, obj=obj, **options)
        for name in self.AMOUNTS:
            if obj and isinstance(self[name].data, int):
                self[name].data = plain(self[name].data, obj.currency)

    def units_in(self, name):
        text = self[name].data
        return amount_in(text, currency_named(self.currency.data) or "") if text and currency_named(self.currency.data) else None

    def validate(self, **options):
        valid = super().validate(**options)
        for name in self.AMOUNTS:
            if currency_named(self.currency.data) and self[name].data and not self.units_in(name) and not self[name].errors:
                self[name].errors, valid = [NO_AMOUNT], False
        return valid

    @property
    def values(self):
        money = {name: self.units_in(name) for name in self.AMOUNTS}
        return {**super().values, **money, "currency": currency_named(self.currency.data)}


class FigureForm(WithMoney):
    AMOUNTS = ("amount",)
    amount = amount_field("How much", DataRequired("Write how much it is."))
    period = SelectField(
        "For", [AnyOf(list(Period), message="Choose one of these.")], default=Period.YEAR.value, validate_choice=False,
        choices=[SelectChoice(period.value, words) for period, words in PERIODS.items()],
    )
    text = line("For what", Figure.text)
    place = line("Where", Figure.place)
    source = line("Who says so", Figure.source)
    link = line("Link", Figure.link, Optional(), Regexp("https?://", message="A link begins with https://."), inputmode="url")
    seen_on = Day("Seen on")

    @property
    def values(self):
        return {**super().values, "period": Period(self.period.data)}

    def refuse(self):
        self.amount.errors = [f"There are {Figure.MOST} figures already, the most there can be. Delete one first."]


class StanceForm(WithMoney):
    AMOUNTS = ("floor", "target", "ask")
    floor = amount_field("At least, a year")
    target = amount_field("What I hope for")
    ask = amount_field("What I ask for")
    said = TextAreaField("What was said of it already", [at_most(Stance.said)], render_kw={"rows": 3})

    def validate(self, **options):
        valid = super().validate(**options)
        floor, ask = self.units_in("floor"), self.units_in("ask")
        if valid and floor and ask and floor > ask:
            self.ask.errors = ["This is less than what you would take at least."]
            return False
        return valid
