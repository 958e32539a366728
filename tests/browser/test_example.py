"""The example, from the button that starts it."""

from webapp.interviews.models import Interview


def test_starting_with_an_example_in_the_browsers_time_zone(new_page, signed_in):
    page = new_page(timezone_id="Asia/Tokyo")
    person = signed_in(page)
    page.goto("/checklist")
    page.get_by_role("button", name="Start with an example").tap()
    page.get_by_text("Ottermere Stairlifts").first.wait_for()
    assert {interview.time_zone for interview in person.rows(Interview)} == {"Asia/Tokyo"}
    page.goto("/checklist")
    page.get_by_text("3 of 24").wait_for()
