"""What makes the app one on a phone. All but the pack hold nothing of anybody's: they are the same
for all."""

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from flask import Blueprint, Response, abort, current_app, make_response, render_template, request
from flask.globals import app_ctx
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.clock import now
from webapp.core.csrf import only_reads
from webapp.core.rendering import render_page
from webapp.core.sessions import is_plain_localhost, keeps_cookies
from webapp.offline import manifest as facts
from webapp.offline.pack import pack_of
from webapp.offline.precache import FIRST, WORKER, brought_along
from webapp.offline.reading import reader
from webapp.offline.stream import Asked, stream

bp = Blueprint("offline", __name__)

OFFLINE_PAGE = "offline/page.html"
# The worker has them; they hold nothing of anybody's.
PAGES = {"/offline": OFFLINE_PAGE, "/waiting": "sync/waiting.html"}
ENCODINGS = ("br", "gzip")


@bp.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    return checked_each_time(
        json.dumps(facts.manifest(assets()["asset"])), "application/manifest+json"
    )


@bp.get("/worker.js")
def worker() -> ResponseReturnValue:
    """The worker with all that it keeps. It changes when any of that does, so that the browser
    installs it anew."""
    pages = tuple(
        (address, render_template(template, status=200)) for address, template in PAGES.items()
    )
    text, packed = script_with(assets()["folder"], pages)
    response = checked_each_time(text, "text/javascript")
    if response.status_code == 200 and "br" in request.accept_encodings:
        response.set_data(packed)
        response.content_encoding = "br"
        response.vary.add("Accept-Encoding")
    return response


@lru_cache(maxsize=4)  # browsers ask for it at every page, to see whether it changed
def script_with(folder: Path, pages: tuple[tuple[str, str], ...]) -> tuple[str, bytes]:
    """The worker's version, the files and the pages that it keeps, then its code: as text, and
    compressed as well as can be."""
    asset = assets()["asset"]
    files = {asset(path): file for path, file in brought_along(folder).items()}
    kept = {**files, **{address: ("text/html", text) for address, text in pages}}
    known = {"VERSION": release(kept), "FIRST": [asset(path) for path in FIRST], "KEPT": kept}
    head = "".join(
        f"const {name} = {in_single_quotes(json.dumps(value))};\n" for name, value in known.items()
    )
    text = head + "\n" + (folder / WORKER).read_text()
    return text, brotli.compress(text.encode())


def in_single_quotes(text: str) -> str:
    """JSON as a script's literal. The modules in it are full of double quotes, and each would be
    escaped: 1 % of what is sent."""
    swapped = {'"': "'", "'": r"\'", r"\"": '"'}
    return re.sub(r"""\\.|["']""", lambda found: swapped.get(found[0], found[0]), text)


@bp.get("/offline")
def page() -> ResponseReturnValue:
    return render_page(OFFLINE_PAGE)


@bp.post("/pack")
@only_reads
@login_required
def pack() -> ResponseReturnValue:
    """Of the pages that the phone is to keep, those that it doesn't have as they are now. Posted,
    because what it has is too much for an address or a header."""
    if not current_user.sign_in.keeps_pages:
        abort(409, "No pages are kept on this phone, as was chosen under Devices.")
    encoding = request.accept_encodings.best_match(ENCODINGS)
    pages, asked = pack_of(current_user.id, now()), Asked.of(request.get_json(silent=True))
    read = reader(app_ctx.app, request.environ, asked.have)
    response = Response(
        stream(current_user.id, now(), pages, asked, read, encoding),
        mimetype="application/octet-stream",
    )
    # A proxy such as nginx may hold it back until it is whole.
    response.headers["X-Accel-Buffering"] = "no"
    if encoding:
        response.content_encoding = encoding
    return response


@bp.get("/install")
def install() -> ResponseReturnValue:
    # Localhost is another machine on the phone.
    address = None if is_plain_localhost() else request.host
    return render_page("offline/install.html", address=address, can_stay=keeps_cookies())


def release(kept: dict[str, tuple[str, str]]) -> str:
    """A short hash of all that the worker keeps."""
    return hashlib.sha256(json.dumps([assets()["version"], kept]).encode()).hexdigest()[:12]


def checked_each_time(text: str, mimetype: str) -> Response:
    """An answer that the browser asks for each time, and that has no body when it didn't change."""
    response = make_response(text)
    response.mimetype = mimetype
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def assets() -> dict[str, Any]:
    return current_app.extensions["assets"]
