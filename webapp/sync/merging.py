"""One form from two that were changed at once, on two devices: nothing that either says is lost.

A form says what it was filled with when it was opened, each value as `was:` and the field's name.
What only one of the two changed is taken from that one. Where both changed a longer text, it is put
together by paragraphs, and those that both changed are kept both. Of a short value both changed,
the later one stands, and the other is told of; so it is with texts that would take too long to put
together: of very many paragraphs, or of many that are the same.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cached_property

from werkzeug.datastructures import MultiDict

from webapp.core.text import clean

WAS = "was:"
# Of all texts of a form that are put together. Lines that come again and again are compared again
# and again: a step is a comparison, of which there can be the cube of the lines.
MAX_LINES, MAX_STEPS = 300, 500_000
Fields = MultiDict[str, str]


@dataclass(frozen=True)
class Overlap:
    """A field that both changed: what it says now, and what the other device had made of it."""

    name: str
    kept: str
    other: str


def merged(
    sent: Fields,
    current: Fields,
    long: Container[str] = (),
    lists: Container[str] = (),
    is_earlier: bool = False,
) -> tuple[Fields, list[Overlap]]:
    """The fields to use in place of `sent`, and the overlaps. `current` is what the thing says
    by now, in the same fields; what was sent `is_earlier` when it was done before that and only
    came later. `long` names the fields made of paragraphs; `lists` those that carry the ids of
    rows, whose own fields are named `<list>-<id>-...`. Without any `was:` field, `sent` stands
    as it is."""
    base = MultiDict(
        (name[len(WAS) :], value) for name, value in sent.items(multi=True) if name.startswith(WAS)
    )
    if not base:
        return sent, []
    mine = MultiDict(item for item in sent.items(multi=True) if not item[0].startswith(WAS))
    merge = Merge(cleaned(base), cleaned(mine), cleaned(current), is_earlier)
    for name in dict.fromkeys([*merge.mine, *merge.base, *merge.theirs]):
        if name in lists:
            merge.take(name, merge.rows(name))
        else:
            merge.take(name, merge.values(name, name.rpartition("-")[2] in long))
    return merge.result, merge.overlaps


def cleaned(fields: Fields) -> Fields:
    return MultiDict((name, clean(value)) for name, value in fields.items(multi=True))


class Merge:
    def __init__(self, base: Fields, mine: Fields, theirs: Fields, is_earlier: bool) -> None:
        self.base, self.mine, self.theirs, self.is_earlier = base, mine, theirs, is_earlier
        self.result: Fields = MultiDict()
        self.overlaps: list[Overlap] = []
        self.lines_left, self.steps = MAX_LINES, Steps()

    def take(self, name: str, values: Iterable[str]) -> None:
        self.result.setlist(name, values)

    def values(self, name: str, is_long: bool) -> list[str]:
        base, mine, theirs = (
            fields.getlist(name) for fields in (self.base, self.mine, self.theirs)
        )
        if mine == theirs or same(theirs, base):
            return mine
        if same(mine, base) or not mine:  # not sent at all: its row was removed
            return theirs
        if not theirs:
            return mine
        together, overlap = (
            self.together(whole(base), whole(mine), whole(theirs)) if is_long else (None, True)
        )
        kept, other = (theirs, mine) if self.is_earlier else (mine, theirs)
        if overlap:
            self.overlaps.append(Overlap(name, whole(kept), whole(other)))
        return kept if together is None else [together]

    def together(self, base: str, mine: str, theirs: str) -> tuple[str | None, bool]:
        """The text put together from both, or None when that would take too long; and whether they
        changed the same place."""
        if not self.has_time_for((base, mine, theirs)):
            return None, True
        try:
            return by_paragraphs(base, mine, theirs, self.steps)
        except TooManySteps:
            return None, True

    def has_time_for(self, texts: Iterable[str]) -> bool:
        """Whether these can be put together too. Who else writes waits meanwhile."""
        lines = 1 + max(text.count("\n") for text in texts)
        if lines > self.lines_left:
            return False
        self.lines_left -= lines
        return True

    def rows(self, name: str) -> list[str]:
        """The ids of the rows: mine in my order, then those that the other added. A row that one
        removed goes, unless the other changed it meanwhile."""
        base, mine, theirs = (
            dict.fromkeys(fields.getlist(name)) for fields in (self.base, self.mine, self.theirs)
        )
        kept = [
            id
            for id in mine
            if id in theirs or id not in base or self.is_changed(self.mine, f"{name}-{id}")
        ]
        added = [
            id
            for id in theirs
            if id not in mine and (id not in base or self.is_changed(self.theirs, f"{name}-{id}"))
        ]
        return kept + added

    def is_changed(self, fields: Fields, row: str) -> bool:
        return any(
            not same(fields.getlist(name), self.base.getlist(name)) for name in self.names_in[row]
        )

    @cached_property
    def names_in(self) -> defaultdict[str, set[str]]:
        """The names of the fields of each row, by its key: found once, not once for each row."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        for name in [*self.base, *self.mine, *self.theirs]:
            names[name.rpartition("-")[0]].add(name)
        return names


