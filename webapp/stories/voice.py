"""What an interviewer hears in a story: who did it, and which figures will be asked about."""

import re

I_WORDS = frozenset(("i", "me", "my", "mine", "myself"))
WE_WORDS = frozenset(("we", "us", "our", "ours", "ourselves"))
WORD = re.compile(r"[^\W\d_]+")
FIGURE = re.compile(
    r"[£$€¥]?\d+(?:[.,']\d+)*(?:\s?(?:%|percent|k\b|m\b|million|billion))?", re.IGNORECASE
)
A_YEAR = re.compile(r"(?:19|20)\d\d$")


def i_and_we(text: str) -> tuple[int, int]:
    """How often it says "I" and how often "we", in any of their forms; "I'd" and "we've" too."""
    words = [word.casefold() for word in WORD.findall(text)]
    return sum(word in I_WORDS for word in words), sum(word in WE_WORDS for word in words)


def figures_in(text: str) -> list[str]:
    """The figures it claims, each once, in order; a year is no claim."""
    found = (figure.strip() for figure in FIGURE.findall(text))
    return list(dict.fromkeys(figure for figure in found if not A_YEAR.match(figure)))


def my_part_in_words(my_part: str, not_my_part: str) -> str:
    """A sentence to say, or "" while there is nothing to say it with."""
    mine, theirs = (text.strip().rstrip(".") for text in (my_part, not_my_part))
    parts = [mine and f"What I did myself: {mine}.", theirs and f"What others did: {theirs}."]
    return " ".join(filter(None, parts))
