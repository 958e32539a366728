"""A capability is added with one registration, and none is forgotten."""

import dataclasses
import subprocess
import sys

import pytest

from tests.crawl import SECTIONS
from tests.rules.sources import ROOT
from webapp.sections.section import Section

SAID = [field for field in dataclasses.fields(Section) if field.default is dataclasses.MISSING]


def test_a_section_of_ones_own_is_everywhere_with_one_registration():
    """In a process of its own: see there."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/sections/thanks/registered.py"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0 and "7 passed" in run.stdout, run.stdout


@pytest.mark.parametrize("left_out", [field.name for field in SAID])
def test_a_section_says_everything(left_out):
    said = {field.name: getattr(SECTIONS[0], field.name) for field in SAID}
    del said[left_out]
    with pytest.raises(TypeError, match=f"argument: '{left_out}'"):
        Section(**said)


def test_two_sections_have_not_the_same_place_or_name():
    for names in ("order", "name", "noun", "title", "label"):
        found = [getattr(section, names) for section in SECTIONS]
        assert len({*found}) == len(found), names
