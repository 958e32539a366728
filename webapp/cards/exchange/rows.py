"""What a file has for a card, before anybody has looked whether it can be one."""

from typing import NamedTuple


class Row(NamedTuple):
    """The texts that stand in line `line` of a table, or as this note of a package; with `error`
    why they can't be read."""

    line: int
    front: str
    back: str = ""
    kind: str = ""
    error: str = ""
