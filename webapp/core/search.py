"""Finding what a person wrote: capitals don't matter in any alphabet, and no character is a
wildcard."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_

from webapp.core.text import clean

MAX_WORDS = 8  # of one search; the rest is left out
MAX_SEARCH = 200  # characters


def query_in(args: Mapping[str, str]) -> str:
    """What is searched for in a request's `args`, cut to a length that anybody would type."""
    return clean(args.get("q", ""))[:MAX_SEARCH]


def search_words(query: str) -> list[str]:
    """The words of a search, each of which must be found somewhere."""
    return clean(query).split()[:MAX_WORDS]


def contains(word: str, *columns: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """A condition: one of the columns contains `word`."""
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def contains_all(query: str, *columns: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """A condition: each word of `query` is in one of the columns. Without a word, all rows
    match."""
    return and_(True, *(contains(word, *columns) for word in search_words(query)))
