"""What a submission was for, in words, and what was said in its fields: each capability says it
once, with its forms. For what comes from a phone when the thing it was for is gone."""

from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, current_app
from werkzeug.exceptions import HTTPException
from wtforms import BooleanField, Field, SelectField
from wtforms.fields.core import UnboundField
from wtforms.meta import DefaultMeta

from webapp.core.forms import Form, id_in, is_written
from webapp.core.methods import method_of
from webapp.sync.merging import WAS

DELETED = "What was deleted"


class Description(NamedTuple):
    """What the things of a capability are called, by view where it has several, the forms that they
    come from, the fields of each, and those of the rows in them by the kind that these are named
    for."""

    label: str
    other_labels: Mapping[str, str]
    forms: tuple[type[Form], ...]
    fields: Sequence[dict[str, Field]]
    rows: Mapping[str, dict[str, Field]]

    def fields_for(self, names: Collection[str]) -> Mapping[str, Field]:
        """The fields by short name, those of the form that was sent first: it has the most of these
        names, and the fewest others."""
        sent = {short_name(name) for name in names if kind_of(name) not in self.rows}
        return ChainMap(*sorted(self.fields, key=lambda fields: misfit(fields.keys(), sent)))


def misfit(names: Set[str], sent: Set[str]) -> tuple[int, int]:
    """How many of these are missing, and how many are too many."""
    return len(sent - names), len(names - sent)


def kind_of(name: str) -> str:
    """Of what rows a field is: "asked-<id>-text" is of what was asked."""
    return name.partition("-")[0]


def short_name(name: str) -> str:
    return name.rpartition("-")[2]


NOTHING = Description(DELETED, {}, (), (), {})


def describe(
    bp: Blueprint,
    label: str,
    *forms: type[Form],
    rows: Mapping[str, type[Form]] | None = None,
    other_labels: Mapping[str, str] | None = None,
) -> None:
    """Declares what is sent to the views of `bp`: a `label` for it, and the forms that it comes
    from, with those of the `rows` in them by their kind."""
    rows = rows or {}
    description = Description(
        label,
        other_labels or {},
        (*forms, *rows.values()),
        [fields_of(form) for form in forms],
        {kind: fields_of(row) for kind, row in rows.items()},
    )
    bp.record_once(
        lambda setup: setup.app.extensions.setdefault("descriptions", {}).update(
            {bp.name: description}
        )
    )


def fields_of(form: type[Form]) -> dict[str, Field]:
    """The fields of a form by name, as they are before anything is said in them."""
    found = ((name, getattr(form, name)) for name in dir(form))
    return {
        name: field.bind(form=None, name=name, _meta=DefaultMeta())
        for name, field in found
        if isinstance(field, UnboundField)
    }


def description_of(url: str) -> tuple[str, Description]:
    """(label, description) of what a submission to this address was for."""
    parts = urlsplit(url)
    try:
        endpoint, _ = current_app.url_map.bind("").match(
            parts.path, method=method_of("POST", parts.query)
        )
    except HTTPException:
        return DELETED, NOTHING
    capability, _, view = endpoint.rpartition(".")
    found = current_app.extensions["descriptions"].get(capability, NOTHING)
    return found.other_labels.get(view, found.label), found


def label_of(url: str) -> str:
    """What a submission was for, by its address."""
    label, _ = description_of(url)
    return label


def words_in(url: str, body: str) -> str:
    """What a person wrote in a form, and what they ticked and chose beside it, each with the label
    of its field; or "" where nothing was written."""
    said = list(said_in(url, body))
    is_worth_it = any(is_written(type(field)) for field, _ in said)
    return "\n\n".join(with_label(*one) for one in said) if is_worth_it else ""


def said_in(url: str, body: str) -> Iterator[tuple[Field, str]]:
    """(field, what it says, in words) for each in which something is said."""
    _, description = description_of(url)
    sent = [
        (name, value.strip())
        for name, value in parse_qsl(body, keep_blank_values=True)
        if not name.startswith(WAS)
    ]
    own = description.fields_for([name for name, _ in sent])
    for name, value in sent:
        field = description.rows.get(kind_of(name), own).get(short_name(name))
        if field and value and not id_in(value) and (words := words_for(field, value)):
            yield field, words


def words_for(field: Field, value: str) -> str:
    """What a field says that sends this value: "" for what nobody wrote, nor ticked, nor chose of
    what we offer instead of what stood there."""
    if isinstance(field, BooleanField):
        return "yes"
    if isinstance(field, SelectField):
        chosen = [one.label for one in field.choices or () if one.value == value]
        return chosen[0] if chosen and value != field.default else ""
    return value if is_written(type(field)) else ""


def with_label(field: Field, words: str) -> str:
    label = field.label.text
    return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"
