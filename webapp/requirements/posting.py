"""The requirements in a posting that was pasted: its lines, without what is only there to mark
them."""

import re

BULLET = re.compile(r"^\s*(?:[-–—*•·●▪◦○‣✓✔»>]+|\(?\d{1,2}[.)])\s+")
LAST_MARKS = " \t;,"


def lines_in(text: str) -> list[str]:
    """The lines that can be a requirement, each once. Not a heading, which ends in a colon, and
    nothing without a letter."""
    lines = (
        " ".join(BULLET.sub("", line).split()).rstrip(LAST_MARKS) for line in text.splitlines()
    )
    found: dict[str, str] = {}
    for line in lines:
        if any(map(str.isalpha, line)) and not line.endswith(":"):
            found.setdefault(line.casefold(), line)
    return list(found.values())
