"""A line of names is split in a time that grows with its length, whatever is in it."""

from tests.prepare.test_interview_pages import form_values
from webapp.interviews.models import Interview
from webapp.people.lines import COMMA, named_in
from webapp.people.models import Person


def test_spaces_are_not_looked_through_again_and_again():
    assert COMMA.pattern == "[,،，]", (
        "a repeated space before the comma costs the square of the line's length"
    )
    assert named_in("Ana  ,  Head" + " " * 200_000 + "of Data") == [
        ("Ana", "Head" + " " * 200_000 + "of Data")
    ]


def test_names_have_a_length_in_all(owner):
    full = "\n".join(
        f"{number:02}" + "n" * 118 + ", " + "t" * 120 for number in range(Person.MAX_ITEMS)
    )
    assert owner.post("/interviews", form_values(people=full)).status_code == 303
    answer = owner.post("/interviews", form_values(people="\n" * 6000 + "Ana" + " " * 10 + "x"))
    assert answer.status_code == 303, "what is around the names doesn't count"
    answer = owner.post("/interviews", form_values(people="Ana" + "\n" * 6000 + "Tom"))
    assert answer.status_code == 422 and "6,000 characters long; it has 6,006" in answer.text
    assert len(owner.rows(Interview)) == 2
