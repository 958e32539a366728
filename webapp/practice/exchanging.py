"""Cards in from files, and out into them. What comes in is looked at first; an ordinary form then
says yes to it."""

from collections.abc import Sequence
from itertools import accumulate
from urllib.parse import quote_plus

from flask import flash, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from webapp.cards.exchange import package, tables
from webapp.cards.exchange.arriving import Arriving, cards_of
from webapp.cards.exchange.files import rows_in
from webapp.cards.models import Card
from webapp.core.clock import acted_at, now
from webapp.core.files import BESIDE, NOTHING, refused, takes_file, uploaded
from webapp.core.rendering import go_to
from webapp.interviews.when import count
from webapp.practice.forms import ImportForm
from webapp.practice.routes import bp, page

MAX_AT_ONCE = BESIDE  # bytes of the form that brings them in, which is an ordinary one


@bp.get("/import")
@login_required
def upload() -> ResponseReturnValue:
    return page("cards/import.html", form=ImportForm())


@bp.post("/import")
@takes_file
@login_required
def preview() -> ResponseReturnValue:
    """What would be brought in, and what not and why. Nothing is kept yet."""
    form, found, status = uploaded(ImportForm, rows_in)
    if found is None:
        return page("cards/import.html", status=status, form=form)
    cards, media = cards_of(found[0]), found[1]
    new, room = Card.new_among(current_user.id, cards), Card.remaining_for(current_user.id)
    taken = that_fit(new[:room])
    wrong = [card for card in cards if card.error]
    return page(
        "cards/preview.html",
        taken=taken,
        wrong=wrong,
        media=media,
        there=len(cards) - len(wrong) - len(new),
        here=url_for("cards.upload"),
        left=min(len(new), room) - len(taken),
        over=max(0, len(new) - room),
        most=Card.MAX_ITEMS,
        text=tables.table_of(taken, "\t"),
    )


def that_fit(cards: Sequence[Arriving]) -> list[Arriving]:
    """As many of them as one form can carry."""
    sizes = accumulate(len(quote_plus(tables.table_of([card], "\t"))) for card in cards)
    return [card for card, size in zip(cards, sizes, strict=True) if size <= MAX_AT_ONCE]


@bp.post("/import/chosen")
@login_required
def create_all() -> ResponseReturnValue:
    form = ImportForm(request.form)
    cards = cards_of(tables.rows_in(form.text.data, is_ours=True))
    if not cards:
        form, _, status = refused(form, NOTHING)
        return page("cards/import.html", status=status, form=form)
    flash(f"{count(Card.add_all(current_user.id, cards, at=acted_at()), 'card')} added.")
    return go_to(url_for("cards.index"))


@bp.get("/export/cards.csv")
@login_required
def as_csv() -> ResponseReturnValue:
    """For a spreadsheet; the mark in front tells those of Microsoft that it is Unicode."""
    return file(
        "\ufeff" + tables.table_of(Card.all_with_both_sides(current_user.id)), "csv", "text/csv"
    )


@bp.get("/export/cards.tsv")
@login_required
def as_tsv() -> ResponseReturnValue:
    return file(
        tables.table_of(Card.all_with_both_sides(current_user.id), "\t"),
        "tsv",
        "text/tab-separated-values",
    )


@bp.get("/export/cards.apkg")
@login_required
def as_package() -> ResponseReturnValue:
    return file(
        package.package_of(Card.all_with_both_sides(current_user.id)),
        "apkg",
        "application/octet-stream",
    )


def file(content: str | bytes, ending: str, kind: str) -> Response:
    response = make_response(content)
    response.mimetype = kind
    response.headers["Content-Disposition"] = (
        f'attachment; filename="round-two-cards-{now():%Y-%m-%d}.{ending}"'
    )
    return response
