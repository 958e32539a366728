"""Rules for templates/: safe under the content security policy, and working before any script
arrives."""

import pytest

from tests.rules.sources import Elements, files, lines_with, text_of

TEMPLATES = list(files("templates", "*.html"))
MAX_COLUMNS = 120
DRAWINGS = ("templates/shared/_icons.html",)  # a path in it is one word
HTMX_REQUESTS = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")

each_template = pytest.mark.parametrize("template", TEMPLATES, ids=str)


@each_template
def test_nothing_inline(template):
    for name, attributes, _, line in Elements(template).found:
        where = f"{template}:{line}: <{name}>"
        assert name != "style" and "style" not in attributes, (
            f"{where}: the policy refuses inline styles; write a class"
        )
        assert name != "script" or attributes.get("src"), (
            f"{where}: the policy refuses inline scripts; write a file"
        )
        assert name != "script" or attributes.get("integrity"), (
            f"{where}: write {{{{ script(…) }}}}"
        )
        handlers = [key for key in attributes if key.startswith(("on", "hx-on"))]
        assert not handlers, f"{where}: the policy refuses {handlers}; write a custom element"
        evaluated = [
            key
            for key, value in attributes.items()
            if (value or "").strip().startswith(("javascript:", "js:"))
        ]
        evaluated += [
            key for key, value in attributes.items() if key == "hx-trigger" and "[" in (value or "")
        ]
        assert not evaluated, f"{where}: the policy refuses code in {evaluated}"


@each_template
def test_works_before_scripts_arrive(template):
    for name, attributes, inside_form, line in Elements(template).found:
        where = f"{template}:{line}: <{name}>"
        if name == "form":
            # See shared/_ui.html: it writes both.
            by_macro = "{{ sends(" in text_of(template).splitlines()[line - 1]
            assert by_macro or (attributes.get("method") and attributes.get("action")), (
                f"{where}: without both, a form does nothing alone"
            )
        elif any(key in attributes for key in HTMX_REQUESTS):
            alone = attributes.get("href") or attributes.get("formaction") or inside_form
            assert alone, f"{where}: needs an href, or a form around it, to work without htmx"


@each_template
def test_a_line_can_be_read_beside_another(template):
    """120 columns. A line is broken inside a tag or an expression, or after `-%}`, where nothing is
    sent for it."""
    long = [line for line in text_of(template).splitlines() if len(line) > MAX_COLUMNS]
    assert not long or template.as_posix() in DRAWINGS, long


def test_text_is_escaped():
    found = lines_with(r"\|\s*safe\b|autoescape false", TEMPLATES)
    assert not found, "what people write is shown as text; marked safe, it would run"
