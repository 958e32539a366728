"""What to do now."""

from itertools import product

import pytest

from webapp.interviews.models import Setting
from webapp.today.advice import advice
from webapp.today.moment import Moment

MOMENTS = [moment for moment in Moment if moment is not Moment.NONE]


@pytest.mark.parametrize("moment, setting", [*product(MOMENTS, Setting)])
@pytest.mark.parametrize("has_cards, is_logged, is_late", [*product((True, False), repeat=3)])
def test_each_moment_says_one_thing_to_do(moment, setting, has_cards, is_logged, is_late):
    now = advice(moment, setting, has_cards, is_logged, "8:55", is_late)
    assert now.label and now.title and now.text and now.action
    assert now.leads_to in ("checklist", "deck", "story", "log", "interview", "new")
    assert has_cards or now.leads_to != "deck"


@pytest.mark.parametrize(
    "moment, leads_to",
    [
        (Moment.DAYS_BEFORE, "deck"),
        (Moment.EVENING_BEFORE, "checklist"),
        (Moment.MORNING, "checklist"),
        (Moment.LEAVING, "checklist"),
        (Moment.SOON, "deck"),
        (Moment.DURING, "log"),
        (Moment.JUST_AFTER, "log"),
        (Moment.LATER, "log"),
        (Moment.NEXT_MORNING, "log"),
        (Moment.PAST, "log"),
    ],
)
def test_where_it_leads(moment, leads_to):
    assert advice(moment, Setting.OFFICE, has_cards=True, is_logged=False).leads_to == leads_to


def test_after_it_is_logged_nobody_is_asked_again():
    for moment in (Moment.JUST_AFTER, Moment.LATER, Moment.NEXT_MORNING, Moment.PAST):
        assert advice(moment, Setting.VIDEO, has_cards=True, is_logged=True).leads_to != "log"


def test_leave_by_is_said():
    assert "8:55" in advice(Moment.LEAVING, Setting.OFFICE, True, False, "8:55").title
    late = advice(Moment.LEAVING, Setting.OFFICE, True, False, "8:55", is_late=True)
    assert "8:55" in late.text and late.leads_to == "interview"
