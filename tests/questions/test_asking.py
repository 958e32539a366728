"""Questions to ask: by topic, given to somebody, suggested, asked or answered before."""

from datetime import timedelta

from tests.reflections.factories import NOON, interview
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.people.models import Person
from webapp.questions.models import Question, Topic
from webapp.questions.suggestions import suggestions


def question(person, of, text="Why now?", **columns):
    return person.has(Question(interview_id=of.id, text=text, created_at=NOON, **columns))


def interviewer(person, of, name, **columns):
    return person.has(Person(interview_id=of.id, name=name, created_at=NOON, **columns))


def page(person, of):
    return person.get(f"/interviews/{of.id}/questions").text


def test_they_stand_in_the_order_of_the_day(owner):
    of = interview(owner)
    second, first = interviewer(owner, of, "Ben", rank=2), interviewer(owner, of, "Ana", rank=1)
    for text, whom in (
        ("For anybody?", None),
        ("For Ben?", second.id),
        ("For Ana, asked?", first.id),
        ("For Ana?", first.id),
    ):
        question(owner, of, text, person_id=whom)
    owner.put(f"/questions/{owner.rows(Question)[2].id}/asking")
    text = page(owner, of)
    places = [
        text.index(words)
        for words in (
            ">Ana<",
            ">For Ana?<",
            ">For Ana, asked?<",
            ">Ben<",
            ">For Ben?<",
            "For whoever it fits",
            ">For anybody?<",
        )
    ]
    assert places == sorted(places)


def test_on_the_day_they_stand_on_today(owner):
    soon = interview(owner, at=now() + timedelta(minutes=20))
    second, first = interviewer(owner, soon, "Ben", rank=2), interviewer(owner, soon, "Ana", rank=1)
    for text, whom in (
        ("For Ben?", second.id),
        ("For Ana?", first.id),
        ("For Ana, asked?", first.id),
    ):
        question(owner, soon, text, person_id=whom, asked_at=NOON if "asked" in text else None)
    text = owner.get("/").text
    assert text.index("For Ana?") < text.index("For Ben?") and "For Ana, asked?" not in text


def test_days_before_today_only_counts_them(owner):
    of = interview(owner, at=now() + timedelta(days=9))
    question(owner, of, "Why now?")
    text = owner.get("/").text
    assert "1 question to ask" in text and "Why now?" not in text


def test_who_they_are_for_has_them_on_their_page(owner):
    of = interview(owner)
    ana = interviewer(owner, of, "Ana")
    assert "Choose a question for them" in owner.get(f"/people/{ana.id}").text
    question(owner, of, "Asked?", person_id=ana.id, asked_at=NOON, answer="Because two left.")
    question(owner, of, "Open?", person_id=ana.id)
    question(owner, of, "Not for her?")
    text = owner.get(f"/people/{ana.id}").text
    assert (
        text.index("Open?") < text.index("Asked?")
        and "Because two left." in text
        and "Not for her?" not in text
    )


def test_the_count_goes_towards_four(owner):
    of = interview(owner)
    assert "None yet" in page(owner, of)
    for number, said in enumerate(("1 of 4", "2 of 4", "3 of 4", "4 ready", "5 ready")):
        question(owner, of, f"Question {number}?")
        assert said in page(owner, of)


def test_who_has_no_question_is_named(owner):
    of = interview(owner)
    ana, _ = interviewer(owner, of, "Ana"), interviewer(owner, of, "Ben")
    question(owner, of, person_id=ana.id)
    assert "Nothing yet for <bdi>Ben</bdi>." in page(owner, of)


def test_asked_answered_before_and_still_to_ask(owner):
    of = interview(owner)
    one = question(owner, of)
    for method, verb, said in (
        ("PUT", "asking", ">Asked<"),
        ("DELETE", "asking", ">Already answered<"),
        ("PUT", "hearing", ">Already answered<"),
    ):
        for _ in range(2):
            answer = owner.open(method, f"/questions/{one.id}/{verb}", htmx=True)
            assert answer.status_code == 200 and said in answer.text
    (kept,) = owner.rows(Question)
    assert kept.answered_at and not kept.asked_at and "badge good" in page(owner, of)


def test_the_answer_is_noted(owner):
    of = interview(owner)
    one = question(owner, of)
    owner.put(
        f"/questions/{one.id}",
        {"text": "Why now?", "topic": "team", "answer": "Because two people left."},
    )
    assert "Because two people left." in page(owner, of)
    long = owner.put(
        f"/questions/{one.id}", {"text": "Why now?", "topic": "team", "answer": "x" * 2001}
    )
    assert long.status_code == 422 and "can be 2,000 characters long" in long.text


def test_a_suggestion_is_taken_once(owner):
    of = interview(owner)
    text = suggestions()[Topic.GROWTH][0]
    id = page(owner, of).split(f'-text" value="{text}"')[0].rpartition('name="')[2]
    for _ in range(2):
        owner.post(
            f"/interviews/{of.id}/questions",
            {"id": id, f"{id}-text": text, f"{id}-topic": "growth"},
        )
    (taken,) = owner.rows(Question)
    assert (taken.text, taken.topic) == (text, Topic.GROWTH) and f'value="{text}"' not in page(
        owner, of
    )
    owner.put(f"/questions/{taken.id}", {"text": "Reworded?", "topic": "growth"})
    assert f'value="{text}"' not in page(owner, of), "it is taken, whatever became of it"


def test_the_suggestions_fit():
    assert set(suggestions()) == set(Topic) and all(
        3 <= len(texts) for texts in suggestions().values()
    )
    assert all(
        len(text) <= Question.text.type.length and text.endswith(("?", "."))
        for texts in suggestions().values()
        for text in texts
    )


def test_a_question_for_who_doesnt_come_is_for_anybody(owner):
    of = interview(owner)
    ana = interviewer(owner, of, "Ana")
    one = question(owner, of, person_id=ana.id)
    owner.delete(f"/people/{ana.id}")
    assert "Why now?" in page(owner, of) and ">Ana<" not in page(owner, of)
    owner.put(
        f"/questions/{one.id}", {"text": "Why now?", "topic": "team", "person_id": str(ana.id)}
    )
    assert owner.rows(Question)[0].person_id is None
    owner.put(
        f"/questions/{one.id}", {"text": "Why now?", "topic": "team", "person_id": str(new_id())}
    )
    assert owner.rows(Question)[0].person_id is None
