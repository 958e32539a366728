"""Something found in a mail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """What it is, as a text, and where in the mail it stands."""

    text: str
    begin: int
