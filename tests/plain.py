"""A browser without scripts, as far as forms go: what each form of a page would send; and
what a page says."""

from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "reset", "image", "file"}
TICKED = {"checkbox", "radio"}


def in_one_line(text):
    """Its words with a space between, however a template or a file lays them out."""
    return " ".join(text.split())


class PlainForm:
    def __init__(self, attributes):
        self.attributes = attributes
        self.controls = []  # (type, name, value)

    @property
    def action(self):
        return self.attributes.get("action", "")

    @property
    def items(self):
        return [(name, value) for _, name, value in self.controls]

    @property
    def base(self):
        """What it says that it was filled with."""
        return [(name[4:], value) for name, value in self.items if name.startswith("was:")]

    @property
    def own(self):
        return [(name, value) for name, value in self.items if not name.startswith("was:")]

    @property
    def own_without_blanks(self):
        """The same without the rows in which nobody wrote yet."""
        rows = {f"{name}-{value}-" for kind, name, value in self.controls if kind == "hidden"}
        for kind, name, value in self.controls:
            if kind in ("text", "textarea") and value:
                rows -= {row for row in rows if name.startswith(row)}
        return [
            (name, value)
            for name, value in self.own
            if f"{name}-{value}-" not in rows and not any(name.startswith(row) for row in rows)
        ]

    @property
    def is_written_in(self):
        return any(kind != "hidden" for kind, _, _ in self.controls)

    def changed(self, **values):
        """What is sent when these fields are given other texts, or ticks taken away with None."""
        return lists_of(
            (name, values.get(name, value))
            for name, value in self.items
            if values.get(name, value) is not None
        )

    def filled_with(self, text):
        """What is sent when this is written wherever something can be."""
        return lists_of(
            (name, text if kind in ("text", "textarea") else value)
            for kind, name, value in self.controls
        )


def lists_of(items):
    lists = {}
    for name, value in items:
        lists.setdefault(name, []).append(value)
    return lists


class Page(HTMLParser):
    """`forms` of a page. What is in a `template` is none of it."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.form, self.templates = [], None, 0
        self.select, self.text = None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.templates += tag == "template"
        if self.templates:
            return
        if tag == "form":
            self.form = PlainForm(found)
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input":
            self.take_input(found)
        elif tag == "textarea":
            self.text = (found, [])
        elif tag == "select":
            self.select = (found, [])
        elif tag == "option" and self.select:
            self.select[1].append(found)

    def take_input(self, found):
        kind = found.get("type", "text")
        if kind in NOT_SENT or "name" not in found or (kind in TICKED and "checked" not in found):
            return
        kind = kind if kind in {*TICKED, "hidden"} else "text"
        self.form.controls.append((kind, found["name"], found.get("value", "")))

    def handle_data(self, data):
        if self.text:
            self.text[1].append(data)

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        if self.templates:
            return
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.text:
            (found, parts), self.text = self.text, None
            text = "".join(parts).replace("\r\n", "\n").removeprefix("\n")
            self.form.controls.append(("textarea", found["name"], text))
        elif tag == "select" and self.select:
            (found, options), self.select = self.select, None
            chosen = [one for one in options if "selected" in one] or options[:1]
            self.form.controls += [("select", found["name"], one["value"]) for one in chosen]


def forms_in(response):
    return Page(response.text).forms


def form_for(response, action):
    """The form of the page that goes to this address, its method with it."""
    (form,) = [one for one in forms_in(response) if one.action == action]
    return form
