"""How often a password may be tried.

Tries at an account count before they are answered, right ones too, so that many at once are no way
round. A stranger who guesses must not lock the owner out: what all the world may try is far more
than one network may.
"""

import hashlib

from flask import Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

from webapp.accounts.models import normal
from webapp.accounts.networks import network_of
from webapp.core.text import clean


def network() -> str:
    return network_of(get_remote_address())


def tried_account() -> str:
    """A hash, so that no store holds addresses."""
    return (
        "account:"
        + hashlib.sha256(normal(clean(request.form.get("email", ""))).encode()).hexdigest()
    )


def tried_account_from_here() -> str:
    return f"{tried_account()} from {network()}"


def signed_in_account() -> str:
    return f"signed in:{current_user.id}"


def failed(response: Response) -> bool:
    return response.status_code == 422


limiter = Limiter(network, key_prefix="round-two")
registrations = limiter.limit("20 per hour")
wrong_tries = limiter.limit("20 per minute", deduct_when=failed)
tries_at_an_account = limiter.limit("300 per hour", key_func=tried_account)
tries_at_an_account_from_here = limiter.limit(
    "10 per minute;60 per hour", key_func=tried_account_from_here
)
wrong_passwords = limiter.shared_limit(
    "10 per minute;60 per hour", "password", key_func=signed_in_account, deduct_when=failed
)
