"""What a posting asks for, told from what is only there besides."""

import subprocess
import sys
from time import process_time

import pytest

from tests.reflections.factories import NOON, interview
from tests.requirements.postings import POSTINGS, WITHOUT_LABEL, lines_of, pasted
from tests.requirements.test_requirements import paste
from webapp.core.ids import new_id
from webapp.requirements.models import Importance, Requirement
from webapp.requirements.posting import Kind, Weight, lines_in
from webapp.salary.benefits.models import Benefit, Offered

CODES = {Kind.HEADING: "H", Kind.BLURB: "B", Kind.OFFERED: "O", Kind.TO_APPLY: "A"}
WEIGHTS = {Weight.MUST: "M", Weight.USUAL: "R", Weight.NICE: "N"}


def code_of(line):
    return CODES.get(line.kind) or WEIGHTS[line.weight]


@pytest.mark.parametrize("name", POSTINGS)
def test_each_line_is_told_for_what_it_is(name):
    found = [(code_of(line), line.text) for line in lines_in(pasted(name))]
    expected = [WITHOUT_LABEL.get(line, (code, line)) for code, line in lines_of(name)]
    assert [code for code, _ in found] == [code for code, _ in expected], found
    for (_, text), (_, line) in zip(found, expected, strict=True):
        assert line.endswith(text)


def test_what_goes_on_below_a_bullet_belongs_to_it():
    (line,) = lines_in("• Five years of planning\n  field work")
    assert line.text == "Five years of planning field work"


def test_where_nothing_is_asked_for_all_but_headings_is():
    """Whoever pastes one of the lines that were left out means it."""
    lines = lines_in("We offer:\n- Thirty days of leave")
    assert [line.kind for line in lines] == [Kind.HEADING, Kind.ASKED]


def test_the_weights_are_those_of_a_requirement():
    assert [*Weight] == [*Importance]


def test_reading_rests_on_no_database():
    asked = "import sys, webapp.requirements.posting; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"sqlalchemy", "flask", "wtforms"} & {*loaded}


@pytest.mark.parametrize(
    "piece", ["a", "A ", "- ", "please ", "we are ", "(m/", "m/", "send your ", "x: "]
)
def test_what_is_made_to_never_end_ends(piece):
    began = process_time()
    lines_in(f"({piece * (20_000 // len(piece))}")
    assert process_time() - began < 1


# On the page


def test_only_what_is_asked_for_becomes_requirements_and_offers_become_benefits(owner):
    of = interview(owner)
    paste(owner, of, pasted("british, with bullets"))
    rows = sorted(owner.rows(Requirement), key=lambda row: row.rank)
    assert [(row.text, row.importance) for row in rows] == [
        ("Lead a team of eight call handlers", Importance.USUAL),
        ("Plan the engineers' visits across three depots", Importance.USUAL),
        ("At least five years' experience in field service", Importance.MUST),
        ("Excel, and the patience to explain it", Importance.USUAL),
        ("A full UK driving licence is essential", Importance.MUST),
        (
            "Knowledge of Salesforce would be an advantage, ideally two years",
            Importance.NICE,
        ),
    ]
    benefits = sorted(owner.rows(Benefit), key=lambda row: row.rank)
    assert [(row.text, row.offered) for row in benefits] == [
        ("28 days of leave", Offered.YES),
        ("A pension with 8 % from us", Offered.YES),
        ("Cycle to work", Offered.YES),
    ]


def test_what_was_left_out_is_said_and_can_be_pasted_alone(owner):
    of = interview(owner)
    paste(owner, of, pasted("british, with bullets"))
    page = owner.get(f"/interviews/{of.id}/requirements").text
    assert "3 lines went to Benefits. 6 lines were left out: to add one" in page
    paste(owner, of, "Location: Leeds (hybrid)")
    assert "Location: Leeds (hybrid)" in [row.text for row in owner.rows(Requirement)]


def test_sent_twice_it_is_there_once(owner):
    of, id = interview(owner), new_id()
    for _ in range(2):
        paste(owner, of, pasted("german"), id)
    assert len(owner.rows(Benefit)) == 2 and len(owner.rows(Requirement)) == 5


def test_what_they_offer_stays_out_where_there_is_no_room_for_it(owner):
    of = interview(owner)
    rows = [
        Benefit(interview_id=of.id, text=f"Benefit {n}", rank=n, created_at=NOON)
        for n in range(Benefit.MAX_ITEMS - 1)
    ]
    owner.has(*rows)
    paste(owner, of, pasted("german"))
    assert len(owner.rows(Benefit)) == Benefit.MAX_ITEMS
