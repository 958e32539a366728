"""An invitation that was looked at: a new interview, or what it changes in one that is there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from webapp.accounts.models import User
from webapp.calendars.event import Event
from webapp.calendars.guesses import form_values, invitation_id
from webapp.core.late import fresh_id
from webapp.core.text import WEB_ADDRESS
from webapp.interviews import when
from webapp.interviews.models import Interview
from webapp.interviews.places import in_a_row
from webapp.people.lines import named_in
from webapp.people.models import Person
from webapp.prepare.forms import InterviewForm

# The fields that are looked for in a mail.
SAID = ("company", "position", "date", "time", "minutes", "time_zone", "setting", "place", "people")
NOT_SAID = "Not found in the mail."


def arriving_of(events: Iterable[Event], user: User) -> list["Arriving"]:
    """An `Arriving` for each of the events. The number of queries is the same however many there
    are."""
    found = [(event, invitation_id(event)) for event in events]
    there = Interview.invited_to(user.id, [uid for _, uid in found])
    names = Person.names_in(user.id, [interview.id for interview in there.values()])
    arriving = []
    for event, uid in found:
        interview = there.get(uid)
        read = read_where(event, interview) if interview else event
        arriving.append(Arriving(read, form_values(read, user.email), interview, names))
    return arriving


def read_where(event: Event, interview: Interview) -> Event:
    """The event of an interview that is there; when nobody knows its time zone it is read as in
    that interview's, and its `asks` still say so."""
    if event.zone or event.date is None or event.time is None:
        return event
    local = datetime.combine(event.date, event.time, tzinfo=interview.zone)
    return replace(event, zone=interview.time_zone, start=local.astimezone(UTC))


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
    def said(self) -> dict[str, str]:
        """What a mail says, by the names of the form's fields, or that it doesn't; none of a
        calendar, which has its own names for them."""
        if self.event.mail is None:
            return {}
        said = dict(self.event.mail.said)
        if WEB_ADDRESS.match(self.form.place.data or ""):
            said["place"] = said.get("link", "")
        if self.form.company.data and self.event.people:
            said.setdefault("company", f"From the address {self.event.people[0][1]}.")
        lines = {name: said.get(name, "") for name in SAID}
        return {
            name: line or NOT_SAID
            for name, line in lines.items()
            if line or not self.form[name].data
        }

    @property
    def is_new(self) -> bool:
        return self.interview is None

    @property
    def is_cancelled(self) -> bool:
        return self.event.is_cancelled

    @property
    def when(self) -> str:
        """When it is, in words."""
        event = self.event
        if event.start:
            zone = ZoneInfo(event.zone)
            return f"{when.date_in_full(event.start, zone)}, {when.clock(event.start, zone)}"
        if event.date is None:
            return "No date in it"
        day = f"{event.date.day} {event.date:%B} {event.date.year}"
        return f"{day}, {event.time:%H:%M}" if event.time else f"{day}, no time in it"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """(what, as it is, as it would be) of what the invitation says otherwise than the interview
        that came from it."""
        there, event = self.interview, self.event
        if there is None:
            return []
        found = []
        if event.start and event.start != there.starts_at:
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
            found.append(
                ("Where", in_a_row(there.place) or "Not known", in_a_row(self.form.place.data))
            )
        if new := [name for name, _ in self.named if name not in self.names]:
            found.append(("Also there", "", ", ".join(new)))
        return found
