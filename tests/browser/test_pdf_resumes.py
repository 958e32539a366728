"""Résumés that Chromium prints into PDFs, as many are made: with fonts and letters of its own, with
columns, and with lists whose signs are drawn. Of those an item ends where a line has room left."""

import pytest

from tests.stories.test_text_resumes import told
from webapp.stories.resumes.reading import resume_in

JOBS = """
<h2>Experience</h2>
<div style="display: flex; justify-content: space-between"><b>Support Lead, Pellwick Kitchens</b>
  <span>Jan 2019 – Mar 2021</span></div>
<i>Leeds, UK</i>
<ul><li>Cut waiting times from 9 to 4 days by counting them for the first time, which nobody had done before
  in any of the three offices; the office manager was surprised</li>
  <li>Led approx. 40 people.</li></ul>
<div style="display: flex; justify-content: space-between"><b>Support Agent, Ottermere</b> <span>2016 – 2018</span></div>
<ul><li>Answered 60 calls a day</li></ul>
<h2>Education</h2><p>BSc Physics, Leeds, 2015</p>
"""
SIDE = """
<h2>Contact</h2><p>robin@pellwick.example</p><p>07700 900123</p>
<h2>Skills</h2><ul><li>Python and SQL</li><li>Listening</li></ul>
<h2>Languages</h2><p>German, French</p>
"""
COLUMNS = "<div style='display: grid; grid-template-columns: {}; gap: 2em'><div>{}</div><div>{}</div></div>"
IN_JOBS = {
    "Support Lead, Pellwick Kitchens, Leeds, UK, 2019 to 2021": [
        "Cut waiting times from 9 to 4 days by counting them for the first time, which nobody had done before in any of the three offices; the office manager was surprised",
        "Led approx. 40 people.",
    ],
    "Support Agent, Ottermere, 2016 to 2018": ["Answered 60 calls a day"],
}


@pytest.mark.parametrize("font", ["11pt sans-serif", "12pt serif", "9pt monospace"])
@pytest.mark.parametrize(
    "layout",
    [
        JOBS,
        COLUMNS.format("30% 1fr", SIDE, JOBS),
        COLUMNS.format("1fr 26%", JOBS, SIDE),
    ],
    ids=["one column", "side at the left", "side at the right"],
)
def test_what_chromium_prints_is_read(page, layout, font):
    page.set_content(f"<body style='font: {font}'><h1>Robin Hale</h1>{layout}</body>")
    assert told(resume_in(page.pdf(format="A4"))) == IN_JOBS
