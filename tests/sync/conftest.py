import pytest

from tests.sync.phones import Phone


@pytest.fixture
def phone(owner):
    return Phone(owner)


@pytest.fixture
def tablet(owner):
    """A second device of the owner's."""
    return Phone(owner, "Firefox on Android")
