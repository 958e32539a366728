"""The README says what is so: each table and command is held against what it describes."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from click.testing import CliRunner

from webapp.__main__ import program
from webapp.core.config import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE)[1]


def first_cells(title):
    """The words of the first column of a section's table, without the head."""
    cells = [
        line.split("|")[1].strip() for line in section(title).splitlines() if line.startswith("| ")
    ]
    return cells[1:]


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
    named = {
        name.strip()
        for cell in first_cells("Dependencies")
        for name in re.sub(r"\*.*?\*", "", cell).split(",")
    }
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"]]
    missing = {re.match(r"[\w-]+", line)[0] for line in wanted} - named
    assert not missing
    vendored = [path.name.partition("-") for path in (ROOT / "static" / "vendor").iterdir()]
    assert all(f"{name} {version} (in `static/vendor/`)" in README for name, _, version in vendored)


def test_every_command_of_the_program_is_named_and_none_else():
    assert set(re.findall(r"^python -m webapp (\w+)", section("The program"), re.MULTILINE)) == set(
        program.commands
    )
    for command in program.commands:
        assert CliRunner().invoke(program, [command, "--help"]).exit_code == 0


def test_every_make_target_is_there():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_every_picture_and_folder_is_there():
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', README)
    assert len(pictures) >= 2
    for path in pictures:
        assert (ROOT / path).is_file(), path
    capabilities = re.search(r"one package for each capability \(([^)]*)\)", README)[1]
    packages = {path.parent.name for path in (ROOT / "webapp").glob("*/__init__.py")} - {
        "core",
        "migrations",
    }
    assert set(re.split(r",\s*", capabilities)) == packages
