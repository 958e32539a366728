"""What the verbs of an item and of the kept lines do."""

from datetime import timedelta

import pytest

from tests.checklists.lists import START, add_lines, interview_of, item_of, texts_of, with_list
from webapp.checklists.default_lines import lines_for
from webapp.checklists.models import Item, KeptLine
from webapp.core.database import db
from webapp.core.ids import new_id
from webapp.interviews.models import Interview, Setting
from webapp.prepare.creation import change_interview


@pytest.fixture
def in_list(owner):
    """`in_list(interview, verb, text=None)` does something with an interview, or with its item of
    this text."""

    def doing(interview, verb, text=None):
        with owner.app.app_context():
            interview = db.session.get(Interview, (owner.id, interview.id))
            item = text and next(item for item in Item.of(interview) if item.text == text)
            result = verb(item, interview) if text else verb(interview)
            db.session.commit()
            return result

    return doing


@pytest.mark.parametrize("setting", Setting)
def test_list_begins_with_the_default_lines(owner, setting):
    interview = with_list(owner, setting=setting, travel_minutes=50, people=["Ana Ng", "Tom"])
    texts = texts_of(owner, interview)
    assert len(texts) == len(lines_for(setting))
    assert "Say the names aloud once: Ana Ng and Tom" in texts
    assert texts[0] == "Ask HR, or someone you know at Ottermere, how the last interview went"
    assert not any("{" in text for text in texts)


def test_starting_a_list_twice_makes_one(owner, in_list):
    interview = with_list(owner)
    in_list(interview, Item.start_list)
    assert len(texts_of(owner, interview)) == len(lines_for("office"))


def test_moving_the_interview_moves_the_time_to_leave(owner, in_list):
    interview = with_list(owner, travel_minutes=50)
    assert "Check for delays and leave by 8:40" in texts_of(owner, interview)
    in_list(interview, lambda interview: interview.update(starts_at=START + timedelta(hours=2)))
    assert "Check for delays and leave by 10:40" in texts_of(owner, interview)
    in_list(interview, lambda interview: interview.update(travel_minutes=0))
    assert "Check for delays and leave with fifteen minutes to spare" in texts_of(owner, interview)


def test_another_setting_brings_its_own_lines_and_leaves_what_was_done_or_written(owner, in_list):
    interview = with_list(owner)
    only_office = [
        line.text
        for line in lines_for("office")
        if "video" not in line.settings and "{" not in line.text
    ]
    done, reworded, gone = only_office[:3]
    in_list(interview, lambda item, _: item.complete(START), done)
    in_list(interview, lambda item, of: item.reword("In my own words", ""), reworded)
    add_lines(owner, interview, "A line of mine")
    both = next(
        line.text
        for line in lines_for("office")
        if "video" in line.settings and "{" not in line.text
    )
    in_list(interview, lambda item, _: item.delete(START), both)
    change(owner, in_list, interview, "video")
    texts = texts_of(owner, interview)
    assert {done, "In my own words", "A line of mine"} <= set(texts) and not {gone, both} & set(
        texts
    )
    assert {
        line.text
        for line in lines_for("video")
        if "office" not in line.settings and "{" not in line.text
    } <= set(texts)
    change(owner, in_list, interview, "video")
    assert texts_of(owner, interview) == texts, "once is enough"
    change(owner, in_list, interview, "office")
    texts = texts_of(owner, interview)
    assert (
        gone in texts
        and len(texts) == len(set(texts))
        and not [
            line
            for line in lines_for("video")
            if "office" not in line.settings and line.text in texts
        ]
    )


def change(owner, in_list, interview, setting):
    in_list(
        interview,
        lambda interview: change_interview(interview, [], START, setting=Setting(setting)),
    )


def test_many_long_names_are_left_out(owner):
    interview = with_list(owner, people=["N" * 120, "M" * 120])
    assert "Read through the name and role of each person you will meet" in texts_of(
        owner, interview
    )


def test_reworded_text_stays_as_written(owner, in_list):
    interview = with_list(owner, travel_minutes=50)
    leave = "Check for delays and leave by {leave_by}"
    in_list(interview, lambda item, _: item.reword("Leave {leave_by} sharp", "Because"), leave)
    assert "Leave {leave_by} sharp" in texts_of(owner, interview)


def test_rewording_the_reason_alone_keeps_the_time_to_leave(owner, in_list):
    interview = with_list(owner, travel_minutes=50)
    leave = "Check for delays and leave by {leave_by}"
    in_list(interview, lambda item, _: item.reword(item.shown, "Roadworks"), leave)
    assert item_of(owner, leave).why == "Roadworks"
    in_list(interview, lambda interview: interview.update(travel_minutes=30))
    assert "Check for delays and leave by 9:00" in texts_of(owner, interview)


def test_progress_and_ticks(owner, in_list):
    interview = interview_of(owner, "a", "b", "c")
    for _ in range(2):
        in_list(interview, lambda item, _: item.complete(START), "a")
    in_list(interview, lambda item, _: item.complete(START + timedelta(hours=1)), "a")
    assert item_of(owner, "a").completed_at == START
    assert in_list(interview, Item.progress_of) == (1, 3)
    in_list(interview, lambda item, _: item.delete(START), "b")
    assert in_list(interview, Item.progress_of) == (1, 2)
    in_list(interview, lambda item, _: item.reopen(START + timedelta(hours=2)), "a")
    assert in_list(interview, Item.progress_of) == (0, 2)


