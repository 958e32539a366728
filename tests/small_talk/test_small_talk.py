"""Small talk: as cards, and who has heard it."""

from datetime import timedelta

from tests.cards.decks import story
from tests.reflections.factories import NOON, interview, reflection
from webapp.cards.models import Card, Kind
from webapp.core.ids import new_id
from webapp.people.mentions import Mention
from webapp.people.models import Person
from webapp.small_talk.models import Point

DAY = timedelta(days=1)


def point(person, of, text="The river", **columns):
    return person.has(Point(interview_id=of.id, text=text, created_at=NOON, **columns))


def someone(person, of, name="Ana Ng"):
    return person.has(Person(interview_id=of.id, name=name, created_at=NOON))


def page(person, of):
    return person.get(f"/interviews/{of.id}/small-talk").text


def test_a_point_becomes_a_card_once(owner, outsider):
    of = interview(owner)
    one = point(owner, of, way_out="Which patch is the hardest?")
    assert outsider.put(f"/small-talk/{one.id}/card").status_code == 404
    for _ in range(2):
        assert (
            owner.put(f"/small-talk/{one.id}/card").location
            == f"/interviews/{of.id}/small-talk#point-{one.id}"
        )
    (card,) = owner.rows(Card)
    assert (card.kind, card.prompt, card.answer) == (
        Kind.SMALL_TALK,
        "The river",
        "Which patch is the hardest?",
    )
    assert "Among your cards" in page(owner, of)
    owner.put(f"/cards/{card.id}/archival")
    assert "Make it a card" in page(owner, of)
    owner.put(f"/small-talk/{one.id}/card")
    assert owner.rows(Card)[0].archived_at is None


def test_with_500_cards_it_says_that_they_are_full(owner):
    one = point(owner, interview(owner))
    owner.has(
        *[
            Card(kind=Kind.QUESTION, prompt=f"Fact {n}", created_at=NOON)
            for n in range(Card.MAX_ITEMS)
        ]
    )
    answer = owner.put(f"/small-talk/{one.id}/card")
    assert answer.status_code == 409 and "There are 500 cards already" in answer.text


def test_a_long_point_is_told_to_be_long(owner):
    of = interview(owner)
    point(owner, of, "a " * 71)
    assert "long for small talk" in page(owner, of)
    assert "long for small talk" not in page(owner, interview(owner))


def test_who_heard_it_is_ticked_and_the_next_round_warns(owner):
    first, second = interview(owner, at=NOON - 9 * DAY, round=1), interview(owner, round=2)
    one, told = point(owner, second), story(owner, first_sentence="It was late.")
    before, ana, _ = (
        someone(owner, first, "ana ng"),
        someone(owner, second),
        someone(owner, second, "Ben"),
    )
    for thing in (one.id, told.id):
        for _ in range(2):
            answer = owner.put(f"/people/{before.id}/mentions/{thing}?back=/cards")
            assert answer.status_code == 303 and answer.location == "/cards"
    assert len(owner.rows(Mention)) == 2
    for text in (page(owner, second), owner.get(f"/stories/{told.id}").text):
        assert "<bdi>Ana Ng</bdi> heard this in round 1." in text and "Ben</bdi> heard" not in text
        assert 'aria-pressed="true"' not in text
    fragment = owner.put(f"/people/{ana.id}/mentions/{one.id}", htmx=True).text
    assert (
        'aria-pressed="true"' in fragment
        and "heard this in round 1" in fragment
        and f'id="told-{one.id}"' in fragment
    )
    assert page(owner, second).count('aria-pressed="true"') == 1
    for _ in range(2):
        owner.delete(f"/people/{ana.id}/mentions/{one.id}")
    assert 'aria-pressed="true"' not in page(owner, second)


def test_only_the_owner_tells(owner, outsider, anonymous):
    ana = someone(owner, interview(owner))
    for method in ("PUT", "DELETE"):
        url = f"/people/{ana.id}/mentions/{story(owner).id}"
        assert (
            outsider.open(method, url).status_code,
            anonymous.open(method, url).status_code,
        ) == (404, 401)
    assert owner.rows(Mention) == []


def test_a_plain_form_leads_nowhere_else(owner):
    ana = someone(owner, interview(owner))
    answer = owner.put(
        f"/people/{ana.id}/mentions/{story(owner).id}?back=https://elsewhere.example/"
    )
    assert answer.location == "/"


def test_its_card_says_the_same_until_that_is_reworded(owner):
    one = point(owner, interview(owner), "The river")
    owner.put(f"/small-talk/{one.id}/card")
    owner.put(f"/small-talk/{one.id}", {"text": "The mill", "way_out": "And you?"})
    (card,) = owner.rows(Card)
    assert (card.prompt, card.answer) == ("The mill", "And you?")
    owner.put(f"/cards/{card.id}", {"prompt": "My own", "answer": "Words", "kind": card.kind.value})
    owner.put(f"/small-talk/{one.id}", {"text": "The town"})
    assert owner.rows(Card)[0].prompt == "My own"


def test_only_what_there_is_can_be_told(owner, outsider):
    ana = someone(owner, interview(owner))
    for thing in (new_id(), ana.id, story(outsider).id):
        assert owner.put(f"/people/{ana.id}/mentions/{thing}").status_code == 404
    assert owner.rows(Mention) == []


def test_a_story_says_where_it_was_told(owner):
    first = interview(owner, at=NOON - 9 * DAY, round=1)
    told = story(owner, situation="We moved.", first_sentence="It was late.")
    reflection(
        owner,
        first,
        asked=[{"text": "Why?", "story_id": told.id}, {"text": "How?", "story_id": told.id}],
    )
    assert owner.get(f"/stories/{told.id}").text.count("round 1") == 1
