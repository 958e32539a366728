"""A résumé as a PDF says what the text of it does, in one column or two; and one that is locked, is
a picture or is made to hurt is refused in words, within the limits."""

import resource
import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfWriter

from tests.rules.sources import ROOT
from tests.stories.pdfs import (
    HOSTILE,
    beside,
    pdf_of,
    stream_of,
    text_at,
    typeset,
    typeset_pdf,
    with_content,
    with_letters,
)
from tests.stories.test_text_resumes import SAMPLES, text_of, told
from webapp.core import child
from webapp.core.child import TAKES_TOO_MUCH, read_in_child
from webapp.core.text import Unreadable
from webapp.stories.resumes.pdf import (
    BROKEN,
    LOCKED,
    MAX_PAGES,
    NO_LETTERS,
    NO_TEXT,
    TOO_MANY_PAGES,
    TOO_MUCH,
)
from webapp.stories.resumes.reading import MAX_BYTES, TOO_LARGE, resume_in
from webapp.stories.resumes.text_resume import NOTHING, TOO_LONG

SIDE = """Contact
robin@pellwick.example
+44 1632 960123

SKILLS
- Python and SQL
- Queueing

LANGUAGES
English (native), German
since 2011"""
MAIN = """Robin Hale

EXPERIENCE
Support Lead
Pellwick Kitchens, Leeds
Jan 2019 – present
• Cut waiting times from 9 to 4 days by counting
  them, which nobody had done before
• Led approx. 40 people
Support Agent
Ottermere
2016 – 2018
• Answered 60 calls a day

EDUCATION
BSc Physics, Leeds, 2015"""
IN_MAIN = {
    "Support Lead, Pellwick Kitchens, Leeds, since 2019": [
        "Cut waiting times from 9 to 4 days by counting them, which nobody had done before",
        "Led approx. 40 people",
    ],
    "Support Agent, Ottermere, 2016 to 2018": ["Answered 60 calls a day"],
}
MORE = """• Wrote the handbook that is in use to this day
• Trained six people
Waiter
Bramblewick Foods
2012 – 2015
• Carried four plates at a time"""


def refusal_of(data):
    with pytest.raises(Unreadable) as refused:
        resume_in(data)
    return str(refused.value)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_pdf_says_what_its_text_does(sample):
    resume = resume_in(typeset_pdf(text_of(sample)))
    assert told(resume) == SAMPLES[sample][0]
    assert len(resume.left) == len(SAMPLES[sample][1])


@pytest.mark.parametrize("sample", ["dense.txt", "profile.txt", "tabs.txt", "werdegang.txt"])
@pytest.mark.parametrize("page_lines", [7, 10, 11])
def test_where_a_page_ends_makes_no_difference(sample, page_lines):
    found = resume_in(typeset_pdf(text_of(sample), page_lines))
    assert told(found) == SAMPLES[sample][0]


def test_each_beginning_says_on_which_page_it_stands():
    found = resume_in(pdf_of(typeset(MAIN), typeset(MORE))).found
    assert [one.place.display for one in found] == ["Page 1, under “EXPERIENCE”"] * 3


@pytest.mark.parametrize("sides", [(SIDE, MAIN), (MAIN, SIDE)], ids=["left", "right"])
def test_what_stands_beside_the_jobs_is_not_of_them(sides):
    at = 220 if sides[0] == SIDE else 360
    resume = resume_in(pdf_of(beside(*sides, at=at)))
    assert told(resume) == IN_MAIN
    headings = {left.place.heading for left in resume.left}
    assert {"Contact", "SKILLS", "LANGUAGES", "EDUCATION"} <= headings


def test_columns_below_a_line_that_goes_across():
    above = typeset(
        "Robin Hale, who counts things before changing them, and has kept three teams since 2012"
    )
    resume = resume_in(pdf_of([*above, *beside(SIDE, MAIN, top=760)]))
    assert told(resume) == IN_MAIN


INTERESTS = "Interests\n- Rowing\n- Chess\n- Bread\n"
JOBS = MAIN.partition("\n\nEDUCATION")[0]


@pytest.mark.parametrize(
    "first, second",
    [
        (beside(SIDE, JOBS), beside(INTERESTS, MORE)),
        (beside(SIDE, JOBS), typeset(MORE)),
        (beside(SIDE, JOBS), typeset(MORE, x=220)),
        (beside(JOBS, SIDE, at=360), beside(MORE, INTERESTS, at=360)),
        (beside(JOBS, SIDE, at=360), typeset(MORE)),
    ],
    ids=[
        "left and left",
        "left and none",
        "left and its place",
        "right and right",
        "right and none",
    ],
)
def test_a_column_goes_on_on_the_next_page(first, second):
    found, agent = told(resume_in(pdf_of(first, second))), "Support Agent, Ottermere, 2016 to 2018"
    assert found[agent] == [
        *IN_MAIN[agent],
        "Wrote the handbook that is in use to this day",
        "Trained six people",
    ]
    assert found["Waiter, Bramblewick Foods, 2012 to 2015"] == ["Carried four plates at a time"]


