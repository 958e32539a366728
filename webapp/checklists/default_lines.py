"""The lists that Round Two comes with, read from lists.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.checklists.phases import Phase
from webapp.interviews.models import Setting


@dataclass(frozen=True)
class DefaultLine:
    phase: Phase
    text: str
    why: str
    text_without: str = ""
    settings: frozenset[Setting] = frozenset(Setting)


@cache
def all_lines() -> tuple[DefaultLine, ...]:
    file = Path(__file__).with_name("lists.toml")
    return tuple(read_lines(**line) for line in tomllib.loads(file.read_text("utf-8"))["items"])


def read_lines(phase: str, settings: Iterable[str] = Setting, **words: str) -> DefaultLine:
    return DefaultLine(phase=Phase(phase), settings=frozenset(map(Setting, settings)), **words)


def lines_for(setting: Setting) -> list[DefaultLine]:
    """The lines for an interview of this setting, in order."""
    return [line for line in all_lines() if setting in line.settings]
