"""A fresh application on a fresh database for every test: each runs once on SQLite and once on PostgreSQL.

The databases are copies of one that was migrated once, so a test pays milliseconds for its own.
"""

import shutil
from contextlib import contextmanager

import hypothesis
import pytest
from flask_migrate import upgrade
from sqlalchemy import event

from tests import postgres
from tests.persons import Browser, Person
from webapp import create_app
from webapp.config import Settings
from webapp.database import db

SECRET_KEY = "for tests only: 0123456789abcdef"


@contextmanager
def running_app(**settings):
    """An application with these settings, its connections closed at the end."""
    app = create_app(Settings(**{"secret_key": SECRET_KEY, **settings}))
    app.testing = True
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def migrate(**settings):
    with running_app(**settings) as app, app.app_context():
        upgrade()


@pytest.fixture(scope="session")
def instance_path(tmp_path_factory):
    """The folder of the built static files, shared because they don't change."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory, instance_path):
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    migrate(database_url=f"sqlite:///{file}", instance_path=instance_path)
    return file


@pytest.fixture(scope="session")
def empty_cluster():
    with postgres.running() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def migrated_cluster(empty_cluster, instance_path):
    migrate(database_url=empty_cluster.create("migrated"), instance_path=instance_path)
    return empty_cluster


def pytest_configure(config):
    config.addinivalue_line("markers", "long: more of what a short test does, for hours; run by name, see README.md")
    hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
    hypothesis.settings.load_profile("repeatable")
    config.addinivalue_line("markers", "one_database: a test of much that has nothing to do with the database's kind")


def pytest_generate_tests(metafunc):
    if "database_url" in metafunc.fixturenames:
        one = metafunc.definition.get_closest_marker("one_database")
        metafunc.parametrize("database_url", ["sqlite"] if one else ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database_url(request, tmp_path):
    """A migrated, empty database, gone after the test. Whatever uses it runs on both kinds, unless marked."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "test.sqlite3")
        yield f"sqlite:///{file}"
    else:
        with request.getfixturevalue("migrated_cluster").copy_of("migrated") as url:
            yield url


@pytest.fixture
def settings():
    """Settings that differ from the usual: override with `@pytest.mark.parametrize("settings", [{...}])`."""
    return {}


@pytest.fixture
def app(database_url, instance_path, settings):
    with running_app(database_url=database_url, instance_path=instance_path, **settings) as app:
        yield app


@pytest.fixture
def in_app(app):
    """An application context around a test of models: no request, nothing committed unless the test does.
    Not together with people: a request inside it would share its `g`, and so its signed-in user."""
    with app.app_context():
        yield app


@pytest.fixture
def owner(app):
    """Whose things these are."""
    return Person(app, "olive")


@pytest.fixture
def outsider(app):
    """Someone else with an account, who must see none of the owner's."""
    return Person(app, "otto")


@pytest.fixture
def anonymous(app):
    """Someone who isn't signed in."""
    return Browser(app)


@pytest.fixture
def queries(app):
    """`with queries() as statements: ...` collects the SQL sent meanwhile."""

    @contextmanager
    def collected():
        statements = []

        def note(connection, cursor, statement, *rest):
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                statements.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        yield statements
        event.remove(engine, "before_cursor_execute", note)

    return collected


@pytest.fixture
def do(owner):
    """`do(lambda: ...)` does something with models in a request's stead, and keeps it."""

    def doing(verb):
        with owner.app.app_context():
            result = verb()
            db.session.commit()
            return result

    return doing
