"""The form of one thing of a part."""

from wtforms import StringField
from wtforms.validators import ValidationError

from webapp.forms import Form
from webapp.money import amount_in, currency_named, plain

NO_AMOUNT = "Write it as a number, like 42,500 or 18.50."
NO_CURRENCY = "Write the currency in three letters, like GBP or EUR."


class PartForm(Form):
    """One thing of a part. In the form for a new one, whose `id` is given, the fields carry it in their names, since one page
    has several such forms."""

    def __init__(self, interview, formdata=None, *, id=None, **options):
        self.made_id = id
        super().__init__(formdata, prefix=str(id) if id else "", **options)

    @property
    def values(self):
        """The columns of the row, once the form is valid."""
        return {field.short_name: field.data for field in self}


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
