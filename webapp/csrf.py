"""Requests from elsewhere change nothing. The only reader of Sec-Fetch-Site and Origin.

There are no tokens, so a form that waited a month for a signal still counts.
See https://www.w3.org/TR/fetch-metadata/ and RFC 6454.
"""

from flask import abort, request

from webapp.database import SAFE_METHODS


def init_app(app):
    app.before_request(refuse_foreign_request)


def refuse_foreign_request():
    if request.method not in SAFE_METHODS and not comes_from_us():
        abort(403, "This came from another site, so nothing was changed. Open the page here and send it again.")


def comes_from_us():
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")
