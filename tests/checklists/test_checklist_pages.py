"""The checklist as asked for: its pages, its parts, and what becomes of bad input."""

import re

import pytest

from tests.checklists.lists import START, add_lines, interview_of, item_of, texts_of, with_list
from webapp.checklists.models import Item, KeptLine
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview


def page_of(interview, query=""):
    return f"/interviews/{interview.id}/checklist{query}"


def url_of(item, rest=""):
    return f"/checklists/items/{item.id}{rest}"


def words_for(item, text="new words", why="a reason"):
    return {f"{item.id}-text": text, f"{item.id}-why": why}


def new_line(text, id=None, phase="evening"):
    id = id or new_id()
    return {"id": id, "phase": phase, f"{id}-text": text}


def test_page_shows_the_list_by_phase(owner):
    interview = with_list(owner, company="Ottermere")
    page = owner.get(page_of(interview)).text
    assert "Ottermere" in page and "The evening before" in page and "0 of 24" in page
    assert page.count('class="tick-row"') == 24


def test_checklist_is_the_chosen_interviews(owner):
    assert "No interview yet" in owner.get("/checklist").text
    interview_of(owner, "Iron the shirt")
    assert "Iron the shirt" in owner.get("/checklist").text


def test_only_the_owner_sees_and_changes_it(owner, outsider, anonymous):
    interview = interview_of(owner, "secret errand")
    item = item_of(owner, "secret errand")
    assert owner.get(page_of(interview)).status_code == 200
    assert anonymous.get(page_of(interview)).status_code == 302
    assert outsider.get(page_of(interview)).status_code == 404
    assert anonymous.put(url_of(item, "/completion")).status_code == 401
    assert outsider.put(url_of(item, "/completion")).status_code == 404
    assert outsider.put(page_of(interview, "/keeping")).status_code == 404
    assert "secret errand" not in outsider.get("/checklist").text
    assert item_of(owner, "secret errand").completed_at is None


def test_tick_answers_with_the_row_and_the_progress(owner):
    interview_of(owner, "a", "b")
    item = item_of(owner, "a")
    fragment = owner.put(url_of(item, "/completion"), htmx=True)
    assert (
        fragment.status_code == 200
        and f'id="item-{item.id}"' in fragment.text
        and 'aria-pressed="true"' in fragment.text
    )
    assert fragment.text.count("1 of 2") == 2, "of the phase and of the whole"
    assert "item-" not in fragment.text.replace(f"item-{item.id}", ""), "no other row"
    assert 'aria-pressed="false"' in owner.delete(url_of(item, "/completion"), htmx=True).text


def test_tick_of_a_plain_form_leads_back_to_the_line(owner):
    interview = interview_of(owner, "a", phase="morning")
    item = item_of(owner, "a")
    answer = owner.post(url_of(item, "/completion?show=to-do&_method=put"))
    assert answer.status_code == 303
    assert answer.location == page_of(interview, f"?show=to-do&phase=morning#item-{item.id}")
    assert item_of(owner, "a").completed_at


def test_filter_leaves_what_is_to_do(owner):
    interview = interview_of(owner, "done one", "open one")
    owner.put(url_of(item_of(owner, "done one"), "/completion"))
    page = owner.get(page_of(interview, "?show=to-do")).text
    assert "open one" in page and "done one" not in page and "1 of 2" in page
    assert "?show=to-do&amp;_method=put" in page, "a form of the filtered page leads back to it"
    owner.put(url_of(item_of(owner, "open one"), "/completion"))
    page = owner.get(page_of(interview, "?show=to-do")).text
    assert "Nothing left to do" in page and "All done" in page
    assert "done one" in owner.get(page_of(interview, "?show=nonsense")).text


def test_ready_and_all_done_are_said(owner):
    interview = interview_of(owner, "before")
    add_lines(owner, interview, "thanks", phase="after")
    assert (
        "You are ready"
        in owner.put(url_of(item_of(owner, "before"), "/completion"), htmx=True).text
    )
    assert "All done" in owner.put(url_of(item_of(owner, "thanks"), "/completion"), htmx=True).text


