"""A résumé as text: its sections by their headings, in each the jobs, and of those what was done.

Where a text can't be read for certain it is taken as it stands: lines that say who and where are
put into one, in their order, and what no story begins with is named with its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.core.text import Unreadable
from webapp.stories.resumes.beginnings import (
    MAX_LEFT,
    MAX_TEXT,
    Found,
    Left,
    Place,
    Resume,
    beginning_of,
    first_ones,
    words,
)
from webapp.stories.resumes.headings import (
    Heading,
    heading_of,
    inline_heading_of,
    is_within_a_job,
    unknown_heading_of,
)
from webapp.stories.resumes.job_lines import is_dated
from webapp.stories.resumes.jobs import Job, jobs_in
from webapp.stories.resumes.lines import Line, joined, lines_in, runs_of, with_widths
from webapp.stories.resumes.periods import period_in

MAX_CHARACTERS = 100_000  # of a résumé as text
LEAST_WORDS = 2  # of what was done
TOO_LONG = f"A résumé can have {MAX_CHARACTERS:,} characters. Leave out what isn’t of your work."
NOTHING = (
    "No job or project with something that you did was found in it. "
    "What helps is a heading, such as Experience, and a dash before each thing that you did."
)
LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass
class Section:
    heading: Heading
    lines: list[Line] = field(default_factory=list)


def resume_in_text(text: str) -> Resume:
    """Raises Unreadable."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(TOO_LONG)
    return resume_of(lines_in(text))


def resume_of(lines: list[Line]) -> Resume:
    """Raises Unreadable."""
    sections = list(sections_of(with_widths(lines)))
    is_headed = any(section.heading.tells is not None for section in sections)
    found: list[Found] = []
    left: list[Left] = []
    for section in sections:
        if tells(section, is_headed):
            for job in jobs_in(section.lines):
                found += found_in(job, section)
                left += left_of(job, section)
        else:
            left += [left_at(section, section.lines)]
    found = first_ones(found)
    if not found:
        raise Unreadable(NOTHING)
    return Resume(found, left[:MAX_LEFT])


def sections_of(lines: list[Line]) -> Iterator[Section]:
    section, before = Section(Heading("", None)), None
    for line in lines:
        if before and line.gap:  # a paragraph of another kind is over
            yield section
            section, before = Section(before.heading), None
        heading = heading_at(line, section)
        inline = inline_heading_of(line) if section.heading.tells and line.gap else None
        if heading or (inline and not inline.tells):
            if section.lines:
                yield section
            before = None if heading else section
            section = Section(heading or inline or section.heading)
        if not heading:
            section.lines.append(line)
    if section.lines:
        yield section


def heading_at(line: Line, section: Section) -> Heading | None:
    """The heading that a line is of a section, and not of a list within a job."""
    heading = heading_of(line)
    if not section.heading.tells:
        return heading or unknown_heading_of(line)
    if heading and is_within_a_job(line) and section.lines:
        is_alike = heading.looks == section.heading.looks
        is_deeper = line.indent > section.heading.indent
        is_in_line = is_deeper and any(one.indent == line.indent for one in section.lines)
        return heading if is_alike and not is_in_line else None
    return heading


def tells(section: Section, is_headed: bool) -> bool:
    """Whether stories begin in it. Under a heading that nobody knows they do when it has jobs, with
    something below them; so they do in all of a text that has no headings."""
    if section.heading.tells is not None:
        return section.heading.tells
    has_bullets = any(line.has_bullet for line in section.lines)
    periods = [period_in(line.text) for line in section.lines if is_dated(line)]
    has_jobs = any(period and period.is_range for period in periods)
    return (has_jobs and has_bullets) or (not is_headed and (has_jobs or has_bullets))


def found_in(job: Job, section: Section) -> Iterator[Found]:
    where = words(job.situation)
    for lines in job.told:
        if is_deed(lines):
            beginning = beginning_of(where, words(joined(lines)))
            yield Found(beginning, place_of(section, lines), as_written(lines))


def left_of(job: Job, section: Section) -> Iterator[Left]:
    """What of a job no story begins with: all of one that has nothing below it, too."""
    left = [lines for lines in job.told if not is_deed(lines)]
    if len(left) == len(job.told) and job.heads:
        left.append(job.heads)
    if job.bullets:
        left += runs_of(job.texts)
    for lines in sorted(left, key=lambda one: (one[0].page, one[0].number)):
        yield left_at(section, lines)


def is_deed(lines: list[Line]) -> bool:
    """Not a word alone, nor what leads to a list, nor the tools."""
    text = joined(lines)
    inline = inline_heading_of(lines[0]._replace(has_bullet=False))
    is_list = inline is not None and not inline.tells
    return (
        len(text.split()) >= LEAST_WORDS
        and bool(LETTERS.search(text))
        and not (is_list or text.endswith(":"))
    )


def left_at(section: Section, lines: list[Line]) -> Left:
    return Left(place_of(section, lines), as_written(lines))


def as_written(lines: list[Line]) -> str:
    text = "\n".join(line.original for line in lines)
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + "…"


def place_of(section: Section, lines: list[Line]) -> Place:
    page = lines[0].page
    first, last = (0, 0) if page else (lines[0].number, lines[-1].number)
    return Place(section.heading.title, first, last, page)
