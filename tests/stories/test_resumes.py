"""A résumé in JSON gives beginnings of stories, in any version; and the page, for all kinds."""

import json
import re
import time
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plain import in_one_line
from webapp.core.text import Unreadable, clean
from webapp.stories.models import Story
from webapp.stories.resumes import beginnings, json_resume
from webapp.stories.resumes.beginnings import MAX_BEGINNINGS, MAX_LEFT, Beginning, Left, Place
from webapp.stories.resumes.json_resume import NO_RESUME, NOTHING_IN_IT
from webapp.stories.resumes.pdf import BROKEN, MAX_PAGES
from webapp.stories.resumes.reading import MAX_BYTES, OTHER, TOO_LARGE, resume_in
from webapp.stories.resumes.text_resume import MAX_CHARACTERS, NOTHING
from webapp.stories.routes import fitting

# Of the schema's own package, as they are.
SAMPLES = sorted(Path(__file__).parent.joinpath("jsonresume").glob("*.json"))


def resume(*work, **sections):
    return json.dumps({"basics": {}, "work": list(work), **sections}).encode()


def beginnings_in(data):
    return [found.beginning for found in resume_in(data).found]


def one(**entry):
    (found,) = beginnings_in(resume(entry))
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_of_the_schema_is_read(sample):
    highlights = {
        text
        for entry in json.loads(sample.read_text("utf-8"))["work"]
        for text in entry.get("highlights", [])
    }
    found = beginnings_in(sample.read_bytes())
    assert highlights and highlights <= {in_one_line(one.result) for one in found}
    assert all(one.title and one.situation for one in found)


def test_the_samples_are_there():
    assert len(SAMPLES) == 5


def test_a_highlight_is_a_beginning():
    found = one(
        name="Initech",
        position="Support lead",
        startDate="2019-02-01",
        endDate="2022",
        highlights=["Cut waiting times from 9 to 4 days. Nobody had counted them before."],
    )
    assert found == (
        "Cut waiting times from 9 to 4 days",
        "Support lead at Initech, 2019 to 2022",
        "Cut waiting times from 9 to 4 days. Nobody had counted them before.",
        "Cut waiting times from 9 to 4 days",
    )


@pytest.mark.parametrize(
    "entry, situation",
    [
        ({"company": "Old Ltd", "startDate": "2012"}, "Old Ltd, since 2012"),
        ({"organization": "Food bank", "position": "Driver"}, "Driver at Food bank"),
        ({}, ""),
        ({"name": 5, "position": ["x"], "startDate": {"year": 1}}, ""),
        ({"startDate": "soon"}, ""),
        ({"name": "A", "startDate": 2019, "endDate": 2022}, "A, 2019 to 2022"),
        ({"name": "A", "startDate": "2021-03"}, "A, since 2021"),
        ({"name": "A", "startDate": "2021-03", "endDate": "Present"}, "A, since 2021"),
        ({"name": "A", "startDate": "2021", "endDate": "2021-09"}, "A, 2021"),
        ({"name": "A", "endDate": "2021"}, "A, 2021"),
        ({"name": "A &amp; B <b>Ltd</b>", "position": "<i>Lead</i>"}, "Lead at A & B Ltd"),
        ({"name": True, "startDate": 10**20}, ""),
    ],
)
def test_other_versions_and_half_filled_entries(entry, situation):
    assert one(highlights=["Did it"], **entry).situation == situation


@pytest.mark.parametrize(
    "text, title",
    [
        ("Led approx. 40 people. Then eight.", "Led approx. 40 people"),
        (
            "Built it, e.g. For Acme Ltd. And then some",
            "Built it, e.g. For Acme Ltd. And then some",
        ),
        ("<p>Cut costs by 9&nbsp;%.</p><p>Twice.</p>", "Cut costs by 9 %"),
        ("Won! Then slept.", "Won!"),
        ("Cut p95 < 3 s and a > b", "Cut p95 < 3 s and a > b"),
    ],
)
def test_the_first_sentence_is_the_title(text, title):
    assert one(highlights=[text]).title == title


def test_what_no_story_begins_with_is_named():
    document = json.loads(resume({"name": "A", "highlights": ["Led four"]}))
    document |= {"education": [{}, {}], "skills": [{"name": "SQL"}], "languages": []}
    assert resume_in(json.dumps(document).encode()).left == [
        Left(Place("education"), "2 entries"),
        Left(Place("skills"), "1 entry"),
    ]


def test_one_highlight_in_two_jobs_is_two(owner):
    page = look(owner, resume(*({"name": name, "highlights": ["Led"]} for name in "AB"))).text
    ids = re.findall(r'name="id" value="([^"]+)"', page)
    assert len(ids) == 2 and ids[0] != ids[1]


