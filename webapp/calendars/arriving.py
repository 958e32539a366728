"""An invitation that was looked at: a new interview, or what it changes in one that is there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from webapp.accounts.models import User
from webapp.calendars.guesses import form_values
from webapp.calendars.reading import Event
from webapp.core.late import fresh_id
from webapp.interviews import when
from webapp.interviews.models import Interview
from webapp.people.lines import named_in
from webapp.people.models import Person
from webapp.prepare.forms import InterviewForm


def arriving_of(events: Iterable[Event], user: User) -> list["Arriving"]:
    """An `Arriving` for each of the events. The number of queries is the same however many there
    are."""
    found = [(event, form_values(event, user.email)) for event in events]
    there = Interview.invited_to(user.id, [values["invitation"] for _, values in found])
    names = Person.names_in(user.id, [interview.id for interview in there.values()])
    return [
        Arriving(event, values, there.get(values["invitation"]), names) for event, values in found
    ]


class Arriving:
    def __init__(
        self,
        event: Event,
        values: dict[str, Any],
        interview: Interview | None,
        names: dict[UUID, set[str]],
    ) -> None:
        self.event, self.interview = event, interview
        self.names = names[interview.id] if interview else set()
        company = {"company": self.interview.company} if self.interview else {}
        self.form = InterviewForm(data={"id": fresh_id(), **values, **company})
        self.named = named_in(values["people"])

    @property
    def is_new(self) -> bool:
        return self.interview is None

    @property
    def is_cancelled(self) -> bool:
        return self.event.is_cancelled

    @property
    def when(self) -> str:
        """When it is, in words."""
        start, zone = self.event.start, ZoneInfo(self.event.zone)
        if start is None:
            return "No date in it"
        if not isinstance(start, datetime):
            return f"{start.day} {start:%B} {start.year}, no time in it"
        return f"{when.date_in_full(start, zone)}, {when.clock(start, zone)}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """(what, as it is, as it would be) of what the invitation says otherwise than the interview
        that came from it."""
        there, event = self.interview, self.event
        if there is None:
            return []
        found = []
        if isinstance(event.start, datetime) and event.start != there.starts_at:
            found.append(
                (
                    "When",
                    f"{when.date_in_full(there.starts_at, there.zone)}, {when.clock(there.starts_at, there.zone)}",
                    self.when,
                )
            )
        minutes = self.form.minutes.data
        if event.minutes and minutes != there.minutes:
            found.append(("How long", when.length(there.minutes), when.length(minutes)))
        if self.form.place.data and self.form.place.data != there.place:
            found.append(("Where", there.place or "Not known", self.form.place.data))
        if new := [name for name, _ in self.named if name not in self.names]:
            found.append(("Also there", "", ", ".join(new)))
        return found
