"""The example is data too: what it promises, and that all of it fits where it goes."""

from webapp.cards.models import Card
from webapp.checklists.default_lines import lines_for
from webapp.checklists.wording import filled_in
from webapp.example import filling
from webapp.interviews.models import Interview
from webapp.people.models import Person
from webapp.questions.models import Question
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection
from webapp.requirements.models import Requirement
from webapp.stories.models import Story

EXAMPLE = filling.content()
STORIES = EXAMPLE["stories"]


def fits(row, model):
    """The names of the texts in `row` that are longer than their column."""
    columns = model.__table__.columns
    texts = {
        name: value for name, value in row.items() if isinstance(value, str) and name in columns
    }
    return [
        name
        for name, value in texts.items()
        if len(value) > (getattr(columns[name].type, "length", None) or 10**6)
    ]


def test_there_are_eight_whole_stories():
    assert len(STORIES) == 8
    for story in STORIES:
        assert all(story.values()) or [key for key, value in story.items() if not value] == [
            "vouch_nameable"
        ], story["title"]
        assert set(story) <= {column.name for column in Story.__table__.columns}


def test_everything_fits():
    rows = [
        (EXAMPLE["interview"], Interview),
        (EXAMPLE["first_round"], Interview),
        (EXAMPLE["first_round"]["reflection"], Reflection),
    ]
    rows += [
        (story | {"prompts": "\n".join(story["prompts"]), "tags": ", ".join(story["tags"])}, Story)
        for story in STORIES
    ]
    rows += [(card, Card) for card in EXAMPLE["cards"]]
    for round in (EXAMPLE["interview"], EXAMPLE["first_round"]):
        rows += [(person, Person) for person in round["people"]]
    reflection = EXAMPLE["first_round"]["reflection"]
    for kind, model in (("asked", AskedQuestion), ("met", Meeting), ("promises", Promise)):
        rows += [(row, model) for row in reflection[kind]]
    assert [(row, fits(row, model)) for row, model in rows if fits(row, model)] == []


def test_questions_asked_name_stories_there_are():
    titles = {story["title"] for story in STORIES}
    assert {
        question["story"]
        for question in EXAMPLE["first_round"]["reflection"]["asked"]
        if "story" in question
    } <= titles


def test_each_tick_is_one_line_of_the_list():
    texts = [
        filled_in(line.text, line.text_without, {}, 200)
        for line in lines_for(EXAMPLE["interview"]["setting"])
    ]
    for begin in EXAMPLE["interview"]["done"]:
        assert len([text for text in texts if text.startswith(begin)]) == 1, begin


def test_what_is_prepared_names_what_there_is():
    interview, titles = EXAMPLE["interview"], {story["title"] for story in STORIES}
    for row, model in [(one, Requirement) for one in interview["requirements"]] + [
        (one, Question) for one in interview["questions"]
    ]:
        assert not fits(row, model), row
    assert {
        title for one in interview["requirements"] for title in one.get("stories", [])
    } <= titles
    assert {one["for"] for one in interview["questions"]} <= {
        person["name"] for person in interview["people"]
    }
