"""What every form of the application has in common."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import InstrumentedAttribute
from wtforms import (
    BooleanField,
    Field,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as WTForm
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from webapp.core.ids import new_id
from webapp.core.text import clean

MAX_FILE = 8_000_000  # bytes of one that is brought in
# The texts that may be of several lines, or aren't written.
AS_THEY_COME = (TextAreaField, PasswordField, HiddenField)
NOT_WRITTEN = (BooleanField, FileField, HiddenField, PasswordField, RadioField, SelectField)
Choice = TypeVar("Choice", bound=StrEnum)


def in_one_line(value: object) -> object:
    """Whatever ends a line in it, Unicode's own signs too, is a space."""
    return " ".join(value.splitlines()) if isinstance(value, str) else value


class Form(WTForm):
    """A form whose texts are cleaned, passwords excepted. Built from `request.form`, or from an
    object to edit."""

    class Meta:
        def bind_field(
            self, form: WTForm, unbound_field: UnboundField, options: dict[str, Any]
        ) -> Field:
            filters = [*unbound_field.kwargs.get("filters", ())]
            if unbound_field.field_class is not PasswordField:
                filters.append(clean)
            if issubclass(unbound_field.field_class, StringField):
                filters += (
                    [] if issubclass(unbound_field.field_class, AS_THEY_COME) else [in_one_line]
                )
                # A text that wasn't sent is empty, not None.
                options["default"] = unbound_field.kwargs.get("default", "")
            return unbound_field.bind(form=form, filters=filters, **options)

    def refuse_one_more(self, most: int, things: str, advice: str = "Delete one first.") -> None:
        """Says beside the first text that there is no room for it."""
        text = next(one for one in self if isinstance(one, StringField) and is_written(type(one)))
        text.errors = [no_room(most, things, advice)]

    @property
    def first_wrong(self) -> Field | None:
        """The first field with an error, which the page puts the cursor in."""
        return next((field for field in self if field.errors), None)


FOR_GOOD = "Delete one for good first."  # where what is put away counts as well


def no_room(most: int, things: str, advice: str = "Delete one first.") -> str:
    """Why there can't be one more of these things, in words."""
    return f"There are {most:,} {things} already, the most there can be. {advice}"


def is_written(field: type[Field]) -> bool:
    """Whether a person writes in such a field; else it is chosen of what we offer, or made by us. A
    password is kept nowhere."""
    return not (issubclass(field, NOT_WRITTEN) or getattr(field, "is_chosen", False))


def length_of(column: InstrumentedAttribute[str]) -> int:
    """The most characters a model's column takes: the one place where a text's limit is stated."""
    return column.type.length


def at_most(
    column: InstrumentedAttribute[str],
    what: str = "This",
    as_kept: Callable[[str], str] = str,
) -> Callable[[WTForm, Field], None]:
    """A validator of a text's length in characters, with the limit and the length in its message.
    `as_kept` makes of the text what goes into the column, when that may be longer: a capital can
    have two small letters."""

    def check(form: WTForm, field: Field) -> None:
        length, limit = len(as_kept(field.data or "")), length_of(column)
        if length > limit:
            raise ValidationError(f"{what} can be {limit:,} characters long; it has {length:,}.")

    return check


def id_in(text: object) -> UUID | None:
    """The UUID written in `text`, or that `text` is; None when there is none."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def choice_in(fields: Mapping[str, str], name: str, choices: type[Choice]) -> Choice | None:
    """What was chosen of the enum `choices`, as a button sends it, or None."""
    chosen = fields.get(name)
    return choices(chosen) if chosen in list(choices) else None


def made_id(text: object) -> UUID:
    """The id that a form was sent out with, so that sending it twice makes one thing; a new one
    when it can't be read."""
    return id_in(text) or new_id()


def local_path(value: str | None, default: str = "/") -> str:
    """`value` when it is a path of this site, else `default`: a link can't send a person elsewhere
    after sign-in."""
    value = value or ""
    plain = value.startswith("/") and not value.startswith("//") and value.isprintable()
    return value if plain and "\\" not in value else default
