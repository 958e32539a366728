"""Every kind of file that strangers make is measured by `make bench`, and the largest that people
have is read as a whole."""

import re

import pytest

from tests.rules.sources import files, text_of
from tests.strangers import KINDS
from webapp.core.child import read_in_child
from webapp.core.forms import MAX_FILE

READERS = re.compile(r"= uploaded\(\w+, (\w+)")


def found_in(answer):
    """The rows, which may come with what was left out."""
    return answer[0] if isinstance(answer, tuple) else answer


def test_every_reader_of_a_file_is_measured():
    readers = {name for path in files("webapp", "*.py") for name in READERS.findall(text_of(path))}
    assert readers == {kind.read.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_largest_file_is_read_as_a_whole(kind):
    data = kind.largest()
    assert len(data) <= MAX_FILE
    assert len(found_in(read_in_child(kind.read, data, *kind.arguments))) == kind.holds