class TooManySteps(Exception):
    """To go on would take too long."""


@dataclass
class Steps:
    left: int = MAX_STEPS

    def take(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise TooManySteps


class Matcher(SequenceMatcher[str]):
    """Counts what it compares, before it does."""

    a: Sequence[str]
    b2j: dict[str, list[int]]  # documented: the places of each in `b`

    def __init__(self, base: Sequence[str], text: Sequence[str], steps: Steps) -> None:
        self.steps = steps
        super().__init__(None, base, text, autojunk=False)

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        places = (self.b2j.get(line, ()) for line in self.a[alo:ahi])
        self.steps.take(sum(1 + len(each) for each in places))
        return super().find_longest_match(alo, ahi, blo, bhi)


def same(some: Iterable[str], others: Iterable[str]) -> bool:
    """An empty field and one that wasn't sent are the same."""
    return list(filter(None, some)) == list(filter(None, others))


def whole(values: Sequence[str]) -> str:
    return values[0] if values else ""


def by_paragraphs(base: str, mine: str, theirs: str, steps: Steps) -> tuple[str, bool]:
    """The text put together from both, and whether they changed the same place. Raises
    TooManySteps."""
    old, my, their = (text.split("\n") for text in (base, mine, theirs))
    in_mine, in_theirs = kept_paragraphs(old, my, steps), kept_paragraphs(old, their, steps)
    lines: list[str] = []
    overlap = False
    at: tuple[int, ...] = (0, 0, 0)
    # Between two paragraphs that neither changed, at most one may have changed what lies there.
    for place in [*sorted(in_mine.keys() & in_theirs.keys()), len(old)]:
        here = (place, in_mine.get(place, len(my)), in_theirs.get(place, len(their)))
        between = [
            text[start:end] for text, start, end in zip((old, my, their), at, here, strict=True)
        ]
        for was, ours, other in one_by_one(*between):
            if ours == other or other == was:
                lines += ours
            elif ours == was:
                lines += other
            else:
                overlap = True
                lines += both(ours, other)
        lines += old[place : place + 1]
        at = tuple(index + 1 for index in here)
    return "\n".join(lines), overlap


def both(ours: list[str], other: list[str]) -> list[str]:
    """Ours, then what the other has besides. A text that was emptied is no paragraph."""
    ours, other = ([] if lines == [""] else lines for lines in (ours, other))
    return ours + [line for line in other if line not in ours]


def one_by_one(*texts: list[str]) -> Sequence[Sequence[list[str]]]:
    """The paragraphs of the three side by side when there are as many of each; otherwise nobody can
    say which are which."""
    if len({len(text) for text in texts}) > 1:
        return [texts]
    return [[[line] for line in lines] for lines in zip(*texts, strict=True)]


def kept_paragraphs(base: Sequence[str], text: Sequence[str], steps: Steps) -> dict[int, int]:
    """The place in `text` of each paragraph of `base` that is still there, by its place in
    `base`."""
    blocks = Matcher(base, text, steps=steps).get_matching_blocks()
    return {start + n: there + n for start, there, length in blocks for n in range(length)}
