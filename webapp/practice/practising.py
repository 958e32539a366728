"""The deck, the reviews, the way to practise, and what it is good for."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.late import late
from webapp.core.rendering import go_to, render_fragment_or_redirect
from webapp.practice.forms import INEXACT, PracticeModeForm, ReviewForm, beginning_in, size_in
from webapp.practice.last_practice import LastPractice, under_way
from webapp.practice.practice import Practice
from webapp.practice.routes import bp, page
from webapp.practice.session import Stage

AN_HOUR = 60  # minutes to practise with the copy on the phone
MAX_AHEAD = 40  # cards in it: more than a session, and the page stays one that opens at once
ANY_REVIEW = Review(id=UUID(int=0))  # stands for the one that the phone will have made


@bp.get("/deck")
@login_required
def deck() -> ResponseReturnValue:
    """The card whose turn it is, in the practice that was left if no other is asked for; with
    `ahead`, for the copy on the phone, also those that come after it. That copy is of a practice
    that begins now, and tells of the last one; the phone goes on with what was left."""
    is_copy, at = "ahead" in request.args, now()
    is_asked = is_copy or {"since", "size"} & set(request.args)
    practice = (not is_asked and under_way(current_user.id, at)) or practice_in(request.args, at)
    params = practice.params
    if practice.since == at:  # it begins now: only its beginning would tell two such pages apart
        params["since"] = late(params["since"])
    last = LastPractice(current_user.id, at) if is_copy else None
    to_come = (
        practice.to_come(min(MAX_AHEAD, practice.session.fit(AN_HOUR)) - 1, last.cards[:MAX_AHEAD])
        if last
        else []
    )
    address = url_for("cards.deck", **params)
    begins_at = (
        url_for("cards.deck", ahead=1)
        if is_copy and practice.since == at
        else practice.size and address
    )
    return page(
        "cards/deck.html",
        "deck",
        practice=practice,
        turned="turned" in request.args,
        to_come=to_come,
        last=last,
        any_review=ANY_REVIEW,
        practice_params=params,
        here=address,
        address=begins_at,
    )


def practice_in(values: Mapping[str, str], at: datetime) -> Practice:
    """The practice that an address or a form tells of; one that begins at the time `at` if it tells
    of none."""
    return Practice(current_user.id, *place_in(values, at))


def place_in(values: Mapping[str, str], at: datetime) -> tuple[datetime, int | None]:
    """When the practice began, and how many cards it is said to be of."""
    return beginning_in(values.get("since"), at), size_in(values.get("size"))


@bp.post("/<uuid:card_id>/reviews")
@login_required
def create_review(card_id: UUID) -> ResponseReturnValue:
    card = owned_or_404(Card, card_id)
    form = ReviewForm(request.form)
    if not form.validate():
        abort(400)
    (since, size), at = place_in(request.form, now()), acted_at()
    # What is of a practice came after its beginning.
    came_after = max(at, since) if since - at <= INEXACT else at
    card.review(**form.values, since=since, size=size, at=came_after)
    return deck_part()


@bp.put("/reviews/<uuid:review_id>/retraction")
@login_required
def retract(review_id: UUID) -> ResponseReturnValue:
    owned_or_404(Review, review_id).retract(at=acted_at())
    return deck_part()


def deck_part() -> ResponseReturnValue:
    """The next card of the practice that the form came from."""
    practice = practice_in(request.form, now())
    if practice.session.stage is Stage.WARM_UP:
        current_user.note_warm_up()
    address = url_for("cards.deck", **practice.params)
    return render_fragment_or_redirect(
        address,
        "cards/deck.html",
        "deck",
        practice=practice,
        turned=False,
        practice_params=practice.params,
        address=address,
    )


@bp.get("/ready")
@login_required
def ready() -> ResponseReturnValue:
    """What would be recalled at the interview to come, as it stands and after a practice now."""
    at = now()
    practice = Practice(current_user.id, at)
    forecast = practice.forecast(practised=True)
    if not forecast:
        return redirect(url_for("cards.index"))
    return page(
        "cards/ready.html",
        at=at,
        interview=practice.interview,
        size=practice.size,
        forecast=forecast,
        weakest=practice.weakest,
    )


@bp.get("/practice-mode")
@login_required
def practice_mode() -> ResponseReturnValue:
    return page(
        "cards/practice_mode.html",
        form=PracticeModeForm(mode=current_user.practice_mode, warms_up=current_user.warms_up),
    )


@bp.put("/practice-mode")
@login_required
def choose_practice_mode() -> ResponseReturnValue:
    form = PracticeModeForm(request.form)
    if not form.validate():
        return page("cards/practice_mode.html", status=422, form=form)
    current_user.practise_by(form.mode.data, form.warms_up.data)
    return go_to(url_for("cards.index"))
