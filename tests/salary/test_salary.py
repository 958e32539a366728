"""Figures with where they are from, what the person wants, and the sentence to say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reflections.factories import NOON, interview
from webapp.cards.models import Card
from webapp.core.ids import new_id
from webapp.salary.models import Figure, Period, SalaryGoals
from webapp.salary.spread import place_between, spread_of
from webapp.salary.statements.models import Statement

FULL = {
    "amount": "42,500",
    "currency": "gbp",
    "period": "year",
    "text": "Lead",
    "place": "Leeds",
    "source": "A friend",
    "link": "https://example.org/pay?a=1&b=2",
    "seen_on": "2026-11-02",
}


def figure(person, of, amount=4_000_000, **columns):
    return person.has(
        Figure(interview_id=of.id, created_at=NOON, amount=amount, **{"currency": "GBP", **columns})
    )


def note(person, of, id=None, **fields):
    id = id or new_id()
    return person.post(
        f"/interviews/{of.id}/salary",
        {"id": str(id), **{f"{id}-{name}": value for name, value in {**FULL, **fields}.items()}},
    )


def want(person, of, **fields):
    return person.put(f"/interviews/{of.id}/salary-goals", {"currency": "GBP", **fields})


def page(person, of):
    return person.get(f"/interviews/{of.id}/salary").text


def test_a_figure_is_noted_exactly_and_shown(owner):
    of, id = interview(owner), new_id()
    for _ in range(2):
        assert note(owner, of, id).location == f"/interviews/{of.id}/salary"
    (kept,) = owner.rows(Figure)
    assert (kept.amount, kept.currency, kept.period, kept.seen_on) == (
        4_250_000,
        "GBP",
        Period.YEAR,
        date(2026, 11, 2),
    )
    assert "£42,500 a year" in page(owner, of) and "2 November 2026" in page(owner, of)
    one = owner.get(f"/salary/{kept.id}").text
    assert 'value="42500"' in one and 'href="https://example.org/pay?a=1&amp;b=2"' in one
    owner.put(f"/salary/{kept.id}", {**FULL, "amount": "18.50", "period": "hour"})
    assert "£18.50 an hour" in page(owner, of)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "field, text, said",
    [
        ("amount", "", "Write how much it is."),
        ("amount", "plenty", "Write it as a number"),
        ("currency", "pounds", "three letters"),
        ("period", "century", "Choose one of these."),
        ("link", "javascript:alert(1)", "A link begins with https://."),
        ("seen_on", "yesterday", "That is not a date."),
        ("text", "x" * 121, "120 characters"),
        ("link", "https://" + "x" * 500, "500 characters"),
        ("amount", "0", "more than 0"),
        ("amount", "€42,000", "€ doesn’t stand for GBP"),
        ("link", "javascript.example:alert(1)", "A link begins with https://."),
        ("link", "data:text/html,a.de/b", "A link begins with https://."),
        ("link", "www.example.org/" + "x" * 480, "500 characters"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(owner, field, text, said):
    of = interview(owner)
    answer = note(owner, of, **{field: text})
    assert answer.status_code == 422 and said in answer.text and "A friend" in answer.text
    assert owner.rows(Figure) == []


@pytest.mark.parametrize(
    "amount, currency", [("18.5", "KWD"), ("4200.5", "TND"), ("1.2345", "CLF"), ("18.50", "GBP")]
)
def test_a_form_that_is_saved_unchanged_changes_nothing(owner, amount, currency):
    note(owner, interview(owner), amount=amount, currency=currency)
    (noted,) = owner.rows(Figure)
    for _ in range(2):
        shown = (
            owner.get(f"/salary/{noted.id}")
            .text.partition('name="amount"')[2]
            .partition('value="')[2]
            .partition('"')[0]
        )
        assert (
            owner.put(
                f"/salary/{noted.id}", {**FULL, "amount": shown, "currency": currency}
            ).status_code
            == 303
        )
        assert owner.rows(Figure)[0].amount == noted.amount


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("www.stepstone.de/x", "https://www.stepstone.de/x"),
        ("stepstone.de/x?a=1", "https://stepstone.de/x?a=1"),
        (" pay.example.org ", "https://pay.example.org"),
        ("example.org:8443/pay", "https://example.org:8443/pay"),
        ("http://example.org", "http://example.org"),
        ("Https://example.org", "Https://example.org"),
        ("", ""),
    ],
)
def test_a_link_may_be_written_without_its_beginning(owner, typed, kept):
    assert (
        note(owner, interview(owner), link=typed).status_code == 303
        and owner.rows(Figure)[0].link == kept
    )


def test_only_the_owner_sees_it(owner, outsider, anonymous):
    of = interview(owner)
    one = figure(owner, of)
    want(owner, of, ask="45,000")
    for url in (
        f"/salary/{one.id}",
        f"/interviews/{of.id}/salary",
        f"/interviews/{of.id}/salary-goals",
    ):
        assert (
            owner.get(url).status_code,
            outsider.get(url).status_code,
            anonymous.get(url).status_code,
        ) == (200, 404, 302)
    assert (
        outsider.put(f"/salary/{one.id}", FULL).status_code
        == want(outsider, of, ask="1").status_code
        == note(outsider, of).status_code
        == 404
    )
    assert outsider.put(f"/interviews/{of.id}/salary-goals/cards/salary").status_code == 404
    assert owner.rows(Figure)[0].amount == 4_000_000 and owner.rows(SalaryGoals)[0].ask == 4_500_000


def test_the_spread_is_of_one_currency_and_of_a_year():
    figures = [
        Figure(amount=40, currency="GBP", period=Period.YEAR),
        Figure(amount=5, currency="GBP", period=Period.MONTH),
        Figure(amount=99, currency="EUR", period=Period.YEAR),
        Figure(amount=1, currency="GBP", period=Period.HOUR),
    ]
    assert spread_of(figures) == ("GBP", 40, 60, 1950, (40, 60, 1950))
    assert spread_of(figures[:2]).median == 50, "of two, half-way"
    assert (
        spread_of(
            [Figure(amount=amount, currency="GBP", period=Period.YEAR) for amount in (10, 13)]
        ).median
        == 12
    ), "in whole units"
    assert spread_of([]) is None


@given(st.lists(st.integers(1, 10**12), min_size=1))
def test_every_amount_has_its_place(amounts):
    assert all(0 <= place_between(amount, amounts) <= 1 for amount in amounts)


def test_the_picture_says_in_words_what_it_shows(owner):
    of = interview(owner)
    figure(owner, of, 4_000_000)
    assert "<svg" not in page(owner, of).partition('id="salary"')[2].partition("What I want")[0], (
        "one figure is no range"
    )
    figure(owner, of, 5_000_000)
    figure(owner, of, 9_000_000, currency="EUR")
    want(owner, of, floor="38,000", ask="52,000")
    text = page(owner, of)
    assert (
        "2 figures from £40,000 to £50,000 a year, the middle of them £45,000. At least: £38,000. Asked for: £52,000."
        in text
    )
    assert "Figures in other currencies are left out." in text
    want(owner, of, floor="38,000", currency="EUR")
    assert "At least: " not in page(owner, of), "another currency has no place in it"


def test_what_is_wanted_is_kept_and_changed(owner):
    of = interview(owner)
    for ask in ("45,000", "46000"):
        assert (
            want(owner, of, floor="40k", target="43 000", ask=ask).location
            == f"/interviews/{of.id}/salary"
        )
    (kept,) = owner.rows(SalaryGoals)
    assert (kept.id, kept.floor, kept.target, kept.ask) == (of.id, 4_000_000, 4_300_000, 4_600_000)
    assert 'value="46000"' in owner.get(f"/interviews/{of.id}/salary-goals").text
    want(owner, of)
    assert owner.rows(SalaryGoals)[0].ask is None


def test_what_was_said_last_stands_in_salary_and_all_of_it_on_its_page(owner):
    of = interview(owner)
    for text, by, on in (
        ("She asked; I named nothing", "", ""),
        ("About 40,000", "Hannah, on the phone", "2026-11-14"),
    ):
        id = new_id()
        owner.post(
            f"/interviews/{of.id}/statements",
            {"id": str(id), f"{id}-text": text, f"{id}-said_by": by, f"{id}-said_on": on},
        )
    assert "About 40,000 (<bdi>Hannah, on the phone</bdi>)" in page(
        owner, of
    ) and "I named nothing" not in page(owner, of)
    text = owner.get(f"/interviews/{of.id}/statements").text
    assert (
        "<bdi>Hannah, on the phone</bdi>, 14 November 2026" in text
        and "I named nothing" in text
        and "By whom?" in text
    )
    assert "2 notes" in text


@pytest.mark.one_database
@pytest.mark.parametrize(
    "fields, said",
    [({"said_by": "x" * 121}, "120 characters"), ({"said_on": "lately"}, "That is not a date.")],
)
def test_what_cannot_have_been_said(owner, fields, said):
    of, id = interview(owner), new_id()
    answer = owner.post(
        f"/interviews/{of.id}/statements",
        {
            "id": str(id),
            **{f"{id}-{name}": value for name, value in {"text": "Kept", **fields}.items()},
        },
    )
    assert (
        answer.status_code == 422
        and said in answer.text
        and "Kept" in answer.text
        and owner.rows(Statement) == []
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "fields, said",
    [
        ({"floor": "enough"}, "Write it as a number"),
        ({"floor": "50,000", "ask": "40,000"}, "less than what you would take"),
        ({"currency": ""}, "three letters"),
        ({"floor": "0"}, "more than 0"),
        ({"target": "0"}, "more than 0"),
        ({"ask": "£0"}, "more than 0"),
    ],
)
def test_what_cannot_be_wanted(owner, fields, said):
    of = interview(owner)
    answer = want(owner, of, **fields)
    assert answer.status_code == 422 and said in answer.text and owner.rows(SalaryGoals) == []


def test_the_sentence_becomes_a_card_that_follows_it(owner):
    of = interview(owner)
    url = f"/interviews/{of.id}/salary-goals/cards/salary"
    assert owner.put(url).status_code == 404, "nothing is asked for yet"
    for ask, amounts in (("45,000", []), ("46,000", [4_000_000, 5_000_000])):
        want(owner, of, ask=ask)
        for amount in amounts:
            figure(owner, of, amount)
        assert owner.put(url).status_code == 303
        (card,) = owner.rows(Card)
        assert f"£{ask}" in card.answer and card.prompt == "What salary are you looking for?"
    assert "between £40,000 and £50,000" in owner.rows(Card)[0].answer


def test_the_currency_is_that_of_the_place_then_that_of_the_last_figure(owner):
    of = interview(owner, time_zone="Europe/Berlin")
    assert '-currency" size="5" type="text" value="EUR"' in page(
        owner, of
    ) or 'value="EUR"' in page(owner, of)
    figure(owner, of, currency="CHF")
    assert 'value="CHF"' in page(owner, of) and 'value="EUR"' not in page(owner, of)


def test_it_costs_the_same_for_few_and_for_many(owner, queries):
    of = interview(owner)
    figure(owner, of)
    owner.get("/")

    def cost():
        with queries() as statements:
            page(owner, of)
        return len(statements)

    few = cost()
    for _ in range(10):
        figure(owner, of)
    assert cost() == few


def test_there_are_at_most_so_many(owner):
    of = interview(owner)
    owner.has(
        *[
            Figure(interview_id=of.id, created_at=NOON, amount=1, currency="GBP")
            for _ in range(Figure.MAX_ITEMS)
        ]
    )
    answer = note(owner, of)
    assert (
        answer.status_code == 422
        and f"{Figure.MAX_ITEMS} figures" in answer.text
        and len(owner.rows(Figure)) == Figure.MAX_ITEMS
    )


def test_a_sentence_that_is_a_card_leads_to_it(owner):
    of = interview(owner)
    want(owner, of, ask="45,000")
    assert page(owner, of).count("Make it a card") == 3 and "Among your cards" not in page(
        owner, of
    )
    owner.put(f"/interviews/{of.id}/salary-goals/cards/salary")
    text = page(owner, of)
    assert text.count("Make it a card") == 2 and text.count("Among your cards") == 1
    (card,) = owner.rows(Card)
    assert f'href="/cards/{card.id}"' in text and owner.get(f"/cards/{card.id}").status_code == 200
    owner.put(f"/cards/{card.id}/archival")
    assert page(owner, of).count("Make it a card") == 3


def test_the_cards_say_the_numbers_as_they_are_now(owner):
    of = interview(owner)
    want(owner, of, ask="45,000")
    for name in ("salary", "earned"):
        owner.put(f"/interviews/{of.id}/salary-goals/cards/{name}")
    reworded = next(card for card in owner.rows(Card) if "earn now" in card.prompt)
    owner.put(
        f"/cards/{reworded.id}",
        {"prompt": reworded.prompt, "answer": "In my own words.", "kind": reworded.kind.value},
    )
    want(owner, of, ask="47,000")
    assert sorted(card.answer for card in owner.rows(Card)) == [
        "For this position, and with what I bring to it, I am looking for £47,000 a year.",
        "In my own words.",
    ]


@pytest.mark.parametrize(
    "ask, currency, is_backed",
    [
        ("45,000", "GBP", True),
        ("50,000", "GBP", True),
        ("50,001", "GBP", False),
        ("45,000", "EUR", False),
    ],
)
def test_figures_are_named_only_where_they_bear_it_out(owner, ask, currency, is_backed):
    of = interview(owner)
    for amount in (4_000_000, 5_000_000):
        figure(owner, of, amount)
    want(owner, of, ask=ask, currency=currency)
    assert ("The figures I found" in page(owner, of)) == is_backed


def test_what_another_period_comes_to_is_told_beside_it(owner):
    of = interview(owner)
    figure(owner, of, 52_000, currency="EUR", period="day")
    figure(owner, of, 4_000_000)
    assert (
        "€119,600 a year, at 230 days" in page(owner, of)
        and page(owner, of).count("a year, at") == 1
    )
