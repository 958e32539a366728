"""The README and the texts beside the code say what is so: each table, command and path is held
against what it describes."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from click.testing import CliRunner

from tests.rules.sources import files, text_of
from webapp.__main__ import program
from webapp.core.config import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
DEPENDENCIES = (ROOT / "webapp/DEPENDENCIES.md").read_text()
TEXTS = [path for path in files(pattern="*.md") if "vendor" not in path.parts]
IN_CODE = re.compile(r"`((?:webapp|static|tests|templates|[a-z_]+)/[\w/.-]+\.\w+)`")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE)[1]


def test_every_setting_is_in_the_table_with_its_default():
    rows = {
        row.split("`")[1]: row
        for row in section("Configuration").splitlines()
        if row.startswith("| `")
    }
    assert set(rows) == {field.name.upper() for field in fields(Settings)}
    for field in fields(Settings):
        if isinstance(field.default, (str, int)):
            assert f"| `{field.default}` |" in rows[field.name.upper()]


def test_every_dependency_has_a_line_with_its_reason():
    cells = [line.split("|")[1] for line in DEPENDENCIES.splitlines() if line.startswith("| ")]
    named = {name.strip() for cell in cells for name in cell.split(",")}
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"]]
    wanted += [line for extra in extras for line in extra]
    missing = {re.match(r"[\w-]+", line)[0] for line in wanted} - named
    assert not missing
    for folder in ("static/vendor", "webapp/accounts/vendor"):
        for name, _, version in (path.name.partition("-") for path in (ROOT / folder).iterdir()):
            assert f"{name} {version} (in `{folder}/`)" in DEPENDENCIES


def test_every_command_of_the_program_is_named_and_none_else():
    assert set(
        re.findall(r"^python -m webapp ([\w-]+)", section("The program"), re.MULTILINE)
    ) == set(program.commands)
    for command in program.commands:
        assert CliRunner().invoke(program, [command, "--help"]).exit_code == 0


def test_every_make_target_is_there():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_every_picture_is_there():
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', README)
    assert len(pictures) >= 2
    for path in pictures:
        assert (ROOT / path).is_file(), path


def test_the_readme_is_short():
    assert len(README.splitlines()) < 150, "what only who changes the code wants stands beside it"


def test_every_file_that_is_named_is_there():
    named = {(text, name) for text in TEXTS for name in IN_CODE.findall(text_of(text))}
    assert len(named) > 30
    roots = (ROOT, ROOT / "webapp", ROOT / "static/js")
    missing = [
        f"{text}: {name}"
        for text, name in named
        if not any((root / name).exists() for root in roots)
    ]
    assert not missing
