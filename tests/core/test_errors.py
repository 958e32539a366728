"""Errors in plain words, as pages and as parts, that log nothing a person wrote."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import BadRequest, Conflict, TooManyRequests

from webapp.core.database import SQLITE_SETTINGS, db

CANARY = "salary-61000-canary"
ERRORS = {
    400: "couldn’t be read",
    409: "sent before",
    429: "A little slower",
    500: "went wrong here",
    503: "Busy",
}


@pytest.fixture
def faults(app):
    """Routes that go wrong in every way, answered as they are in use."""
    app.testing = False

    def fault(name, error):
        def view():
            raise error

        app.add_url_rule(f"/faults/{name}", f"faults.{name}", view, methods=["GET", "POST"])

    fault("400", BadRequest())
    fault("409", Conflict())
    fault("429", TooManyRequests())
    fault("500", RuntimeError("broken"))
    fault("503", OperationalError("select", {}, Exception("database is locked")))
    app.add_url_rule(
        "/faults/text",
        "faults.text",
        lambda: db.session.execute(
            text("INSERT INTO users (email) VALUES (:email)"), {"email": CANARY}
        ),
        methods=["POST"],
    )


@pytest.mark.own_app
@pytest.mark.one_database
def test_error_is_a_page_in_plain_words_and_a_part_for_htmx(owner, faults):
    for status, words in ERRORS.items():
        page = owner.get(f"/faults/{status}")
        assert page.status_code == status
        assert words in page.text and "<html" in page.text and "Traceback" not in page.text, status
        fragment = owner.get(f"/faults/{status}", htmx=True)
        assert fragment.status_code == status
        assert words in fragment.text and "<html" not in fragment.text, status
        assert fragment.headers["HX-Retarget"] == "#status", (
            "the part it was meant for stays as it was"
        )
    assert page.headers["Retry-After"] == "5", "a busy database says when to try again"


@pytest.mark.one_database
def test_unknown_address_and_method_are_friendly(owner):
    assert "There is nothing here" in owner.get("/interviews/nothing").text
    assert "can’t be done here" in owner.put("/healthz").text
    assert owner.put("/healthz").headers["Allow"]


@pytest.mark.one_database
def test_too_much_at_once_says_the_limit(owner):
    answer = owner.post("/sign-in", {"email": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "Up to 1 MB" in answer.text


@pytest.mark.own_app
def test_fault_of_the_database_logs_no_text(owner, faults, caplog):
    assert owner.post("/faults/text").status_code == 500
    assert "Error" in caplog.text or "Violation" in caplog.text
    assert "test_errors.py" in caplog.text, "the log says where"
    assert CANARY not in caplog.text


@pytest.fixture
def locked(app, monkeypatch):
    """The database is busy with others, for longer than anybody waits, before it is known who
    asks."""
    app.testing = False

    def load(token):
        raise OperationalError("select", {}, Exception("database is locked"))

    monkeypatch.setattr(app.login_manager, "_user_callback", load)


@pytest.mark.one_database
def test_busy_before_it_is_known_who_asks(owner, locked, caplog):
    for method, url in (("GET", "/"), ("GET", "/account"), ("POST", "/stories")):
        page, fragment = (
            owner.open(method, url, data={"title": CANARY}, htmx=htmx) for htmx in (False, True)
        )
        for answer in (page, fragment):
            assert (answer.status_code, answer.headers["Retry-After"]) == (
                503,
                "5",
            ) and "Busy for a moment" in answer.text, url
        assert (
            "<html" in page.text and "<html" not in fragment.text and CANARY not in caplog.text
        ), url


@pytest.mark.own_app
@pytest.mark.one_database
def test_busy_while_another_writes(owner, app, monkeypatch):
    """The same with SQLite itself, which waits for its turn to write as long as it is told."""
    app.testing = False
    monkeypatch.setattr(
        "webapp.core.database.SQLITE_SETTINGS", (*SQLITE_SETTINGS, "PRAGMA busy_timeout = 1")
    )
    with app.app_context():
        engine = db.engine
    engine.dispose()  # connections to come wait that long only
    with engine.begin():
        answer = owner.post("/stories", {"title": CANARY})
    assert (answer.status_code, answer.headers["Retry-After"]) == (
        503,
        "5",
    ) and "Busy for a moment" in answer.text
    assert owner.post("/stories", {"title": "Now"}).status_code == 303
