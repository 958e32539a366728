"""The fields that forms are made of: a line, some lines, one of an enum, a day."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.orm import InstrumentedAttribute
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, Optional, ValidationError

from webapp.core.forms import Form, at_most
from webapp.core.text import YEARS

Member = TypeVar("Member", bound=StrEnum)
Validator = Callable[[Form, Field], None]
ONE_OF_THESE = "Choose one of these."


def line(
    label: str,
    column: InstrumentedAttribute[str],
    *validators: Validator,
    what: str = "This",
    filters: Iterable[Callable[[Any], Any]] = (),
    **attributes: str,
) -> StringField:
    """A text of one line for a model's column, which `what` names where it is too long."""
    return StringField(
        label,
        [*validators, at_most(column, what)],
        filters=filters,
        render_kw={"autocomplete": "off", **attributes},
    )


def lines(
    label: str,
    column: InstrumentedAttribute[str],
    *validators: Validator,
    rows: int = 3,
    what: str = "This",
) -> TextAreaField:
    """A text of several lines for a model's column, which `what` names where it is too long."""
    return TextAreaField(label, [*validators, at_most(column, what)], render_kw={"rows": rows})


class EnumSelect(SelectField):
    """One of an enum, in the words of `labels` for each. Once it is valid, its data is the
    member."""

    data: Any

    def __init__(
        self, label: str, labels: Mapping[Member, str], default: Member, **options: Any
    ) -> None:
        self.members = {member.value: member for member in labels}
        super().__init__(
            label,
            [AnyOf(list(labels), message=ONE_OF_THESE)],
            choices=[SelectChoice(member.value, words) for member, words in labels.items()],
            default=default.value,
            validate_choice=False,
            **options,
        )

    def post_validate(self, form: Form, validation_stopped: bool) -> None:
        self.data = self.members.get(self.data, self.data)


class EnumRadio(EnumSelect, RadioField):
    """The same, all of them beside each other."""


def sensible_year(form: Form, field: Field) -> None:
    first, last = YEARS
    if field.data and not first <= field.data.year <= last:
        raise ValidationError(f"Is the year right? It can be from {first} to {last}.")


class Day(DateField):
    """A date, or none."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, [Optional(), sensible_year], **options)

    def process_formdata(self, values: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in values])
        except ValueError:
            raise ValueError("That is not a date. Write it like 2026-11-30.") from None
