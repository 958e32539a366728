"""What a submission was for, in words, and which of its fields are words: each capability says it
once, with its forms. For what comes from a phone when the thing it was for is gone."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, current_app
from werkzeug.exceptions import HTTPException

from webapp.core.forms import Form, id_in, is_written
from webapp.core.methods import method_of
from webapp.sync.merging import WAS

ANY_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DELETED = "What was deleted"


class Description(NamedTuple):
    """What the things of a capability are called, by view where it has several, and the forms that
    they come from."""

    label: str
    other_labels: Mapping[str, str]
    forms: tuple[type[Form], ...]


NOTHING = Description(DELETED, {}, ())


def describe(
    bp: Blueprint, label: str, *forms: type[Form], other_labels: Mapping[str, str] | None = None
) -> None:
    """Declares what is sent to the views of `bp`: a `label` for it, and the forms that it comes
    from, with those of the rows in them."""
    description = Description(label, other_labels or {}, forms)
    bp.record_once(
        lambda setup: setup.app.extensions.setdefault("descriptions", {}).update(
            {bp.name: description}
        )
    )


def words_of(form: type[Form]) -> set[str]:
    """The names of the fields in which a person writes."""
    fields = {name: getattr(getattr(form, name), "field_class", None) for name in dir(form)}
    return {name for name, field in fields.items() if field and is_written(field)}


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
    """What a person wrote in a form's fields, by the names of the fields, or ""."""
    _, description = description_of(url)
    written = {name for form in description.forms for name in words_of(form)}
    fields = [
        (name, value.strip())
        for name, value in parse_qsl(body)
        if not name.startswith(WAS) and name.rpartition("-")[2] in written
    ]
    return "\n\n".join(
        f"{field_name(name)}: {value}" for name, value in fields if value and not id_in(value)
    )


def field_name(name: str) -> str:
    """A field's name in words: "asked-<id>-text" is what was asked, "first_sentence" a first
    sentence."""
    words = re.sub(f"{ANY_ID}|[-_]", " ", name).split()
    return " ".join(words[:-1] if words[1:] and words[-1] == "text" else words).capitalize()
