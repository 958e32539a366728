"""A fresh application on a fresh database for every test: each runs once on SQLite and once on
PostgreSQL.

The databases are copies of one that was migrated once, so a test pays milliseconds for its own.
"""

import gc
import shutil
from contextlib import contextmanager

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask_migrate import upgrade
from sqlalchemy import event

from tests import postgres
from tests.persons import Browser, Person
from webapp.accounts import passwords
from webapp.accounts.limits import limiter
from webapp.application import create_app
from webapp.core.config import Settings
from webapp.core.database import db

# What says that something took longer than the machine may be slow.
FOR_TIME = r"not within \d+ s|[Tt]imeout"
PROBES = "probes"  # what a crawl asked for, in a test's report
SECRET_KEY = "for tests only: 0123456789abcdef"
# What a password is worth is one test's to say; in the others its hash would take the longest.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def new_app(**settings):
    return create_app(
        Settings(**{"secret_key": SECRET_KEY, "allowed_hosts": ("two.example.org",), **settings})
    )


@contextmanager
def used(app, again=False):
    """The application as tests use it, its connections closed at the end. To be used `again` on
    PostgreSQL it keeps those that are free: there a new one costs more than most tests."""
    app.testing = True
    yield app
    with app.app_context():
        db.session.remove()
        is_file = db.engine.dialect.name == "sqlite"  # the next test has another
        if is_file or not again or db.engine.pool.checkedout():
            db.engine.dispose()


@contextmanager
def running_app(**settings):
    """A new application with these settings, its connections closed at the end."""
    with used(new_app(**settings)) as app:
        yield app


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
    empty_cluster.create("test", "migrated")
    return empty_cluster


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "long: more of what a short test does, for hours; run by name, see README.md"
    )
    hypothesis.settings.register_profile(
        "repeatable", deadline=None, derandomize=True, database=None
    )
    hypothesis.settings.load_profile("repeatable")
    config.addinivalue_line(
        "markers", "one_database: a test of much that has nothing to do with the database's kind"
    )
    config.addinivalue_line(
        "markers",
        "own_app: a test that changes its application or its tables, which no other gets then",
    )


def pytest_collection_modifyitems(items):
    """Mixes the tests with a browser, which wait for half of their time, evenly with the others:
    side by side they would be slow together, and then have a processor waiting. Where one of them
    fails for time it is tried once more, and named at the end."""
    with_browser = [item for item in items if "browser" in item.path.parts]
    others = [item for item in items if "browser" not in item.path.parts]
    for item in with_browser:
        item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=FOR_TIME))
    places = {
        id(item): (number + 0.5) / len(group)
        for group in (with_browser, others)
        for number, item in enumerate(group)
    }
    items.sort(key=lambda item: places[id(item)])


def pytest_collection_finish():
    """What is there by now stays to the end, and what a test makes is mostly gone with it: to look
    for garbage all of the time finds little."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_generate_tests(metafunc):
    if "database_url" in metafunc.fixturenames:
        one = metafunc.definition.get_closest_marker("one_database")
        metafunc.parametrize(
            "database_url", ["sqlite"] if one else ["sqlite", "postgresql"], indirect=True
        )


@pytest.fixture
def database_url(request):
    """A migrated, empty database, where the test before had its own. Whatever uses it runs on both
    kinds, unless marked."""
    if request.param == "sqlite":
        migrated = request.getfixturevalue("migrated_file")
        for left in migrated.parent.glob("test.sqlite3*"):
            left.unlink()
        yield f"sqlite:///{shutil.copy(migrated, migrated.with_name('test.sqlite3'))}"
    elif request.node.get_closest_marker("own_app"):
        with request.getfixturevalue("migrated_cluster").copy_of("migrated", "own") as url:
            yield url
    else:
        yield request.getfixturevalue("migrated_cluster").emptied("test")


@pytest.fixture(scope="session")
def apps():
    """The applications of the tests before, by their settings: to make one takes longer than most
    tests."""
    made = {}
    yield made
    for app in made.values():
        with used(app):
            pass


@pytest.fixture
def settings():
    """Settings that differ from the usual: override with `@pytest.mark.parametrize("settings",
    [{...}])`."""
    return {}


@pytest.fixture
def app(request, apps, database_url, instance_path, settings, monkeypatch):
    monkeypatch.setattr(passwords, "hasher", QUICK)
    settings = {"database_url": database_url, "instance_path": instance_path, **settings}
    is_own, name = request.node.get_closest_marker("own_app"), str(settings)
    if not is_own and name not in apps:
        apps[name] = new_app(**settings)
    limiter.reset()
    with used(new_app(**settings) if is_own else apps[name], again=not is_own) as app:
        yield app


@pytest.fixture
def in_app(app):
    """An application context around a test of models: no request, nothing committed unless the test
    does. Not together with people: a request inside it would share its `g`, and so its signed-in
    user."""
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
def probes(record_property, monkeypatch):
    """What a test that crawls asks for, as (method, address); how much that is in all of them is
    said at the end of the run."""
    asked, opened = [], Browser.open

    def noted(browser, method, url, **options):
        asked.append((method, url))
        return opened(browser, method, url, **options)

    monkeypatch.setattr(Browser, "open", noted)
    yield asked
    record_property(PROBES, len(asked))


def pytest_terminal_summary(terminalreporter):
    reports = [one for kind in terminalreporter.stats.values() for one in kind]
    ended = [one for one in reports if getattr(one, "when", "") == "teardown"]
    numbers = [dict(one.user_properties).get(PROBES, 0) for one in ended]
    if any(numbers):
        terminalreporter.write_line(f"crawl: {sum(numbers):,} probes")


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
