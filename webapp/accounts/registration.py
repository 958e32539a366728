"""Who may make an account here: the first who comes, whoever was invited, or anyone.

The first owns what others may not join, so from elsewhere than this machine it takes a link, which
whoever starts the server reads there: else it would be whoever finds the address first. It follows
from the secret, so that each process knows it, and ends with the first account.
"""

import hashlib
import hmac
from typing import NoReturn

from flask import Flask, abort, current_app, request
from sqlalchemy.exc import OperationalError

from webapp.accounts.links import Link, LinkKind
from webapp.accounts.models import User
from webapp.accounts.networks import address_in
from webapp.core.clock import now
from webapp.core.config import Settings
from webapp.core.database import db
from webapp.core.sessions import is_plain_localhost

NOT_INVITED = (
    "This invitation was used already, or is more than a week old. Whoever runs this Round Two can "
    "give you another one."
)
CLOSED = "This Round Two takes no new accounts. Whoever runs it can make one for you."
NOBODY_YET = (
    "Nobody has an account here yet. The first is made with a link that the server printed when it was "
    "started; `python -m webapp invite` prints it, too."
)
ONLY_HERE = ("localhost", "127.0.0.1", "::1")


def registration_is_open() -> bool:
    is_for_anyone = current_app.config["REGISTRATION"] == "open"
    return is_for_anyone or (not User.anyone_yet() and may_be_first())


def may_be_first() -> bool:
    asked = request.args.get("invitation", "").encode()
    return is_on_this_machine() or hmac.compare_digest(asked, first_code().encode())


def is_on_this_machine() -> bool:
    """Whether the browser runs where the server does. Behind a proxy everybody seems to."""
    found = address_in(request.remote_addr or "")
    is_near = found is not None and found.is_loopback and is_plain_localhost()
    return is_near and not current_app.config["TRUSTED_PROXIES"]


def first_code() -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, b"the first account", hashlib.sha256).hexdigest()[:32]


def first_link(app: Flask, settings: Settings) -> str | None:
    """The address at which the first account can be made, while there is none; also None where
    that takes no link, or the database doesn't answer."""
    with app.app_context():
        try:
            if settings.registration == "open" or User.anyone_yet():
                return None
            return f"{address_of(settings)}/register?invitation={first_code()}"
        except OperationalError:
            return None
        finally:
            db.session.remove()
            db.engine.dispose()  # a server may fork from here on


def first_words(app: Flask, settings: Settings) -> list[str]:
    """What the start says of it."""
    link = first_link(app, settings)
    return [f"The first account is made at {link}"] if link else []


def is_only_here(settings: Settings) -> bool:
    """Whether it is reached, as it is set up, from this machine alone."""
    is_near = settings.host in ONLY_HERE
    return is_near and not settings.allowed_hosts and not settings.trusted_proxies


def address_of(settings: Settings) -> str:
    """Where the people find it: the first name that was listed, else where it opens here."""
    names = [name for name in settings.allowed_hosts if name[0] not in ".*"]
    return f"https://{names[0]}" if names else settings.address


def invitation() -> Link | None:
    """The one of the link that was opened, if it is good still."""
    if current_app.config["REGISTRATION"] != "invite":
        return None
    return Link.found(LinkKind.INVITATION, request.args.get("invitation"), at=now())


def refuse_uninvited() -> NoReturn:
    if not User.anyone_yet():
        abort(403, NOBODY_YET)
    abort(403, NOT_INVITED if "invitation" in request.args else CLOSED)
