"""A résumé as text, as many people lay it out: what was done, where and when, and nothing of it
missed without a word."""

import re
import time
from itertools import chain
from pathlib import Path
from unicodedata import normalize

import pytest

from webapp.core.text import Unreadable
from webapp.stories.resumes.beginnings import MAX_BEGINNINGS, Left, Place
from webapp.stories.resumes.periods import period_in
from webapp.stories.resumes.reading import (
    MAX_BYTES,
    OTHER,
    PICTURE,
    TOO_LARGE,
    WEB,
    WORD,
    resume_in,
)
from webapp.stories.resumes.text_resume import MAX_CHARACTERS, NOTHING, TOO_LONG

FOLDER = Path(__file__).parent / "resumes"
LEAD = "Support Lead, Pellwick Kitchens"
AGENT = "Support Agent, Ottermere, 2016 to 2018"
LOGISTICS = "Ottermere Logistics, Operations Manager, since 2019"
FOODS = "Bramblewick Foods, Inc., Shift Supervisor, 2015 to 2019"
DATA = "Pellwick Kitchens, Leeds, Head of Data, since 2019"
NORDWIND = "Teamleiter Kundendienst, Nordwind GmbH, Hamburg, since 2021"
INITECH = "Responsable du support, Initech, Lyon, since 2020"
# Each of a layout: what was done, by where and when; and what is left out, by its lines.
SAMPLES = {
    "tabs.txt": (
        {
            "Support Lead, Pellwick Kitchens Ltd., 2019 to 2021": [
                "Cut waiting times from 9 to 4 days by counting them, which nobody had done before in any of the three offices.",
                "Led approx. 40 people. Then eight.",
                "Reduced complaints by 40 % in long-term contracts and customer visits, i.e. those of Acme Inc. and its suppliers",
            ],
            "Support Agent, Ottermere & Sons, 2016 to 2018": [
                "Answered 60 calls a day",
                "Wrote the handbook that is in use to this day",
            ],
        },
        [1, 5, 23, 27],
    ),
    "dense.txt": (
        {
            LOGISTICS: [
                "Redesigned the night shift of two warehouses so that 31 people do what took 46, without anybody being let go.",
                "Negotiated with four carriers; saved $1.2M a year",
                "Own the safety program of the site",
            ],
            FOODS: [
                "Supervised 18 people on the line",
                "Introduced a five-minute stand-up at the start of every shift and kept it going through two peak seasons",
            ],
        },
        [2, 4, 19, 23, 25],
    ),
    "profile.txt": (
        {
            "Pellwick Kitchens, Support Lead, Leeds, United Kingdom, since 2019": [
                "Hired six people",
                "Built the first dashboard of open cases, which the board looks at every Monday",
            ],
            "Ottermere, Support Agent, 2016 to 2018": [
                "Answered 60 calls a day and wrote the handbook."
            ],
        },
        [2, 6, 14, 22, 37],
    ),
    "werdegang.txt": (
        {
            NORDWIND: [
                "Wartezeit von neun auf vier Tage gesenkt",
                "Sechs Leute eingestellt und ein halbes Jahr lang eingearbeitet",
            ],
            "Sachbearbeiter, Südwind AG, Köln, 2018 to 2021": ["60 Anrufe am Tag beantwortet"],
            "Fahrer bei der Tafel, since 2015": ["Touren für zwölf Leute geplant"],
        },
        [4, 14, 18, 25],
    ),
    "parcours.txt": (
        {
            INITECH: ["Réduit l’attente de 9 à 4 jours", "Encadré une équipe de 8 personnes"],
            "Conseillère clientèle, Globex, Paris, 2016 to 2019": [
                "Traité 60 appels par jour, p. ex. ceux des clients de l’agence de Lille"
            ],
        },
        [1, 15, 18],
    ),
    "markdown.md": (
        {
            f"{LEAD}, 2019 to 2021": ["Cut waiting times from 9 to 4 days", "Led 40 people"],
            "Agent, Ottermere, 2016 to 2018": ["Answered calls", "Wrote the handbook"],
            "Round Two": ["Built an app for second interviews with Flask and htmx"],
        },
        [3, 29],
    ),
    "prose.txt": (
        {
            "Support Lead at Pellwick Kitchens, since 2021": [
                "I led a team of eight in Leeds. Within a year we cut the time that people waited from nine days to four, by counting it first. Nobody had counted it before."
            ],
            "Agent at Ottermere, 2016 to 2018": [
                "Answered 60 calls a day.",
                "Wrote the handbook.",
            ],
        },
        [],
    ),
    "sections.txt": (
        {
            DATA: [
                "Run a team of seven analysts",
                "Report to the board",
                "Halved the cost of reporting: moved 300 reports to one place; retired two systems",
            ],
            "Analyst, 2016 to 2019": ["Built the first forecast of demand"],
            "Driver, Food Bank, 2018": ["Drove 40 families' parcels a week"],
            "Round Two": ["An app for second interviews"],
        },
        [1, 7, 10, 14, 29],
    ),
    "latex.txt": (
        {
            "Pellwick Kitchens, Leeds, Support Lead, 2019 to 2021": [
                "Improved the first-contact resolution of the office from 60 to 80 per cent within a year by writing down what was asked",
                "Automated the reports",
            ]
        },
        [1, 17],
    ),
    "engineer.txt": (
        {
            "Pellwick Corp., Chicago, IL, Senior Software Engineer, since 2018": [
                "Led migration of 40+ services to Kubernetes, reducing costs by 30%.",
                "Mentored 5 engineers; 2 were promoted within 1 year.",
                "On-call lead from Jan 2020 to Mar 2021, cutting pages by half.",
            ],
            "Ottermere Inc., Remote, Software Engineer, 2014 to 2018": [
                "Built payment API handling $2B/yr.",
                "2016 Hackathon winner",
            ],
            "OpenThing, Python, Flask, pellwick.example/openthing": ["1,200 stars on the web"],
            "Homelab, 2019": ["Runs 12 services"],
        },
        [2, 7, 26],
    ),
    "ward.txt": (
        {
            "REGISTERED NURSE, Bramblewick Hospital, London, Ward 12, Surgical, since 2016": [
                "Cared for 12 patients a shift",
                "Introduced a handover sheet used on 6 wards",
            ],
            "STAFF NURSE, Ottermere Hospital, London, 2012 to 2016": [
                "Audited falls; cut them by 20% in 2014"
            ],
        },
        [2],
    ),
    "nested.txt": (
        {
            f"{LEAD}, 2019 to 2021": ["Cut waiting times from 9 to 4 days", "Led 40 people"],
            AGENT: ["Answered 60 calls a day"],
        },
        [11],
    ),
}


