"""A request sent twice is applied once. The device list serves as an example of any change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.persons import PASSWORD, Person
from tests.sync.phones import Phone, receipts
from webapp.accounts.models import User
from webapp.core.clock import now
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.sync.batch import MAX_WAIT
from webapp.sync.receipts import Receipt

DISMISSAL = "/account/install-hint/dismissal"


def keyed():
    return {"Idempotency-Key": str(new_id())}


def undismiss(owner):
    with owner.app.app_context():
        db.session.get(User, owner.id).install_hint_dismissed_at = None
        db.session.commit()


def is_dismissed(owner):
    with owner.app.app_context():
        return db.session.get(User, owner.id).install_hint_dismissed_at is not None


def test_repeat_is_answered_as_before_and_changes_nothing(owner):
    key = keyed()
    first = owner.put(DISMISSAL, headers=key)
    assert (first.status_code, first.headers["Round-Two-Receipt"]) == (303, "applied")
    undismiss(owner)
    again = owner.put(DISMISSAL, headers=key)
    assert (again.status_code, again.location) == (303, first.location)
    assert again.headers["Round-Two-Receipt"] == "repeated"
    assert not is_dismissed(owner)


def test_repeat_for_htmx_brings_the_page_up_to_date(owner):
    key = keyed()
    assert owner.delete("/account/devices", headers=key, htmx=True).status_code == 200
    again = owner.delete("/account/devices", headers=key, htmx=True)
    assert (again.status_code, again.headers["HX-Refresh"]) == (204, "true")


@pytest.mark.one_database
def test_answer_that_leads_too_far_to_be_kept_is_repeated_as_a_reload(app):
    owner = Person(app, "olive", password=True)
    sent = {"email": owner.email, "password": PASSWORD, "next": "/cards?q=" + "x" * 600}
    key = keyed()
    assert owner.post("/sign-in", sent, headers=key).location == sent["next"]
    assert owner.post("/sign-in", sent, headers=key).status_code == 204


def test_same_key_with_other_content_is_refused(owner):
    key = keyed()
    assert owner.put(DISMISSAL, {"a": "1"}, headers=key).status_code == 303
    undismiss(owner)
    assert owner.put(DISMISSAL, {"a": "2"}, headers=key).status_code == 409
    assert owner.delete("/account/devices", headers=key).status_code == 409
    assert not is_dismissed(owner)


def test_key_that_is_no_uuid_is_refused(owner):
    assert owner.put(DISMISSAL, headers={"Idempotency-Key": "one"}).status_code == 400
    assert not is_dismissed(owner)


def test_refused_request_leaves_no_receipt_so_that_it_can_be_corrected(owner):
    key = keyed()
    assert owner.put("/account/password", {"current": ""}, headers=key).status_code == 422
    assert owner.rows(Receipt) == []


def test_two_people_may_make_the_same_key(owner, outsider):
    key = keyed()
    assert owner.put(DISMISSAL, headers=key).headers["Round-Two-Receipt"] == "applied"
    assert outsider.put(DISMISSAL, headers=key).headers["Round-Two-Receipt"] == "applied"


def test_receipt_keeps_no_text(owner):
    owner.put(DISMISSAL, {"a": "salary 61 000"}, headers=keyed())
    (receipt,) = owner.rows(Receipt)
    assert "61 000" not in repr(vars(receipt))


def test_many_at_once_with_one_key_have_one_effect(owner):
    key = keyed()
    people = [owner.on(f"Phone {number}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda person: person.put(DISMISSAL, headers=key), people))
    receipts = sorted(answer.headers["Round-Two-Receipt"] for answer in answers)
    assert receipts == ["applied"] + ["repeated"] * 7


def test_account_can_be_deleted_with_a_key(app):
    owner = Person(app, "olive", password=True)
    answer = owner.delete("/account", {"password": PASSWORD}, headers=keyed())
    assert (answer.status_code, answer.headers["Round-Two-Receipt"]) == (303, "applied")


def has_receipts(owner, *days):
    """Receipts of so many days ago."""
    owner.has(
        *(
            Receipt(created_at=now() - timedelta(days=ago), acted_at=now(), content_hash="old")
            for ago in days
        )
    )


def test_receipts_that_no_phone_asks_for_any_more_make_room(owner, outsider, monkeypatch):
    assert Receipt.MAX_ITEMS == 100_000
    monkeypatch.setattr(Receipt, "MAX_ITEMS", 3)
    has_receipts(owner, 500, 440)
    has_receipts(outsider, 440)
    assert owner.put(DISMISSAL, headers=keyed()).status_code == 303
    assert len(owner.rows(Receipt)) == 3, "as many as may be: none has to go"
    assert owner.put(DISMISSAL, headers=keyed()).status_code == 303
    assert len(owner.rows(Receipt)) == 2 and len(outsider.rows(Receipt)) == 1


def test_no_receipt_that_a_phone_may_ask_for_makes_room(owner, monkeypatch):
    monkeypatch.setattr(Receipt, "MAX_ITEMS", 2)
    has_receipts(owner, MAX_WAIT.days + 30)
    key = keyed()
    owner.put(DISMISSAL, headers=key)
    undismiss(owner)
    answer = owner.put(DISMISSAL, headers=keyed())
    assert answer.status_code == 429 and answer.headers["Retry-After"] == "3600"
    assert "What you wrote waits on this phone" in answer.text
    assert len(owner.rows(Receipt)) == 2 and not is_dismissed(owner)
    assert owner.put(DISMISSAL, headers=key).headers["Round-Two-Receipt"] == "repeated"


def test_changes_that_find_no_room_for_a_receipt_wait_on_the_phone(owner, monkeypatch):
    monkeypatch.setattr(Receipt, "MAX_ITEMS", 1)
    phone = Phone(owner)
    phone.put(DISMISSAL)
    phone.put(DISMISSAL)
    assert receipts(phone.send()) == ["applied"]
    assert phone.send() == [] and len(phone.waiting) == 1 and phone.refused == []
