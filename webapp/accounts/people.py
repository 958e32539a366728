"""Who has an account here, for whoever runs the server: how much there is of theirs, never what."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from webapp.accounts.export import owned_models
from webapp.accounts.models import SignIn, User
from webapp.core.database import UNVERSIONED, db


@dataclass(frozen=True)
class PersonHere:
    email: str
    since: datetime
    last_change: datetime | None
    devices: int
    things: int

    def __str__(self) -> str:
        used = f"last change {self.last_change:%Y-%m-%d}" if self.last_change else "not signed in"
        counted = f"devices: {self.devices}, things written: {self.things}"
        return f"{self.email}: since {self.since:%Y-%m-%d}, {used}, {counted}"


def people_here() -> list[PersonHere]:
    """Everybody, who came first first."""
    of_devices = select(SignIn.user_id, func.max(SignIn.seen_at), func.count())
    used = {row[0]: row for row in db.session.execute(of_devices.group_by(SignIn.user_id))}
    things = how_much()
    people = []
    for user in db.session.scalars(select(User).order_by(User.created_at, User.id)):
        _, at, devices = used.get(user.id, (user.id, None, 0))
        people.append(PersonHere(user.email, user.created_at, at, devices, things[user.id]))
    return people


def how_much() -> Counter[UUID]:
    """By person, how many rows there are of theirs that a page shows."""
    things: Counter[UUID] = Counter()
    for model in owned_models():
        if model.__table__.info == UNVERSIONED:
            continue
        counted = select(model.user_id, func.count()).group_by(model.user_id)
        things.update(dict(db.session.execute(counted).all()))
    return things
