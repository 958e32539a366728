"""Everything copied into another database, and back: each row the same, or nothing at all."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import running_app
from tests.crawl import fill
from tests.persons import Person
from webapp.core import copying, schema
from webapp.core.config import sqlite_file
from webapp.core.database import Base, db
from webapp.core.faults import UnusableDatabase
from webapp.core.serving import alone


def everything(url):
    """All rows of all tables."""
    app = schema.bare_app(url)
    with app.app_context():
        with db.engine.connect() as connection:
            found = {
                table.name: {repr(tuple(row)) for row in connection.execute(select(table))}
                for table in Base.metadata.sorted_tables
            }
        db.engine.dispose()
    return found


@pytest.fixture
def filled(migrated_file, tmp_path, instance_path):
    """The URL of a SQLite database with rows in most tables, of two people."""
    file = Path(shutil.copy(migrated_file, tmp_path / "filled.sqlite3"))
    url = f"sqlite:///{file}"
    with running_app(instance_path=instance_path, database_url=url) as app:
        fill(Person(app, "olive").with_example())
        Person(app, "otto").with_example()
    return url


@pytest.fixture
def empty(empty_cluster):
    """The URL of a PostgreSQL database with nothing in it."""
    with empty_cluster.copy_of("template0", "copied") as url:
        yield url


def test_all_rows_go_there_and_back(filled, empty, tmp_path, monkeypatch):
    monkeypatch.setattr(copying, "ROWS", 7)
    before = everything(filled)
    assert len([rows for rows in before.values() if rows]) > 20
    count = sum(map(len, before.values()))
    assert copying.copy(filled, empty) == count
    assert everything(empty) == before
    back = f"sqlite:///{tmp_path}/back.sqlite3"
    assert copying.copy(empty, back) == count
    assert everything(back) == before == everything(filled)


def test_a_target_that_is_not_empty_is_refused(filled, empty):
    copying.copy(filled, empty)
    with pytest.raises(UnusableDatabase, match="not empty: there are rows in users"):
        copying.copy(filled, empty)


def test_a_copy_that_differs_is_not_kept(filled, empty, monkeypatch):
    insert, spoilt = copying.copied, []

    def losing_one(table, source, target):
        wanted = insert(table, source, target)
        if table.name == "versions":
            first = next(iter(target.execute(select(table.c.user_id))))
            target.execute(table.update().where(table.c.user_id == first[0]).values(version=1))
            spoilt.append(table)
        return wanted

    monkeypatch.setattr(copying, "copied", losing_one)
    with pytest.raises(UnusableDatabase, match="copy of versions is not the same"):
        copying.copy(filled, empty)
    assert spoilt and not any(everything(empty).values())


def test_a_target_that_breaks_off_keeps_nothing(filled, empty, monkeypatch):
    insert = copying.copied

    def breaking(table, source, target):
        if table.name == "versions":
            target.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        return insert(table, source, target)

    monkeypatch.setattr(copying, "copied", breaking)
    with pytest.raises(UnusableDatabase, match="broke off"):
        copying.copy(filled, empty)
    assert not any(everything(empty).values())


def test_what_is_served_or_of_another_version_is_not_copied(filled, empty):
    with alone(sqlite_file(filled)), pytest.raises(UnusableDatabase, match="being served"):
        copying.copy(filled, empty)
    app = schema.bare_app(filled)
    with app.app_context():
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM alembic_version")
        db.engine.dispose()
    with pytest.raises(UnusableDatabase, match="not up to date"):
        copying.copy(filled, empty)


def test_a_target_that_does_not_answer_is_named_without_its_password(filled, tmp_path):
    with pytest.raises(UnusableDatabase, match="does not answer") as refused:
        copying.copy(filled, f"postgresql+psycopg://olive:river@/none?host={tmp_path}")
    assert "river" not in str(refused.value) and "\n" not in str(refused.value)
