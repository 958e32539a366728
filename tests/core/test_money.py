"""Amounts are exact, however they are written."""

import pytest
from babel.numbers import list_currencies
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.core.money import (
    MAX_AMOUNT,
    amount_in,
    currency_at,
    currency_named,
    in_words,
    plain_amount,
)


@pytest.mark.parametrize(
    "text, currency, units",
    [
        ("42500", "GBP", 4_250_000),
        ("42,500", "GBP", 4_250_000),
        ("42.500", "EUR", 4_250_000),
        ("42 500", "EUR", 4_250_000),
        ("42'500", "CHF", 4_250_000),
        ("£42,500", "GBP", 4_250_000),
        ("42,500 GBP", "GBP", 4_250_000),
        ("€ 18,50", "EUR", 1_850),
        ("18.5", "GBP", 1_850),
        ("42k", "GBP", 4_200_000),
        ("42.5K", "GBP", 4_250_000),
        ("1,234,567.89", "USD", 123_456_789),
        ("5,000,000", "JPY", 5_000_000),
        ("0.07", "GBP", 7),
        ("0", "GBP", 0),
        ("£0", "GBP", 0),
        ("18.500", "KWD", 18_500),
        ("18.5", "KWD", 18_500),
        ("42,500", "KWD", 42_500_000),
        ("4200.500", "TND", 4_200_500),
        ("1.234,567", "TND", 1_234_567),
        ("1.2345", "CLF", 12_345),
        ("12,00,000", "INR", 120_000_000),
        ("₹1,23,456.50", "INR", 12_345_650),
        ("₹1,200,000", "INR", 120_000_000),
        ("$42,000", "CAD", 4_200_000),
        ("CA$42,000", "CAD", 4_200_000),
        ("$ 42", "USD", 4_200),
        ("¥42", "CNY", 4_200),
        ("MX$42", "MXN", 4_200),
        ("£42", "EGP", 4_200),
    ],
)
def test_an_amount_is_read(text, currency, units):
    assert amount_in(text, currency) == units


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a lot",
        "-5",
        "1,23,456",
        "12,00,000",
        "0.500",
        "€42,000",
        "₹42,000",
        "£€42",
        "$42",
        "42 EUR",
        "12.345.6",
        "1e5",
        "5..",
        "٤٢",
        "1,234.567,00",
        "9" * 30,
        "5 000,000.00.0",
        "nan",
    ],
)
def test_what_is_none_is_none(text):
    assert amount_in(text, "GBP") is None


def test_no_part_of_a_yen():
    assert amount_in("5.5", "JPY") is None and amount_in("5.0", "JPY") == 5


@given(st.integers(0, MAX_AMOUNT))
@settings(max_examples=30)
def test_what_is_shown_is_what_was_written(units):
    for currency in list_currencies():
        assert amount_in(plain_amount(units, currency), currency) == units, (
            f"{currency}: as the form shows it"
        )
        assert amount_in(in_words(units, currency), currency) == units, f"{currency}: as it is told"


@given(st.text(), st.sampled_from(["GBP", "JPY"]))
def test_any_text_is_taken(text, currency):
    assert amount_in(text, currency) is None or 0 <= amount_in(text, currency) <= MAX_AMOUNT
    assert currency_named(text) is None or len(currency_named(text)) == 3


def test_in_words():
    assert (in_words(4_250_000, "GBP"), in_words(1_850, "EUR"), in_words(5_000_000, "JPY")) == (
        "£42,500",
        "€18.50",
        "¥5,000,000",
    )
    assert in_words(18_555, "KWD").endswith("18.555")


@pytest.mark.parametrize(
    "text, code",
    [
        ("gbp", "GBP"),
        (" eur ", "EUR"),
        ("€", "EUR"),
        ("$", "USD"),
        ("pounds", None),
        ("", None),
        ("ZZZ", None),
        ("12£", None),
    ],
)
def test_currencies(text, code):
    assert currency_named(text) == code


@pytest.mark.parametrize(
    "zone, code",
    [
        ("Europe/London", "GBP"),
        ("Europe/Berlin", "EUR"),
        ("Asia/Tokyo", "JPY"),
        ("UTC", "GBP"),
        ("Nowhere/At_all", "GBP"),
    ],
)
def test_what_is_paid_with_there(zone, code):
    assert currency_at(zone) == code
