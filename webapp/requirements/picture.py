"""The coverage as a picture: requirements on the left, stories on the right, and lines between
those that go together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from webapp.requirements.coverage import Line

ROW = 26  # units from one to the next
MAX_SHOWN = 24  # requirements that it shows; the list has them all
LETTERS = 15  # of a name that fit beside the lines


class Node(NamedTuple):
    """A requirement or a story: its name, shortened, how far down it stands, how many lines lead to
    it, and whether it's a must."""

    name: str
    y: float
    lines: int
    is_must: bool = False


class Picture(NamedTuple):
    """Both sides, the lines between them as (y on the left, y on the right, whether to a must), and
    how high it is."""

    requirements: list[Node]
    stories: list[Node]
    lines: list[tuple[float, float, bool]]
    height: int


def picture_of(lines: "Sequence[Line]") -> Picture | None:
    """The `Picture` of these lines of a `Coverage`, the most important first; None when no story
    shows any of them."""
    lines = lines[:MAX_SHOWN]
    shown = {story.id: story for line in lines for story in line.stories}
    if not shown:
        return None
    height = max(len(lines), len(shown)) * ROW
    left = row_positions(len(lines), height)
    right = dict(zip(shown, row_positions(len(shown), height), strict=True))
    counts = {id: sum(story.id == id for line in lines for story in line.stories) for id in shown}
    return Picture(
        [
            Node(short_label(line.requirement.text), y, len(line.stories), is_must(line))
            for line, y in zip(lines, left, strict=True)
        ],
        [Node(short_label(story.title), right[id], counts[id]) for id, story in shown.items()],
        [
            (y, right[story.id], is_must(line))
            for line, y in zip(lines, left, strict=True)
            for story in line.stories
        ],
        height,
    )


def is_must(line: "Line") -> bool:
    return line.requirement.importance == "must"


def row_positions(number: int, height: int) -> list[float]:
    """How far down each of so many stands, spread over the height."""
    return [round((place + 0.5) * height / number, 1) for place in range(number)]


def short_label(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"