@pytest.mark.one_database
@pytest.mark.parametrize("phase", ["evening", "after"])
def test_asked_phase_is_open(owner, phase):
    page = owner.get(page_of(with_list(owner), f"?phase={phase}")).text
    assert re.findall(r'id="phase-(\w+)" open', page) == [phase]


def test_adding_a_line(owner):
    interview, sent = interview_of(owner, "a"), new_line("  bring\nthe  map ")
    url = page_of(interview, "/items")
    answer = owner.post(url, sent)
    assert answer.status_code == 303 and answer.location.endswith(
        f"?phase=evening#item-{sent['id']}"
    )
    assert "bring the map" in owner.post(url, sent, htmx=True).text
    assert texts_of(owner, interview) == ["a", "bring the map"], "sent twice it is one, on one line"


@pytest.mark.one_database
@pytest.mark.parametrize(
    "text, message",
    [
        ("", "Write what there is to do."),
        (" \n", "Write what"),
        ("x" * 201, "it has 201"),
        ("é" * 10_000, "it has 10,000"),
    ],
)
def test_a_line_that_cannot_be_kept_keeps_its_text(owner, text, message):
    interview = interview_of(owner, "a")
    for htmx in (False, True):
        answer = owner.post(page_of(interview, "/items"), new_line(text), htmx=htmx)
        assert answer.status_code == 422 and message in answer.text and text.strip() in answer.text
    answer = owner.put(url_of(item_of(owner, "a")), words_for(item_of(owner, "a"), text=text))
    assert answer.status_code == 422 and message in answer.text and text.strip() in answer.text
    assert texts_of(owner, interview) == ["a"]


@pytest.mark.one_database
def test_a_full_list_says_so_and_keeps_the_text(owner):
    interview = interview_of(owner, *map(str, range(Item.MAX_ITEMS)))
    answer = owner.post(page_of(interview, "/items"), new_line("number 101"))
    assert (
        answer.status_code == 422
        and "There are 100 lines already" in answer.text
        and "number 101" in answer.text
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;{{ 7777 * 7777 }}",
        "{company}",
        "😀 עברית",
        "'); DROP TABLE users; --",
        "%s %(x)s {0}",
    ],
)
def test_any_text_is_text(owner, text):
    interview = interview_of(owner, "a")
    owner.post(page_of(interview, "/items"), new_line(text))
    assert texts_of(owner, interview) == ["a", text]
    page = owner.get(page_of(interview)).text
    assert "<b>" not in page and str(7777 * 7777) not in page


@pytest.mark.one_database
@pytest.mark.parametrize("sent", [{}, {"phase": "noon"}, {"phase": "evening", "id": "no-uuid"}])
def test_a_form_that_is_not_ours_changes_nothing(owner, sent):
    interview = interview_of(owner, "a")
    assert owner.post(page_of(interview, "/items"), sent).status_code in (400, 422)
    assert owner.put(url_of(item_of(owner, "a"), "/position"), sent).status_code == 400
    assert texts_of(owner, interview) == ["a"]


def test_rewording(owner):
    interview_of(owner, "old")
    item = item_of(owner, "old")
    page = owner.get(url_of(item, "/edit")).text
    assert "old" in page and "autofocus" not in page
    fragment = owner.get(url_of(item, "/edit"), htmx=True).text
    assert (
        fragment.lstrip().startswith("<li") and "<html" not in fragment and "autofocus" in fragment
    )
    row = owner.put(url_of(item), words_for(item), htmx=True).text
    assert (
        "new words" in row and "a reason" in row and "autofocus" in row and "Keep my changes" in row
    )
    answer = owner.post(url_of(item, "?_method=put"), words_for(item, "newer"))
    assert answer.status_code == 303 and item_of(owner, "newer").why == "a reason"


def test_rewording_without_a_reason_takes_it_away(owner):
    interview_of(owner, "old")
    item = item_of(owner, "old")
    sent = {name: value for name, value in words_for(item).items() if not name.endswith("why")}
    assert owner.put(url_of(item), sent).status_code == 303
    assert item_of(owner, "new words").why == ""


def test_a_reason_too_long_is_said_beside_it(owner):
    interview_of(owner, "old")
    item = item_of(owner, "old")
    answer = owner.put(url_of(item), words_for(item, why="y" * 301), htmx=True)
    assert (
        answer.status_code == 422
        and "A reason can be 300 characters long; it has 301." in answer.text
    )
    assert "y" * 301 in answer.text


