"""The body of a batch as it arrives: JSON, which a phone packs when it can, for a weak signal is
slowest on the way up."""

import json
import zlib

from webapp.sync.batch import BadBatch

GZIP = 16 + zlib.MAX_WBITS  # as zlib is told that a header and a checksum of gzip are there


class TooLarge(BadBatch):
    """Unpacked it is more than any request may be."""


def json_in(body: bytes, encoding: str | None, most: int) -> object:
    """The JSON value in `body`, which is as it is, or packed with gzip into what unpacks to at most
    `most` bytes. Raises BadBatch."""
    if encoding not in (None, "gzip"):
        raise BadBatch("packed in a way that isn't known here")
    text = unpacked(body, most) if encoding else body
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadBatch(f"not to be read: {type(error).__name__}") from None


def unpacked(body: bytes, most: int) -> bytes:
    """It stops as soon as there is too much: a few bytes can unpack to gigabytes."""
    packing = zlib.decompressobj(GZIP)
    try:
        text = packing.decompress(body, most + 1)
    except zlib.error:
        raise BadBatch("not packed as it says") from None
    if len(text) > most:
        raise TooLarge("too much at once")
    if not packing.eof or packing.unused_data:
        raise BadBatch("not whole")
    return text
