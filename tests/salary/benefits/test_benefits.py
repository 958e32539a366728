"""Benefits in the order of their worth, and whether they are offered."""

import pytest

from tests.reflections.factories import NOON, interview
from webapp.core.ids import new_id
from webapp.salary.benefits.models import Benefit, Offered
from webapp.salary.benefits.routes import section
from webapp.salary.benefits.suggestions import USUAL
from webapp.sections.pages import prepared


def benefits(person, of, *texts, **columns):
    return [
        person.has(Benefit(interview_id=of.id, created_at=NOON, text=text, rank=rank, **columns))
        for rank, text in enumerate(texts)
    ]


def order(person):
    return "".join(row.text for row in sorted(person.rows(Benefit), key=lambda row: row.rank))


def move(person, row, before="", **options):
    return person.put(
        f"/benefits/{row.id}/position", {"before": str(getattr(before, "id", before))}, **options
    )


def page(person, of):
    return person.get(f"/interviews/{of.id}/benefits").text


def test_each_can_stand_before_each(owner):
    of = interview(owner)
    a, b, c = benefits(owner, of, "A", "B", "C")
    for row, before, then in (
        (c, a, "CAB"),
        (c, b, "ACB"),
        (a, "", "CBA"),
        (a, a, "CBA"),
        (b, new_id(), "CAB"),
        (b, "nonsense", "CAB"),
    ):
        assert move(owner, row, before).location == f"/interviews/{of.id}/benefits#benefit-{row.id}"
        assert order(owner) == then


def test_the_buttons_move_by_one_and_not_beyond_the_end(owner):
    of = interview(owner)
    rows = {row.text: row for row in benefits(owner, of, *"ABCD")}

    def press(button, text):
        form = (
            page(owner, of)
            .partition(f'id="{button}-{rows[text].id}"')[0]
            .rpartition('name="before" value="')[2]
        )
        move(owner, rows[text], form.partition('"')[0])
        return order(owner)

    assert [press("down", "A"), press("down", "A"), press("down", "A"), press("down", "A")] == [
        "BACD",
        "BCAD",
        "BCDA",
        "BCDA",
    ]
    assert [press("up", "D"), press("up", "D"), press("up", "D")] == ["BDCA", "DBCA", "DBCA"]


@pytest.mark.parametrize("answer", list(Offered))
def test_whether_they_offer_it(owner, answer):
    of = interview(owner)
    (row,) = benefits(owner, of, "Courses")
    for _ in range(2):
        assert owner.put(f"/benefits/{row.id}/answer", {"offered": answer.value}).status_code == 303
    assert owner.rows(Benefit)[0].offered is answer
    assert f"{0 if answer is Offered.UNKNOWN else 1} of 1 clear" in page(owner, of)
    assert owner.put(f"/benefits/{row.id}/answer", {"offered": "perhaps"}).status_code == 400


def test_a_suggestion_is_taken_once(owner):
    of = interview(owner)
    id = page(owner, of).partition('id="take-')[2].partition('"')[0]
    for _ in range(2):
        assert (
            owner.post(
                f"/interviews/{of.id}/benefits", {"id": id, f"{id}-text": USUAL[0]}
            ).status_code
            == 303
        )
    assert [row.text for row in owner.rows(Benefit)] == [USUAL[0]]
    assert (
        f"take-{id}" not in page(owner, of) and page(owner, of).count('id="take-') == len(USUAL) - 1
    )


def test_what_it_is_worth(owner):
    of = interview(owner, time_zone="Europe/Berlin")
    (row,) = benefits(owner, of, "Pension")
    assert 'value="EUR"' in owner.get(f"/benefits/{row.id}").text, "what is paid with there"
    owner.put(
        f"/benefits/{row.id}",
        {"text": "Pension", "worth": "2.400", "currency": "EUR", "is_mine": "y"},
    )
    (kept,) = owner.rows(Benefit)
    assert (kept.worth, kept.currency, kept.is_mine) == (240_000, "EUR", True)
    assert "€2,400 a year · I have it now" in page(owner, of)
    assert (
        owner.put(
            f"/benefits/{row.id}", {"text": "Pension", "worth": "0", "currency": "EUR"}
        ).status_code
        == 303
        and owner.rows(Benefit)[0].worth == 0
    )
    answer = owner.put(
        f"/benefits/{row.id}", {"text": "Pension", "worth": "much", "currency": "EUR"}
    )
    assert (
        answer.status_code == 422
        and "Write it as a number" in answer.text
        and 'value="much"' in answer.text
    )


def test_prepare_says_which_to_find_out(owner):
    of = interview(owner)
    assert "Put three things in order" in str(steps(owner, of))
    benefits(owner, of, "Courses", "Pension", "Hours")
    assert steps(owner, of) == ["Do they offer this: Courses?"]
    for row in owner.rows(Benefit):
        owner.put(f"/benefits/{row.id}/answer", {"offered": "no"})
    assert steps(owner, of) == []


def steps(person, of):
    with person.app.test_request_context():
        return [step.title for step in prepared(section, of).steps]


def test_only_the_owner_moves_and_answers(owner, outsider):
    of = interview(owner)
    a, b = benefits(owner, of, "A", "B")
    assert (
        move(outsider, b, a).status_code
        == outsider.put(f"/benefits/{a.id}/answer", {"offered": "yes"}).status_code
        == 404
    )
    assert order(owner) == "AB"
