"""What another app wrote in HTML, as the text that it shows."""

import re
from html.parser import HTMLParser

BLOCKS = {"div", "p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr", "blockquote", "pre"}
EDGE = "\x1e"  # of a block; several together are one line's end
UNSEEN = {"style", "script", "head", "template"}
LEFT_OUT = {"img": "(picture left out)", "audio": "(sound left out)", "video": "(film left out)"}
SOUND = re.compile(r"\[sound:[^\]]*\]")
MEDIA = re.compile("|".join(map(re.escape, LEFT_OUT.values())))


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.unseen = [], 0

    def handle_starttag(self, tag, attributes):
        self.unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.parts.append(EDGE)
        if tag == "br":
            self.parts.append("\n")
        if tag in LEFT_OUT:
            self.parts.append(LEFT_OUT[tag])

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN and self.unseen > 0
        if tag in BLOCKS:
            self.parts.append(EDGE)

    def handle_data(self, data):
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data.replace(EDGE, "")))


def text_in(markup):
    """The text, with a line for each block, and a word in place of each picture, film or sound."""
    reader = Reader()
    reader.feed(SOUND.sub(LEFT_OUT["audio"], markup))
    reader.close()
    text = re.sub(f" *{EDGE}[{EDGE} ]*", "\n", "".join(reader.parts))
    return re.sub("\n{3,}", "\n\n", re.sub(" *\n *", "\n", re.sub(" +", " ", text))).strip()


def media_left_out(text):
    """How many of those words are in it."""
    return len(MEDIA.findall(text))
