"""What a reflection keeps, and what writing it again does."""

from datetime import date

import pytest

from tests.reflections.factories import NOON, days
from webapp.accounts.models import User
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.reflections.models import AskedQuestion, Meeting, Promise, Reflection
from webapp.stories.models import Story


@pytest.fixture
def interview(in_app):
    user = User(email="olive@example.org", password_hash="none", created_at=NOON)
    db.session.add(user)
    db.session.flush()
    interview = Interview(
        user_id=user.id, id=new_id(), company="A", starts_at=NOON, time_zone="UTC", created_at=NOON
    )
    db.session.add(interview)
    db.session.flush()
    return interview


def write(interview, id, at=NOON, **words):
    reflection = Reflection.write(interview.user_id, interview.id, id, at, **words)
    db.session.flush()
    return reflection


def test_writes_everything_down(interview):
    words = dict(
        mood="relieved",
        confidence=4,
        landed="The numbers",
        wish="Salma",
        next_step="They call",
        next_step_by=date(2026, 12, 1),
    )
    reflection = write(
        interview,
        new_id(),
        **words,
        asked=[{"text": "Why us?", "rating": "rough"}],
        met=[{"name": "Ana", "callback": "Marathon"}],
        promises=[{"text": "Referees", "owed_by": "them"}],
    )
    assert {name: getattr(reflection, name) for name in words} == words
    assert [(row.text, row.rating) for row in AskedQuestion.of(reflection)] == [
        ("Why us?", "rough")
    ]
    assert [(row.name, row.callback) for row in Meeting.of(reflection)] == [("Ana", "Marathon")]
    assert [(row.text, row.owed_by) for row in Promise.of(reflection)] == [("Referees", "them")]


def test_the_same_again_changes_nothing(interview):
    id, rows = new_id(), [{"id": new_id(), "text": "Why us?"}, {"id": new_id(), "text": "Why you?"}]
    for minute in range(3):
        reflection = write(interview, id, days(minute), mood="calm", asked=rows)
    assert (reflection.created_at, reflection.updated_at) == (NOON, days(2))
    assert [row.id for row in AskedQuestion.of(reflection)] == [row["id"] for row in rows]
    assert db.session.query(Reflection).count() == 1


def test_rows_are_reworded_moved_added_and_removed_by_their_ids(interview):
    id, first, second, third = (new_id() for _ in range(4))
    write(interview, id, met=[{"id": first, "name": "Ana"}, {"id": second, "name": "Ben"}])
    reflection = write(
        interview, id, met=[{"id": third, "name": "Cho"}, {"id": first, "name": "Ana Ng"}]
    )
    assert [(row.id, row.name) for row in Meeting.of(reflection)] == [
        (third, "Cho"),
        (first, "Ana Ng"),
    ]


def test_one_reflections_rows_leave_anothers_alone(interview):
    one = write(interview, new_id(), met=[{"name": "Ana"}])
    write(interview, new_id(), met=[{"name": "Ben"}])
    assert [row.name for row in Meeting.of(one)] == ["Ana"]


def test_newest_reflection_on_an_interview(interview):
    assert Reflection.of(interview) is None
    write(interview, new_id(), at=days(1))
    newest = write(interview, new_id(), at=days(2))
    write(interview, new_id(), at=NOON)
    assert Reflection.of(interview) is newest


def test_deleted_with_its_rows_and_with_its_interview(interview):
    for gone in (
        lambda reflection: reflection.delete(),
        lambda reflection: interview.delete_for_good(),
    ):
        gone(
            write(
                interview,
                new_id(),
                asked=[{"text": "Why?"}],
                met=[{"name": "Ana"}],
                promises=[{"text": "Call"}],
            )
        )
        db.session.flush()
        assert [
            db.session.query(model).count()
            for model in (Reflection, AskedQuestion, Meeting, Promise)
        ] == [0] * 4


def test_a_question_outlives_the_story_told_for_it(interview):
    told = Story(user_id=interview.user_id, id=new_id(), title="The migration", created_at=NOON)
    db.session.add(told)
    db.session.flush()
    reflection = write(interview, new_id(), asked=[{"text": "Why?", "story_id": told.id}])
    assert [title for _, title, _ in AskedQuestion.told(reflection)] == ["The migration"]
    db.session.delete(told)
    db.session.flush()
    db.session.expire_all()
    assert [(row.text, title) for row, title, _ in AskedQuestion.told(reflection)] == [
        ("Why?", None)
    ]


def test_archived_stories_are_offered_only_if_they_were_told(interview):
    kept, told, put_away = (
        Story(
            user_id=interview.user_id,
            id=new_id(),
            title=title,
            created_at=NOON,
            archived_at=archived_at,
        )
        for title, archived_at in (("Kept", None), ("Told", NOON), ("Put away", NOON))
    )
    db.session.add_all([kept, told, put_away])
    db.session.flush()
    write(interview, new_id(), asked=[{"text": "Why?", "story_id": told.id}])
    assert [title for _, title in AskedQuestion.stories(interview.user_id)] == ["Kept", "Told"]


def test_rough_questions_come_first_in_the_reading_and_as_asked_in_the_form(interview):
    rows = [
        {"text": "1", "rating": "strong"},
        {"text": "2", "rating": "rough"},
        {"text": "3"},
        {"text": "4", "rating": "rough"},
    ]
    reflection = write(interview, new_id(), asked=rows)
    assert [row.text for row, *_ in AskedQuestion.told(reflection)] == ["2", "4", "1", "3"]
    assert [row.text for row in AskedQuestion.of(reflection)] == ["1", "2", "3", "4"]


def test_a_question_is_a_card_once(interview):
    reflection = write(interview, new_id(), asked=[{"text": "Why us?"}])
    (asked,) = AskedQuestion.of(reflection)
    assert [in_cards for *_, in_cards in AskedQuestion.told(reflection)] == [False]
    assert asked.make_card(NOON) is asked.make_card(days(1))
    assert [in_cards for *_, in_cards in AskedQuestion.told(reflection)] == [True]
    asked.make_card(NOON).archive(NOON)
    db.session.flush()
    assert [in_cards for *_, in_cards in AskedQuestion.told(reflection)] == [False]
    assert asked.make_card(NOON).archived_at is None
