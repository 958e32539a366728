"""Our cookies, the session first: `__Host-`, Secure and long-lived; over plain http on this very
machine, without the prefix."""

from datetime import timedelta

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface

COOKIE = "round_two"
LIFETIME = timedelta(days=400)  # the longest that browsers keep a cookie
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


def is_plain_localhost() -> bool:
    """Whether this request came over plain http to the machine the browser runs on."""
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    return not request.is_secure and host in THIS_MACHINE


def keeps_cookies() -> bool:
    """Whether the browser will keep the cookie here; over plain http to another machine it will
    not."""
    return request.is_secure or is_plain_localhost()


def host_cookie_name(name: str) -> str:
    return name if is_plain_localhost() else f"__Host-{name}"


def set_host_cookie(response: Response, name: str, value: str) -> None:
    """A cookie of the kind that the session has."""
    response.set_cookie(
        host_cookie_name(name),
        value,
        max_age=LIFETIME,
        secure=not is_plain_localhost(),
        httponly=True,
        samesite="Lax",
    )


def delete_host_cookie(response: Response, name: str) -> None:
    response.delete_cookie(
        host_cookie_name(name), secure=not is_plain_localhost(), httponly=True, samesite="Lax"
    )


class HostCookieSession(SecureCookieSessionInterface):
    def get_cookie_name(self, app: Flask) -> str:
        return host_cookie_name(COOKIE)

    def get_cookie_secure(self, app: Flask) -> bool:
        return not is_plain_localhost()


def init_app(app: Flask) -> None:
    app.session_interface = HostCookieSession()
    app.config.update(
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
    )
