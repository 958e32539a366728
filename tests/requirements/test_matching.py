"""Which story may fit is found out quickly, and only where somebody looks at it."""

import random
import time

from tests.cards.decks import story
from tests.reflections.factories import NOON, interview
from tests.requirements.test_requirements import requirement
from webapp.requirements import coverage, matching
from webapp.requirements.matching import suggested

WORDS = ["".join(random.Random(number).choices("abcdefghijklmnop", k=6)) for number in range(2_000)]


def said(number, seed):
    return " ".join(random.Random(seed).choices(WORDS, k=number))


def seconds(texts, stories):
    """The least of three."""
    found = []
    for _ in range(3):
        began = time.process_time()
        suggested(texts, stories)
        found.append(time.process_time() - began)
    return min(found)


def test_more_requirements_take_hardly_longer():
    stories, texts = (
        [said(1_500, seed) for seed in range(120)],
        [said(40, -seed) for seed in range(1, 121)],
    )
    assert seconds(texts, stories) < 3 * seconds(texts[:2], stories), (
        "each story is taken apart once, not once for each requirement"
    )


def test_without_a_question_no_story_is_taken_apart(monkeypatch):
    taken = []
    monkeypatch.setattr(
        matching, "stems_of", lambda texts: taken.extend(texts) or [["the"] * 0 for _ in texts]
    )
    assert suggested([], ["planned visits"]) == [] and suggested(
        ["the of"], ["planned visits"]
    ) == [[]]
    assert "planned visits" not in taken


def test_only_where_it_is_shown_is_it_reckoned(owner, monkeypatch):
    of = interview(owner)
    one, other = requirement(owner, of, "Plans visits"), requirement(owner, of, "Leads a team")
    owner.put(f"/requirements/{one.id}/stories/{story(owner, 'We planned visits').id}")
    asked = []
    monkeypatch.setattr(
        coverage, "suggested", lambda texts, stories: asked.append(texts) or [[] for _ in texts]
    )
    assert "Shows: Plans visits" in owner.get(f"/interviews/{of.id}/brief").text and asked == []
    owner.get(f"/interviews/{of.id}")
    assert asked == [[other.text]], "once, for what is missing"


def test_what_may_fit_stands_first_among_the_stories(owner):
    one = requirement(owner, interview(owner), "Plans the visits of engineers")
    story(owner, "A flood", created_at=NOON)
    fitting, chosen = (
        story(owner, "Seventy engineers", situation="I planned their visits."),
        story(owner, "Zebras"),
    )
    page = owner.get(f"/requirements/{one.id}").text
    assert (
        page.index("Seventy engineers (may fit)") < page.index("A flood") < page.index("Zebras")
        and page.count("(may fit)") == 1
    )
    assert (
        "Choose those you would tell. One or two are enough." in page
        and 'href="/stories/new"' in page
    )
    for id in (chosen.id, fitting.id):
        owner.put(f"/requirements/{one.id}/stories/{id}")
    page = owner.get(f"/requirements/{one.id}").text
    assert (
        page.index("Zebras") < page.index("Seventy engineers") < page.index("A flood")
        and "(may fit)" not in page
    )


def test_a_story_can_be_written_where_there_is_none(owner):
    assert (
        'href="/stories/new"'
        in owner.get(f"/requirements/{requirement(owner, interview(owner)).id}").text
    )
