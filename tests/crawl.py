"""Every address of the application, with ids of a person's own rows, for tests that ask all of them."""

from webapp.accounts.models import SignIn
from webapp.cards.models import Card, Review
from webapp.checklists.models import Item
from webapp.ids import new_id
from webapp.interviews.models import Interview
from webapp.reflections.models import AskedQuestion, Reflection
from webapp.stories.models import Story

MODELS = {
    "interview_id": Interview, "item_id": Item, "story_id": Story, "card_id": Card, "review_id": Review,
    "reflection_id": Reflection, "asked_id": AskedQuestion, "sign_in_id": SignIn,
}


def fill(person):
    """Gives the person at least one row of every kind."""
    assert person.post("/example").status_code == 303
    (card, *_) = person.rows(Card)
    assert person.post(f"/cards/{card.id}/reviews", {"id": str(new_id()), "grade": "good"}).status_code == 303


def addresses(app, owner, method):
    """Every (rule, url) of the map for this method, with ids of the owner's rows."""
    ids = {name: owner.rows(model)[0].id for name, model in MODELS.items()}
    urls = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if method in rule.methods:
            missing = rule.arguments - ids.keys()
            assert not missing, f"{rule} takes {missing}: say in MODELS whose id that is, so that the crawl can ask for it"
            yield rule, urls.build(rule.endpoint, {name: ids[name] for name in rule.arguments}, method=method)
