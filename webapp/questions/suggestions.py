"""The starter suggestions: questions to take and reword."""

import tomllib
from functools import cache
from pathlib import Path

from webapp.questions.models import Topic


@cache
def suggestions() -> dict[Topic, list[str]]:
    """The questions of each `Topic`."""
    return {topic: suggested_texts()[topic.value] for topic in Topic}


def strategy() -> list[str]:
    """The questions for somebody who leads the company."""
    return suggested_texts()["strategy"]


@cache
def suggested_texts() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("suggestions.toml").read_text("utf-8"))
