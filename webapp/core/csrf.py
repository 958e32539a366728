"""Requests from elsewhere change nothing. The only reader of Sec-Fetch-Site and Origin.

There are no tokens, so a form that waited a month for a signal still counts.
See https://www.w3.org/TR/fetch-metadata/ and RFC 6454.
"""

from typing import TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import RouteCallable

from webapp.core.database import READING_VIEWS, SAFE_METHODS

SHARED_VIEWS: set[RouteCallable] = set()  # those that a phone's share sheet may open
View = TypeVar("View", bound=RouteCallable)


def init_app(app: Flask) -> None:
    app.before_request(refuse_foreign_request)


def only_reads(view: View) -> View:
    """For a view that changes nothing although it is posted to; webapp.core.database lets it read
    as a GET does. It stands right below the route, for it marks the very view that is called."""
    READING_VIEWS.add(view)
    return view


def may_be_shared(view: View) -> View:
    """For one that only reads, and that a phone's share sheet may open, which no site can."""
    SHARED_VIEWS.add(view)
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
    return view in SHARED_VIEWS and request.headers.get("Sec-Fetch-Site") == "none"


def comes_from_us() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")
