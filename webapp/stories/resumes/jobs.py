"""The jobs under a heading of a résumé as text: lines that say who, where and when, and below each
what was done, with bullets or without."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.stories.resumes.job_lines import (
    ENDS,
    has_capitals,
    is_dated,
    is_name,
    is_place,
    segments_of,
)
from webapp.stories.resumes.lines import Line, begins_small, goes_on_in, runs_of
from webapp.stories.resumes.periods import period_in

BEFORE, AFTER = 3, 2  # such lines around the one with the time
MAX_BETWEEN = 2  # such lines right below a full line of the job before, and then a time
# What no sentence ends with.
OPEN = re.compile(
    r"(?:,|\b(?:the|an?|of|and|or|with|for|in|to|by|on|at|from|und|oder|der|die|das|den|dem|mit|von|für|im|am"
    r"|de|du|des|la|les?|et|ou|à|au|aux|pour|avec|en|par))$",
    re.IGNORECASE,
)


@dataclass
class Job:
    """What a line or several say of it, and what stands below."""

    heads: list[Line] = field(default_factory=list)
    years: str = ""
    bullets: list[list[Line]] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        return bool(self.bullets or self.texts)

    @property
    def situation(self) -> str:
        """As it is written, in one line, and the years: "Support Lead, Initech, 2019 to 2022"."""
        said = [one for line in self.heads for one in segments_of(line)]
        return ", ".join([*dict.fromkeys(said), *filter(None, [self.years])])

    @property
    def told(self) -> list[list[Line]]:
        """Its bullets; where there are none, its sentences."""
        return self.bullets or list(runs_of(self.texts))


class Head(NamedTuple):
    """How many lines say who, where and when; the years of them, if they are told, and how many
    lines stand before those."""

    length: int
    years: str = ""
    before: int = 0


NONE = Head(0)


def jobs_in(lines: list[Line]) -> list[Job]:
    jobs, at = [Job()], 0
    while at < len(lines):
        line, job = lines[at], jobs[-1]
        head = head_at(lines, at, job)
        if head.length:
            if job.is_begun or is_another(job, head, line):
                job = Job()
                jobs.append(job)
            job.heads += lines[at : at + head.length]
            job.years = job.years or head.years
            at += head.length
        elif line.has_bullet:
            item = bullet_at(lines, at)
            job.bullets.append(item)
            at += len(item)
        else:
            job.texts.append(line)
            at += 1
    return [job for job in jobs if job.heads or job.is_begun]


def is_another(job: Job, head: Head, line: Line) -> bool:
    """Whether lines that say who and where are of a new job, when nothing stands below the last."""
    is_named = any(map(segments_of, job.heads))
    return bool(job.years and (head.years or (is_named and line.gap)))


def bullet_at(lines: list[Line], at: int) -> list[Line]:
    """A bullet with the lines that it goes on in, and the list that it leads to."""
    item, leads = [lines[at]], False
    for place in range(at + 1, len(lines)):
        line = lines[place]
        leads = leads or item[-1].text.endswith(":")
        is_below = leads and line.has_bullet and line.indent > item[0].indent and not line.gap
        if not is_below and not goes_on(item, lines, place):
            break
        item.append(line)
    return item


def goes_on(item: list[Line], lines: list[Line], at: int) -> bool:
    first, before, line = item[0], item[-1], lines[at]
    if line.has_bullet or line.gap > 1 or (line.gap and ENDS.search(before.text)):
        return False
    if is_dated(line):
        return False
    if line.gap or begins_small(line.text):
        return begins_small(line.text)
    if line.indent > first.indent or OPEN.search(before.text):
        return True
    names = dated_head_at(lines, at).before
    return goes_on_in(before, line) and not 0 < names <= MAX_BETWEEN


def head_at(lines: list[Line], at: int, job: Job) -> Head:
    line = lines[at]
    if line.has_bullet:
        return listed_head_at(lines, at)
    if not line.gap and job.texts and goes_on_in(job.texts[-1], line) and not is_dated(line):
        return NONE
    head = dated_head_at(lines, at)
    return head if head.length else undated_head_at(lines, at, job)


def listed_head_at(lines: list[Line], at: int) -> Head:
    """Some have the jobs in a list, too, with a list of its own in each."""
    line, period = lines[at]._replace(has_bullet=False), period_in(lines[at].text)
    if not period or not period.is_range or not is_dated(line) or at + 1 == len(lines):
        return NONE
    is_over_a_list = lines[at + 1].has_bullet and lines[at + 1].indent > line.indent
    return Head(1, period.years) if is_over_a_list else NONE


def dated_head_at(lines: list[Line], at: int) -> Head:
    """The lines from here on, when one of the next few has a time in it and all are of its kind."""
    for place in range(at, min(at + BEFORE + 1, len(lines))):
        line = lines[place]
        if line.has_bullet or (place > at and line.gap):
            return NONE
        if is_dated(line):
            period = period_in(line.text)
            length = place - at + 1
            years = period.years if period else ""
            return Head(length + names_after(lines, at, place), years, place - at)
        if not is_name(line):
            return NONE
    return NONE


def names_after(lines: list[Line], at: int, dated: int) -> int:
    """How many lines below the one with the time still say who and where."""
    is_bare = at == dated and not segments_of(lines[dated])
    number = 0
    for line in lines[dated + 1 : dated + 1 + AFTER]:
        stands_out = line.indent > lines[dated].indent + 1 and not is_bare
        if line.gap or line.has_bullet or not is_name(line) or is_dated(line) or stands_out:
            break
        if not (is_bare and not number) and not has_capitals(line.text):
            break
        if dated > at and not is_place(line.text):
            break
        number += 1
    return number


def undated_head_at(lines: list[Line], at: int, job: Job) -> Head:
    """A project often has a name only: a line or two that stand alone above a list, or above
    sentences."""
    line = lines[at]
    if not (line.gap or at == 0 or (job.bullets and not job.texts)):
        return NONE
    length = 0
    while length < 2 and at + length < len(lines) and is_name(lines[at + length]):
        if length and lines[at + length].gap:
            break
        length += 1
    if not length or at + length == len(lines):
        return NONE
    under = lines[at + length]
    has_capitals_only = all(has_capitals(one.text) for one in lines[at : at + length])
    if under.has_bullet and under.gap < 2:
        return Head(length) if has_capitals_only or not (job.heads and not job.is_begun) else NONE
    if has_capitals(line.text) and not (job.years and not job.is_begun):
        return Head(1) if not goes_on_in(line, lines[at + 1]) else NONE
    return NONE
