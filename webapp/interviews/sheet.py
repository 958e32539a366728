"""The brief: what to know of an interview, on one printed page. Nothing of money: it may lie on the table."""

from typing import NamedTuple

from webapp.interviews.places import pieces_of
from webapp.lessons.models import Lesson
from webapp.people.models import Person
from webapp.questions.asking import Asking
from webapp.requirements.coverage import Coverage
from webapp.small_talk.models import Point

MOST = {"people": 6, "must_says": 4, "stories": 5, "questions": 6, "small_talk": 2}  # that fit on the page


class Told(NamedTuple):
    """A story with what it shows."""

    story: object
    shows: list


def sheet_of(interview):
    """The values for interviews/sheet.html: of each list as many as fit, and in `left` how many don't."""
    lists = {
        "people": Person.of(interview), "must_says": Lesson.must_says(interview), "stories": told_in(Coverage(interview)),
        "questions": Asking(interview).still_to_ask,
        "small_talk": Point.of(interview),
    }
    return {
        "interview": interview, "place_pieces": pieces_of(interview.place, interview.setting),
        **{name: rows[:MOST[name]] for name, rows in lists.items()},
        "left": {name: len(rows) - MOST[name] for name, rows in lists.items() if len(rows) > MOST[name]},
    }


def told_in(coverage):
    """A `Told` for each story that shows something, those for what is most important first."""
    found = {}
    for line in coverage.lines:
        for story in line.stories:
            found.setdefault(story.id, Told(story, [])).shows.append(line.requirement.text)
    return list(found.values())
