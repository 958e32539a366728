"""Everything a person wrote, in one file that is theirs."""

import json
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.database import Base, Owned, db

# Means of access and bookkeeping, not writing: a token's hash has no place in a file that is mailed
# around.
LEFT_OUT = ("sign_ins", "receipts")


def export_of(user: User) -> str:
    """JSON text: the account's address and, by table, every row the person owns."""
    tables = {model.__tablename__: owned_rows(model, user) for model in owned_models()}
    return json.dumps(
        {"email": user.email, **tables}, default=json_value, ensure_ascii=False, indent=2
    )


def owned_models() -> list[type[Any]]:
    """The models of what a person writes, by the names of their tables."""
    models = (mapper.class_ for mapper in Base.registry.mappers)
    owned: list[type[Any]] = [model for model in models if issubclass(model, Owned)]
    wanted = [model for model in owned if model.__tablename__ not in LEFT_OUT]
    return sorted(wanted, key=lambda model: model.__tablename__)


def owned_rows(model: type[Any], user: User) -> list[dict[str, Any]]:
    columns = [column for column in model.__table__.columns if column.name != "user_id"]
    rows = db.session.execute(select(*columns).where(model.user_id == user.id).order_by(model.id))
    return [dict(row) for row in rows.mappings()]


def json_value(value: object) -> str:
    """A value that JSON has no form for, as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be exported")
