"""The stories that show what is asked for, for the brief."""

from uuid import UUID

from webapp.interviews.models import Interview
from webapp.requirements.coverage import Coverage
from webapp.sections.section import BriefLine, BriefRow, Excerpt
from webapp.stories.models import Story


def on_brief(interview: Interview) -> Excerpt[BriefRow]:
    """Each once, those for what is most important first."""
    stories: dict[UUID, Story] = {}
    shows: dict[UUID, list[str]] = {}
    for line in Coverage(interview).proven:
        for story in line.stories:
            stories[story.id] = story
            shows.setdefault(story.id, []).append(line.requirement.text)
    return Excerpt("Stories", [row_of(stories[id], shown) for id, shown in shows.items()], most=4)


def row_of(story: Story, shows: list[str]) -> BriefRow:
    lines = [
        BriefLine(story.first_sentence),
        BriefLine(story.number, is_short=True),
        BriefLine(f"Shows: {'; '.join(shows)}", is_short=True, is_muted=True),
    ]
    return BriefRow(lines, title=story.title)
