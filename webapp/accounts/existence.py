"""What a phone on which something waits is told of the account that wrote it: whether it is there
still, and by which address it is known again when someone has made it anew."""

import hashlib
import hmac

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from webapp.accounts.models import User, normal
from webapp.core.forms import id_in

bp = Blueprint("existence", __name__)


@bp.get("/account/existence")
def show() -> ResponseReturnValue:
    """For anyone: an account's id is random, so nobody asks for it but who was told, and learns no
    more than that."""
    id = id_in(request.args.get("id"))
    return jsonify(exists=id is not None and User.is_there(id))


def address_mark(user: User) -> str:
    """For the phone, which keeps it beside what waits."""
    return mark_of(user.email)


def mark_of(email: str) -> str:
    """The same for each account of one address, and telling nothing about it."""
    key, address = current_app.config["SECRET_KEY"].encode(), normal(email).encode()
    return hmac.new(key, address, hashlib.sha256).hexdigest()[:32]
