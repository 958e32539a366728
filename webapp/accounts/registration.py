"""Who may make an account here: the first who comes, whoever was invited, or anyone."""

from typing import NoReturn

from flask import abort, current_app, request

from webapp.accounts.links import Link, LinkKind
from webapp.accounts.models import User
from webapp.core.clock import now

NOT_INVITED = (
    "This invitation was used already, or is more than a week old. Whoever runs this Round Two can "
    "give you another one."
)
CLOSED = "This Round Two takes no new accounts. Whoever runs it can make one for you."


def registration_is_open() -> bool:
    return current_app.config["REGISTRATION"] == "open" or not User.anyone_yet()


def invitation() -> Link | None:
    """The one of the link that was opened, if it is good still."""
    if current_app.config["REGISTRATION"] != "invite":
        return None
    return Link.found(LinkKind.INVITATION, request.args.get("invitation"), at=now())


def refuse_uninvited() -> NoReturn:
    abort(403, NOT_INVITED if "invitation" in request.args else CLOSED)
