"""Interviews and reflections for these tests."""

from datetime import UTC, datetime, timedelta

from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection
from webapp.stories.models import Story

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def interview(person, at=NOON, **columns):
    values = {
        "company": "Aldermouth Homes",
        "position": "Operations Lead",
        "time_zone": "Europe/London",
        **columns,
    }
    return person.has(Interview(starts_at=at, created_at=NOON, **values))


def story(person, title="The migration", **columns):
    return person.has(Story(title=title, created_at=NOON, **columns))


def reflection(person, of=None, asked=(), met=(), promises=(), **columns):
    """A kept reflection; `asked`, `met` and `promises` are the columns of its rows."""
    of = of or interview(person)
    values = {"created_at": NOON, "updated_at": NOON, **columns}
    made = person.has(Reflection(interview_id=of.id, **values))
    for model, rows in ((AskedQuestion, asked), (Meeting, met), (Promise, promises)):
        parts = [model(reflection_id=made.id, rank=rank, **row) for rank, row in enumerate(rows)]
        if parts:
            person.has(*parts)
    return made


def address(of, id=None):
    return f"/interviews/{of.id}/reflections/{id or new_id()}"


def row(kind, id=None, **fields):
    """The fields that one row sends."""
    id = id or new_id()
    return {kind: str(id), **{f"{kind}-{id}-{name}": value for name, value in fields.items()}}


def form(*rows, **fields):
    """The fields that a whole form sends: of several rows of a kind, each sends its id under the
    same name."""
    sent = {name: [value] for name, value in fields.items()}
    for one in rows:
        for name, value in one.items():
            sent.setdefault(name, []).append(value)
    return sent


def days(number):
    return NOON + timedelta(days=number)
