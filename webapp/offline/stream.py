"""The pack as one stream of frames, compressed as a whole and flushed every few pages.

A frame is a line of JSON, and after a line that says how many `bytes`, so many bytes of a page. The
first tells whose it is and what time it is, with the list of pages; then comes one for each page,
in the list's order; the last says of how many. A phone that gets no last one was cut off: it keeps
what came, and asks again with what it has.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from time import monotonic
from typing import Any, Self
from uuid import UUID

import brotli
from werkzeug.wrappers import Response

from webapp.core.validators import page_hash
from webapp.offline.pack import Page

MAX_BYTES = 600_000  # compressed, of one answer; what is needed comes whatever it weighs
# Of brotli, for a phone that has no whole pack yet and whose person waits: 400 ms take 7 % off.
FIRST_QUALITY = 10
QUALITY, WINDOW = 9, 22  # 60 ms for as much; and the window holds a whole one
MAX_OF_THE_REST = 200  # pages; each costs this server as much as a visit to it
HASH = re.compile(r"(?<!\S)[\w-]{8}(?!\S)", re.ASCII)
MAX_HASHES = 5_000  # of one phone
SIGN_OF_LIFE = 50  # pages that are as they were: so many pass before the phone hears of them
FLUSHED_EVERY = 1.5  # seconds, however slow the server: who goes from page to page begins it anew
FLUSHED_AFTER = 400_000  # bytes before compression, some 16 kB after it: each flush costs 100


class Compressor:
    """One stream in `encoding`, "br", "gzip" or None. `written` counts what came of it; of what was
    added since a flush, `held` counts the bytes, `frames` how often; that was at `flushed`."""

    def __init__(self, encoding: str | None, quality: int = QUALITY) -> None:
        self.written = self.held = self.frames = 0
        self.flushed = monotonic()
        if encoding == "br":
            coder = brotli.Compressor(quality=quality, lgwin=WINDOW)
            self._steps = coder.process, coder.flush, coder.finish
        elif encoding == "gzip":
            coder = zlib.compressobj(wbits=zlib.MAX_WBITS + 16)
            self._steps = coder.compress, lambda: coder.flush(zlib.Z_SYNC_FLUSH), coder.flush
        else:
            self._steps = bytes, bytes, bytes

    def add(self, data: bytes) -> bytes:
        self.held += len(data)
        self.frames += 1
        return self._counted(self._steps[0](data))

    def flush(self) -> bytes:
        """What makes all that was added readable by now."""
        self.held = self.frames = 0
        self.flushed = monotonic()
        return self._counted(self._steps[1]())

    def is_due(self) -> bool:
        return (
            self.held >= FLUSHED_AFTER
            or self.frames >= SIGN_OF_LIFE
            or monotonic() - self.flushed > FLUSHED_EVERY
        )

    def end(self) -> bytes:
        return self._counted(self._steps[2]())

    def _counted(self, data: bytes) -> bytes:
        self.written += len(data)
        return data


@dataclass(frozen=True)
class Asked:
    """What a phone says: the hashes of all it has, wherever; and of the list with that hash, how
    many pages it has checked already since it began, before it was cut off."""

    have: frozenset[str] = frozenset()
    list: str = ""
    done: int = 0

    @classmethod
    def of(cls, data: object) -> Self:
        """From a JSON value. Of what can't be read nothing is taken: then more is sent than need
        be."""
        data = data if isinstance(data, dict) else {}
        have, list_, done = data.get("have"), data.get("list"), data.get("done")
        return cls(
            frozenset(HASH.findall(have)[:MAX_HASHES] if isinstance(have, str) else ()),
            list_ if isinstance(list_, str) else "",
            done if isinstance(done, int) and done > 0 else 0,
        )


def stream(
    user_id: UUID,
    at: datetime,
    pages: list[Page],
    asked: Asked,
    read: Callable[[str], Response],
    encoding: str | None,
) -> Iterator[bytes]:
    """The answer's body, made while it is sent: `read` gives a page's answer by its address. Ends
    without the last frame when the person isn't signed in any more, or wants no pages on this
    phone."""
    out = Compressor(encoding, FIRST_QUALITY if asked.done or not asked.have else QUALITY)
    list_hash = page_hash("\n".join(page.address for page in pages))
    begin = min(asked.done, len(pages)) if asked.list == list_hash else 0
    head = {
        "user": str(user_id),
        "now": int(at.timestamp() * 1000),
        "list": list_hash,
        "begin": begin,
        "pages": [[page.address, page.rest] for page in pages],
    }
    yield out.add(frame_line(head)) + out.flush()
    done, last = len(pages), sum(not page.rest for page in pages) + MAX_OF_THE_REST
    for index, page in enumerate(pages[begin:], begin):
        if page.rest and (out.written > MAX_BYTES or index >= last):
            done = index
            break
        answer = read(page.address)
        if asks_to_sign_in(answer) or is_switched_off(answer):
            return
        data = out.add(frame(index, answer, asked.have))
        yield data + out.flush() if out.is_due() else data
    yield out.add(frame_line({"end": done})) + out.end()


def asks_to_sign_in(answer: Response) -> bool:
    return answer.status_code == HTTPStatus.UNAUTHORIZED or answer.headers.get(
        "Location", ""
    ).startswith("/sign-in")


def is_switched_off(answer: Response) -> bool:
    return answer.headers.get("Round-Two-Pages") == "none"


def frame(index: int, answer: Response, have: frozenset[str]) -> bytes:
    """What is said of one page, with the page if the phone hasn't got it."""
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return frame_line({"page": index, "failed": True})
    known, _ = answer.get_etag()
    if answer.status_code == HTTPStatus.NOT_MODIFIED:
        return frame_line({"page": index, "hash": known})
    # Deleted since the list was made, or its moment is over.
    if answer.status_code != HTTPStatus.OK:
        return frame_line({"page": index, "gone": True})
    body = answer.get_data()
    # A page with a validator says what of it is compared.
    known = known or page_hash(answer.get_data(as_text=True))
    if known in have:
        return frame_line({"page": index, "hash": known})
    return frame_line({"page": index, "hash": known, "bytes": len(body)}) + body


def frame_line(values: dict[str, Any]) -> bytes:
    return json.dumps(values, separators=(",", ":")).encode() + b"\n"
