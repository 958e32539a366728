"""Amounts of money: exact, in the smallest unit of their currency."""

import re
from decimal import Decimal

from babel.core import get_global
from babel.numbers import (
    format_currency,
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
    get_territory_currencies,
    is_currency,
)

USUAL = "GBP"
MAX_AMOUNT = 10**12  # smallest units; what is above is a slip of the finger
SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR"}
# Each stands for every currency that is called so.
SHARED = {"£": "Pound", "$": "Dollar|Peso", "¥": "Yen|Yuan"}
GROUPED = r"[1-9]\d{0,2}(?:([ ,.'’\u00a0\u202f])\d{3})(?:\2\d{3})*"
# 12,00,000, as it is written in India and around it.
IN_LAKHS = re.compile(r"^\d{1,2}(,\d{2})+,\d{3}(?![\d,])", re.ASCII)
COUNT_IN_LAKHS = ("INR", "PKR", "BDT", "NPR", "LKR")


def amount_in(text: str, currency: str) -> int | None:
    """The amount that `text` names, in the smallest unit of the currency; None when it can't be
    read. Three digits behind a point or a comma are thousands, one or two are a fraction, and 42k
    is 42,000. Where the smallest unit is a thousandth, three digits behind a point are a fraction
    too."""
    text, digits = without_signs(text, currency), get_currency_precision(currency)
    if currency in COUNT_IN_LAKHS:
        text = IN_LAKHS.sub(lambda found: found[0].replace(",", ""), text)
    number = number_in(text, max(digits, 2))
    units = None if number is None else number.scaleb(digits)
    return (
        int(units)
        if units is not None and units == units.to_integral_value() and units <= MAX_AMOUNT
        else None
    )


def number_in(text: str, digits: int) -> Decimal | None:
    """The number written so, its thousands in groups or not, with a fraction of at most so many
    digits; or None."""
    if digits > 2 and re.fullmatch(rf"\d+\.\d{{3,{digits}}}", text, re.ASCII):
        return Decimal(text)
    found = re.fullmatch(
        rf"({GROUPED}|\d+)(?:(?!\2)[.,](\d{{1,{digits}}}))?(k)?", text, re.ASCII | re.IGNORECASE
    )
    if not found:
        return None
    whole, _, fraction, thousands = found.groups()
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction or 0}") * (1000 if thousands else 1)


def without_signs(text: str, currency: str) -> str:
    """`text` without what stands for this currency at its ends. What stands for another one stays,
    and is no number then."""
    for sign in (currency, *signs_of(currency)):
        text = text.strip().removeprefix(sign).removesuffix(sign)
    return text.strip()


def signs_of(currency: str) -> list[str]:
    """The signs that can stand for it: its own, and one that several share."""
    name = get_currency_name(currency, locale="en")
    return [
        get_currency_symbol(currency, "en"),
        *(sign for sign, names in SHARED.items() if re.search(names, name)),
    ]


def in_words(units: int, currency: str) -> str:
    """As it is written: "£42,500", "€18.50"."""
    fraction = f".{'0' * get_currency_precision(currency)}" if units % unit(currency) else ""
    return format_currency(
        value_of(units, currency), currency, f"¤#,##0{fraction}", "en", currency_digits=False
    )


def plain_amount(units: int, currency: str) -> str:
    """As a form shows it: "42500", "18.50"."""
    value = value_of(units, currency)
    return f"{value:f}" if units % unit(currency) else str(units // unit(currency))


def value_of(units: int, currency: str) -> Decimal:
    return Decimal(units).scaleb(-get_currency_precision(currency))


def unit(currency: str) -> int:
    return 10 ** get_currency_precision(currency)


def currency_named(text: str) -> str | None:
    """The code of the currency that `text` names, or None."""
    code = SIGNS.get(text.strip(), text.strip().upper())
    return code if re.fullmatch("[A-Z]{3}", code) and is_currency(code) else None


def currency_at(time_zone: str) -> str:
    """What is paid with where this time zone is."""
    territory = get_global("zone_territories").get(time_zone)
    return (get_territory_currencies(territory) or [USUAL])[0] if territory else USUAL