def test_moving_keeps_the_line_open_to_be_moved_on(owner):
    interview = interview_of(owner, "a", "b")
    item = item_of(owner, "b")
    place = {f"{item.id}-phase": "evening", f"{item.id}-before": item_of(owner, "a").id}
    fragment = owner.put(url_of(item, "/position"), place, htmx=True)
    assert f'id="up-{item.id}"' in fragment.text and texts_of(owner, interview) == ["b", "a"]
    answer = owner.post(url_of(item, "/position?_method=put"), {f"{item.id}-phase": "after"})
    assert answer.location == page_of(interview, f"?phase=after#item-{item.id}")
    assert item_of(owner, "b").phase == "after"


def test_deleting_and_bringing_back(owner):
    interview = interview_of(owner, "a", "b")
    item = item_of(owner, "a")
    fragment = owner.delete(url_of(item), htmx=True).text
    assert "Deleted" in fragment and "Undo" in fragment and "0 of 1" in fragment
    answer = owner.delete(url_of(item))
    assert f"deleted={item.id}" in answer.location
    page = owner.get(answer.location).text
    assert "Undo" in page and "0 of 1" in page
    assert "Undo" not in owner.get(page_of(interview)).text
    fragment = owner.delete(url_of(item, "/deletion"), htmx=True).text
    assert 'class="tick"' in fragment and "0 of 2" in fragment
    assert owner.delete(url_of(item, "/deletion")).status_code == 303
    assert texts_of(owner, interview) == ["a", "b"]


def test_unticking_everything(owner):
    interview = interview_of(owner, "a", "b")
    owner.put(url_of(item_of(owner, "a"), "/completion"))
    page = owner.get(page_of(interview)).text
    assert "1 of 2" in page and "can’t be brought back" in page, "it says so before it is done"
    assert "0 of 2" in owner.delete(page_of(interview, "/completions"), htmx=True).text
    assert owner.delete(page_of(interview, "/completions")).status_code == 303


def test_keeping_is_offered_once_something_is_changed(owner):
    interview = with_list(owner)
    keep, forget = "Keep my changes", "Use the standard list again"
    page = owner.get(page_of(interview)).text
    assert keep not in page and forget not in page
    owner.post(page_of(interview, "/items"), new_line("mine"))
    page = owner.get(page_of(interview)).text
    assert keep in page and forget not in page
    fragment = owner.put(page_of(interview, "/keeping"), htmx=True).text
    assert (
        keep not in fragment and forget in fragment and "the lines you kept: this list" in fragment
    )
    owner.delete(url_of(item_of(owner, "mine")))
    page = owner.get(page_of(interview)).text
    assert keep in page and forget in page
    assert owner.delete(page_of(interview, "/keeping")).status_code == 303
    assert owner.rows(KeptLine) == []


def test_a_deleted_interviews_list_goes_with_it_for_good(owner):
    interview = interview_of(owner, "a")
    with owner.app.app_context():
        db.session.get(Interview, (owner.id, interview.id)).delete_for_good()
        db.session.commit()
    assert owner.rows(Item) == []


@pytest.mark.one_database
def test_as_many_queries_for_5_lines_as_for_500(owner, queries):
    few, many = interview_of(owner, *map(str, range(5))), interview_of(owner, *map(str, range(500)))
    for page in ("", "?show=to-do"):
        with queries() as for_few:
            owner.get(page_of(few, page))
        with queries() as for_many:
            owner.get(page_of(many, page))
        assert len(for_many) == len(for_few) <= 6
    item = item_of(owner, "499")
    with queries() as for_tick:
        owner.put(url_of(item, "/completion"), htmx=True)
    assert len(for_tick) <= 8


def test_phases_open_with_the_clock(owner):
    interview = interview_of(owner, "a", starts_at=START.replace(year=2100))
    assert 'id="phase-evening" open' in owner.get(page_of(interview)).text
    interview = interview_of(owner, "a", starts_at=START.replace(year=2020))
    assert 'id="phase-after" open' in owner.get(page_of(interview)).text