def test_dates_beside_the_jobs_are_of_them():
    """They stand apart as columns do."""
    dates = "EXPERIENCE\n2019 – 2021\n\n\n2016 – 2018\n"
    jobs = "\nSupport Lead, Pellwick\n• Led four people\n• Cut waiting times\nSupport Agent, Ottermere\n• Answered calls"
    assert told(resume_in(pdf_of(beside(dates, jobs, at=180)))) == {
        "Support Lead, Pellwick, 2019 to 2021": ["Led four people", "Cut waiting times"],
        "Support Agent, Ottermere, 2016 to 2018": ["Answered calls"],
    }


def locked(data, **options):
    writer = PdfWriter(clone_from=BytesIO(data))
    writer.encrypt(algorithm="RC4-128", **options)
    to = BytesIO()
    writer.write(to)
    return to.getvalue()


def test_one_with_a_password_is_said_to_have_one():
    assert refusal_of(locked(typeset_pdf(MAIN), user_password="secret")) == LOCKED


def test_one_that_only_may_not_be_changed_is_read():
    data = locked(typeset_pdf(MAIN), user_password="", owner_password="secret")
    assert told(resume_in(data)) == IN_MAIN


def test_one_that_is_locked_as_newer_programs_do_is_said_to_be():
    data = typeset_pdf(MAIN)
    keys = b" ".join(
        b"/%s <%s>" % (key, b"41" * size)
        for key, size in ((b"O", 48), (b"U", 48), (b"OE", 32), (b"UE", 32), (b"Perms", 16))
    )
    lock = b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 %s /StmF /StdCF /StrF /StdCF /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> >> /ID [<41> <41>] /Root 1 0 R"
    assert refusal_of(data.replace(b"/Root 1 0 R", lock % keys)) == LOCKED


PICTURE = stream_of(
    b"\xff" * 300,
    True,
    b" /Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
)


@pytest.mark.parametrize(
    "data, words",
    [
        (with_content(b"q 595 0 0 842 0 0 cm /I Do Q", b"", True, PICTURE), NO_TEXT),
        (pdf_of([]), NO_TEXT),
        (
            with_letters(
                b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FF> <E000> endbfrange"
            ),
            NO_LETTERS,
        ),
        (pdf_of(typeset("hello")), NOTHING),
        (pdf_of(*[typeset(MAIN)] * (MAX_PAGES + 1)), TOO_MANY_PAGES),
        (pdf_of(*[[text_at(50, 790 - n, "word " * 40) for n in range(0, 700, 2)]] * 3), TOO_LONG),
        (b"%PDF-1.7", BROKEN),
        (b"%PDF-1.7\n" + b"x" * 100_000, BROKEN),
        (b"%PDF-" + b"x" * MAX_BYTES, TOO_LARGE),
    ],
    ids=[
        "a picture",
        "empty",
        "no letters",
        "no résumé",
        "pages",
        "characters",
        "nothing",
        "rubbish",
        "size",
    ],
)
def test_what_cannot_be_read_is_told_in_words(data, words):
    assert refusal_of(data) == words


def test_as_many_pages_as_may_be():
    assert told(resume_in(pdf_of(*[typeset(MAIN)] * MAX_PAGES))) == IN_MAIN


@pytest.mark.parametrize("share", range(1, 10))
def test_one_that_was_cut_off_is_read_or_refused(share):
    data = typeset_pdf(MAIN)
    try:
        resume_in(data[: len(data) * share // 10])
    except Unreadable as refused:
        assert str(refused) in (BROKEN, NO_TEXT, NOTHING)


def test_one_that_begins_later_is_read():
    assert told(resume_in(b"\n\n  " + typeset_pdf(MAIN))) == IN_MAIN


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_made_to_hurt_stays_within_the_limits(what, caplog):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    data = HOSTILE[what]()
    with pytest.raises(Unreadable) as refused:
        read_in_child(resume_in, data)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # One may be stopped, by the memory that it takes.
    stopped = [TAKES_TOO_MUCH] if what == "a text wide apart" else []
    ours = (BROKEN, NO_TEXT, NOTHING, TOO_MANY_PAGES, TOO_MUCH, TOO_LONG)
    assert str(refused.value) in (*ours, *stopped)
    assert after.ru_utime - before.ru_utime < child.CPU / 2
    assert not caplog.text, "a fault of ours"


def test_no_other_resume_waits_for_the_library():
    asked = "import sys; import webapp.stories.resumes.reading; print('pypdf' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True)
    assert said.stdout.strip() == b"False"
