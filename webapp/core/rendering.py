"""Page or part: the same template answers both. The only reader of HX-* request headers, through
htmx-flask."""

import re
from typing import Any

from flask import (
    Flask,
    flash,
    g,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    session,
)
from htmx_flask import Htmx, request
from jinja2.ext import Extension
from jinja2_fragments.flask import render_block
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

from webapp.core.clock import ACTED_AT

# Not after a tag: its line ends without a trace (trim_blocks), and the indent is a space in a text.
INDENT = re.compile(r"(?<![%#]\})\n[ \t]+")

htmx = Htmx()


def init_app(app: Flask) -> None:
    htmx.init_app(app)
    app.after_request(vary_on_htmx)
    app.after_request(say_what_passes)
    app.jinja_env.globals["toasts"] = toasts
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Unindented)


class Unindented(Extension):
    """Leaves out what indents the lines of a template: that is for who reads it, and would be sent
    with every page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return INDENT.sub("\n", source)


def wants_fragment() -> bool:
    """Whether htmx asked for a part; a page brought back from its history is wanted whole."""
    return bool(request.htmx) and not (request.htmx.boosted or request.htmx.history_restore_request)


def wants_copy() -> bool:
    """Whether the phone asks by itself, for nobody who looks at the page now."""
    return "Round-Two-Copy" in request.headers


def is_opened() -> bool:
    """Whether the browser itself opens the page. A script would take what is in a `noscript` for
    elements of the page: what it reads is read as if there were no scripts."""
    return not request.htmx and not wants_copy()


def render_page(
    template: str, block: str | None = None, status: int = 200, **context: Any
) -> Response:
    """The page, or for htmx just `block` of the same template, as a response with `status`."""
    if block and wants_fragment():
        return make_response(render_block(template, block, status=status, **context), status)
    return make_response(render_template(template, status=status, **context), status)


def render_fragment_or_redirect(
    location: str, template: str, block: str, **context: Any
) -> Response:
    """After a change: the changed part for htmx, a redirect (303) to `location` for a plain
    form."""
    if wants_fragment():
        return make_response(render_block(template, block, **context))
    return redirect(location, 303)


def go_to(location: str) -> Response:
    """After a change that ends on another page: a redirect that htmx follows as a whole page too.
    To a phone's outbox the messages for that page are given with it: the page may be a copy, which
    has none."""
    if wants_fragment():  # a header is of ASCII; `redirect` sees to that itself
        words = render_template("shared/_toasts.html") if ACTED_AT in request.environ else ""
        return make_response(words, 200, {"HX-Redirect": iri_to_uri(location)})
    return redirect(location, 303)


def render_error(status: int, title: str = "", text: str = "") -> Response:
    """An error as a page, or for htmx as words in the page's status line: its target stays as it
    was."""
    links = [("Go to Today", "/")] if status != 401 else [("Sign in", "/sign-in")]
    response = render_page(
        "errors/error.html", "error", status, title=title, text=text, links=links
    )
    if wants_fragment():
        response.headers.update({"HX-Retarget": "#status", "HX-Reswap": "innerHTML"})
    return response


def already_applied(location: str) -> Response:
    """The answer to a request that was applied before: where it led, else the page afresh."""
    if location:
        return go_to(location)
    return make_response("", 204, {"HX-Refresh": "true"} if wants_fragment() else {})


def toasts() -> list[str]:
    """The messages for this page. A copy that the phone makes for later gets none: they are for who
    looks at a page now."""
    g.toasts = [] if wants_copy() else get_flashed_messages()
    return g.toasts


def offer_undo(text: str, address: str, **more: str) -> None:
    """A message for the next page, with a button that takes back what was done."""
    message = {"text": text, "undo_url": address, **more}
    flash(message)  # type: ignore[arg-type]  # Flask declares a text; a session holds more


def messages_to_tell() -> list[str | dict[str, str]]:
    """The messages of this request's answer: on it already, or on the page that it leads to."""
    return [*(g.get("toasts") or []), *(message for _, message in session.get("_flashes", []))]


def say_what_passes(response: Response) -> Response:
    """A page with messages isn't to be kept: they would be told again without a signal."""
    if g.pop("toasts", None):
        response.headers["Round-Two-Passing"] = "1"
    return response


def vary_on_htmx(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("HX-Request")
    return response
