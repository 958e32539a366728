"""An edit that comes in, put together with what another device changed meanwhile."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from flask import abort, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, SelectMultipleField, TextAreaField

from webapp.core.clock import acted_at
from webapp.core.forms import Form
from webapp.sync.merging import merged
from webapp.sync.models import Recovered
from webapp.sync.receipts import receipt_says, was_edited_later

FULL = (
    f"You changed this on two devices, and there are {Recovered.MAX_ITEMS} texts under Account, Kept for "
    "you already, the most there can be. Look through those first, then save this again."
)


class Rows(Protocol):
    """The rows of one kind in a form, each a small form of its own, which knows its `row_id`."""

    kind: str

    @property
    def pattern(self) -> Form: ...

    @property
    def kept(self) -> Iterable[Form]: ...

    def __iter__(self) -> Iterator[Form]: ...


def merge_edits(current: Form | None, name: str, address: str | None = None) -> MultiDict[str, str]:
    """The fields to validate in place of `request.form`. `current` is the form of the thing as it
    stands, or None when there is nothing yet, `name` what the person calls it, and `address` its
    page, if that has another address than the form goes to. What both devices changed is kept under
    Recovered. The form that is sent here ends with `base_of`, see plain_forms.py."""
    if current is None:
        return request.form
    fields, overlaps = merged(
        request.form,
        fields_of(current),
        long_names(current),
        lists_of(current),
        is_earlier=was_edited_later(),
    )
    if overlaps:
        if not Recovered.has_room(current_user.id):
            abort(409, FULL)
        receipt_says("merged")
    for overlap in overlaps:
        Recovered.keep(
            current_user.id,
            acted_at(),
            subject=name[:200],
            address=address or request.path,
            label=field_label(current, overlap.name),
            text=overlap.kept,
            other=overlap.other,
        )
    return fields


def fields_of(form: Form) -> MultiDict[str, str]:
    """The fields as a browser would send them, those of its rows included."""
    own = [(field.name, text) for field in form for text in texts_of(field)]
    rows = [
        item
        for rows in lists(form)
        for row in rows.kept
        for item in [(rows.kind, str(row.row_id)), *fields_of(row).items()]
    ]
    return MultiDict([*own, *rows])


def texts_of(field: Field) -> list[str]:
    """What a field's controls send."""
    if isinstance(field, BooleanField):
        return ["y"] if field.data else []
    if isinstance(field, SelectMultipleField):
        return [str(one) for one in field.data or ()]
    if hasattr(field, "_value"):
        return [field._value()]
    return [] if field.data is None else [str(field.data)]


def lists(form: Form) -> Iterable[Rows]:
    return getattr(form, "lists", ())


def lists_of(form: Form) -> list[str]:
    return [rows.kind for rows in lists(form)]


def long_names(form: Form) -> set[str]:
    forms = [form, *(rows.pattern for rows in lists(form))]
    return {field.short_name for one in forms for field in one if isinstance(field, TextAreaField)}


def field_label(form: Form, name: str) -> str:
    """What the page calls the field."""
    fields = [
        *form,
        *(field for rows in lists(form) for row in [*rows, rows.pattern] for field in row),
    ]
    short = name.rpartition("-")[2]
    return next(
        (field.label.text for field in fields if field.name == name or field.short_name == short),
        short,
    )[:120]
