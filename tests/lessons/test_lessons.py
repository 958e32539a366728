"""What the last round told: taken from the log, and turned into something to do."""

import re
from datetime import timedelta

import pytest

from tests.reflections.factories import NOON, interview, reflection
from webapp.cards.models import Card
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.lessons.models import Lesson, Outcome
from webapp.lessons.review import Review
from webapp.lessons.routes import steps
from webapp.questions.models import Question
from webapp.requirements.models import Importance, Requirement

DAY = timedelta(days=1)


def lesson(person, of, text="They want to hear of people", **columns):
    return person.has(Lesson(interview_id=of.id, text=text, created_at=NOON, **columns))


def turn(person, one, outcome, **options):
    return person.put(f"/lessons/{one.id}/{outcome}", **options)


def page(person, of):
    return person.get(f"/interviews/{of.id}/lessons").text


@pytest.mark.parametrize(
    "outcome, model",
    [(Outcome.CARD, Card), (Outcome.REQUIREMENT, Requirement), (Outcome.QUESTION, Question)],
)
def test_it_is_turned_into_a_thing_once(owner, outcome, model):
    of = interview(owner)
    one = lesson(owner, of)
    for _ in range(2):
        answer = turn(owner, one, outcome)
    (made,) = owner.rows(model)
    assert (
        answer.location.endswith(f"/{made.id}") and one.text in owner.get(answer.location).text
    ), "where it gets words of its own"
    assert one.text in (getattr(made, "prompt", ""), getattr(made, "text", ""))
    assert "1 of 1" in page(owner, of) and f"/lessons/{one.id}/{outcome}?" not in page(owner, of)
    link = re.search(r'class="chip is-made"\s+href="([^"]*)"', page(owner, of))[1]
    assert one.text in owner.get(link).text, "it leads there"
    owner.put(f"{link}/archival") if model is Card else owner.delete(link)
    assert "0 of 1" in page(owner, of) and turn(owner, one, outcome).status_code == 303
    assert "1 of 1" in page(owner, of), "it comes back"
    if model is Requirement:
        assert made.importance is Importance.MUST


def test_what_must_be_said_is_said_on_the_day(owner):
    of = interview(owner, at=now() + timedelta(minutes=20))
    one = lesson(owner, of, "I have trained four coordinators")
    assert "trained four" not in owner.get("/").text
    for _ in range(2):
        turn(owner, one, "must-say")
    assert "You must say" in owner.get("/").text and "trained four" in owner.get("/").text
    assert turn(owner, one, "must-say", htmx=True).status_code == 200
    owner.delete(f"/lessons/{one.id}/must-say")
    assert "You must say" not in owner.get("/").text


def test_it_isnt_said_days_before(owner):
    of = interview(owner, at=now() + 9 * DAY)
    turn(owner, lesson(owner, of), "must-say")
    assert "You must say" not in owner.get("/").text


def test_only_what_there_is_can_come_of_it(owner, outsider, anonymous):
    one = lesson(owner, interview(owner))
    assert turn(owner, one, "money").status_code == 404
    assert (turn(outsider, one, "card").status_code, turn(anonymous, one, "card").status_code) == (
        404,
        401,
    )
    assert outsider.delete(f"/lessons/{one.id}/must-say").status_code == 404


def test_when_there_are_too_many_of_a_kind_it_says_so(owner):
    of = interview(owner)
    one = lesson(owner, of)
    owner.has(
        *[
            Question(interview_id=of.id, text=f"No {n}?", created_at=NOON)
            for n in range(Question.MAX_ITEMS)
        ]
    )
    answer = turn(owner, one, "question")
    assert answer.status_code == 409 and "There are 60 questions already" in answer.text


