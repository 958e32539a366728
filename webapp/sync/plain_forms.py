"""Edits that are sent without scripts are put together like the others: the form itself says what
it was filled with."""

from urllib.parse import urlencode

from flask import request
from markupsafe import Markup

from webapp.core.database import SAFE_METHODS
from webapp.core.forms import Form
from webapp.core.late import late_noscript
from webapp.core.rendering import is_opened
from webapp.sync.editing import fields_of
from webapp.sync.merging import WAS

FIELD = Markup('<input type="hidden" name="{}" value="{}">')
MAX_SHARE = 1 / 3  # of the largest request, so that what is written still goes with it


def base_of(form: Form) -> Markup:
    """For each form whose fields go through `merge_edits`, at its end. Only a browser without
    scripts gets it: with them the outbox says it, see static/js/outbox/forms.js."""
    base = base_fields(form) if is_opened() else []
    if len(urlencode(base)) > (request.max_content_length or 0) * MAX_SHARE:
        base = []
    return late_noscript(Markup().join(FIELD.format(*field) for field in base))


def base_fields(form: Form) -> list[tuple[str, str]]:
    """What the form is filled with. One that is given back shows what was typed: it goes on with
    what it was filled with when it was opened."""
    if request.method in SAFE_METHODS:
        fields = fields_of(form).items(multi=True)
        return [(WAS + name, value) for name, value in fields if name != "id"]  # see `fresh_id`
    return [(name, value) for name, value in request.form.items(multi=True) if name.startswith(WAS)]
