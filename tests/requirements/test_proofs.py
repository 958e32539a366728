"""What proves a requirement stays as it was said, whoever else is at it; and is said on a story's
page too."""

from datetime import timedelta

import pytest

from tests.cards.decks import story
from tests.reflections.factories import interview
from tests.requirements.test_requirements import prove, requirement
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.requirements.models import Proof, Requirement
from webapp.requirements.showing import Showing


def proving(person):
    return sorted(str(proof.story_id) for proof in person.rows(Proof))


def section(person, one):
    """Of the page of a story, what it says that it shows."""
    return (
        person.get(f"/stories/{one.id}")
        .text.partition('id="shown-by"')[2]
        .partition("</section>")[0]
    )


@pytest.mark.parametrize(
    "was", [False, True], ids=["without scripts", "with what the form was filled with"]
)
def test_a_proof_by_a_story_put_away_is_kept_when_its_requirement_is_saved(owner, was):
    one, away, used = (
        requirement(owner, interview(owner)),
        story(owner, "Away"),
        story(owner, "Used"),
    )
    for each in (away, used):
        prove(owner, one, each)
    owner.put(f"/stories/{away.id}/archival")
    page = owner.get(f"/requirements/{one.id}").text
    assert f'value="{away.id}"' not in page and page.count(" checked") == 2
    base = (
        {"was:text": one.text, "was:importance": "usual", "was:story_ids": [str(used.id)]}
        if was
        else {}
    )
    assert (
        owner.put(
            f"/requirements/{one.id}", {"text": "Better", "importance": "usual", **base}
        ).status_code
        == 303
    )
    assert proving(owner) == [str(away.id)] and owner.rows(Requirement)[0].text == "Better"
    owner.put(
        f"/requirements/{one.id}",
        {"text": "Better", "importance": "usual", "story_ids": [str(used.id)]},
    )
    assert proving(owner) == sorted([str(away.id), str(used.id)])


def test_a_story_put_away_while_the_form_was_open(owner):
    one, away = requirement(owner, interview(owner)), story(owner, "Away")
    prove(owner, one, away)
    owner.put(f"/stories/{away.id}/archival")
    fields = {"text": one.text, "importance": "must", "story_ids": [str(away.id)]}
    base = {"was:text": one.text, "was:importance": "usual", "was:story_ids": [str(away.id)]}
    assert owner.put(f"/requirements/{one.id}", {**fields, **base}).status_code == 303, (
        "nothing was changed of it"
    )
    answer = owner.put(f"/requirements/{one.id}", fields)
    assert (
        answer.status_code == 422
        and "isn’t there any more" in answer.text
        and f'value="{away.id}"' not in answer.text
    )
    assert proving(owner) == [str(away.id)]


def test_two_who_take_back_the_same_at_once(owner, monkeypatch):
    one, by = requirement(owner, interview(owner)), story(owner)
    monkeypatch.setattr(Requirement, "story_ids", [by.id])  # as read before the other's change
    assert (
        owner.put(f"/requirements/{one.id}", {"text": one.text, "importance": "must"}).status_code
        == 303
    )


def test_what_is_made_and_proven_while_the_list_is_put_together(owner, monkeypatch):
    of = interview(owner)
    one, by = requirement(owner, of), story(owner)
    told = [
        (one.id, by.id),
        *((one.id, new_id()) for _ in range(5)),
        *[(one.id, new := new_id())] * 5,
        (new_id(), by.id),
        (new_id(), new),
    ]
    monkeypatch.setattr(Proof, "told_for", lambda interview: told)
    page = owner.get(f"/interviews/{of.id}/requirements")
    assert page.status_code == 200 and "1 of 1" in page.text and "hears it twice" not in page.text


def test_a_story_says_what_it_shows_and_is_tied_there(owner):
    of, by = interview(owner), story(owner)
    assert section(owner, by) == "", "nothing is asked for yet"
    one = requirement(owner, of, "Leads a team")
    requirement(owner, of, "Plans <b>visits</b>", importance="must")
    text = section(owner, by)
    assert (
        text.index("Plans &lt;b&gt;") < text.index("Leads a team")
        and text.count('aria-pressed="false"') == 2
        and "<details" not in text
    )
    url = f"/requirements/{one.id}/stories/{by.id}?back=/stories/{by.id}"
    for method, pressed in (("PUT", 1), ("PUT", 1), ("DELETE", 0), ("DELETE", 0)):
        fragment = owner.open(method, url, htmx=True).text
        assert fragment.lstrip().startswith(
            '<section class="stack" id="shown-by"'
        ) and fragment.count('aria-pressed="true"') == pressed == len(owner.rows(Proof))
        assert owner.open(method, url).location == f"/stories/{by.id}"
        assert section(owner, by).count('aria-pressed="true"') == pressed
    assert owner.put(url.partition("=")[0] + "=//elsewhere.example").location == "/"
    owner.put(f"/stories/{by.id}/archival")
    assert section(owner, by) == ""


def test_it_is_that_of_the_interview_in_question(owner):
    by = story(owner)
    for company, days in (("Before", -9), ("Next", 9)):
        requirement(
            owner,
            interview(owner, company=company, at=now() + timedelta(days=days)),
            f"Asked by {company}",
        )
    text = section(owner, by)
    assert "<bdi>Next</bdi>" in text and "Asked by Next" in text and "Asked by Before" not in text


@pytest.mark.one_database
def test_many_are_folded_and_cost_the_same(owner, queries):
    of, by = interview(owner), story(owner)
    requirement(owner, of)
    owner.get("/")
    counts = []
    for _ in range(2):
        with queries() as statements:
            text = section(owner, by)
        counts.append(len(statements))
        made = [requirement(owner, of, f"Asks for {n}", rank=n) for n in range(Showing.MAX_OPEN)]
    assert (
        counts[0] == counts[1]
        and "<details" in text
        and f"Nothing yet of {Showing.MAX_OPEN + 1}" in text
    )
    prove(owner, made[0], by)
    assert "<b><bdi>Asks for 0</bdi></b>" in section(owner, by)


def test_only_its_owner_takes_it_back(owner, outsider, anonymous):
    one, by = requirement(owner, interview(owner)), story(owner)
    prove(owner, one, by)
    url = f"/requirements/{one.id}/stories/{by.id}"
    assert (outsider.delete(url).status_code, anonymous.delete(url).status_code) == (
        404,
        401,
    ) and len(owner.rows(Proof)) == 1
    assert (
        owner.delete(url).location.endswith(f"/requirements#requirement-{one.id}")
        and owner.rows(Proof) == []
    )
