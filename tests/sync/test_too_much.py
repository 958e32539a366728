"""One person can't hold up all others: what they send too much of waits on their phone."""

import re
from itertools import count
from urllib.parse import urlencode

import pytest

from tests.sync.phones import Phone, receipts
from webapp.accounts import limits
from webapp.accounts.limits import BYTES_OF_A_CHANGE, limiter
from webapp.core.ids import new_id
from webapp.stories.models import Story
from webapp.sync import dispatch
from webapp.sync.batch import MAX_SUBMISSIONS

pytestmark = pytest.mark.one_database
DISMISSAL = "/account/install-hint/dismissal"
MAX_CHANGES = int(limits.CHANGES.partition(" ")[0])


def use_up(person, but):
    """As if the person had sent so much within this minute that `but` so many may still come."""
    for limit in limiter.limit_manager.application_limits:
        limiter.limiter.hit(
            limit.limit, "round-two", f"signed in:{person.id}", "changes", cost=MAX_CHANGES - but
        )


def write(phone, *titles):
    for title in titles:
        phone.keep("/stories", {"id": str(new_id()), "title": title}, lane=title)


def test_a_day_without_a_signal_and_more_is_not_too_much(phone, owner):
    for n in range(500):
        phone.put(DISMISSAL, {"n": str(n)}, lane=str(n))
    while phone.waiting:
        assert len(phone.send()) == MAX_SUBMISSIONS
    assert MAX_CHANGES >= 5 * 510


def test_what_is_too_much_waits_on_the_phone_and_is_sent_later(phone, owner, outsider):
    write(phone, "One", "Two", "Three")
    use_up(owner, but=3)
    assert receipts(phone.send()) == ["applied", "applied"], "and the batch itself"
    answer = phone.ask(phone.batch())
    assert answer.status_code == 429 and "Round-Two-Outbox" not in answer.headers
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    assert answer.headers["Round-Two"], "from us, so the phone knows that it is to rest"
    assert len(phone.waiting) == 1 and phone.refused == []

    others = Phone(outsider)
    write(others, "Theirs")
    assert receipts(others.send()) == ["applied"], "who sends too much slows nobody else"
    limiter.reset()
    assert receipts(phone.send()) == ["applied"]
    assert [story.title for story in owner.rows(Story)] == ["One", "Two", "Three"]


def test_what_stops_at_the_first_of_a_batch_waits(phone, owner):
    write(phone, "One")
    use_up(owner, but=1)
    assert phone.send() == [] and len(phone.waiting) == 1 and owner.rows(Story) == []


def test_without_a_phone_it_is_said_kindly(owner):
    use_up(owner, but=0)
    answer = owner.put(DISMISSAL)
    assert answer.status_code == 429 and "Retry-After" in answer.headers
    assert "A little slower" in answer.text
    assert re.search("Wait (a minute|2 minutes), then try again.", answer.text)
    assert owner.get("/").status_code == owner.get("/account/export").status_code == 200
    assert owner.post("/pack", json={}).status_code != 429, "what only reads is no change"


def test_what_is_large_counts_for_several(owner):
    text = {"id": str(new_id()), "title": "x" * 3 * BYTES_OF_A_CHANGE}
    cost = 1 + len(urlencode(text)) // BYTES_OF_A_CHANGE
    assert cost == 4
    use_up(owner, but=cost - 1)
    assert owner.post("/stories", text).status_code == 429
    limiter.reset()
    use_up(owner, but=cost)
    assert owner.post("/stories", text).status_code == 422, "it was looked at"


def test_a_large_batch_counts_by_what_is_in_it(phone, owner):
    long = {"title": "A long one", "situation": "x" * 2 * BYTES_OF_A_CHANGE}
    phone.keep("/stories", {"id": str(new_id()), **long}, lane="long")
    use_up(owner, but=3)
    assert phone.send() == [] and len(phone.waiting) == 1
    limiter.reset()
    use_up(owner, but=4)
    assert [one["status"] for one in phone.send()] == [422]


@pytest.mark.parametrize("seconds, rests", [(dispatch.LONG / 2, 0), (dispatch.LONG * 2, 3)])
def test_after_each_that_took_long_others_get_a_turn(phone, owner, monkeypatch, seconds, rests):
    times, rested = count(0, seconds), []
    monkeypatch.setattr(dispatch, "monotonic", lambda: next(times))
    monkeypatch.setattr(dispatch, "sleep", rested.append)
    write(phone, "One", "Two", "Three")
    assert receipts(phone.send()) == ["applied"] * 3
    assert rested == [dispatch.ASKED_EVERY] * rests


def test_what_met_no_limit_says_nothing_of_one(owner):
    answer = owner.post("/stories", {"id": str(new_id()), "title": "Nineteen kitchens"})
    assert answer.status_code == 303
    assert not [name for name, _ in answer.headers if name.startswith(("Retry", "X-RateLimit"))]
