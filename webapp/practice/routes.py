"""Cards: the list, and the cards with words of their own. How they are practised is in
practising.py."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from webapp.cards.models import Card, Kind
from webapp.core.access import owned_or_404
from webapp.core.clock import acted_at, now
from webapp.core.forms import FOR_GOOD, local_path
from webapp.core.late import fresh_id
from webapp.core.removal import DeletionForGood
from webapp.core.rendering import go_to, offer_undo, render_page
from webapp.core.search import query_in
from webapp.core.text import clean
from webapp.practice.forms import CardForm
from webapp.practice.last_practice import under_way
from webapp.practice.practice import Practice
from webapp.stories.models import Story
from webapp.sync.descriptions import describe
from webapp.sync.editing import merge_edits

bp = Blueprint("cards", __name__, url_prefix="/cards")
describe(bp, "A card", CardForm, other_labels={"create_review": "A grade of a card"})


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    query = query_in(request.args)
    tag = clean(request.args.get("tag", ""))
    at = now()
    stories, practice = Story.found(current_user.id, query), Practice(current_user.id, at)
    return page(
        "cards/index.html",
        "found",
        query=query,
        tag=tag,
        tags=shared_tags(stories),
        **Card.counts_for(current_user.id),
        stories=[story for story in stories if not tag or tag in story.tag_list],
        written=Card.written(current_user.id, query) if not tag else {},
        practice=practice,
        under_way=under_way(current_user.id, at),
        forecast=practice.forecast(),
    )


def shared_tags(stories: Iterable[Story]) -> list[str]:
    """The tags that more than one of the stories has, the most used first; the search finds the
    others."""
    used = Counter(tag for story in stories for tag in story.tag_list)
    return [
        tag
        for tag, times in sorted(used.items(), key=lambda item: (-item[1], item[0]))
        if times > 1
    ]


@bp.get("/archive")
@login_required
def archive() -> ResponseReturnValue:
    return page(
        "cards/archive.html",
        stories=Story.found(current_user.id, archived=True),
        written=Card.written(current_user.id, archived=True),
    )


@bp.get("/new")
@login_required
def new() -> ResponseReturnValue:
    """A new card, from wherever one is: `back` is the page to return to."""
    return page("cards/new.html", form=CardForm(id=fresh_id()), back=back())


@bp.post("")
@login_required
def create() -> ResponseReturnValue:
    form = CardForm(request.form)
    if form.validate():
        card = Card.add(current_user.id, form.made_id, at=acted_at(), **form.values)
        if card:
            card.reword(**form.values)  # sent again with other words, after a step back
            flash("Card added.")
            return go_to(back())
        form.refuse_one_more(Card.MAX_ITEMS, "cards", FOR_GOOD)
    return page("cards/new.html", status=422, form=form, back=back())


def back() -> str:
    return local_path(request.args.get("back"), default=url_for("cards.index"))


@bp.get("/<uuid:card_id>")
@login_required
def show(card_id: UUID) -> ResponseReturnValue:
    """A story's card is the story; another's is its form, for there is nothing else to it."""
    card = owned_or_404(Card, card_id)
    if card.kind is Kind.STORY:
        return redirect(url_for("stories.show", story_id=card.story_id))
    return page("cards/edit.html", card=card, form=CardForm(obj=card))


@bp.put("/<uuid:card_id>")
@login_required
def update(card_id: UUID) -> ResponseReturnValue:
    card = written_or_404(card_id)
    form = CardForm(merge_edits(CardForm(obj=card), card.prompt))
    if not form.validate():
        return page("cards/edit.html", status=422, card=card, form=form)
    card.reword(**form.values)
    return go_to(url_for("cards.index"))


@bp.put("/<uuid:card_id>/archival")
@login_required
def put_away(card_id: UUID) -> ResponseReturnValue:
    written_or_404(card_id).archive(at=acted_at())
    undo = url_for("cards.restore", card_id=card_id) + "?_method=delete"
    offer_undo("Card put away.", undo, undo_label="Bring back")
    return go_to(url_for("cards.index"))


@bp.delete("/<uuid:card_id>/archival")
@login_required
def restore(card_id: UUID) -> ResponseReturnValue:
    written_or_404(card_id).restore(at=acted_at())
    return go_to(url_for("cards.index"))


def written_or_404(card_id: UUID) -> Card:
    """A card with words of its own; a story's card changes with its story."""
    card = owned_or_404(Card, card_id)
    return card if card.kind is not Kind.STORY else abort(404)


def to_delete(card_id: UUID) -> Card:
    """The card to ask about, which leads to its story where that has one, or to delete."""
    return owned_or_404(Card, card_id) if request.method == "GET" else written_or_404(card_id)


DeletionForGood(
    bp=bp,
    path="/<uuid:card_id>",
    noun="a card",
    tab="cards",
    find=to_delete,
    is_away=lambda card: card.archived_at and card.kind is not Kind.STORY,
    away="put away",
    address=lambda card: url_for("cards.show", card_id=card.id),
    listed=lambda: (url_for("cards.archive"), "Put away"),
    restoring="/archival",
    words=lambda card: {
        "title": card.prompt,
        "goes": "The card goes with what you practised on it. It can’t be brought back after this.",
    },
)


def page(template: str, block: str | None = None, status: int = 200, **context: Any) -> Response:
    return render_page(template, block, status, tab="cards", **context)