def text_of(sample):
    return (FOLDER / sample).read_text("utf-8")


def read(text):
    return resume_in(text.encode())


def told(resume):
    """What was done, by where and when."""
    by_job = {}
    for one in resume.found:
        by_job.setdefault(one.beginning.situation, []).append(one.beginning.result)
    return by_job


def test_each_layout_is_among_these():
    assert {path.name for path in FOLDER.iterdir()} == {*SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_layout_is_read(sample):
    resume = read(text_of(sample))
    assert told(resume) == SAMPLES[sample][0]
    assert [left.place.first for left in resume.left] == SAMPLES[sample][1]


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_beginning_says_where_it_stands_and_how_it_is_written(sample):
    lines = text_of(sample).splitlines()
    for one in read(text_of(sample)).found:
        place = one.place
        there = [
            " ".join(normalize("NFKC", line).split())
            for line in lines[place.first - 1 : place.last]
        ]
        written = [" ".join(line.split()) for line in one.original.splitlines()]
        assert written == [line for line in there if line not in ("", "•")]


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_line_is_missed_without_a_word(sample):
    """It is of a beginning, in what it says of where and when, a heading, or among what is left."""
    resume, text = read(text_of(sample)), text_of(sample)
    named = set(
        chain.from_iterable(
            range(one.place.first, one.place.last + 1) for one in [*resume.found, *resume.left]
        )
    )
    headings = {one.place.heading for one in [*resume.found, *resume.left]}
    situations = " ".join(told(resume))
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip(" #=*:_")
        if number in named or not words or words in headings or line.startswith("Page "):
            continue
        period = period_in(line)
        head = f"{line[: period.begin]}  {line[period.end :]}" if period else line
        pieces = [piece.strip(" #*-–:|()") for piece in re.split(r"\||\s{2,}|\s—\s", head)]
        known = all(piece in situations or piece in ("Lebenslauf", "•") for piece in pieces)
        assert known, f"{number}: {line}"


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("•", "◦").replace("\n- ", "\n— "),
        lambda text: text.replace("•", "\uf0b7"),
        lambda text: text.replace(" - ", " – "),
        lambda text: text + "\n\n\n",
        lambda text: "\n\n" + text.replace("\n", " \n"),
    ],
    ids=[
        "ends of lines",
        "other signs",
        "Word’s signs",
        "other dashes",
        "blanks below",
        "blanks around",
    ],
)
def test_how_a_program_writes_it_makes_no_difference(sample, changed):
    assert told(read(changed(text_of(sample)))) == SAMPLES[sample][0]


