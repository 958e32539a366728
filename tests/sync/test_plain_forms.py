"""Without scripts, a form that was open while another tab or device changed the same thing: nothing
that either says is lost. tests/rules/test_plain_edits.py looks at every form."""

import pytest

from tests.cards.decks import story
from tests.plain import form_for, forms_in
from tests.reflections import factories
from webapp.core.late import BEGINNING
from webapp.people.models import Person as Interviewer
from webapp.reflections.models import AskedQuestion, Reflection
from webapp.requirements.models import Requirement
from webapp.stories.models import Story
from webapp.sync.models import Recovered

COPY = {"Round-Two-Copy": "1"}
STORY = {
    "title": "The migration",
    "task": "Move them.",
    "action": "First I asked.\nThen I moved them.",
}


@pytest.fixture
def told(owner):
    return story(owner, **STORY)


def opened(person, story):
    return form_for(person.get(f"/stories/{story.id}/edit"), f"/stories/{story.id}?_method=put")


def sent(person, form, **changes):
    """Its answer, once it was changed and sent."""
    return person.post(form.action, form.changed(**changes))


def edited(person):
    (row,) = person.rows(Story)
    return row


def test_changes_of_different_fields_and_paragraphs_are_both_kept(owner, told):
    one, other = opened(owner, told), opened(owner.on("Firefox"), told)
    assert sent(owner, one, task="All.", action="First they said no.\nThen I moved them.")
    assert (
        sent(owner, other, title="A move", action="First I asked.\nThen all moved.").status_code
        == 303
    )
    now = edited(owner)
    assert (now.title, now.task) == ("A move", "All.")
    assert now.action == "First they said no.\nThen all moved."
    assert owner.rows(Recovered) == []


def test_what_both_changed_is_kept_for_them(owner, told):
    one, other = opened(owner, told), opened(owner, told)
    sent(owner, one, title="The move", action="First I asked.\nThen I moved them by night.")
    sent(owner, other, title="Moving day", action="First I asked.\nThen I moved them by day.")
    now = edited(owner)
    assert now.title == "Moving day"
    assert now.action == "First I asked.\nThen I moved them by day.\nThen I moved them by night."
    kept = {row.label: (row.text, row.other) for row in owner.rows(Recovered)}
    assert kept["Title"] == ("Moving day", "The move") and kept["Action"][1].endswith("by night.")
    assert "Kept for you" in owner.get("/").text


def test_a_form_that_was_refused_is_still_put_together_when_it_comes_again(owner, told):
    form = opened(owner, told)
    sent(owner, opened(owner, told), task="Move them all.")
    refused = sent(owner, form, title="x" * 121, action="First I asked.\nThen all moved.")
    assert refused.status_code == 422 and owner.rows(Recovered) == []
    again = form_for(refused, form.action)
    assert again.base == form.base
    sent(owner, opened(owner, told), number="12")
    assert sent(owner, again, title="A move").status_code == 303
    now = edited(owner)
    assert (now.title, now.task, now.number) == ("A move", "Move them all.", "12")
    assert now.action == "First I asked.\nThen all moved." and owner.rows(Recovered) == []


def test_a_form_that_said_nothing_of_it_says_nothing_when_it_comes_back(owner, told):
    """What was typed is not what it was filled with: by that, nothing would have been changed."""
    url = f"/stories/{told.id}?_method=put"
    refused = owner.post(url, {**STORY, "title": "x" * 121})
    assert refused.status_code == 422 and form_for(refused, url).base == []


def test_ticks_that_either_changed_are_kept(owner, told):
    one, other = opened(owner, told), opened(owner, told)
    assert ("vouch_nameable", "y") not in one.base
    owner.post(one.action, {**one.changed(), "vouch_nameable": "y"})
    sent(owner, other, task="Move them all.")
    assert edited(owner).vouch_nameable and edited(owner).task == "Move them all."
    one, other = opened(owner, told), opened(owner, told)
    assert ("vouch_nameable", "y") in one.base
    sent(owner, one, vouch_nameable=None)
    sent(owner, other, task="All.")
    assert not edited(owner).vouch_nameable