def test_the_log_of_the_round_before_offers_what_went_badly(owner):
    first = interview(owner, at=NOON - 9 * DAY, round=1)
    asked = [{"text": "Why so few?", "rating": "rough"}, {"text": "Why us?", "rating": "strong"}]
    reflection(owner, first, asked=asked, wish="I stood in for Ruth.\n\n" + "x" * 301)
    of = interview(owner)
    text = page(owner, of)
    assert (
        "Left from the last round" in text
        and "Why so few?" in text
        and "I stood in for Ruth." in text
    )
    assert "Why us?" not in text and "xxx" not in text
    id = text.split('-text" value="Why so few?"')[0].rpartition('name="')[2]
    for _ in range(2):
        owner.post(
            f"/interviews/{of.id}/lessons",
            {"id": id, f"{id}-text": "Why so few?", f"{id}-source": "asked"},
        )
    assert len(owner.rows(Lesson)) == 1 and f'{id}-text" value="Why so few?"' not in page(owner, of)


def test_what_had_to_be_said_is_offered_again_in_the_next_round(owner):
    """Whether it was said, the person knows."""
    first = interview(owner, at=NOON - 9 * DAY, round=2)
    turn(
        owner,
        lesson(
            owner,
            first,
            "They doubt that I lead",
            source="feedback",
            to_say="I trained four coordinators.",
        ),
        "must-say",
    )
    text = page(owner, interview(owner, round=3))
    assert "I trained four coordinators." in text and "They doubt" not in text


def test_a_must_say_is_said_in_ones_own_words(owner):
    of = interview(owner, at=now() + timedelta(minutes=20))
    one, own = (
        lesson(owner, of, "They doubt that I lead", source="feedback"),
        lesson(owner, of, "I stood in for Ruth", source="unsaid"),
    )
    for each in (one, own):
        turn(owner, each, "must-say")
    assert page(owner, of).count("What will you say?") == 1
    owner.put(
        f"/lessons/{one.id}",
        {"text": one.text, "source": "feedback", "to_say": "I trained four coordinators."},
    )
    assert "What will you say?" not in page(owner, of)
    for place in ("/", f"/interviews/{of.id}/brief", f"/interviews/{of.id}/calendar"):
        text = owner.get(place).text.replace("\r\n ", "")
        assert (
            "I trained four coordinators." in text
            and "They doubt" not in text
            and "I stood in for Ruth" in text
        ), place
    long = owner.put(
        f"/lessons/{one.id}", {"text": one.text, "source": "feedback", "to_say": "x" * 301}
    )
    assert long.status_code == 422 and "300 characters" in long.text


def test_the_round_before_is_with_the_same_company(owner, do):
    rounds = [
        interview(owner, at=NOON + days * DAY, company=company)
        for days, company in ((-9, "Bröd"), (-5, "BRÖD"), (-3, "Other"), (0, "bröd"), (5, "Bröd"))
    ]
    owner.has(
        Interview(
            company="bröd", starts_at=NOON - DAY, time_zone="UTC", created_at=NOON, deleted_at=NOON
        )
    )
    assert do(lambda: [one.round_before() and one.round_before().id for one in rounds]) == [
        None,
        rounds[0].id,
        None,
        rounds[1].id,
        rounds[3].id,
    ]
    first, second = (
        interview(owner, at=NOON + days * DAY, company=company)
        for days, company in ((-2, "Großmann"), (-1, "großmann"))
    )
    assert do(lambda: second.round_before().id) == first.id, (
        "on either database, whatever it makes of capitals"
    )


def test_asking_hr_is_a_step_from_round_two_on(owner, app):
    def titles(of):
        with app.test_request_context():
            return [step.title for step in steps(of, {"review": Review(of)})]

    assert titles(interview(owner, round=1)) == []
    second = interview(owner, round=2)
    assert ["Ask HR" in title for title in titles(second)] == [True]
    lesson(owner, second)
    assert titles(second) == ["What do you make of “They want to hear of people”?"]
    turn(owner, owner.rows(Lesson)[0], "must-say")
    assert titles(second) == ["What will you say to “They want to hear of people”?"]
