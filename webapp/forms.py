"""What every form of the application has in common."""

import unicodedata

from wtforms import Form as WTForm
from wtforms import PasswordField
from wtforms.validators import ValidationError

# Kept: line breaks and tabs; joiners and marks of right-to-left text are not control characters.
KEPT_CONTROLS = "\n\t"


def clean(value):
    """Text as it is kept: line ends as \\n, no spaces around, no control characters (PostgreSQL refuses NUL)."""
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in value if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs")).strip()


class Form(WTForm):
    """A form whose texts are cleaned, passwords excepted. Built from `request.form`, or from an object to edit."""

    class Meta:
        def bind_field(self, form, unbound_field, options):
            filters = [*unbound_field.kwargs.get("filters", ())]
            if unbound_field.field_class is not PasswordField:
                filters.append(clean)
            return unbound_field.bind(form=form, filters=filters, **options)


def length_of(column):
    """The most characters a model's column takes: the one place where a text's limit is stated."""
    return column.type.length


def at_most(column, what="This"):
    """A validator of a text's length in characters, with the limit and the length in its message."""

    def check(form, field):
        length, limit = len(field.data or ""), length_of(column)
        if length > limit:
            raise ValidationError(f"{what} can be {limit:,} characters long; it has {length:,}.")

    return check


def local_path(value, default="/"):
    """`value` when it is a path of this site, else `default`: a link can't send a person elsewhere after sign-in."""
    plain = value and value.startswith("/") and not value.startswith("//") and value.isprintable()
    return value if plain and "\\" not in value else default