@pytest.mark.parametrize("sample", [name for name in SAMPLES if name != "latex.txt"])
def test_nor_does_an_empty_line_after_each(sample):
    """As a browser copies it; in which a paragraph is no more than its lines."""
    found = told(read(text_of(sample).replace("\n", "\n\n")))
    assert found == SAMPLES[sample][0]


@pytest.mark.parametrize(
    "text, years",
    [
        ("Jan 2019 - Mar 2021", "2019 to 2021"),
        ("2019 – present", "since 2019"),
        ("2019–", "since 2019"),
        ("03/2019-06/2022", "2019 to 2022"),
        ("03/19 – 06/22", "2019 to 2022"),
        ("Jan ’98 to Dec ’01", "1998 to 2001"),
        ("since 2021", "since 2021"),
        ("2018 to date", "since 2018"),
        ("March – June 2020", "2020"),
        ("January 2019 - Present (2 years 3 months)", "since 2019"),
        ("May 1, 2019 until June 2020", "2019 to 2020"),
        ("01.03.2019 – 30.06.2022", "2019 to 2022"),
        ("2019-03 – 2021-06", "2019 to 2021"),
        ("seit 03/2021", "since 2021"),
        ("Mai 2019 bis heute", "since 2019"),
        ("von März 2019 bis Dez. 2020", "2019 to 2020"),
        ("depuis janv. 2020", "since 2020"),
        ("de mars 2019 à juin 2021", "2019 to 2021"),
        ("septembre 2018 – aujourd’hui", "since 2018"),
        ("Summer 2018", "2018"),
    ],
)
def test_a_time_is_read_as_it_is_written(text, years):
    (found,) = read(f"Experience\n\nLead, Pellwick {text}\n- Led four people").found
    assert found.beginning.situation == f"Lead, Pellwick, {years}"
    (found,) = read(f"Experience\n\n{text}\nLead, Pellwick\n- Led four people").found
    assert found.beginning.situation == f"Lead, Pellwick, {years}"


@pytest.mark.parametrize(
    "text",
    [
        "Marketing",
        "by 40 - 50 %",
        "+44 1632 960123",
        "£2019",
        "room 2015b",
        "12-14 people",
        "v20.19",
    ],
)
def test_a_number_is_no_time(text):
    assert period_in(text) is None


@pytest.mark.parametrize(
    "heading",
    [
        "Experience",
        "WORK HISTORY:",
        "Employment",
        "E X P E R I E N C E",
        "Professional Experience (continued)",
        "Experience & Projects",
        "Relevant experience:",
        "**Experience**",
        "Berufliche Stationen",
        "EXPÉRIENCES PROFESSIONNELLES",
        "Experience\n----------",
        "Experiencia laboral\n===================",
        "DOŚWIADCZENIE ZAWODOWE",
    ],
)
def test_a_heading_is_known_however_it_is_written(heading):
    text = f"Robin\n\nSkills\n- Led by nobody\n\n{heading}\n\nLead, Pellwick 2019-2021\n- Led four people"
    (found,) = read(text).found
    assert (found.beginning.situation, found.beginning.result) == (
        "Lead, Pellwick, 2019 to 2021",
        "Led four people",
    )


@pytest.mark.parametrize(
    "bullet", ["- ", "* ", "• ", "– ", "◦ ", "o ", "-", "•\t", "1. ", "2) ", "▪  ", "➢ ", "•\n"]
)
@pytest.mark.parametrize("indent", ["", "   "])
def test_a_bullet_is_known_by_its_sign(bullet, indent):
    lines = "\n".join(f"{indent}{bullet}{text}" for text in ("Led four people", "Hired six"))
    found = read(f"Experience\nLead, Pellwick, 2019-2021\n{lines}").found
    assert [one.beginning.result for one in found] == ["Led four people", "Hired six"]


