"""Rules for every file: its length, and what must not be in it."""

import re
import shutil
import subprocess

import pytest

from tests.rules.sources import ROOT, TEXT, files, lines_with, text_of

LINES = {("webapp", "*.py"): 250, ("templates", "*.html"): 80, ("static/js/elements", "*.js"): 80}
LONGER = {
    # A path, and in a comment why it is one idea all the same.
    "webapp/example/filling.py",  # what the example is of, told one after the other
    "webapp/core/versions.py",  # whose rows a statement changes, and what that raises
    "webapp/reflections/models.py",  # a reflection, and the three kinds of lines in it
    "static/js/elements/auto-save.js",  # one element, with all that may happen to it
    # One element; what its rungs, keys and swipes do is elsewhere.
    "static/js/elements/card-deck.js",
    "static/js/elements/time-words.js",  # elements that say a moment, and the words for it
}
TOP = {
    "pyproject.toml",
    "README.md",
    "Makefile",
    "LICENSE",
    "requirements.lock",
    "webapp",
    "templates",
    "static",
    "tests",
}
REGISTRIES = r"https?://[^\s/\"']*(pypi|pythonhosted|npmjs|artifactory|nexus)|--(extra-)?index-url|--find-links"
MACHINES = r"(?<![\w.$}/])/(root|home|Users|work|opt)/\w"


@pytest.mark.parametrize("folder, pattern", LINES)
def test_a_file_holds_one_idea(folder, pattern):
    limit = LINES[folder, pattern]
    long = {str(path): len(text_of(path).splitlines()) for path in files(folder, pattern)}
    long = {
        path: length
        for path, length in long.items()
        if length >= limit and path not in LONGER and "migrations" not in path
    }
    assert not long, (
        f"advice: from {limit} lines on, a file is looked at for a second idea; if it is one, list it in LONGER"
    )


@pytest.mark.parametrize("path", [*files("webapp/migrations/versions", "*.py")], ids=str)
def test_a_committed_migration_never_changes(path):
    """The databases that have it would be without the change, and say that they are up to date:
    what they lack comes with another migration."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("without a history there is nothing to compare with")
    log = [git, "-C", ROOT, "log", "--format=%H", "--", path]
    commits = subprocess.run(log, capture_output=True, text=True).stdout.split()
    since = [git, "-C", ROOT, "diff", "--quiet", "HEAD", "--", path]
    is_new = not commits
    assert is_new or (len(commits) == 1 and subprocess.run(since).returncode == 0)


def test_nothing_new_at_the_top():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"instance", "dist"} <= TOP, (
        "the top level is the table of contents, and it is fixed"
    )


def test_nothing_of_one_machine():
    own = "tests/rules/test_files.py"
    texts = [path for path in files() if path.suffix in TEXT and path.as_posix() != own]
    found = lines_with(REGISTRIES, texts) + lines_with(MACHINES, texts)
    assert not found, (
        "another machine has other registries and folders; they are set there, not here"
    )


def test_styles_need_no_force():
    found = lines_with(r"!\s*important", files("static/css", "*.css"))
    assert not found, (
        "a layer further down wins by its place; !important turns the order of layers around"
    )


def test_styles_live_in_layers():
    loose = [
        str(path)
        for path in files("static/css", "*.css")
        if not re.sub(r"/\*.*?\*/", "", text_of(path), flags=re.DOTALL).lstrip().startswith("@")
    ]
    assert not loose, "a rule outside of the layers beats all of them"
