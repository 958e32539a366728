"""How often a password may be tried, how many accounts be made, and how much one person may change.

Tries at an account count before they are answered, right ones too, so that many at once are no way
round. A stranger who guesses must not lock the owner out: what all the world may try is far more
than one network may, however large, and a device that signed in before has tries of its own. What a
smaller network may not try any more doesn't count for the larger ones.

Who changes something holds up all others who do, for as long as that takes; so what one person may
send within a minute is many times what a phone has after a day without a signal, but no more. It
counts by size, which says best how long it takes. What is too much waits on the phone.
"""

from collections.abc import Callable
from functools import partial
from math import ceil

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_limiter import ApplicationLimit, Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

from webapp.accounts.existence import mark_of
from webapp.accounts.known_devices import device_known_to
from webapp.accounts.networks import Size, network_of
from webapp.core.clock import now
from webapp.core.database import is_reading
from webapp.core.text import clean

View = Callable[..., ResponseReturnValue]
# A minute, and an hour: the first is for a hand that slips, the second for who goes on.
AT_AN_ACCOUNT_FROM = {
    Size.HOUSEHOLD: "10 per minute;60 per hour",
    Size.LARGE_HOUSEHOLD: "20 per minute;80 per hour",
    Size.SITE: "20 per minute;100 per hour",
}
AT_AN_ACCOUNT = "300 per hour"
CHANGES = "3000 per minute"
BYTES_OF_A_CHANGE = 10_000  # what is larger counts for several
OF_A_KNOWN_DEVICE = "10 per minute;60 per hour"


def counted_by_itself() -> str | None:
    if limiter.storage.check():
        return None
    return "RATE_LIMIT_STORAGE does not answer: each process counts tries at signing in by itself"


def network() -> str:
    return network_of(get_remote_address())


def tried_address() -> str:
    return clean(request.form.get("email", ""))


def tried_account() -> str:
    """A hash, so that no store holds addresses."""
    return f"account:{mark_of(tried_address())}"


def tried_account_from(size: Size) -> str:
    return f"{tried_account()} from {network_of(get_remote_address(), size)}"


def known_device() -> str | None:
    return device_known_to(tried_address())


def is_known() -> bool:
    return known_device() is not None


def is_unknown() -> bool:
    return known_device() is None


def counted_device() -> str:
    return known_device() or ""


def signed_in_account() -> str:
    return f"signed in:{current_user.id}"


def failed(response: Response) -> bool:
    return response.status_code == 422


def seconds_to_wait() -> int:
    limit = limiter.current_limit
    return max(1, ceil(limit.reset_at - now().timestamp())) if limit else 60


def say_when(response: Response) -> Response:
    """`Retry-After` of what met a limit. Other answers say that themselves, or have none."""
    limit = limiter.current_limit
    if limit and limit.breached:
        response.headers["Retry-After"] = str(seconds_to_wait())
    return response


def time_to_wait() -> str:
    """How long it is until the limit that was met lets one more through, in words."""
    minutes = max(1, ceil(seconds_to_wait() / 60))
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def too_many_tries() -> str:
    return (
        "There were too many tries in a short time, so this one was not looked at. "
        f"Wait {time_to_wait()}, then try again."
    )


def too_many_accounts() -> str:
    return (
        "From this network as many accounts were made within an hour as may be. "
        f"Wait {time_to_wait()}, then try again, or ask whoever runs this Round Two."
    )


def too_many_changes() -> str:
    return (
        "More was sent from this account within a minute than anyone writes, so this was not done. "
        f"Wait {time_to_wait()}, then try again. What waits on this phone is sent by itself."
    )


def changes_nothing() -> bool:
    return is_reading() or not current_user.is_authenticated


def changes_sent() -> int:
    """Those that come together in a batch are counted one by one."""
    is_batch = request.endpoint == "sync.create"
    return 1 if is_batch else 1 + (request.content_length or 0) // BYTES_OF_A_CHANGE


# Where the storage is away, each process counts by itself until it is back.
limiter = Limiter(
    network,
    key_prefix="round-two",
    in_memory_fallback_enabled=True,
    application_limits=[
        ApplicationLimit(
            CHANGES,
            key_function=signed_in_account,
            exempt_when=changes_nothing,
            cost=changes_sent,
            error_message=too_many_changes,
            scope="changes",
        )
    ],
)
slowed = partial(limiter.limit, error_message=too_many_tries)
registrations = limiter.limit(
    lambda: f"{current_app.config['REGISTRATIONS_PER_HOUR']} per hour",
    error_message=too_many_accounts,
)
wrong_passwords = limiter.shared_limit(
    "10 per minute;60 per hour",
    "password",
    key_func=signed_in_account,
    deduct_when=failed,
    error_message=too_many_tries,
)


def tries_at_an_account(view: View) -> View:
    """For the view that signs in. The first limit that is met is the last that counts, so the
    smallest network comes first."""
    view = slowed(OF_A_KNOWN_DEVICE, key_func=counted_device, exempt_when=is_unknown)(view)
    for size, tries in AT_AN_ACCOUNT_FROM.items():
        key = partial(tried_account_from, size)
        view = slowed(tries, key_func=key, exempt_when=is_known)(view)
    view = slowed(AT_AN_ACCOUNT, key_func=tried_account, exempt_when=is_known)(view)
    return slowed("20 per minute", deduct_when=failed, exempt_when=is_known)(view)
