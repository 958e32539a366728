"""What is deleted can be restored: what is listed in its place for a day, an interview, and what is
put away, until a person deletes it for good."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_login import login_required
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from webapp.core.database import OwnedRow, db
from webapp.core.rendering import go_to, render_page

UNDO_TIME = timedelta(days=1)


class Removable(OwnedRow):
    def delete_for_good(self) -> None:
        """Deletes it with everything that hangs on it."""
        db.session.delete(self)


class Deletable(Removable):
    """What is deleted and can be restored."""

    deleted_at: Mapped[datetime | None]

    def delete(self, at: datetime) -> None:
        self.deleted_at = self.deleted_at or at

    def restore(self) -> None:
        self.deleted_at = None


class DeletableForADay(Deletable):
    """The same, for a day: what was deleted before that goes for good with the next deletion."""

    def delete(self, at: datetime) -> None:
        super().delete(at)
        model = type(self)
        for gone in db.session.scalars(
            select(model).where(model.user_id == self.user_id, model.deleted_at < at - UNDO_TIME)
        ):
            gone.delete_for_good()


class Archivable(Removable):
    """What is put away and can be brought back."""

    archived_at: Mapped[datetime | None]

    def archive(self, at: datetime) -> None:
        self.archived_at = self.archived_at or at

    def restore(self, at: datetime) -> None:
        self.archived_at = None


@dataclass(frozen=True, kw_only=True)
class DeletionForGood:
    """The two views by which what was put away, or deleted, goes for good: one asks, one does it.
    What is neither can only be looked at."""

    bp: Blueprint
    path: str  # of one thing, with its id
    noun: str
    tab: str  # in the bar
    find: Callable[..., Any]  # the thing with the id of the path, or 404
    is_away: Callable[[Any], bool]
    away: str  # what `is_away` means, in words
    address: Callable[[Any], str]
    listed: Callable[[], tuple[str, str]]  # (address, name) of the list of what is away
    restoring: str  # the path after that of the thing
    words: Callable[[Any], dict[str, Any]]  # its `title`, what stands `beside` that, what `goes`

    def __post_init__(self) -> None:
        for rule, view, method in (
            (f"{self.path}/deletion", self.confirm_deletion, "GET"),
            (self.path, self.delete, "DELETE"),
        ):
            self.bp.add_url_rule(rule, view.__name__, login_required(view), methods=[method])

    def confirm_deletion(self, **ids: Any) -> ResponseReturnValue:
        thing = self.find(**ids)
        address = self.address(thing)
        if not self.is_away(thing):
            return redirect(address)
        return render_page(
            "shared/for_good.html",
            tab=self.tab,
            address=address,
            restoring=address + self.restoring,
            listed=self.listed(),
            **self.words(thing),
        )

    def delete(self, **ids: Any) -> ResponseReturnValue:
        thing = self.find(**ids)
        if not self.is_away(thing):
            abort(409, f"Only {self.noun} that was {self.away} can be deleted for good.")
        thing.delete_for_good()
        flash("Deleted for good.")
        return go_to(self.listed()[0])
