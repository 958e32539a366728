"""Reads the pack as a phone does."""

import gzip
import json
from dataclasses import dataclass, field


@dataclass
class Packed:
    """What came: the `head`, of each page checked its frame, by address, with its text in "body";
    how many pages the `end` speaks of, or None when the stream was cut off before."""

    head: dict
    frames: dict = field(default_factory=dict)
    end: int | None = None

    @property
    def pages(self):
        """The addresses of the list."""
        return [address for address, _ in self.head["pages"]]

    @property
    def bodies(self):
        return {address: frame["body"] for address, frame in self.frames.items() if "body" in frame}

    @property
    def have(self):
        return " ".join(frame["hash"] for frame in self.frames.values() if "hash" in frame)


def asked(person, headers=None, **values):
    """The answer to a phone that says these values."""
    return person.post("/pack", json=values, headers={"Accept-Encoding": "br", **(headers or {})})


def packed(person, **values):
    """What comes, with gzip: with brotli, as a phone asks, it takes half as long again as to make
    the pages."""
    answer = asked(person, {"Accept-Encoding": "gzip"}, **values)
    assert answer.status_code == 200 and answer.headers["Content-Encoding"] == "gzip"
    return read(gzip.decompress(answer.data))


def read(data):
    """What is whole in the data, as far as it goes."""
    head, rest = split(data) if b"\n" in data else ({"list": "", "pages": []}, b"")
    found = Packed(head)
    while b"\n" in rest and found.end is None:
        frame, rest = split(rest)
        length = frame.get("bytes", 0)
        if length > len(rest):
            break
        if length:
            frame["body"], rest = rest[:length].decode(), rest[length:]
        if "end" in frame:
            found.end = frame["end"]
        else:
            found.frames[found.pages[frame["page"]]] = frame
    return found


def split(data):
    line, _, rest = data.partition(b"\n")
    return json.loads(line), rest
