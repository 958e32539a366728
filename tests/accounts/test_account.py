"""What is a person's to take along or to end."""

import json

import pytest
from sqlalchemy import func, select

from tests.persons import PASSWORD, Browser, Person
from webapp.accounts.devices import device_name
from webapp.accounts.models import SignIn
from webapp.core.clock import now
from webapp.core.database import Base, Owned, db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview


def interview(**values):
    return Interview(
        company="Corner Bakery & Söhne",
        starts_at=now(),
        time_zone="Europe/Berlin",
        created_at=now(),
        **values,
    )


def test_export_holds_everything_written_and_no_secrets(owner, outsider):
    owner.has(interview(notes="salary 61 000 <b>"))
    outsider.has(interview(notes="not olive's"))
    answer = owner.get("/account/export")
    assert "attachment" in answer.headers["Content-Disposition"]
    data = json.loads(answer.text)
    assert data["email"] == owner.email
    assert [row["notes"] for row in data["interviews"]] == ["salary 61 000 <b>"]
    assert "sign_ins" not in data and "receipts" not in data
    assert owner.token not in answer.text


def test_export_names_every_table_a_person_writes_in(owner):
    data = json.loads(owner.get("/account/export").text)
    owned = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Owned)
    }
    assert set(data) == owned - {"sign_ins", "receipts"} | {"email"}


def test_deleting_the_account_leaves_no_row_behind(app, outsider):
    owner = Person(app, "olive", password=True)
    owner.post("/example")
    kept = outsider.has(interview())
    assert owner.delete("/account", {"password": "wrong"}).status_code == 422
    assert owner.delete("/account", {"password": PASSWORD}).location == "/sign-in"
    with app.app_context():
        for mapper in Base.registry.mappers:
            if issubclass(mapper.class_, Owned):
                table = mapper.local_table
                rows = select(func.count()).select_from(table).where(table.c.user_id == owner.id)
                assert db.session.scalar(rows) == 0, table.name
        assert db.session.get(Interview, (outsider.id, kept.id))
    assert owner.get("/account", htmx=True).status_code == 401
    assert (
        Browser(app).post("/sign-in", {"email": owner.email, "password": PASSWORD}).status_code
        == 422
    )


def test_devices_are_named_as_people_name_them():
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
    pixel = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
    laptop = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0"
    assert [device_name(agent) for agent in (iphone, pixel, laptop, "curl/8", "")] == [
        "Safari on iPhone",
        "Chrome on Android",
        "Edge on Windows",
        "A device",
        "A device",
    ]


@pytest.mark.one_database
def test_list_of_devices_costs_the_same_for_5_as_for_500(owner, queries):
    def sign_in(number):
        owner.has(
            *(
                SignIn(
                    token_hash=f"{new_id()}",
                    device="Chrome on Android",
                    created_at=now(),
                    seen_at=now(),
                )
                for _ in range(number)
            )
        )
        with queries() as statements:
            assert owner.get("/account/devices").status_code == 200
        return len(statements)

    assert sign_in(5) == sign_in(500)
