"""The brief: what to know of an interview, on one printed page. Nothing of money: it may lie on the
table."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from webapp.interviews.models import Interview
from webapp.interviews.places import pieces_of
from webapp.lessons.models import Lesson
from webapp.people.models import Person
from webapp.questions.asking import Asking
from webapp.questions.models import Question
from webapp.requirements.coverage import Coverage
from webapp.small_talk.models import Point
from webapp.stories.models import Story

# That fit on the page.
MOST = {"people": 5, "must_says": 4, "stories": 4, "questions": 5, "small_talk": 2}

LETTERS = 45  # in a line of a column
# Such lines, with larger letters; where there are more, each text is cut to a line or two.
ROOM = 62


class Told(NamedTuple):
    """A story with what it shows."""

    story: Story
    shows: list[str]


def sheet_of(interview: Interview) -> dict[str, Any]:
    """The values for interviews/sheet.html: of each list as many as fit, and in `left` how many
    don't."""
    lists: dict[str, Sequence[Any]] = {
        "people": Person.of(interview),
        "must_says": Lesson.must_says(interview),
        "stories": told_in(Coverage(interview)),
        "questions": Asking(interview).still_to_ask,
        "small_talk": Point.of(interview),
    }
    shown = {name: rows[: MOST[name]] for name, rows in lists.items()}
    return {
        "interview": interview,
        "place_pieces": pieces_of(interview.place, interview.setting),
        **shown,
        "has_room": lines_of(texts_on(**shown, notes=interview.notes)) <= ROOM,
        "left": {
            name: len(rows) - MOST[name] for name, rows in lists.items() if len(rows) > MOST[name]
        },
    }


def texts_on(
    people: Iterable[Person],
    must_says: Iterable[Lesson],
    stories: Iterable[Told],
    questions: Iterable[tuple[Person | None, Question]],
    small_talk: Iterable[Point],
    notes: str,
) -> list[str]:
    """All that the lists say."""
    rows = [
        *(
            [f"{one.name}, {one.title} ({one.arrives})", one.cares_about, one.must_land]
            for one in people
        ),
        *([one.must_say] for one in must_says),
        *(
            [
                one.story.title,
                one.story.first_sentence,
                one.story.number,
                f"Shows: {'; '.join(one.shows)}",
            ]
            for one in stories
        ),
        *([f"{one.text} ({person.name if person else ''})"] for person, one in questions),
        *([one.text, one.way_out] for one in small_talk),
    ]
    return [text for row in rows for text in row] + notes.splitlines()


def lines_of(texts: Iterable[str]) -> int:
    """How many lines they take, about."""
    return sum(1 + len(text) // LETTERS for text in texts if text)


def told_in(coverage: Coverage) -> list[Told]:
    """A `Told` for each story that shows something, those for what is most important first."""
    found: dict[UUID, Told] = {}
    for line in coverage.proven:
        for story in line.stories:
            found.setdefault(story.id, Told(story, [])).shows.append(line.requirement.text)
    return list(found.values())