def test_several_that_were_chosen_are_kept(owner, told):
    of, second = factories.interview(owner), story(owner, title="The audit")
    row = owner.has(
        Requirement(interview_id=of.id, text="To move things", created_at=factories.NOON)
    )
    url = f"/requirements/{row.id}?_method=put"
    both = {"story_ids": [str(told.id), str(second.id)]}
    first = form_for(owner.get(f"/requirements/{row.id}"), url)
    owner.post(url, {**first.changed(), **both})
    one, other = (form_for(owner.get(f"/requirements/{row.id}"), url) for _ in range(2))
    assert {value for name, value in one.base if name == "story_ids"} == {*both["story_ids"]}
    owner.post(url, {**one.changed(), "story_ids": str(second.id)})
    owner.post(url, other.changed(text="To move everything"))
    now = form_for(owner.get(f"/requirements/{row.id}"), url).base
    assert ("text", "To move everything") in now
    assert [value for name, value in now if name == "story_ids"] == [str(second.id)]


def test_a_new_log_that_is_begun_in_two_tabs_is_one(owner):
    of = factories.interview(owner)
    owner.has(Interviewer(interview_id=of.id, name="Hannah", created_at=factories.NOON))
    page, url = f"/interviews/{of.id}/reflections/new", factories.address(of, of.id)
    one, other = (form_for(owner.get(page), f"{url}?_method=put") for _ in range(2))
    assert one.base == other.base, "the blank rows are none of it"
    asked = {name: id for name, id in other.own if name == "asked"}
    sent(owner, one, landed="The numbers", mood="calm")
    sent(owner, other, landed="The story", **{f"asked-{asked['asked']}-text": "Why us?"})
    (now,) = owner.rows(Reflection)
    assert (now.landed, now.mood) == ("The story\nThe numbers", "calm")
    assert [row.text for row in owner.rows(AskedQuestion)] == ["Why us?"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "text",
    [
        "\"><script>alert(1)</script>'&amp;",
        "</noscript><b>",
        "One\n\n  Two\n\nThree",
        '<noscript data-late="1"></noscript>',
        f"{BEGINNING}000000000001",
        "قصة\u200d 😀",
        "{{ 7777 * 7777 }}",
    ],
)
def test_any_text_comes_back_as_it_was(owner, text):
    told = story(owner, title="A", action=text)
    answer = owner.get(f"/stories/{told.id}/edit")
    assert "<script>alert" not in answer.text and answer.text.count("<noscript") == 1
    one, other = opened(owner, told), opened(owner, told)
    assert dict(one.base)["action"] == dict(one.own)["action"]
    sent(owner, one, task="Mine")
    sent(owner, other, title="B")
    assert (edited(owner).title, edited(owner).task) == ("B", "Mine")


def test_new_lines_at_the_beginning_are_kept(owner, told):
    """A text area swallows the first, the hidden field beside it doesn't."""
    url = f"/stories/{told.id}?_method=put"
    fields = {**STORY, "title": "x" * 121, "was:action": "\n\nFirst I asked."}
    assert form_for(owner.post(url, fields), url).base == [("action", "\n\nFirst I asked.")]


@pytest.mark.one_database
def test_what_a_script_asks_for_is_without(owner, told):
    """It would take it for fields of the form. And a copy is to be small."""
    page = f"/stories/{told.id}/edit"
    url = f"/stories/{told.id}?_method=put"
    for headers in (COPY, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Boosted": "true"}):
        answer = owner.get(page, headers=headers)
        assert "noscript" not in answer.text and len(forms_in(answer)) > 0
    refused = owner.post(url, {"title": "", "was:title": "A"}, htmx=True)
    assert refused.status_code == 422 and "noscript" not in refused.text


@pytest.mark.one_database
def test_a_page_is_told_apart_without_it_and_asks_for_nothing_more(owner, told, queries):
    page = f"/stories/{told.id}/edit"
    asked = []
    for headers in ((), COPY):
        owner.app.extensions["pages"].forget()
        with queries() as statements:
            answer = owner.get(page, headers=headers)
        asked.append((len(statements), answer.headers["ETag"]))
    assert asked[0] == asked[1]
    assert owner.get(page, headers={**COPY, "If-None-Match": asked[0][1]}).status_code == 304


@pytest.mark.one_database
@pytest.mark.parametrize("letter, is_said", [("e", True), ("字", False)])
def test_the_longest_log_can_be_sent_again(owner, letter, is_said):
    """Where both would be too much for one request, what is written goes alone, and stands."""
    asked = [{"text": letter * 500} for _ in range(AskedQuestion.MAX_ITEMS)]
    made = factories.reflection(owner, asked=asked, landed=letter * 10_000, wish=letter * 10_000)
    url = f"/interviews/{made.interview_id}/reflections/{made.id}?_method=put"
    form = form_for(owner.get(f"/reflections/{made.id}/edit"), url)
    assert bool(form.base) == is_said
    assert sent(owner, form, mood="calm").status_code == 303
    assert owner.rows(Reflection)[0].mood == "calm"