def test_the_later_tick_wins_whichever_comes_first(owner, in_list):
    interview = interview_of(owner, "a")
    in_list(interview, lambda item, _: item.reopen(START + timedelta(hours=2)), "a")
    in_list(interview, lambda item, _: item.complete(START + timedelta(hours=1)), "a")
    assert item_of(owner, "a").completed_at is None
    in_list(interview, lambda item, _: item.complete(START + timedelta(hours=3)), "a")
    in_list(interview, lambda interview: Item.untick_all(interview, START + timedelta(hours=2)))
    assert item_of(owner, "a").completed_at == START + timedelta(hours=3)


def test_next_for_takes_leftovers_first_while_they_can_be_done(owner, in_list):
    interview = interview_of(owner, "e1", "e2")
    for phase in ("morning", "leaving", "arrival", "after"):
        add_lines(owner, interview, f"{phase}1", f"{phase}2", phase=phase)
    in_list(interview, lambda item, _: item.complete(START), "e1")

    def next_in(phase, **options):
        return [
            item.shown
            for item in in_list(
                interview, lambda interview: Item.next_for(interview, phase, **options)
            )
        ]

    assert next_in("morning") == ["e2", "morning1", "morning2"]
    assert next_in("arrival") == ["arrival1", "arrival2", "after1"]
    assert next_in("after", limit=9) == ["after1", "after2"]


@pytest.mark.parametrize(
    "text, before, order",
    [
        ("c", "a", "cab"),
        ("a", None, "bca"),
        ("b", "a", "bac"),
        ("a", "b", "abc"),
        ("b", "b", "acb"),
    ],
)
def test_moving_within_a_phase_puts_it_there_however_often(owner, in_list, text, before, order):
    interview = interview_of(owner, "a", "b", "c")
    before = before and item_of(owner, before).id
    for _ in range(2):
        in_list(interview, lambda item, interview: item.move(interview, "evening", before), text)
        assert texts_of(owner, interview) == list(order)


def test_moving_to_another_phase_puts_it_last(owner, in_list):
    interview = interview_of(owner, "a", "b")
    add_lines(owner, interview, "m", phase="morning")
    in_list(interview, lambda item, interview: item.move(interview, "morning", new_id()), "a")
    assert texts_of(owner, interview) == ["b", "m", "a"]


def test_adding_twice_with_one_id_makes_one(owner, in_list):
    interview, id = interview_of(owner, "a"), new_id()
    for text in ("new", "newer"):
        in_list(interview, lambda interview, text=text: Item.add(interview, id, "evening", text))
    assert texts_of(owner, interview) == ["a", "new"]


def test_a_list_is_full_at_a_hundred(owner, in_list):
    interview = interview_of(owner, *map(str, range(Item.MAX_ITEMS)))
    assert (
        in_list(interview, lambda interview: Item.add(interview, new_id(), "after", "one more"))
        is None
    )
    in_list(interview, lambda item, _: item.delete(START), "7")
    assert in_list(interview, lambda interview: Item.add(interview, new_id(), "after", "one more"))


def test_what_was_deleted_goes_for_good_after_a_day(owner, in_list):
    interview = interview_of(owner, "a", "b", "c")
    in_list(interview, lambda item, _: item.delete(START), "a")
    in_list(interview, lambda item, _: item.delete(START + timedelta(hours=23)), "b")
    assert len(owner.rows(Item)) == 3
    in_list(interview, lambda item, _: item.delete(START + timedelta(hours=25)), "c")
    assert [item.text for item in owner.rows(Item)] == ["b", "c"]


def test_kept_lines_begin_the_next_list_of_that_setting(owner, in_list):
    interview = with_list(owner, setting=Setting.PHONE, people=["Ana"])
    in_list(interview, lambda interview: Item.add(interview, new_id(), "evening", "Feed the cat"))
    names = "Say the names aloud once: {people}"
    in_list(interview, lambda item, _: item.delete(START), lines_for("phone")[0].text)
    in_list(interview, lambda item, _: item.complete(START), names)
    for _ in range(2):
        in_list(interview, KeptLine.keep)
    phone, office = with_list(owner, setting=Setting.PHONE, people=["Tom"]), with_list(owner)
    texts = texts_of(owner, phone)
    assert "Feed the cat" in texts and "Say the names aloud once: Tom" in texts
    assert len(texts) == len(lines_for("phone")) and not any(
        "how the last interview went" in text for text in texts
    )
    assert in_list(phone, Item.progress_of)[0] == 0, "ticks are not kept"
    assert "Feed the cat" not in texts_of(owner, office)


def test_forgetting_brings_the_standard_list_back(owner, in_list):
    interview = interview_of(owner, "mine")
    in_list(interview, KeptLine.keep)
    in_list(interview, lambda interview: KeptLine.forget(owner.id, interview.setting))
    assert len(texts_of(owner, with_list(owner))) == len(lines_for("office"))


def test_kept_lines_are_one_persons(owner, outsider, in_list):
    in_list(interview_of(owner, "mine"), KeptLine.keep)
    theirs = with_list(outsider)
    assert "mine" not in texts_of(outsider, theirs) and outsider.rows(KeptLine) == []
