"""Files as they arrive from strangers: real ones that something happened to on their way, or that
somebody wrote otherwise. All of it follows a seed, so that what fails fails again."""

from itertools import pairwise
from random import Random
from time import process_time

import pytest

from webapp.core import child
from webapp.core.text import Unreadable

# The first with every run of the tests, the others with `-m long`.
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 100))]
NUMBERS = (b"0", b"-1", b"9" * 30, b"1e999", b"20270230T250000Z", b"00010101T000000", b"NaN")
MAX_BYTES = 200_000


def mutated(random: Random, data: bytes, others: list[bytes], most: int = 4) -> bytes:
    """The file after a mishap or several; `others` are what lines may come from."""
    for _ in range(random.randint(1, most)):
        mishap = random.choice(MISHAPS)
        data = mishap(random, data, random.choice(others))[:MAX_BYTES]
    return data


def span_of(random: Random, data: bytes) -> tuple[int, int]:
    begin = random.randrange(len(data) + 1)
    return begin, min(len(data), begin + int(random.expovariate(0.02)))


def flip(random, data, other):
    changed = bytearray(data)
    for _ in range(random.randint(1, 8) if data else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(random, data, other):
    begin, end = span_of(random, data)
    return data[:begin] + data[end:]


def cut_off(random, data, other):
    return data[: random.randrange(len(data) + 1)]


def repeat(random, data, other):
    begin, end = span_of(random, data)
    return data[:begin] + data[begin:end] * random.choice([2, 3, 50]) + data[end:]


def swap_lines(random, data, other):
    lines = data.split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def splice(random, data, other):
    """Some lines of another among its own."""
    lines, theirs = data.split(b"\n"), other.split(b"\n")
    begin, place = random.randrange(len(theirs)), random.randrange(len(lines))
    lines[place:place] = theirs[begin : begin + random.randint(1, 10)]
    return b"\n".join(lines)


def nest(random, data, other):
    """All of another in its middle."""
    place = random.randrange(len(data) + 1)
    return data[:place] + other + data[place:]


def renumber(random, data, other):
    """Another number, where there is one."""
    places = [place for place, byte in enumerate(data) if chr(byte).isdigit()]
    if not places:
        return data
    begin = end = random.choice(places)
    while end < len(data) and chr(data[end]).isdigit():
        end += 1
    return data[:begin] + random.choice(NUMBERS) + data[end:]


def reencode(random, data, other):
    return data.decode("utf-8", "replace").encode(
        random.choice(["utf-16", "utf-8-sig", "cp1252", "utf-16-be"]), "replace"
    )


MISHAPS = [flip, cut, cut_off, repeat, swap_lines, splice, nest, renumber, reencode]


def read_or_refused(read, data: bytes):
    """What a reader finds, or None when it says no in its own words; all else it does is a fault,
    as is taking half of what a process may (webapp/core/child.py)."""
    began = process_time()
    try:
        return read(data)
    except Unreadable as refused:
        assert str(refused).endswith("."), "in a sentence"
        return None
    finally:
        assert process_time() - began < child.CPU / 2


def folded(random: Random, line: str) -> str:
    """A line of a calendar or a contact, folded between any two of its signs."""
    places = sorted(random.sample(range(1, len(line)), min(len(line) - 1, random.randrange(4))))
    return "\r\n ".join(line[begin:end] for begin, end in pairwise([0, *places, len(line)]))
