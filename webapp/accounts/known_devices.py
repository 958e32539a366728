"""A device that signed in before: while strangers guess at an account, it still has tries of its
own.

A cookie that we signed names the account and the device; it signs nobody in. See "Device cookies"
at OWASP, https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies.
It stays at sign-out, for that is when it is needed, and goes with the account.
"""

import secrets

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from webapp.accounts.existence import mark_of
from webapp.core.sessions import delete_host_cookie, host_cookie_name, set_host_cookie

COOKIE = "round_two_device"


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known device")


def know_this_device(email: str) -> None:
    """It signed in to the account of this address."""
    named = signer().dumps([mark_of(email), secrets.token_urlsafe(12)])

    @after_this_request
    def remember(response: Response) -> Response:
        set_host_cookie(response, COOKIE, named)
        return response


def forget_this_device() -> None:
    @after_this_request
    def forget(response: Response) -> Response:
        delete_host_cookie(response, COOKIE)
        return response


def device_known_to(email: str) -> str | None:
    """What this device is counted by, if it has signed in to this account before."""
    try:
        mark, device = signer().loads(request.cookies.get(host_cookie_name(COOKIE), ""))
    except (BadSignature, ValueError, TypeError):
        return None
    return device if secrets.compare_digest(mark, mark_of(email)) else None
