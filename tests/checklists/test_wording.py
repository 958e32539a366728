from webapp.checklists.wording import filled_in, in_words

VALUES = {"company": "Ottermere", "people": "Ana and Tom", "leave_by": "8:40"}


def test_values_are_filled_in():
    assert filled_in("Leave by {leave_by}", "Leave early", VALUES, 200) == "Leave by 8:40"


def test_a_missing_value_or_too_much_text_gives_the_words_without():
    assert (
        filled_in("Leave by {leave_by}", "Leave early", {**VALUES, "leave_by": ""}, 200)
        == "Leave early"
    )
    assert filled_in("Say: {people}", "Say the names", VALUES, 10) == "Say the names"


def test_a_persons_own_words_are_never_filled_in():
    assert filled_in("Ask about {company}", "", VALUES, 200) == "Ask about {company}"


def test_values_are_not_looked_into():
    assert (
        filled_in("At {company}", "There", {"company": "{people} 0.{x}"}, 200)
        == "At {people} 0.{x}"
    )


def test_names_are_said_as_in_a_sentence():
    assert in_words([]) == ""
    assert in_words(["Ana"]) == "Ana"
    assert in_words(["Ana", "Tom"]) == "Ana and Tom"
    assert in_words(["Ana", "Tom", "Mei"]) == "Ana, Tom and Mei"