def test_reactive_resumes_own_format():
    data = {
        "basics": {"name": "Robin"},
        "sections": {
            "summary": {"content": "x"},
            "experience": {
                "items": [
                    {
                        "company": "Initech",
                        "position": "Lead",
                        "date": "March 2019 - Present",
                        "summary": "<p>Team:</p><ul><li><p>Cut waiting by 40 %.</p></li><li>Hired six</li></ul>",
                    }
                ]
            },
            "projects": {"items": [{"name": "P", "date": "2020", "summary": "<p>Built it</p>"}]},
        },
    }
    found = beginnings_in(json.dumps(data).encode())
    assert [(one.title, one.situation) for one in found] == [
        ("Cut waiting by 40 %", "Lead at Initech, since 2019"),
        ("Hired six", "Lead at Initech, since 2019"),
        ("Built it", "P, 2020"),
    ]


def test_where_there_are_no_highlights_the_summary_will_do():
    assert one(name="A", summary="Led four people.", highlights=[]).title == "Led four people"
    assert [
        found.title
        for found in beginnings_in(
            resume(
                projects=[{"name": "P", "highlights": ["Built it"]}],
                volunteer=[{"highlights": ["Drove"]}],
            )
        )
    ] == ["Drove", "Built it"]


def test_what_is_too_long_is_shortened_and_what_is_twice_is_once():
    found = beginnings_in(resume({"highlights": ["x" * 5000, "x" * 5000]}))
    (one,) = found
    assert len(fitting(one).title) == 120 and len(fitting(one).result) == 2000
    assert fitting(one).title.endswith("x…")
    assert (
        len(beginnings_in(resume({"highlights": [str(n) for n in range(500)]}))) == MAX_BEGINNINGS
    )


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", OTHER),
        (b"hello", NOTHING),
        (b"[]", NO_RESUME),
        (b"{}", NO_RESUME),
        (b"null", NOTHING),
        (b'"work"', NOTHING),
        (b'{"other": 1}', NO_RESUME),
        (b"[" * 100_000, NO_RESUME),
        (b'{"work": ' + b"[" * 100_000, NO_RESUME),
        (b"1" * 10_000, NOTHING),
        (b"x" * (MAX_BYTES + 1), TOO_LARGE),
        (resume(), NOTHING_IN_IT),
        (b'{"work": {"highlights": ["x"]}}', NOTHING_IN_IT),
        (b'{"work": [1, "a", null, {"highlights": "x"}]}', NOTHING_IN_IT),
    ],
)
def test_what_is_no_resume_is_said_to_be_none(data, words):
    with pytest.raises(Unreadable) as refused:
        beginnings_in(data)
    assert str(refused.value) == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding):
    text = json.dumps({"work": [{"highlights": ["Zürich gebaut"]}]}, ensure_ascii=False)
    assert beginnings_in(text.encode(encoding))[0].title == "Zürich gebaut"


HOSTILE = [
    resume({"highlights": ["." * 1_900_000]}),
    resume({"highlights": ["a. " * 600_000]}),
    resume({"highlights": [" " * 1_900_000]}),
    resume(*[{"highlights": ["a"]}] * 90_000),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_made_to_hurt_is_over_soon(data):
    began = time.process_time()
    try:
        beginnings_in(data)
    except Unreadable:
        pass
    assert time.process_time() - began < 2, "seconds"


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "n" * 300_000, "highlights": [f"a{k}" for k in range(2500)]},
        {"highlights": ["." * 9_000] * 200},
        {"name": "n", "highlights": [f"{k} " * 3_000 for k in range(150)]},
    ],
    ids=["a long name", "the same again", "long ones"],
)
def test_no_text_is_cleaned_again_and_again(monkeypatch, entry):
    cleaned = []
    monkeypatch.setattr(beginnings, "clean", lambda text: cleaned.append(text) or clean(text))
    beginnings_in(resume(entry))
    assert max(map(len, cleaned)) <= 4_000 and cleaned.count(entry.get("name", "")[:4_000]) <= 1
    assert len(cleaned) <= MAX_BEGINNINGS + 5


