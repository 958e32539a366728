"""The text of a default line with the interview's values filled in. Done when it is shown, so that
a line never goes stale: move the interview, and the time to leave moves with it."""

import re
from collections.abc import Mapping, Sequence

VALUE = re.compile(r"\{(company|people|leave_by)\}")


def filled_in(text: str, text_without: str, values: Mapping[str, str], limit: int) -> str:
    """`text` with its values, or `text_without` when one is missing or the whole gets longer than
    `limit`. A line with no `text_without` is somebody's own words: braces in it mean nothing."""
    if not text_without:
        return text
    if not all(values.get(name) for name in VALUE.findall(text)):
        return text_without
    whole = VALUE.sub(lambda found: values[found[1]], text)
    return whole if len(whole) <= limit else text_without


def in_words(names: Sequence[str]) -> str:
    """Names as said in a sentence: "Ana, Tom and Mei"."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last