@pytest.mark.parametrize(
    "text, result",
    [
        ("- Led approx. 40 people", "Led approx. 40 people"),
        ("- Cut p95 < 3 s and a > b", "Cut p95 < 3 s and a > b"),
        ("- Cut <b>costs</b> by 9&nbsp;%", "Cut costs by 9 %"),
        ("- Sold 2019 pans", "Sold 2019 pans"),
        ("- From 2016 to 2018 the only one\n  on call", "From 2016 to 2018 the only one on call"),
        (
            "- Was on call, alone,\n  2016 – 2018 and later",
            "Was on call, alone, 2016 – 2018 and later",
        ),
        ("- Cut\u00a0costs of e\u00adspresso", "Cut costs of espresso"),
        ("- Kept it self-\n  financed", "Kept it self-financed"),
    ],
)
def test_what_was_done_is_taken_as_it_is_written(text, result):
    (found,) = read(f"Experience\n\nLead, Pellwick, 2019-2021\n{text}").found
    assert found.beginning.result == result


def test_a_sentence_beside_a_list_is_kept_as_text():
    resume = read(
        "Experience\n\nLead, Pellwick, 2019-2021\nPellwick makes kitchens for 400 towns.\n- Led four people"
    )
    assert [one.beginning.result for one in resume.found] == ["Led four people"]
    assert resume.left == [
        Left(Place("Experience", 4, 4), "Pellwick makes kitchens for 400 towns.")
    ]


def test_what_was_done_is_no_place_though_german_writes_it_with_capitals():
    resume = read(
        "Berufserfahrung\n\nSüdwind AG, Köln\nSachbearbeiter\n01/2018 – 02/2021\n"
        "Bearbeitung von 60 Anrufen am Tag\nEinführung eines neuen Verfahrens"
    )
    assert told(resume) == {
        "Südwind AG, Köln, Sachbearbeiter, 2018 to 2021": [
            "Bearbeitung von 60 Anrufen am Tag",
            "Einführung eines neuen Verfahrens",
        ]
    }


def test_a_job_may_begin_with_a_small_letter():
    resume = read("Experience\niOS Developer, Pellwick, 2019-2021\n- Led four people")
    assert told(resume) == {"iOS Developer, Pellwick, 2019 to 2021": ["Led four people"]}


def test_a_job_is_never_given_what_is_of_another():
    resume = read(
        "Experience\n\nLead, Pellwick, 2019-2021\n\nAgent, Ottermere\n- Answered calls\n\n"
        "Achievements\n- Won a prize of the town"
    )
    assert told(resume) == {"Agent, Ottermere": ["Answered calls"], "": ["Won a prize of the town"]}
    assert [left.text for left in resume.left] == ["Lead, Pellwick, 2019-2021"]


def test_there_are_no_more_than_may_be():
    lines = "\n".join(f"- Did the thing {number}" for number in range(500))
    assert len(read(f"Experience\n{lines}").found) == MAX_BEGINNINGS


@pytest.mark.parametrize(
    "data, words",
    [
        (b"hello", NOTHING),
        (b"Skills\n- Python and SQL", NOTHING),
        (b"Experience\n", NOTHING),
        (b" \n \n", OTHER),
        (b"\0\1\2\3" * 100, OTHER),
        (b"PK\x03\x04 a .docx", WORD),
        (b"{\\rtf1\\ansi Experience", WORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", WORD),
        (b"\n<!DOCTYPE html><p>Experience", WEB),
        (b"\x89PNG\r\n\x1a\n", PICTURE),
        (b"- a\n" * (MAX_CHARACTERS // 4 + 1), TOO_LONG),
        (b"x" * (MAX_BYTES + 1), TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_told_in_words(data, words):
    with pytest.raises(Unreadable) as refused:
        resume_in(data)
    assert str(refused.value) == words


HOSTILE = [
    "2019 " * 20_000,
    "Experience\n" + "- a b\n" * 16_000,
    "Experience\n" + "A\n" * 45_000,
    "Experience\n" + "Lead 2019-2021\n" * 6_000,
    "Experience\n" + "- a:\n" * 19_000,
    "Experience\n- " + "a " * 49_000,
    "Experience\n" + "(" * 99_000,
    "Experience\n- " + "**a" * 33_000,
    "Experience\n" + "\n" * 99_000,
    "- " * 50_000,
    "A&B&" * 20_000,
    "E " * 50_000,
    ("x" * 58 + ":\n") * 1_600,
    "Experience\n" + ("-" * 300 + "x\n") * 330,
    "Experience\n" + ("Jan 2019 " * 30 + "\n") * 360,
    "Experience\n" + ("\t" * 90 + "x\n") * 1_000,
    "Experience\n" + "".join(" " * (n % 300) + "- a b\n" for n in range(600)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_made_to_hurt_is_over_soon(text):
    assert len(text) <= MAX_CHARACTERS
    began = time.process_time()
    try:
        read(text)
    except Unreadable:
        pass
    assert time.process_time() - began < 4, "seconds"
