"""Cards: the list, the deck, question cards, and the reviews."""

from collections import Counter
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user, login_required

from webapp.access import owned_or_404
from webapp.cards.forms import QuestionForm, ReviewForm, beginning_in
from webapp.cards.models import Card, Kind, Review
from webapp.cards.practice import Practice
from webapp.clock import acted_at, now
from webapp.forms import clean
from webapp.ids import new_id
from webapp.outbox.editing import put_together
from webapp.rendering import go_to, render_page, render_part_or_redirect
from webapp.search import query_in
from webapp.stories.models import Story

bp = Blueprint("cards", __name__, url_prefix="/cards")
AHEAD = 60  # cards in the copy on the phone: about an hour
ANY_REVIEW = Review(id=UUID(int=0))  # stands for the one that the phone will have made


@bp.get("")
@login_required
def index():
    query = query_in(request.args)
    tag = clean(request.args.get("tag", ""))
    stories = Story.found(current_user.id, query)
    return page(
        "cards/index.html", "found", query=query, tag=tag, tags=shared_tags(stories), **Card.counts_for(current_user.id),
        stories=[story for story in stories if not tag or tag in story.tag_list],
        questions=Card.questions(current_user.id, query) if not tag else [],
        outlook=Practice(current_user.id, now()).outlook(),
    )


@bp.get("/ready")
@login_required
def ready():
    """What would be recalled at the interview to come, as it stands and after a practice now."""
    at = now()
    practice = Practice(current_user.id, at)
    size = min(practice.room, practice.total)
    outlook = practice.outlook(practised=size)
    if not outlook:
        return redirect(url_for("cards.index"))
    return page("cards/ready.html", at=at, interview=practice.interview, size=size, outlook=outlook, weakest=practice.weakest)


def shared_tags(stories):
    """The tags that more than one of the stories has, the most used first; the search finds the others."""
    used = Counter(tag for story in stories for tag in story.tag_list)
    return [tag for tag, times in sorted(used.items(), key=lambda item: (-item[1], item[0])) if times > 1]


@bp.get("/archive")
@login_required
def archive():
    found = {"archived": True}
    return page("cards/archive.html", stories=Story.found(current_user.id, **found), questions=Card.questions(current_user.id, **found))


@bp.get("/deck")
@login_required
def deck():
    since = beginning_in(request.args.get("since"), now())
    ahead = AHEAD if "ahead" in request.args else 0
    practice = Practice(current_user.id, since)
    return page("cards/deck.html", "deck", practice=practice, turned="turned" in request.args, ahead=ahead, any_review=ANY_REVIEW)


@bp.post("/<uuid:card_id>/reviews")
@login_required
def create_review(card_id):
    card = owned_or_404(Card, card_id)
    form = ReviewForm(request.form)
    if not form.validate():
        abort(400)
    card.review(**form.values, at=acted_at())
    return deck_part()


@bp.put("/reviews/<uuid:review_id>/retraction")
@login_required
def retract(review_id):
    owned_or_404(Review, review_id).retract(at=acted_at())
    return deck_part()


def deck_part():
    """The next card of the practice that the form came from."""
    since = beginning_in(request.form.get("since"), now())
    return render_part_or_redirect(
        url_for("cards.deck", since=since.isoformat()), "cards/deck.html", "deck", practice=Practice(current_user.id, since), turned=False
    )


@bp.get("/questions/new")
@login_required
def new():
    return page("cards/new.html", form=QuestionForm(id=new_id()))


@bp.post("/questions")
@login_required
def create():
    form = QuestionForm(request.form)
    if form.validate():
        card = Card.add_question(current_user.id, form.made_id, at=acted_at(), **form.values)
        if card:
            card.reword(**form.values)  # sent again with other words, after a step back
            return go_to(url_for("cards.index"))
        form.refuse()
    return page("cards/new.html", status=422, form=form)


@bp.get("/<uuid:card_id>")
@login_required
def show(card_id):
    """A story's card is the story; a question's is its form, for there is nothing else to it."""
    card = owned_or_404(Card, card_id)
    if card.kind is Kind.STORY:
        return redirect(url_for("stories.show", story_id=card.story_id))
    return page("cards/edit.html", card=card, form=QuestionForm(obj=card))


@bp.put("/<uuid:card_id>")
@login_required
def update(card_id):
    card = question_or_404(card_id)
    form = QuestionForm(put_together(QuestionForm(obj=card), card.prompt))
    if not form.validate():
        return page("cards/edit.html", status=422, card=card, form=form)
    card.reword(**form.values)
    return go_to(url_for("cards.index"))


@bp.put("/<uuid:card_id>/archival")
@login_required
def put_away(card_id):
    question_or_404(card_id).archive(at=acted_at())
    undo = url_for("cards.bring_back", card_id=card_id) + "?_method=delete"
    flash({"text": "Card put away.", "undo_url": undo, "undo_label": "Bring back"})
    return go_to(url_for("cards.index"))


@bp.delete("/<uuid:card_id>/archival")
@login_required
def bring_back(card_id):
    question_or_404(card_id).bring_back()
    return go_to(url_for("cards.index"))


@bp.get("/<uuid:card_id>/deletion")
@login_required
def confirm_deletion(card_id):
    """Before a card that was put away goes for good; one that wasn't can only be looked at."""
    card = owned_or_404(Card, card_id)
    if not card.archived_at or card.kind is Kind.STORY:
        return redirect(url_for("cards.show", card_id=card.id))
    return page("cards/deletion.html", card=card)


@bp.delete("/<uuid:card_id>")
@login_required
def delete(card_id):
    card = question_or_404(card_id)
    if not card.archived_at:
        abort(409, "Only a card that was put away can be deleted for good.")
    card.delete_for_good()
    flash("Deleted for good.")
    return go_to(url_for("cards.archive"))


def question_or_404(card_id):
    """A card with words of its own; a story's card changes with its story."""
    card = owned_or_404(Card, card_id)
    return card if card.kind is Kind.QUESTION else abort(404)


def page(template, block=None, status=200, **context):
    return render_page(template, block, status, place="cards", **context)
