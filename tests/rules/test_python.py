"""Rules for webapp/: who may touch what."""

import ast
import re
from pathlib import Path

from tests.rules.sources import files, lines_with, text_of

PROGRAM = list(files("webapp", "*.py"))
CORE = list(files("webapp/core", "*.py"))
SHARED = {"prepare"}  # its form of an interview is filled by an invitation, too
CAPABILITIES = {path.parts[1] for path in PROGRAM if path.name == "routes.py"}


def all_but(*names):
    return [path for path in PROGRAM if path.as_posix() not in names]


def test_routes_leave_the_database_to_models():
    routes = [path for path in PROGRAM if re.search(r"^@\w*bp\.", text_of(path), re.MULTILINE)]
    assert len(routes) > len(CAPABILITIES), "some have more of their routes in another file"
    found = lines_with(r"\bdb\.|import (\([^)]*|.*)\bdb\b|\bselect\(", routes)
    assert not found, (
        "a route loads, calls one verb and renders; a query in it escapes the owner's gate and the model's tests"
    )


def test_models_do_not_commit():
    found = lines_with(
        r"session\.(commit|rollback)\(",
        all_but("webapp/core/database.py", "webapp/core/errors.py", "webapp/__main__.py"),
    )
    assert not found, (
        "one request is one transaction, committed in database.py: an earlier commit keeps half of a change"
    )


def test_only_files_and_the_outbox_commit_early():
    """Nothing was changed yet where a file is read; each of a batch, and each event beside a
    request, is a transaction of its own; a command is no request."""
    early = r"\bcommit_early\b"
    may = (
        "webapp/core/database.py",
        "webapp/core/files.py",
        "webapp/sync/dispatch.py",
        "webapp/accounts/events.py",
        "webapp/accounts/commands.py",
    )
    assert all(lines_with(early, [path]) for path in may), "who doesn't any more may not, either"
    found = lines_with(early, all_but(*may))
    assert not found, (
        "what a view did before it is kept even if the rest of the request fails: half of a change"
    )


def test_statements_are_built_not_written():
    written = (
        r"\bexec_driver_sql\(|^from sqlalchemy import (\([^)]*|.*)\btext\b|\.execute\(\s*f?[\"']"
    )
    other_files = (
        "webapp/core/sqlite_files.py",
        "webapp/cards/exchange/anki.py",
    )  # not our database
    found = lines_with(
        written,
        [
            path
            for path in all_but("webapp/core/database.py", "webapp/core/health.py", *other_files)
            if "migrations" not in path.parts
        ],
    )
    assert not found, (
        "versions.py sees whose rows a statement changes, and in which table; of a text it sees nothing"
    )


def test_only_rendering_reads_htmx_headers():
    found = lines_with(
        r"request\.htmx|(?<!response\.)headers.*\s*.*[\"']HX-|htmx_flask",
        all_but("webapp/core/rendering.py"),
    )
    assert not found, (
        "whether to answer with a page or a part is decided in one place, or the two drift apart"
    )


def test_only_csrf_reads_where_a_request_comes_from():
    found = lines_with(r"[\"'](Sec-Fetch-\w+|Origin|Referer)[\"']", all_but("webapp/core/csrf.py"))
    assert not found, "one gate decides whether a request is ours; a second one would be forgotten"


def test_only_the_clock_asks_for_the_time():
    found = lines_with(
        r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(",
        all_but("webapp/core/clock.py"),
    )
    found += lines_with(
        r"webapp\.clock", [path for path in PROGRAM if path.name in ("models.py", "forms.py")]
    )
    assert not found, (
        "time is a parameter: what asks for it by itself can't be tested on the day of a clock change"
    )


def test_core_knows_no_capability():
    assert CORE
    found = lines_with(r"^\s*(from|import) webapp\b(?!\.core\b).*", CORE)
    assert not found, (
        "the core is read without its capabilities; only create_app and the program know them"
    )


def test_a_capability_uses_only_the_models_of_another():
    found = []
    for path in PROGRAM:
        others = "|".join(CAPABILITIES - SHARED - set(path.parts))
        if len(path.parts) > 2:
            found += lines_with(rf"(from|import) webapp\.({others})\.(routes|forms)\b", [path])
    assert not found, "a capability can be read, and thrown away, without another's screens"


def test_every_module_says_what_it_owns():
    silent = [
        str(path)
        for path in PROGRAM
        if text_of(path).strip() and not re.match(r'\s*"""', text_of(path))
    ]
    silent = [path for path in silent if Path(path).parts[1:3] != ("migrations", "versions")]
    assert not silent, (
        "a docstring at the top tells a reader whether this is the file they look for"
    )


def test_what_a_person_reads_has_the_apostrophe_of_the_pages():
    """Sentences begin with a capital; what an operator reads in a terminal doesn't."""
    others = "Can't locate revision"  # a library's words
    typed = [
        f"{path}:{node.lineno}: {node.value}"
        for path in PROGRAM
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Constant)
        and re.match(r"[A-Z][^\n]*[a-z]'[a-z]", str(node.value))
        and " " in node.value
        and node.value not in (others, *docstrings_of(path))
    ]
    assert not typed, "write ’, as templates do"


def docstrings_of(path):
    return [
        ast.get_docstring(node, clean=False)
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    ]
