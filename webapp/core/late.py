"""What of a page is put in on its way out, so that the page itself stays the same until something
is changed.

Ids for what a form will make, words that are true for a minute, what is one device's: the template
writes a mark, which is told apart from anything else by its first digits, and which is an id
wherever one is read. The text in its place is known to this request alone. A page is compared, and
told apart, with its marks; it is never sent or kept with them. What a browser without scripts gets
besides is put in so, too, in a `noscript`.
"""

import re
from collections import defaultdict
from uuid import UUID

from flask import Flask, g, request
from markupsafe import Markup, escape
from werkzeug.datastructures import ImmutableMultiDict

from webapp.core.ids import new_id

BEGINNING = "0f7e5300-0000-7000-8000-"
MARK = re.compile(BEGINNING + "[0-9a-f]{12}")
# An element, which no text of a person's can be: what comes in its place may be elements, too.
NOSCRIPT = re.compile(r'<noscript data-late="(\d+)"></noscript>')
# See templates/shared/_field.html.
MADE_BY_A_FORM = re.compile(f'value="({MARK.pattern})" data-fresh')


def init_app(app: Flask) -> None:
    app.before_request(give_ids)
    app.jinja_env.globals.update(late=late, new_id=fresh_id)


def late(text: object) -> str:
    """The mark in whose place `text` will stand. Both are the same wherever they stand: `text` is
    of characters that an address takes as they are."""
    texts = g.setdefault("late", [])
    texts.append(str(escape(text)))
    return f"{BEGINNING}{len(texts):012x}"


def late_noscript(elements: Markup) -> Markup:
    """The mark in whose place a `noscript` with these elements will stand, or nothing if there are
    none."""
    noscripts = g.setdefault("late_noscripts", [])
    noscripts.append(elements)
    return Markup('<noscript data-late="{}"></noscript>').format(len(noscripts))


def fresh_id() -> UUID:
    """The mark of a new id, for a form that will make something."""
    return UUID(late(new_id()))


def filled(body: str, *, is_copy: bool = False) -> str:
    """The body with this request's texts in the place of their marks. A copy keeps the marks of
    what a form will make: the phone gives an id each time it opens one (`freshen` in
    static/js/outbox/forms.js), and chance can't be compressed."""
    body, texts = with_noscripts(body), g.get("late")
    left = set(MADE_BY_A_FORM.findall(body)) if is_copy else ()
    return (
        MARK.sub(lambda mark: mark[0] if mark[0] in left else late_text(mark[0], texts), body)
        if texts
        else body
    )


def with_noscripts(body: str) -> str:
    noscripts = g.pop("late_noscripts", [])
    return NOSCRIPT.sub(lambda mark: noscript_of(int(mark[1]), noscripts), body)


def noscript_of(number: int, noscripts: list[Markup]) -> str:
    elements = noscripts[number - 1] if 0 < number <= len(noscripts) else ""
    return f"<noscript hidden>{elements}</noscript>" if elements else ""


def give_ids() -> None:
    """Gives what a form makes an id, if it comes without: from a copy, before any script was there
    to give one."""
    if (
        request.mimetype != "application/x-www-form-urlencoded"
        or BEGINNING.encode() not in request.get_data()
    ):
        return
    ids: defaultdict[str, str] = defaultdict(lambda: str(new_id()))

    def with_ids(text: str) -> str:
        return MARK.sub(lambda mark: ids[mark[0]], text)

    fields = request.form.items(multi=True)
    request.form = ImmutableMultiDict([(with_ids(name), with_ids(text)) for name, text in fields])


def late_text(mark: str, texts: list[str]) -> str:
    number = int(mark[len(BEGINNING) :], 16)
    return texts[number - 1] if 0 < number <= len(texts) else mark
