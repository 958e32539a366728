"""The fields of an interview's forms that say more than text can, and their messages."""

from datetime import date, datetime, time
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import InstrumentedAttribute
from wtforms import DateField, Field, IntegerField, TimeField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import TextInput

from webapp.core.fields import sensible_year
from webapp.core.forms import Form, length_of
from webapp.interviews import when
from webapp.interviews.local_time import NoSuchTime, instant
from webapp.interviews.models import range_of
from webapp.interviews.zones import zone_named
from webapp.people.lines import named_in
from webapp.people.models import Person

LIKE_A_DATE = "There is no such date. Write it like 2026-11-29: year, month, day."
LIKE_A_TIME = "There is no such time. Write it like 9:30 or 14:00."


def date_field() -> DateField:
    return DateField(
        "Date",
        [InputRequired("Choose the date."), sensible_year],
        invalid_value_message=LIKE_A_DATE,
    )


def time_field() -> TimeField:
    return TimeField(
        "Starts at",
        [InputRequired("Choose the time.")],
        format=["%H:%M", "%H:%M:%S"],
        invalid_value_message=LIKE_A_TIME,
    )


class WholeNumber(IntegerField):
    """A whole number in a column's range. It is a text control, because a number control sends
    nothing for "an hour", and what was typed would be gone. `when_empty` stands for an empty field,
    if given."""

    widget = TextInput()

    def __init__(
        self,
        label: str,
        column: InstrumentedAttribute[int],
        noun: str,
        when_empty: int | None = None,
        **options: Any,
    ) -> None:
        self.low, self.high = range_of(column)
        self.advice = f"Write {noun} as a whole number from {self.low} to {self.high:,}."
        validators = [] if when_empty is not None else [InputRequired(self.advice)]
        super().__init__(
            label,
            [*validators, self.in_range],
            default=column.default.arg,
            invalid_value_message=self.advice,
            render_kw={"inputmode": "numeric", "autocomplete": "off"},
            **options,
        )
        self.when_empty = when_empty

    def process_formdata(self, values: list[str]) -> None:
        if self.when_empty is not None and not "".join(values).strip():
            self.data = self.when_empty
        else:
            super().process_formdata(values)

    def in_range(self, form: Form, field: Field) -> None:
        if field.data is not None and not self.low <= field.data <= self.high:
            raise ValidationError(self.advice)


def known_zone(form: Form, field: Field) -> None:
    if zone_named(field.data or "") is None:
        raise ValidationError(
            "That time zone isn’t known here. Write it like Europe/London, or name a big city in it."
        )


def people_lines(form: Form, field: Field) -> None:
    if len(field.data) > Person.MAX_TEXT:
        raise ValidationError(
            f"This can be {Person.MAX_TEXT:,} characters long; it has {len(field.data):,}."
        )
    people = named_in(field.data)
    if len(people) > Person.MAX_ITEMS:
        raise ValidationError(
            f"There is room for {Person.MAX_ITEMS} people; these are {len(people)}."
        )
    for number, (name, title) in enumerate(people, start=1):
        if not name:
            raise ValidationError(
                f"The name in line {number} is missing: it comes before the comma."
            )
        for what, text, limit in (
            ("name", name, length_of(Person.name)),
            ("title", title, length_of(Person.title)),
        ):
            if len(text) > limit:
                raise ValidationError(
                    f"The {what} in line {number} can be {limit} characters long; it has {len(text):,}."
                )


class WithDateAndTime(Protocol):
    date: DateField
    starts_at: datetime | None

    @property
    def zone(self) -> ZoneInfo | None: ...


class AtAnInstant:
    """For a form with `date`, `time` and a `zone`, which is None when it isn't known."""

    starts_at: datetime | None = None

    def validate_time(self: WithDateAndTime, field: Field) -> None:
        if self.date.data and field.data and self.zone and not self.date.errors:
            try:
                self.starts_at = instant(self.date.data, field.data, self.zone)
            except NoSuchTime as jump:
                raise ValidationError(
                    jumped_over(self.date.data, field.data, jump, self.zone)
                ) from jump


def jumped_over(date: date, time: time, jump: NoSuchTime, zone: ZoneInfo) -> str:
    nearest = [when.clock(moment, zone) for moment in (jump.before, jump.after)]
    return (
        f"The clocks go forward that night, so {time.hour}:{time.minute:02} on {date.day} {date:%B} {date.year} never comes. "
        f"The nearest times are {nearest[0]} and {nearest[1]}."
    )
