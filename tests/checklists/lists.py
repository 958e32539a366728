"""Interviews with lists, for the tests of this folder."""

from datetime import UTC, datetime

from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.database import db
from webapp.interviews.models import Interview, Setting
from webapp.people.models import Person

START = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def interview_of(person, *lines, phase="evening", **values):
    """An interview of this person's with a list of just these lines, all in one phase."""
    interview = person.has(Interview(**described(values)))
    add_lines(person, interview, *lines, phase=phase)
    return interview


def add_lines(person, interview, *lines, phase="evening"):
    if lines:
        items = (
            Item(interview_id=interview.id, phase=phase, text=text, rank=rank)
            for rank, text in enumerate(lines)
        )
        person.has(*items)


def with_list(person, people=(), **values):
    """An interview of this person's with the list it begins with."""
    interview = person.has(Interview(**described(values)))
    with person.app.app_context():
        Person.set_of(interview, [(name, "") for name in people], now())
        Item.start_list(interview)
        db.session.commit()
    return interview


def described(values):
    usual = {
        "company": "Ottermere",
        "starts_at": START,
        "time_zone": "UTC",
        "created_at": START,
        "setting": Setting.OFFICE,
    }
    return usual | values


def item_of(person, text):
    """The person's item with this text."""
    return next(item for item in person.rows(Item) if item.text == text)


def texts_of(person, interview):
    """The live items' texts as shown now, in order."""
    with person.app.app_context():
        interview = db.session.get(Interview, (person.id, interview.id))
        return [item.shown for item in Item.of(interview)]
