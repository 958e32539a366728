"""The default lists are data: what they must say, and how much of it."""

import pytest

from webapp.checklists.default_lines import all_lines, lines_for
from webapp.checklists.models import Item
from webapp.checklists.phases import ORDER, Phase
from webapp.checklists.wording import VALUE
from webapp.interviews.models import Setting

LONG = {"company": "C" * 60, "people": "P" * 80, "leave_by": "10:40"}
# From what a candidate is told to do, a word or two of the line that helps to do it.
ADVICE = {
    Setting.OFFICE: [
        "how the last interview went",
        "route",
        "CV",
        "outfit",
        "stories",
        "four questions",
        "salary figures",
        "names",
        "small talk",
        "phone to silent",
        "leave by",
        "calm minute",
        "Log how it went",
        "promised",
        "thank-you note",
    ],
    Setting.VIDEO: [
        "link",
        "camera",
        "outfit",
        "stories",
        "four questions",
        "salary",
        "small talk",
        "calm",
        "thank-you",
    ],
    Setting.PHONE: [
        "who rings whom",
        "ringer on",
        "stories",
        "four questions",
        "salary",
        "small talk",
        "calm",
        "thank-you",
    ],
    Setting.MEAL: [
        "menu",
        "outfit",
        "stories",
        "four questions",
        "salary",
        "small talk",
        "drinks",
        "calm",
        "thank-you",
    ],
}


@pytest.mark.parametrize("setting", Setting)
def test_each_setting_has_a_list_of_a_size_that_gets_done(setting):
    lines = lines_for(setting)
    assert 18 <= len(lines) <= 26
    assert len({line.text for line in lines}) == len(lines)
    assert {line.phase for line in lines} == set(Phase)


@pytest.mark.parametrize("setting", Setting)
def test_each_setting_covers_the_advice(setting):
    texts = "\n".join(line.text for line in lines_for(setting))
    assert [words for words in ADVICE[setting] if words not in texts] == []


def test_lines_are_in_the_order_of_the_day():
    places = [ORDER[line.phase] for line in all_lines()]
    assert places == sorted(places)


@pytest.mark.parametrize("line", all_lines(), ids=lambda line: line.text[:40])
def test_each_line_fits_and_says_why(line):
    filled = VALUE.sub(lambda found: LONG[found[1]], line.text)
    assert (
        len(filled) <= Item.text.type.length
        and len(line.text_without) <= Item.text_without.type.length
    )
    assert 0 < len(line.why) <= Item.why.type.length
    assert bool(VALUE.search(line.text)) == bool(line.text_without), (
        "a line with a value needs words without it"
    )
    assert "{" not in VALUE.sub("", line.text) + line.text_without + line.why
