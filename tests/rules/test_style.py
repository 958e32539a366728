"""Rules for how the Python is written: what ruff and mypy say of it, by pyproject.toml."""

import subprocess
import sys

import pytest

from tests.rules.sources import ROOT


@pytest.mark.parametrize("asked", ["check", "format --check"])
def test_ruff_has_nothing_to_say(asked):
    command = [*asked.split(), "--no-cache", "--quiet", "webapp", "tests"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, (
        f"{done.stdout}{done.stderr}\n`python -m ruff check --fix` and `python -m ruff format` mend most"
    )


def test_every_function_says_what_goes_in_and_out(pytestconfig):
    cache = pytestconfig.cache.mkdir("mypy")  # what didn't change is not read again
    command = [sys.executable, "-m", "mypy", "--cache-dir", cache, "--no-error-summary"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
