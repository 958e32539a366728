"""Ready at the hour: what would be recalled at the interview, and what a practice now is worth."""

from datetime import timedelta

import pytest

from tests.cards.decks import NOON, question, questions, reviewed
from tests.offline.streams import packed
from tests.plain import in_one_line
from tests.reflections.factories import interview
from webapp.cards.grades import Grade
from webapp.cards.memory import Memory, recall_at
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.practice.forecast import POINTS, forecast
from webapp.practice.practice import Practice

DAY = timedelta(days=1)
HOUR = NOON + 3 * DAY
KNOWN = Memory(5.0, 5.0, NOON - DAY)


def test_as_it_is_it_falls_to_what_is_left_at_the_hour():
    ahead = forecast(((1, KNOWN), (2, None)), NOON, HOUR, ())
    assert ahead.as_it_is == ahead.practised and len(ahead.as_it_is) == POINTS
    assert list(ahead.as_it_is) == sorted(ahead.as_it_is, reverse=True)
    assert ahead.as_it_is[0] == pytest.approx(recall_at(KNOWN, NOON) / 2)
    assert ahead.as_it_is[-1] == pytest.approx(recall_at(KNOWN, HOUR) / 2), (
        "one never seen counts as none"
    )


def test_a_practice_is_worth_what_it_adds():
    cards = ((1, KNOWN), (2, None))
    one, both = (forecast(cards, NOON, HOUR, practised) for practised in ({1}, {1, 2}))
    assert one.as_it_is[-1] < one.practised[-1] < both.practised[-1] < 1
    assert both.practised[0] == pytest.approx(1), "all of them were just seen"


def test_without_cards_there_is_nothing_to_look_out_for():
    assert forecast((), NOON, HOUR, ()) is None


def test_the_page_says_both_and_the_weakest(owner):
    at = now()
    interview(owner, at=at + 2 * DAY, company="Ottermere")
    strong, weak, *_ = questions(owner, 4)
    for days in (9, 5, 2):
        reviewed(owner, strong, Grade.GOOD, at - days * DAY)
    reviewed(owner, weak, Grade.AGAIN, at - DAY)
    row = owner.get("/cards").text
    assert "Ready at the hour" in row and "as it stands" in row
    text = owner.get("/cards/ready").text
    text = in_one_line(text)
    assert (
        "Ottermere" in text
        and "After 4 cards now" in text
        and 'role="img" aria-label="What you would recall' in text
    )
    least = text.partition("The weakest")[2]
    assert (
        least.count("Never turned yet") == 2
        and "Question 2?" in least
        and "Question 1?" not in least
    )


@pytest.mark.one_database
@pytest.mark.parametrize("over", [None, True])
def test_without_an_interview_to_come_it_leads_to_the_cards(owner, over):
    question(owner)
    if over:
        interview(owner, at=now() - DAY)
    assert "Ready at the hour" not in owner.get("/cards").text
    assert owner.get("/cards/ready").headers["Location"] == "/cards"
    assert "/cards/ready" not in packed(owner).pages


def test_before_the_first_card_no_number_frightens_and_after_the_last_it_is_led_to(owner):
    interview(owner, at=now() + DAY)
    card = question(owner)
    assert "Not begun yet" in owner.get("/cards").text
    since = now().isoformat()
    review = {"id": str(new_id()), "grade": "good", "since": since}
    summary = owner.post(f"/cards/{card.id}/reviews", review, htmx=True).text
    assert "That was all" in summary and 'href="/cards/ready"' in summary


def test_the_three_weakest_of_many(owner, do):
    interview(owner, at=now() + DAY)
    cards = questions(owner, 5)
    for card in cards:
        reviewed(owner, card, Grade.GOOD if card in cards[:2] else Grade.AGAIN, now() - 2 * DAY)
    weakest = do(lambda: [card.id for card, _ in Practice(owner.id, now()).weakest])
    assert set(weakest) == {card.id for card in cards[2:]}
