"""What a person writes is never in a log: a canary in every field of every form, and in faults that
it causes."""

import logging

import pytest
from sqlalchemy.exc import DataError

from tests.crawl import FIELDS, addresses, fill
from webapp.core.database import db
from webapp.core.ids import new_id

CANARY = "canary-salary-61000"


@pytest.fixture
def written(owner):
    fill(owner)
    return {**dict.fromkeys(FIELDS, CANARY), "id": str(new_id())}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_no_form_writes_to_the_log(app, owner, written, caplog, method):
    caplog.set_level(logging.DEBUG)
    app.testing = False
    for _, url in addresses(app, owner, method):
        owner.open(method, url, data=written)
    assert CANARY not in caplog.text


@pytest.mark.one_database
def test_no_search_writes_to_the_log(owner, written, caplog):
    caplog.set_level(logging.DEBUG)
    for place in ("/cards", "/log"):
        assert owner.get(place, query_string={"q": CANARY}).status_code == 200
    assert CANARY not in caplog.text


@pytest.mark.one_database
def test_fault_while_keeping_a_text_does_not_log_it(app, owner, caplog, monkeypatch):
    app.testing = False

    def refuse():
        raise DataError("INSERT", {"notes": CANARY}, ValueError(f"value too long: {CANARY}"))

    monkeypatch.setattr(db.session, "commit", refuse)
    assert owner.post("/stories", {"id": str(new_id()), "title": CANARY}).status_code == 500
    assert "DataError" in caplog.text
    assert CANARY not in caplog.text
