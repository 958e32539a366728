"""Who may see what: the one gate to a person's rows."""

from typing import TypeVar
from uuid import UUID

from flask import abort
from flask_login import current_user

from webapp.core.database import Owned, db

Row = TypeVar("Row", bound=Owned)


def owned_or_404(model: type[Row], id: UUID | None) -> Row:
    """The signed-in person's `model` row with this id. Not there and not yours are the same 404."""
    return db.session.get(model, (current_user.id, id)) or abort(404)
