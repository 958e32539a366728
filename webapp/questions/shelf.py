"""The starter shelf: questions to take and reword."""

import tomllib
from functools import cache
from pathlib import Path

from webapp.questions.models import Topic


@cache
def shelf():
    """The questions of each `Topic`."""
    written = tomllib.loads(Path(__file__).with_name("shelf.toml").read_text("utf-8"))
    return {topic: written[topic.value] for topic in Topic}
