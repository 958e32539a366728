"""The project's own files, as the rules read them."""

import re
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_SOURCE = {
    ".venv",
    ".git",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    "__pycache__",
    "instance",
    "dist",
}
TEXT = {".py", ".html", ".css", ".js", ".toml", ".md", ".lock", ".mako", ".ini", ".svg", ".txt", ""}


def files(folder=".", pattern="*"):
    """The files below `folder`, others' work (static/vendor) left out, as paths from the project's
    folder."""
    for path in sorted((ROOT / folder).rglob(pattern)):
        path = path.relative_to(ROOT)
        if (
            (ROOT / path).is_file()
            and not NOT_SOURCE & set(path.parts)
            and "vendor" not in path.parts
        ):
            yield path


def text_of(path):
    return (ROOT / path).read_text()


def lines_with(pattern, paths):
    """Where the regular expression is found, which may go over lines, as `path:line: text`."""
    places = []
    for path in paths:
        text = text_of(path)
        for found in re.finditer(pattern, text, re.MULTILINE):
            number = text.count("\n", 0, found.start()) + 1
            places.append(f"{path}:{number}: {' '.join(found[0].split())}")
    return places


class Elements(HTMLParser):
    """The elements of a template: (name, attributes, whether it is inside a form, line)."""

    def __init__(self, template):
        super().__init__()
        self.forms, self.found = 0, []
        self.feed(without_jinja(text_of(template)))
        self.close()

    def handle_starttag(self, name, attributes):
        self.found.append((name, dict(attributes), self.forms > 0, self.getpos()[0]))
        self.forms += name == "form"

    def handle_endtag(self, name):
        self.forms -= name == "form"


def without_jinja(text):
    """The template with its expressions as plain letters and its statements gone, line numbers
    kept."""
    text = re.sub(
        r"\{\{.*?\}\}", lambda found: "x" + "\n" * found[0].count("\n"), text, flags=re.DOTALL
    )
    return re.sub(
        r"\{%.*?%\}|\{#.*?#\}",
        lambda found: " " + "\n" * found[0].count("\n"),
        text,
        flags=re.DOTALL,
    )
