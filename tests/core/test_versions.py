"""A version for each person and table: what counts as a change, and that no raise is lost or seen
twice."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from tests.crawl import addresses, fill
from webapp.accounts.models import SignIn, User
from webapp.cards.models import Card, Kind
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.database import Base, Owned, db
from webapp.core.ids import new_id
from webapp.core.versions import EVERYTHING, NobodysRows, Version, raising, shaken_by, versioned
from webapp.interviews.models import Interview
from webapp.sync.receipts import Receipt

SOON = timedelta(days=1)


def versions_of(person):
    with person.app.app_context():
        mine = select(Version.table_name, Version.version).where(Version.user_id == person.id)
        return dict(db.session.execute(mine).all())


def raised(person, before):
    """The tables whose version is higher than it was."""
    return {
        name for name, version in versions_of(person).items() if version > before.get(name, 0)
    } - {EVERYTHING}


def interview(**values):
    return Interview(
        company="A", starts_at=now() + SOON, time_zone="UTC", created_at=now(), **values
    )


def card(prompt="Why?", **values):
    return Card(kind=Kind.QUESTION, prompt=prompt, created_at=now(), **values)


@pytest.fixture
def changed(owner):
    """`changed(lambda: ...)` does something in a transaction, and gives the tables whose version
    that raised."""

    def doing(verb):
        before = versions_of(owner)
        with owner.app.app_context():
            verb()
            db.session.commit()
        return raised(owner, before)

    return doing


def test_rows_added_changed_and_deleted_count(owner, changed):
    key = (owner.id, new_id())
    assert changed(lambda: db.session.add(card(user_id=owner.id, id=key[1]))) == {"cards"}
    assert changed(lambda: db.session.get(Card, key).reword("How?", "", Kind.QUESTION)) == {"cards"}
    assert changed(lambda: db.session.get(Card, key).reword("How?", "", Kind.QUESTION)) == set()
    assert "cards" in changed(lambda: db.session.get(Card, key).delete_for_good())


def test_bulk_statements_count(owner, changed):
    owner.has(card())
    values = {
        "user_id": owner.id,
        "kind": Kind.QUESTION,
        "prompt": "",
        "answer": "",
        "created_at": now(),
    }
    rows = [{**values, "id": new_id()} for _ in range(3)]
    assert changed(lambda: db.session.execute(insert(Card), rows)) == {"cards"}
    of_mine = Card.user_id == owner.id
    assert changed(lambda: db.session.execute(update(Card).where(of_mine).values(prompt="?"))) == {
        "cards"
    }
    assert changed(lambda: db.session.execute(delete(Card).where(of_mine))) == {"cards", "reviews"}


def test_what_the_database_deletes_along_counts(owner, changed):
    one = owner.has(interview())
    owner.has(Item(interview_id=one.id, phase="evening", text="Pack", rank=1))
    tables = changed(lambda: db.session.get(Interview, (owner.id, one.id)).delete_for_good())
    assert {"interviews", "checklist_items", "people", "reflections", "asked_questions"} <= tables
    assert "reviews" in shaken_by("stories"), (
        "a story's card goes with it, and its reviews with that"
    )


def test_what_a_transaction_takes_back_does_not_count(owner, changed):
    def refused():
        nested = db.session.begin_nested()
        db.session.add(card(user_id=owner.id))
        db.session.flush()
        nested.rollback()

    assert changed(refused) == set()
    before = versions_of(owner)
    with owner.app.app_context():
        db.session.add(card(user_id=owner.id))
        db.session.flush()
        db.session.rollback()
    assert versions_of(owner) == before


def test_what_no_page_shows_does_not_count(owner, changed):
    assert (
        changed(lambda: db.session.add(Receipt(user_id=owner.id, created_at=now(), acted_at=now())))
        == set()
    )
    unseen = update(SignIn).where(SignIn.user_id == owner.id).values(seen_at=now(), outbox=new_id())
    assert changed(lambda: db.session.execute(unseen)) == set()
    assert changed(lambda: db.session.execute(unseen.values(device="Another"))) == {"sign_ins"}


def test_the_persons_own_row_counts(owner, changed):
    assert changed(lambda: db.session.get(User, owner.id).dismiss_install_hint(now())) == {"users"}


@pytest.mark.parametrize(
    "statement",
    [
        update(Card).values(prompt="?"),
        delete(Card),
        delete(User),
        update(Card).where(Card.prompt == "?").values(answer="!"),
    ],
    ids=["update", "delete", "delete a person", "update by another column"],
)
def test_a_change_of_nobody_in_particular_is_refused(in_app, statement):
    with pytest.raises(NobodysRows):
        db.session.execute(statement)


def test_only_whose_rows_they_are(owner, outsider, changed):
    theirs = versions_of(outsider)
    changed(lambda: db.session.add(card(user_id=owner.id)))
    assert versions_of(outsider) == theirs


def test_versions_end_with_their_person(owner, changed):
    changed(
        lambda: (
            db.session.add(card(user_id=owner.id)),
            db.session.flush(),
            db.session.get(User, owner.id).delete(),
        )
    )
    assert versions_of(owner) == {}


def test_no_version_is_used_twice(owner, in_app):
    """Not with a clock that was set back, and not after an older backup was put back."""

    def reached(at):
        rows = db.session.execute(raising({(owner.id, "cards")}, at, db.engine.dialect.name)).all()
        return {name: version for _, name, version in rows}

    first = reached(now() + SOON)
    second = reached(now())
    assert second["cards"] == first["cards"] + 1 and second[EVERYTHING] == first[EVERYTHING] + 1
    db.session.rollback()  # as the backup has it
    assert reached(now() + 2 * SOON)["cards"] > second["cards"]


def test_one_statement_a_writing_request(owner, queries):
    told = owner.has(card())
    with queries() as statements:
        owner.put(f"/cards/{told.id}", {"prompt": "How?", "kind": "question", "answer": "So."})
    (upsert,) = [one for one in statements if "versions" in one and not one.startswith("SELECT")]
    assert statements[-1] == upsert, "last before the commit: nobody waits for its row meanwhile"


def test_versions_come_with_the_sign_in(owner, queries):
    owner.has(card())
    with queries() as statements:
        owner.get("/account")
    assert len(statements) == 1
    there = versions_of(owner)
    with owner.app.app_context():
        assert there and User.from_token(owner.token, at=now()).versions == there


def test_an_answer_says_the_version_that_it_made_or_found(owner):
    before = versions_of(owner)[EVERYTHING]
    made = owner.put("/account/install-hint/dismissal").headers["Round-Two-Version"]
    assert before < int(made) == versions_of(owner)[EVERYTHING]
    assert owner.put("/account/install-hint/dismissal").headers["Round-Two-Version"] == made, (
        "nothing changed"
    )
    assert (
        owner.get("/").headers["Round-Two-Version"]
        == owner.get("/log").headers["Round-Two-Version"]
        == made
    )


def test_what_is_sent_again_says_a_version_that_has_it(owner):
    sent = {
        "data": {"id": str(new_id()), "title": "The flood"},
        "headers": {"Idempotency-Key": str(new_id())},
    }
    first, again = (owner.post("/stories", **sent) for _ in range(2))
    assert again.headers["Round-Two-Receipt"] == "repeated"
    assert again.headers["Round-Two-Version"] == first.headers["Round-Two-Version"]


def test_two_at_once_lose_no_raise(app, owner):
    """Both write to the same tables, in opposite orders."""
    begun, rounds, seen = threading.Barrier(2), 8, []

    def write(turn):
        for _ in range(rounds):
            begun.wait()
            with app.app_context():
                rows = [card(user_id=owner.id), interview(user_id=owner.id)]
                for row in rows[::turn]:
                    db.session.add(row)
                    db.session.flush()
                db.session.commit()
                seen.append(db.session.get(Version, (owner.id, EVERYTHING)).version)
                db.session.rollback()

    writers = [threading.Thread(target=write, args=[turn]) for turn in (1, -1)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert len(owner.rows(Card)) == len(owner.rows(Interview)) == 2 * rounds
    versions = versions_of(owner)
    assert len(seen) == 2 * rounds and max(seen) == versions[EVERYTHING]
    assert len(versions_made := set(seen)) >= rounds and versions["cards"] <= max(versions_made)


def rows_by_table(app):
    """What is in every table whose changes count, but for what no page shows."""
    tables = {
        mapper.local_table
        for mapper in Base.registry.mappers
        if mapper.local_table.name in versioned()
    }
    with app.app_context():
        return {
            table.name: db.session.execute(
                select(*(column for column in table.c if not column.info)).order_by(
                    *table.primary_key
                )
            ).all()
            for table in tables
        }


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_whatever_a_request_changes_raises_that_tables_version(app, owner, outsider, method):
    fill(owner)
    before, versions = rows_by_table(app), versions_of(owner)
    for rule, url in addresses(app, owner, method):
        owner.open(
            method,
            url,
            data=dict.fromkeys(("text", "title", "prompt", "name", "company"), "Something"),
        )
        after = rows_by_table(app)
        different = {name for name, rows in before.items() if rows != after[name]}
        assert different <= raised(owner, versions) or rule.endpoint == "accounts.delete", (
            method,
            url,
        )
        before, versions = after, versions_of(owner)


def test_only_receipts_and_events_make_no_page_another():
    """Events stand on the page of devices alone, which is made anew each time."""
    owned = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Owned)
    }
    assert owned - versioned() == {"receipts", "events"}
