"""Amounts of money: exact, in the smallest unit of their currency."""

import re
from decimal import Decimal

from babel.core import get_global
from babel.numbers import format_currency, get_currency_precision, get_territory_currencies, is_currency

USUAL = "GBP"
MOST = 10**12  # smallest units; what is above is a slip of the finger
SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR"}
AN_AMOUNT = re.compile(r"(\d+|\d{1,3}(?:([ ,.'’\u00a0\u202f])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?(k)?", re.IGNORECASE | re.ASCII)


def amount_in(text, currency):
    """The amount that `text` names, in the smallest unit of the currency; None when it can't be read. Three digits behind a
    point or a comma are thousands, one or two are a fraction, and 42k is 42,000."""
    found = AN_AMOUNT.fullmatch(text.strip().strip("".join(SIGNS)).removeprefix(currency).removesuffix(currency).strip())
    if not found:
        return None
    whole, _, fraction, thousands = found.groups()
    value = Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction or 0}") * (1000 if thousands else 1)
    units = value.scaleb(get_currency_precision(currency))
    return int(units) if units == units.to_integral_value() and 0 < units <= MOST else None


def in_words(units, currency):
    """As it is written: "£42,500", "€18.50"."""
    return format_currency(value_of(units, currency), currency, "¤#,##0.00" if units % unit(currency) else "¤#,##0", "en", currency_digits=False)


def plain(units, currency):
    """As a form shows it: "42500", "18.50"."""
    value = value_of(units, currency)
    return f"{value:f}" if units % unit(currency) else str(units // unit(currency))


def value_of(units, currency):
    return Decimal(units).scaleb(-get_currency_precision(currency))


def unit(currency):
    return 10 ** get_currency_precision(currency)


def currency_named(text):
    """The code of the currency that `text` names, or None."""
    code = SIGNS.get(text.strip(), text.strip().upper())
    return code if re.fullmatch("[A-Z]{3}", code) and is_currency(code) else None


def currency_at(time_zone):
    """What is paid with where this time zone is."""
    territory = get_global("zone_territories").get(time_zone)
    return (get_territory_currencies(territory) or [USUAL])[0] if territory else USUAL
