"""What another app wrote in HTML, as the text that it shows."""

import re
from html.parser import HTMLParser

import nh3

BLOCKS = {
    "div",
    "p",
    "li",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "hr",
    "blockquote",
    "pre",
}
EDGE = "\x1e"  # of a block; several together are one line's end
LEFT_OUT = {"img": "(picture left out)", "audio": "(sound left out)", "video": "(film left out)"}
MARKED = re.compile(f"[<&\\[\0{EDGE}]")  # else it is text already
SOUND = re.compile(r"\[sound:[^\[\]]*\]")
MAX_MARKUP = 10_000  # characters of markup for one side
MEDIA = re.compile("|".join(map(re.escape, LEFT_OUT.values())))


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.parts.append(EDGE)
        if tag == "br":
            self.parts.append("\n")
        if tag in LEFT_OUT:
            self.parts.append(LEFT_OUT[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append(EDGE)

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data.replace(EDGE, "")))


def text_in(markup: str) -> str:
    """The text, with a line for each block, and a word in place of each picture, film or sound."""
    if len(markup) > MAX_MARKUP:
        return markup  # too long for a card, and said to be
    return settled(flowing(markup))


def flowing(markup: str) -> str:
    """The text before its lines are settled, with an EDGE where a block begins and ends: several
    such, one behind the other, are the text of the whole."""
    if not MARKED.search(markup):
        return re.sub(r"\s+", " ", markup)
    reader = Reader()
    # Well-formed by then, for the standard library's parser takes the cube of the length for what
    # is made to stop it.
    reader.feed(
        nh3.clean(
            SOUND.sub(LEFT_OUT["audio"], markup), tags=BLOCKS | {"br", *LEFT_OUT}, attributes={}
        )
    )
    reader.close()
    return "".join(reader.parts)


def settled(flow: str) -> str:
    text = re.sub(" +", " ", flow)
    text = re.sub(f" ?{EDGE}[{EDGE} ]*", "\n", text)
    return re.sub("\n{3,}", "\n\n", re.sub(" ?\n ?", "\n", text)).strip()


def media_left_out(text: str) -> int:
    """How many of those words are in it."""
    return len(MEDIA.findall(text))
