"""The forms of an interview: all of it, and only when it is."""

from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired

from webapp.core.fields import EnumRadio, line
from webapp.core.forms import Form, at_most, made_id
from webapp.interviews.models import Interview, Setting, range_of
from webapp.interviews.zones import zone_named
from webapp.people.lines import as_lines, named_in
from webapp.people.models import Person
from webapp.prepare.fields import (
    AtAnInstant,
    WholeNumber,
    date_field,
    known_zone,
    people_lines,
    time_field,
)

LABELS = {
    Setting.OFFICE: "In person",
    Setting.VIDEO: "Video",
    Setting.PHONE: "Phone",
    Setting.MEAL: "Meal",
}
# Not the columns of these names as they stand: made elsewhere, or read from what was written.
OTHERWISE = ("id", "invitation", "time_zone")
COPIED = ("company", "position", "time_zone", "minutes", "setting", "place", "travel_minutes")


class InterviewForm(AtAnInstant, Form):
    id = HiddenField()
    copied = HiddenField()  # the id of the round before
    # The UID of the event that it comes from.
    invitation = HiddenField(validators=[at_most(Interview.invitation)])
    company = line(
        "Company",
        Interview.company,
        DataRequired("Write the company’s name."),
        what="A company’s name",
    )
    position = line("Position", Interview.position, what="A position")
    date = date_field()
    time = time_field()
    minutes = WholeNumber("How long, in minutes", Interview.minutes, "the length in minutes")
    time_zone = StringField(
        "Time zone",
        [DataRequired("Write the time zone, like Europe/London."), known_zone],
        render_kw={
            "list": "time-zones",
            "autocomplete": "off",
            "autocapitalize": "words",
            "spellcheck": "false",
        },
    )
    setting = EnumRadio("What kind of interview", LABELS, default=Setting.OFFICE)
    place = line("Place or link", Interview.place)
    travel_minutes = WholeNumber(
        "Minutes to get there", Interview.travel_minutes, "the minutes to get there", when_empty=0
    )
    people = TextAreaField("Who will be there", [people_lines], render_kw={"autocomplete": "off"})
    round = WholeNumber("Round", Interview.round, "the round", when_empty=2)
    notes = TextAreaField("Notes", [at_most(Interview.notes, "Notes")])

    @classmethod
    def of(cls, interview: Interview, people: Iterable[Person]) -> Self:
        """The form of an interview that is there."""
        local = interview.local_start
        return cls(
            obj=interview,
            data={"date": local.date(), "time": local.time(), "people": as_lines(people)},
        )

    @classmethod
    def for_next_round(cls, interview: Interview, people: Iterable[Person], id: UUID) -> Self:
        """The form of a new interview with this id, like that one, without a date."""
        kept = {name: getattr(interview, name) for name in COPIED}
        next_round = min(interview.round + 1, range_of(Interview.round)[1])
        return cls(
            data={
                **kept,
                "id": id,
                "round": next_round,
                "people": as_lines(people),
                "copied": interview.id,
            }
        )

    @property
    def zone(self) -> ZoneInfo | None:
        name = zone_named(self.time_zone.data or "")
        return ZoneInfo(name) if name else None

    @property
    def made_id(self) -> UUID:
        return made_id(self.id.data)

    @property
    def named(self) -> list[tuple[str, str]]:
        return named_in(self.people.data)

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the interview, once the form is valid."""
        return {
            **{
                column.name: self[column.name].data
                for column in Interview.__table__.columns
                if column.name in self and column.name not in OTHERWISE
            },
            "starts_at": self.starts_at,
            "time_zone": zone_named(self.time_zone.data),
        }


class MoveForm(AtAnInstant, Form):
    """Another date or time for an interview; its zone stays."""

    date = date_field()
    time = time_field()

    def __init__(
        self, formdata: MultiDict[str, str] | None = None, *, interview: Interview
    ) -> None:
        self.zone = interview.zone
        local = interview.local_start
        super().__init__(formdata, data={"date": local.date(), "time": local.time()})
