"""Whether a browser keeps what it is given, for without that nobody stays signed in: with the form
it gets a cookie that says nothing, and who signs in without it is told, should it be so."""

from collections.abc import Callable
from functools import wraps

from flask import Response, after_this_request, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.known_devices import COOKIE as OF_DEVICE
from webapp.core.sessions import host_cookie_name, set_host_cookie

COOKIE = "round_two_kept"


def gives_cookie(view: Callable[[], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """For the form that a person signs in with, right below its route."""

    @wraps(view)
    def giving() -> ResponseReturnValue:
        @after_this_request
        def give(response: Response) -> Response:
            set_host_cookie(response, COOKIE, "1")
            return response

        return view()

    return giving


def go_in(address: str) -> ResponseReturnValue:
    """To the page that was asked for, after a sign-in. Where the browser has nothing of ours it
    goes by way of the form: that is passed on from, or says why not."""
    if any(host_cookie_name(name) in request.cookies for name in (COOKIE, OF_DEVICE)):
        return redirect(address, 303)
    return redirect(url_for("accounts.new_sign_in", next=address, cookies="none"), 303)
