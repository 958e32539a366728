"""The coverage as a picture: every line from a requirement to a story that shows it, and none
besides."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cards.decks import story
from tests.reflections.factories import NOON, interview
from webapp.requirements.models import Importance, Requirement
from webapp.requirements.picture import LETTERS, MAX_SHOWN, picture_of


class Told(NamedTuple):
    id: int
    title: str


class Asked(NamedTuple):
    text: str
    importance: Importance


class Line(NamedTuple):
    requirement: Asked
    stories: list


STORIES = st.lists(st.integers(0, 9), unique=True, max_size=4).map(
    lambda ids: [Told(id, f"Story {id}") for id in ids]
)


@given(
    st.lists(
        st.builds(
            Line, st.builds(Asked, st.text(max_size=40), st.sampled_from(Importance)), STORIES
        ),
        max_size=40,
    )
)
def test_every_line_is_drawn_inside_it(lines):
    picture = picture_of(lines)
    shown = lines[:MAX_SHOWN]
    if not any(line.stories for line in shown):
        assert picture is None
        return
    assert len(picture.requirements) == len(shown) and len(picture.lines) == sum(
        len(line.stories) for line in shown
    )
    assert {one.name for one in picture.stories} == {
        told.title for line in shown for told in line.stories
    }
    assert all(
        0 < one.y < picture.height and len(one.name) <= LETTERS
        for one in [*picture.requirements, *picture.stories]
    )
    assert sorted(one.lines for one in picture.requirements) == sorted(
        len(line.stories) for line in shown
    )
    assert [one.is_must for one in picture.requirements] == [
        line.requirement.importance is Importance.MUST for line in shown
    ]
    assert len({one.y for one in picture.requirements}) == len(shown), "none upon another"


@pytest.mark.one_database
def test_prepare_shows_it_with_what_is_missing(owner):
    of = interview(owner)
    leads, counts = (
        owner.has(
            Requirement(interview_id=of.id, text=text, importance=importance, created_at=NOON)
        )
        for text, importance in (("Leads & trains", "must"), ("Counts", "nice"))
    )
    assert '<svg class="coverage"' not in owner.get(f"/interviews/{of.id}").text
    owner.put(f"/requirements/{leads.id}/stories/{story(owner, title='Kitchens').id}")
    for page in (f"/interviews/{of.id}", f"/interviews/{of.id}/requirements"):
        picture = owner.get(page).text.partition('<svg class="coverage"')[2].partition("</svg>")[0]
        assert 'aria-label="1 of 2 requirements shown by 1 of your stories"' in picture
        assert (
            "Leads &amp; trains" in picture
            and "Kitchens" in picture
            and picture.count("is-missing") == 1
            and picture.count("<path") == 1
        )
        assert (
            picture.count("is-must") == 2
            and 'class="coverage-line is-must"' in picture
            and 'class="is-covered is-must"' in picture
        ), "the must and its line"
