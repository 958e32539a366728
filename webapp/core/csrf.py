"""Requests from elsewhere change nothing. The only reader of Sec-Fetch-Site and Origin.

There are no tokens, so a form that waited a month for a signal still counts.
See https://www.w3.org/TR/fetch-metadata/ and RFC 6454.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue

from webapp.core.database import SAFE_METHODS

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def init_app(app: Flask) -> None:
    app.before_request(refuse_foreign_request)


def only_reads(view: View) -> View:
    """For a view that changes nothing although it is posted to; webapp.core.database lets it read
    as a GET does."""
    vars(view)["only_reads"] = True
    return view


def may_be_shared(view: View) -> View:
    """For one that only reads, and that a phone's share sheet may open, which no site can."""
    vars(view)["may_be_shared"] = True
    return only_reads(view)


def refuse_foreign_request() -> None:
    if request.method not in SAFE_METHODS and not comes_from_us() and not is_shared():
        abort(
            403,
            "This came from another site, so nothing was changed. Open the page here and send it again.",
        )


def is_shared() -> bool:
    """Whether the browser itself sends it, for no page, to a view that may be shared to."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "may_be_shared", False) and request.headers.get("Sec-Fetch-Site") == "none"


def comes_from_us() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")
