"""The rungs of a card, revealed one tap at a time: the one that was needed is the grade.

Nothing here knows of the application: a card goes in as its texts, and comes out as its hints.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from textwrap import shorten
from typing import NamedTuple, Protocol

from webapp.cards.grades import Grade

LINE = 110  # characters of one line of the outline
# Ends are kept with their sentence. A dot in a number isn't followed by a space, one in "e.g." by a
# small letter.
SENTENCE = re.compile(r".+?(?:[.!?…][\"”’)»]*(?=\s(?![a-zà-öø-ÿ]))|[。！？]|$)", re.MULTILINE)


class Rung(StrEnum):
    PROMPT = "prompt"
    TITLE = "title"
    SENTENCE = "sentence"
    OUTLINE = "outline"
    WHOLE = "whole"

    @property
    def grade(self) -> Grade:
        """What it means to have needed this rung, and no further one."""
        return {Rung.PROMPT: Grade.GOOD, Rung.TITLE: Grade.HARD, Rung.SENTENCE: Grade.HARD}.get(
            self, Grade.AGAIN
        )

    @property
    def action(self) -> str:
        """What the button says that reveals it."""
        return ACTIONS[self]


ACTIONS = {
    Rung.TITLE: "Show the title",
    Rung.SENTENCE: "First sentence",
    Rung.OUTLINE: "The outline",
    Rung.WHOLE: "Turn the card",
}


class Hint(NamedTuple):
    """A rung between the prompt and the whole: a text, or for the outline its lines, each with the
    name of its part."""

    rung: Rung
    text: str
    lines: tuple[tuple[str, str], ...] = ()


class Told(Protocol):
    title: str
    first_sentence: str

    @property
    def parts(self) -> Sequence[tuple[str, str]]: ...


def hints_of_story(story: Told, prompt: str) -> list[Hint]:
    """The hints for a story that is asked for by `prompt`; those it has no words for are left
    out."""
    lines = tuple((name, line_of(text)) for name, text in story.parts if text.strip())
    hints = [
        Hint(Rung.TITLE, story.title),
        Hint(Rung.SENTENCE, story.first_sentence),
        Hint(Rung.OUTLINE, "", lines),
    ]
    return [
        hint
        for hint in hints
        if (hint.text or hint.lines) and not (hint.text and hint.text in prompt)
    ]


def hints_of_answer(answer: str) -> list[Hint]:
    """The hints for a card with an answer of its own: how it begins, if more comes after that."""
    begins = first_sentence(answer)
    return [Hint(Rung.SENTENCE, begins)] if begins != answer.strip() else []


def first_sentence(text: str) -> str:
    found = SENTENCE.search(text.strip())
    return found[0].strip() if found else ""


def line_of(text: str) -> str:
    return shorten(first_sentence(text), LINE, placeholder="…")
