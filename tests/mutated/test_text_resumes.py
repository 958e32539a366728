"""Résumés as text and as PDFs after mishaps: read or refused, and nothing is found that isn't
written there; and those that people lay out in any way are read as they mean it."""

from random import Random

import pytest

from tests.mutated.mutations import SEEDS, mutated, read_or_refused
from tests.stories.pdfs import beside, pdf_of, typeset, typeset_pdf
from tests.stories.test_text_resumes import SAMPLES, text_of, told
from webapp.core.text import decoded
from webapp.stories.resumes.beginnings import MAX_BEGINNINGS
from webapp.stories.resumes.lines import tidied
from webapp.stories.resumes.reading import resume_in

TEXTS = [text_of(sample).encode() for sample in SAMPLES]
PDFS = [typeset_pdf(text_of(sample), page_lines=30) for sample in SAMPLES]
PLAIN_PDFS = [
    pdf_of(typeset(text_of("tabs.txt")), compressed=False),
    pdf_of(beside(text_of("latex.txt"), text_of("dense.txt"), at=300), compressed=False),
]


def lines_of(data):
    return {line.expandtabs(4).strip() for line in tidied(decoded(data)).split("\n")}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_text_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(200):
        data = mutated(random, random.choice(TEXTS), TEXTS)
        resume = read_or_refused(resume_in, data)
        if resume is not None:
            assert 1 <= len(resume.found) <= MAX_BEGINNINGS
            texts = [one.original for one in resume.found] + [one.text for one in resume.left]
            whole = [text for text in texts if not text.endswith("…")]
            assert {line for text in whole for line in text.split("\n")} <= lines_of(data), data
            were_read += 1
    assert were_read > 60, "who refuses all makes no mistake"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_pdf_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(120):
        samples = random.choice([PDFS, PLAIN_PDFS])
        data = mutated(random, random.choice(samples), samples, most=2)
        resume = read_or_refused(resume_in, data)
        assert resume is None or 1 <= len(resume.found) <= MAX_BEGINNINGS
        were_read += resume is not None
    assert were_read > 20


DEEDS = [
    "Led approx. 40 people",
    "Cut waiting times from 9 to 4 days, which nobody had done before in any of the three offices of the north",
    "Wrote the handbook. It is in use to this day.",
    "Negotiated with four carriers; saved $1.2M a year",
    "Answered 60 calls a day",
    "Halved the cost of reporting by moving 300 reports to one place and by asking who reads them",
    "Hired six people in 2018 alone",
    "Trained the night shift of two warehouses, i.e. 31 people, who had never seen a computer before that",
]
PLACES = ["Pellwick Kitchens Ltd", "Ottermere & Sons", "Bramblewick Foods, Inc.", "City of Leeds"]
ROLES = ["Support Lead", "Head of Data", "Shift supervisor", "Agent (Temporary)", "Trainee"]
WORK = [
    "Experience",
    "Work history:",
    "PROFESSIONAL EXPERIENCE",
    "Employment\n----------",
    "## Work",
]
OTHERS = ["Education", "Education:", "EDUCATION", "Education\n---------", "## Education"]
MONTHS = ["Jan", "March", "Sept.", "December"]


def written(random):
    """A résumé as somebody lays it out, and what was done in it, by where and when."""
    style = random.randrange(len(WORK))
    head, date = random.choice(HEADS), random.choice(DATES)
    sign, indent = (
        random.choice(["- ", "• ", "* ", "– ", "o ", "◦ "]),
        random.choice(["", "  ", "    "]),
    )
    width, hangs = random.choice([60, 76, 90, 200]), random.choice([True, False])
    blank, expected = random.choice(["", "\n"]), {}
    lines = ["Robin Hale", "Leeds, robin@pellwick.example", "", *WORK[style].split("\n"), ""]
    year = 2022
    for place in random.sample(PLACES, 3):
        role, began = random.choice(ROLES), year - random.randint(1, 3)
        when, years = date(random, began, year, is_last=year == 2022)
        deeds = random.sample(DEEDS, random.randint(1, 4))
        lines += head(role, place, when) + ([""] if blank else [])
        for deed in deeds:
            first, *rest = wrapped(deed, width)
            hanging = indent + " " * len(sign) if hangs else indent
            lines += [indent + sign + first, *(hanging + one for one in rest)]
        lines += [""] if blank or random.random() < 0.5 else []
        expected[(role, place, years)] = deeds
        year = began
    lines += ["", *OTHERS[style].split("\n"), "", "BSc Physics, University of Leeds, 2012 - 2015"]
    return "\n".join(lines), expected


def wrapped(text, width):
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


HEADS = [
    lambda role, place, when: [f"{role}, {place} ({when})"],
    lambda role, place, when: [f"{role} | {place} | {when}"],
    lambda role, place, when: [f"{when}   {role}, {place}"],
    lambda role, place, when: [f"{role} – {place}{' ' * 20}{when}"],
    lambda role, place, when: [role, place, when],
    lambda role, place, when: [f"{role}{' ' * 30}{when}", place],
    lambda role, place, when: [when, role, place],
    lambda role, place, when: [f"{when}: {role}", place],
]
DATES = [
    lambda random, began, ended, is_last: (
        (f"{began} – present", f"since {began}")
        if is_last
        else (f"{began} – {ended}", f"{began} to {ended}")
    ),
    lambda random, began, ended, is_last: (
        (f"since {began}", f"since {began}")
        if is_last
        else (f"{began}-{ended}", f"{began} to {ended}")
    ),
    lambda random, began, ended, is_last: (
        f"{random.choice(MONTHS)} {began} - {random.choice(MONTHS)} {ended}",
        f"{began} to {ended}",
    ),
    lambda random, began, ended, is_last: (
        f"0{random.randint(1, 9)}/{began} – 1{random.randint(0, 2)}/{ended}",
        f"{began} to {ended}",
    ),
]


def by_words(found):
    """Without the order and the signs in which where and when are told."""
    return {
        tuple(sorted(situation.replace(",", " ").split())): deeds
        for situation, deeds in found.items()
    }


def meant(expected):
    return by_words({" ".join(job): deeds for job, deeds in expected.items()})


@pytest.mark.parametrize("seed", SEEDS)
def test_any_layout_is_read_as_it_is_meant(seed):
    random = Random(seed)
    for _ in range(100):
        text, expected = written(random)
        assert by_words(told(resume_in(text.encode()))) == meant(expected), text


@pytest.mark.parametrize("seed", SEEDS)
def test_so_is_any_layout_as_a_pdf(seed):
    random = Random(seed)
    for _ in range(25):
        text, expected = written(random)
        data = typeset_pdf(text.replace("◦", "•"), random.choice([20, 35, 58]))
        assert by_words(told(resume_in(data))) == meant(expected), text
