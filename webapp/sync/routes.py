"""The batch of what waited; the page of what waits, which the phone fills in; and the page of what
was recovered."""

from math import ceil
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.core.access import owned_or_404
from webapp.core.clock import now
from webapp.core.rendering import render_fragment_or_redirect, render_page
from webapp.sync.batch import BadBatch, batch_in
from webapp.sync.body import TooLarge, json_in
from webapp.sync.dispatch import answers_to
from webapp.sync.models import Recovered
from webapp.sync.plain_forms import base_of
from webapp.sync.receipts import Receipt

bp = Blueprint("sync", __name__)
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(base_of=base_of))


@bp.post("/outbox")
@login_required
def create() -> ResponseReturnValue:
    """Answers to a batch, by the keys of its submissions. When the last answer that the device got
    isn't known here, a backup was put back: then nothing is done yet, for what came before it is to
    come again first."""
    try:
        most = current_app.config["MAX_CONTENT_LENGTH"]
        sent = json_in(request.get_data(), request.content_encoding, most)
        batch = batch_in(sent)
    except TooLarge:
        abort(413)
    except BadBatch as error:
        abort(400, str(error))
    if batch.user_id != current_user.id:
        abort(403, "These changes are another person’s. They are sent once that person signs in.")
    times = Receipt.times(
        current_user.id, [batch.answered, *(one.key for one in batch.submissions)]
    )
    knows = batch.answered is None or batch.answered in times
    current_user.sign_in.outbox = batch.outbox
    answers, cookies = answers_to(batch, request.environ, now(), times) if knows else ([], [])
    response = jsonify(answers=answers, knows=knows)
    response.headers["Round-Two-Outbox"] = "1"
    for cookie in cookies:
        response.headers.add("Set-Cookie", cookie)
    return response


@bp.get("/waiting")
def waiting() -> ResponseReturnValue:
    """The same for everybody: what waits is on the phone, and only there."""
    return render_page("sync/waiting.html")


@bp.get("/recovered")
@login_required
def recovered() -> ResponseReturnValue:
    return render_page("sync/recovered.html", "recovered", **asked_page())


@bp.delete("/recovered/<uuid:recovered_id>")
@login_required
def delete(recovered_id: UUID) -> ResponseReturnValue:
    owned_or_404(Recovered, recovered_id).delete()
    return render_fragment_or_redirect(
        url_for("sync.recovered", page=request.args.get("page")),
        "sync/recovered.html",
        "recovered",
        **asked_page(),
    )


def asked_page() -> dict[str, Any]:
    """The texts of the page asked for, or of the last one there is."""
    count = Recovered.count_for(current_user.id)
    last = max(1, ceil(count / Recovered.ON_A_PAGE))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    return {
        "texts": Recovered.on_page(current_user.id, number),
        "number": number,
        "last": last,
        "most": Recovered.MAX_ITEMS if count >= Recovered.MAX_ITEMS else None,
    }
