"""What a phone on which something waits is told of the account that wrote it."""

import pytest

from tests.persons import Person
from webapp.accounts.models import User
from webapp.core.database import db
from webapp.core.ids import new_id

pytestmark = pytest.mark.one_database


def exists(person, id):
    return person.get("/account/existence", query_string={"id": id}).json == {"exists": True}


def delete(person):
    with person.app.app_context():
        db.session.get(User, person.id).delete()
        db.session.commit()


def address_mark(person):
    return person.get("/account").text.partition('data-address="')[2].partition('"')[0]


def test_an_account_is_there_until_it_is_deleted(owner, anonymous):
    assert exists(anonymous, owner.id) and not exists(anonymous, new_id())
    delete(owner)
    assert not exists(anonymous, owner.id)


@pytest.mark.parametrize("id", ["", "x", "olive@example.org", "0" * 5000])
def test_what_is_no_id_is_nobodys(owner, anonymous, id):
    assert not exists(anonymous, id)


def test_the_same_address_is_known_again_and_no_other(app, owner, outsider):
    before = address_mark(owner)
    assert len(before) == 32 and before != address_mark(outsider)
    delete(owner)
    anew = Person(app, "olive")
    assert anew.email == owner.email and address_mark(anew) == before and anew.id != owner.id
