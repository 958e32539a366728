"""Which requirement has which story, which has none, and which story stands for too many."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from webapp.interviews.models import Interview
from webapp.requirements.matching import suggested
from webapp.requirements.models import Importance, Proof, Requirement
from webapp.requirements.picture import Picture, picture_of
from webapp.stories.models import Story

TOO_MANY = 3  # requirements for one story: told that often, somebody hears it twice
ORDER = {importance: place for place, importance in enumerate(Importance)}


class Line(NamedTuple):
    """A requirement with its stories, and those that may fit where it has none."""

    requirement: Requirement
    stories: list[Story]
    suggestions: Sequence[Story] = ()


class Coverage:
    """The requirements of an interview, the most important first."""

    def __init__(self, interview: Interview) -> None:
        self.requirements = sorted(Requirement.of(interview), key=lambda one: ORDER[one.importance])
        self.stories = {story.id: story for story in Story.found(interview.user_id)}
        # What another device adds between these questions isn't.
        there = {one.id for one in self.requirements}
        self.told = [
            (one, story)
            for one, story in Proof.told_for(interview)
            if one in there and story in self.stories
        ]

    @cached_property
    def proven(self) -> list[Line]:
        """Every requirement as a `Line` without suggestions, which take a while to find."""
        stories: dict[UUID, list[Story]] = {one.id: [] for one in self.requirements}
        for requirement_id, story_id in self.told:
            stories[requirement_id].append(self.stories[story_id])
        return [Line(one, stories[one.id]) for one in self.requirements]

    @cached_property
    def lines(self) -> list[Line]:
        """Every requirement as a `Line`."""
        suggestions = likely_for([one.text for one in self.missing], list(self.stories.values()))
        found = dict(zip([one.id for one in self.missing], suggestions, strict=True))
        return [
            line._replace(suggestions=found.get(line.requirement.id, ())) for line in self.proven
        ]

    @property
    def picture(self) -> Picture | None:
        return picture_of(self.proven)

    @property
    def covered(self) -> int:
        """How many of them have a story."""
        return len({requirement_id for requirement_id, _ in self.told})

    @property
    def total(self) -> int:
        return len(self.requirements)

    @property
    def missing(self) -> list[Requirement]:
        """The requirements without a story."""
        covered = {requirement_id for requirement_id, _ in self.told}
        return [one for one in self.requirements if one.id not in covered]

    @property
    def overused(self) -> list[tuple[Story, int]]:
        """The stories that stand for too many, each with how many those are."""
        counts = Counter(story_id for _, story_id in self.told)
        return [
            (self.stories[id], number) for id, number in counts.most_common() if number > TOO_MANY
        ]


def likely_for(texts: Sequence[str], stories: Sequence[Story]) -> list[list[Story]]:
    """For each of `texts` those of the stories that may show it, the most likely first."""
    places = suggested(
        texts,
        [f"{story.whole}\n{story.prompts}\n{story.tags}" for story in stories] if texts else [],
    )
    return [[stories[place] for place in found] for found in places]