def test_it_stops_when_there_are_enough(monkeypatch):
    begun = []
    monkeypatch.setattr(
        json_resume,
        "beginning_of",
        lambda where, text: begun.append(text) or Beginning(text, where, text, ""),
    )
    assert (
        len(
            beginnings_in(
                resume(
                    *[
                        {"name": "n" * 5_000, "highlights": [f"a{entry} {k}" for k in range(60)]}
                        for entry in range(50)
                    ]
                )
            )
        )
        == MAX_BEGINNINGS
        == len(begun)
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["work", "highlights", "name", "startDate", "summary", "projects", "position"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
@settings(max_examples=150, deadline=None)
def test_any_json_is_read_or_refused(value):
    try:
        assert all(found.result for found in beginnings_in(json.dumps({"work": value}).encode()))
    except Unreadable:
        pass


# The pages


def look(person, data=None, text=""):
    return person.upload("/stories/resume", data, "resume.json", text=text)


def first_form(page):
    form = page.partition("<form")[2].partition("</form>")[0]
    return {
        name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)
    }


def test_one_is_looked_at_and_made_a_story_that_is_written_on(owner):
    page = look(owner, SAMPLES[0].read_bytes())
    assert page.status_code == 200 and "Make it a story" in page.text and owner.rows(Story) == []
    sent = first_form(page.text)
    answer = owner.post("/stories/beginnings", sent)
    (kept,) = owner.rows(Story)
    assert answer.location == f"/stories/{kept.id}/edit" and (kept.title, kept.situation) == (
        sent["title"],
        sent["situation"],
    )
    assert "Among your stories" in look(owner, SAMPLES[0].read_bytes()).text


def test_what_it_was_read_from_is_shown_and_what_was_left_out(owner):
    text = "Experience\nLead, Pellwick, 2019-2021\n- Led <four>\n  & more\n\nSkills\nPython"
    page = unescape(look(owner, None, text=text).text)
    assert "Lines 3–4, under “Experience”" in page and "- Led <four>\n& more" in page
    assert "Left out: 1 place" in page and "Line 7, under “Skills”" in page
    assert owner.rows(Story) == [], "nothing is kept yet"
    sent = first_form(look(owner, None, text=text).text)
    owner.post("/stories/beginnings", sent)
    (kept,) = owner.rows(Story)
    assert kept.situation == "Lead, Pellwick, 2019 to 2021"


def test_that_there_may_be_more_is_said(owner):
    page = look(owner, resume({"highlights": [f"Did {n}" for n in range(500)]})).text
    assert f"Not more than {MAX_BEGINNINGS} are taken" in page
    assert "Not more than" not in look(owner, resume({"highlights": ["Did it"]})).text
    many = "Experience\n- Led four people\n" + "- Lone\n" * (MAX_LEFT + 1)
    assert f"Not more than {MAX_LEFT} places are named" in look(owner, None, text=many).text


def test_the_page_says_what_it_takes(owner):
    page = owner.get("/stories/resume").text
    for limit in (
        "A PDF",
        f"{MAX_BYTES // 1_000_000} MB",
        f"{MAX_PAGES} pages",
        f"{MAX_CHARACTERS:,} characters",
    ):
        assert limit in page
    assert "bracket" not in page


def test_what_was_written_on_is_not_begun_again(owner):
    sent = first_form(look(owner, SAMPLES[0].read_bytes()).text)
    owner.post("/stories/beginnings", sent)
    (kept,) = owner.rows(Story)
    owner.put(f"/stories/{kept.id}", {"title": "Better", "situation": "My words"})
    assert owner.post("/stories/beginnings", sent).location == f"/stories/{kept.id}/edit"
    assert [(story.title, story.situation) for story in owner.rows(Story)] == [
        ("Better", "My words")
    ]


def test_a_beginning_that_is_none_is_the_form_of_a_story(owner):
    answer = owner.post("/stories/beginnings", {"title": "", "situation": "Kept"})
    assert (
        answer.status_code == 422
        and "Give it a title" in answer.text
        and "Kept" in answer.text
        and owner.rows(Story) == []
    )


@pytest.mark.parametrize(
    "data, status, words",
    [
        (b"", 422, OTHER),
        (b"%PDF-1.7", 422, BROKEN),
        (b'{"other": 1}', 422, NO_RESUME),
        (b"x" * 20_000_000, 413, "A file can be 8 MB large"),
        (b"x" * (MAX_BYTES + 1), 422, TOO_LARGE),
        (None, 422, "Choose a file, or paste some lines."),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_field(owner, data, status, words):
    page = look(owner, data)
    assert page.status_code == status and words in page.text and 'id="file-error"' in page.text


def test_hostile_words_are_only_words(owner):
    page = look(
        owner, resume({"name": '"><img src=x>', "highlights": ["<script>alert(1)</script>"]})
    ).text
    assert "<script>alert" not in page and "<img src" not in page


def test_it_costs_the_same_for_few_and_for_many(owner, queries):
    counts = []
    for number in (2, 90):
        owner.get("/")
        with queries() as statements:
            look(owner, resume({"highlights": [f"Did {n}" for n in range(number)]}))
        counts.append(len(statements))
    assert counts[0] == counts[1]
