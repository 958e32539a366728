"""Names that were this program's alone, and have one now that every engineer knows, don't come
back. The words themselves are English: they may be said to a person, and in a comment."""

import io
import re
import tokenize

import pytest

from tests.rules.sources import Elements, files, text_of
from webapp.core.database import Base

# What it was called, and how that is called now.
WORDS = {
    "favour": "help request",
    "kindness": "help kind",
    "tellings": "mentions",
    "tellable": "mentionable",
    "stance": "salary goals",
    "shelf": "suggestions",
    "shipped": "default",
    "sitting": "session",
    "outlook": "forecast, but for the calendar of that name",
    "occasion": "situation",
    "arrangement": "creation",
    "belonging": "rows",
    "hands": "drivers",
    "parts": "sections, groups or fragments",
}
WHOLE = {
    "let_others": "commit_early",
    "put_together": "merge_edits",
    "called": "display_name",
    "hold": "lock_row",
    "bring_back": "restore",
    "bringBack": "restore",
    "wants_part": "wants_fragment",
    "end_deletion": "restore",
    "way": "what it is: a screen, a direction, a network",
    "way_to_practise": "practice_mode",
    "usual_room": "daily_capacity",
    "room_in": "remaining_in",
    "room_for": "remaining_for",
    "brings": "wanted",
    "MOST": "MAX_ITEMS, or MAX_ and of what",
    "LONGEST": "MAX_ and of what",
    "Part": "Section, PhaseGroup or ReflectionRow",
    "Way": "PracticeMode or Network",
}
LIMITS = {"MOST", "LONGEST"}  # also in front
# A calendar's; what a path and an address have; Flask's own.
OTHERS = {"OUTLOOK", "test_an_invitation_from_outlook", "parts", "MAX_FORM_PARTS"}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
CODE = [path for path in files() if path.suffix in {".py", ".html", ".css", ".js"}]


def names_in(path):
    """The identifiers of a file: of Python all names, of a page and a style its classes and ids, of
    a script what is declared, alone or of a pattern, or reached by a dot."""
    text = text_of(path)
    if path.suffix == ".py":
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        return {token.string for token in tokens if token.type == tokenize.NAME}
    if path.suffix == ".html":
        values = (
            value
            for _, attributes, *_ in Elements(path).found
            for name, value in attributes.items()
            if name in ("class", "id") and value
        )
        return {name for value in values for name in re.findall(r"[\w-]+", value)}
    if path.suffix == ".css":
        return set(re.findall(r"[.#]([A-Za-z][\w-]*)", text))
    code = re.sub(r"(?m)//.*$", "", text)
    declared = r"(?:const|let|function|class)\s+(\w+)|\.(\w+)\b"
    together = re.findall(r"(?:const|let)\s*[\[{]([^=]*)[\]}]\s*=", code)
    return {name for pair in re.findall(declared, code) for name in pair} | {
        name for names in together for name in re.findall(r"\w+", names)
    }


def old_words_in(names):
    for name in names - OTHERS - {""}:
        first = name.partition("_")[0]
        if name in WHOLE or first in LIMITS:
            yield name, WHOLE[name if name in WHOLE else first]
        for word in WORD.findall(name):
            for old in (word.lower(), word.lower().removesuffix("s")):
                if old in WORDS:
                    yield name, WORDS[old]


@pytest.mark.parametrize("path", CODE, ids=str)
def test_no_old_name_comes_back(path):
    own = path.as_posix() == "tests/rules/test_names.py"
    found = set() if own else set(old_words_in(names_in(path)))
    assert not found, "there is one word for each thing, the field's own where it has one"


def test_no_old_name_is_in_the_tables_or_addresses(app):
    tables = Base.metadata.tables
    names = {*tables, *(column.name for table in tables.values() for column in table.columns)}
    for rule in app.url_map.iter_rules():
        names |= {*rule.endpoint.split("."), *re.findall(r"\w+", str(rule))}
    assert not set(old_words_in(names))
