"""Migrations, the shape of the tables, and a database that loses nothing."""

import shutil

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError, StatementError

from webapp.core.clock import now
from webapp.core.database import MIGRATIONS, Base, Owned, db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.people.models import Person

OWNED = sorted(
    (mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)),
    key=str,
)


def test_migrations_make_what_the_models_say(in_app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


@pytest.mark.own_app
def test_migrations_go_all_the_way_down_and_up_again(in_app):
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()
    assert {table.name for table in OWNED} < set(inspect(db.engine).get_table_names())


A_BATCH = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("password_hash", type_=sa.Text())
        batch.add_column(sa.Column("spare", sa.Integer()))
    {more}
"""
NOT_ACME = "op.execute(\"DELETE FROM interviews WHERE company = 'Acme'\")"


@pytest.fixture
def next_migration(app, tmp_path):
    """`next_migration(more)`: how Alembic finds the migrations with one that makes the table of
    users anew, as SQLite needs it for most changes, and does more."""

    def written(more="pass"):
        folder = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
        head = ScriptDirectory(str(folder)).get_current_head()
        (folder / "versions" / "next.py").write_text(A_BATCH.format(head=head, more=more))
        return app.extensions["migrate"].migrate.get_config(str(folder))

    return written


@pytest.mark.own_app
def test_a_table_that_is_made_anew_takes_no_rows_of_others_along(app, owner, next_migration):
    owner.has(Interview(company="Acme", starts_at=now(), time_zone="UTC", created_at=now()))
    with app.app_context():
        command.upgrade(next_migration(), "head")
        assert "spare" in {column["name"] for column in inspect(db.engine).get_columns("users")}
    (interview,) = owner.rows(Interview)
    with pytest.raises(IntegrityError):
        owner.has(Person(interview_id=new_id(), name="Of none", created_at=now()))
    assert interview.company == "Acme", "and foreign keys hold again"


@pytest.mark.own_app
@pytest.mark.one_database
def test_a_migration_that_leaves_rows_of_none_is_taken_back(app, owner, next_migration):
    interview = owner.has(
        Interview(company="Acme", starts_at=now(), time_zone="UTC", created_at=now())
    )
    owner.has(Person(interview_id=interview.id, name="Ana", created_at=now()))
    with app.app_context():
        with pytest.raises(CommandError, match="people"):
            command.upgrade(next_migration(more=NOT_ACME), "head")
        assert "spare" not in {column["name"] for column in inspect(db.engine).get_columns("users")}
    assert len(owner.rows(Interview)) == len(owner.rows(Person)) == 1


@pytest.mark.parametrize("table", OWNED, ids=str)
def test_owned_rows_are_keyed_by_their_person(table):
    assert [column.name for column in table.primary_key.columns] == ["user_id", "id"]
    for constraint in table.foreign_key_constraints:
        assert constraint.referred_table.name == "users" or "user_id" in constraint.column_keys, (
            "a foreign key without user_id could point into another account"
        )
    for index in table.indexes:
        assert index.columns.keys()[0] == "user_id", "rows are looked up within one person's"


def test_row_cannot_point_into_another_account(owner, outsider):
    interview = owner.has(
        Interview(company="A", starts_at=now(), time_zone="UTC", created_at=now())
    )
    with pytest.raises(IntegrityError):
        outsider.has(Person(interview_id=interview.id, name="Smuggled", created_at=now()))


def test_time_without_a_zone_is_refused(owner):
    with pytest.raises(StatementError, match="without a zone"):
        owner.has(
            Interview(
                company="A", starts_at=now().replace(tzinfo=None), time_zone="UTC", created_at=now()
            )
        )


@pytest.mark.own_app
def test_error_keeps_nothing(owner, app):
    @app.post("/half-done")
    def half_done():
        db.session.add(
            Interview(
                user_id=owner.id, company="Half", starts_at=now(), time_zone="UTC", created_at=now()
            )
        )
        db.session.flush()
        return "refused", 422

    assert owner.post("/half-done").status_code == 422
    with app.app_context():
        assert db.session.scalar(select(Interview)) is None


def test_answer_is_not_given_before_it_is_kept(owner, app, monkeypatch):
    app.testing = False
    monkeypatch.setattr(db.session, "commit", lambda: 1 / 0)
    answer = owner.put("/account/install-hint/dismissal")
    assert answer.status_code == 500
    assert "this last change was not made" in answer.text
