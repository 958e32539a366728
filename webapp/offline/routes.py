"""What makes the app one on a phone. All but the pack hold nothing of anybody's: they are the same for all."""

import hashlib
import json

from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask_login import current_user, login_required

from webapp.clock import now
from webapp.csrf import only_reads
from webapp.offline import manifest as facts
from webapp.offline.pack import pack_of
from webapp.offline.precache import WORKER, precached
from webapp.offline.reading import reader
from webapp.offline.stream import Asked, stream
from webapp.rendering import render_page
from webapp.sessions import is_plain_localhost, keeps_cookies

bp = Blueprint("offline", __name__)

OFFLINE_PAGE = "offline/page.html"
ENCODINGS = ("br", "gzip")


@bp.get("/manifest.webmanifest")
def manifest():
    return checked_each_time(json.dumps(facts.manifest(assets()["asset"])), "application/manifest+json")


@bp.get("/worker.js")
def worker():
    """The worker: its version and its list of files, then the code. It changes when any of the files does, or the
    offline page, so that the browser installs it anew."""
    folder = assets()["folder"]
    kept = [assets()["asset"](path) for path in precached(folder)]
    head = f"const VERSION = {json.dumps(release())};\nconst ASSETS = {json.dumps(kept)};\n\n"
    return checked_each_time(head + (folder / WORKER).read_text(), "text/javascript")


@bp.get("/offline")
def page():
    return render_page(OFFLINE_PAGE)


@bp.post("/pack")
@login_required
@only_reads
def pack():
    """Of the pages that the phone is to keep, those that it doesn't have as they are now. Posted, because what it has is too
    much for an address or a header."""
    encoding = request.accept_encodings.best_match(ENCODINGS)
    pages, asked = pack_of(current_user.id, now()), Asked.of(request.get_json(silent=True))
    read = reader(current_app._get_current_object(), request.environ)
    response = Response(stream(current_user.id, pages, asked, read, encoding), mimetype="application/octet-stream")
    response.headers["X-Accel-Buffering"] = "no"  # a proxy such as nginx may hold it back until it is whole
    if encoding:
        response.content_encoding = encoding
    return response


@bp.get("/install")
def install():
    address = None if is_plain_localhost() else request.host  # localhost is another machine on the phone
    return render_page("offline/install.html", address=address, can_stay=keeps_cookies())


def release():
    """A short hash of all that the worker keeps."""
    kept = assets()["version"] + render_template(OFFLINE_PAGE)
    return hashlib.sha256(kept.encode()).hexdigest()[:12]


def checked_each_time(text, mimetype):
    """An answer that the browser asks for each time, and that has no body when it didn't change."""
    response = make_response(text)
    response.mimetype = mimetype
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def assets():
    return current_app.extensions["assets"]
