"""What a second interview asks about a story, and what the story says to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, current_app

from webapp.interviews.models import Interview
from webapp.people.mentions import listeners_of
from webapp.stories.models import Story
from webapp.stories.voice import figures_in, i_and_we, my_part_in_words

SHOWN = "shown with a story"


def follow_ups(story: Story) -> list[tuple[str, str, str]]:
    """(question, the field of the story that answers it, what that says) for each."""
    questions = {
        "my_part": "What was your own part?",
        "number_source": "How do you know the number?",
        "went_wrong": "What went wrong?",
        "would_do_now": "What would you do now?",
        "vouch_by": "Who would confirm it?",
    }
    return [(question, field, getattr(story, field)) for field, question in questions.items()]


def before_round_two(story: Story, at: datetime) -> dict[str, Any]:
    """The values of stories/_round_two.html: what to mend in a story, what to say, and who has
    heard it."""
    interview, (i, we) = Interview.chosen(story.user_id, at), i_and_we(story.spoken)
    return {
        "follow_ups": follow_ups(story),
        "i_count": i,
        "we_count": we,
        "unfounded": [] if story.number_source else figures_in(f"{story.spoken}\n{story.number}"),
        "my_part_in_words": my_part_in_words(story.my_part, story.not_my_part),
        "listeners": listeners_of(interview, [story.id])[story.id] if interview else [],
        **{name: value for more in others() for name, value in more(story).items()},
    }


def show_with_a_story(bp: Blueprint, values: Callable[[Story], dict[str, Any]]) -> None:
    """Declares what another capability says of a story on its page."""
    bp.record_once(lambda setup: setup.app.extensions.setdefault(SHOWN, []).append(values))


def others() -> list[Callable[[Story], dict[str, Any]]]:
    return current_app.extensions.get(SHOWN, [])
