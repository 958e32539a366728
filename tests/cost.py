"""What a child that reads a file (webapp/core/child.py) takes: `python -m tests.cost READER`, with
its question on standard input.

A process of its own, as small as can be: what the system says of children is the most that any of
them took, and a child of a large process is as large before it has begun.
"""

import json
import resource
import subprocess
import sys
import time
from typing import NamedTuple

import msgspec

from webapp.core.child import answer_of


class Cost(NamedTuple):
    status: int  # what the child ended with
    size: int  # bytes that came back
    work: float  # seconds of a processor
    time: float
    memory: int  # bytes, at its largest


def cost_of(read, data: bytes, *arguments) -> Cost:
    """Of a reader and what it is given."""
    answer = subprocess.run(
        [sys.executable, "-m", __name__, f"{read.__module__}:{read.__qualname__}"],
        input=msgspec.msgpack.encode((data, *arguments)),
        stdout=subprocess.PIPE,
        check=True,
    )
    return Cost(*json.loads(answer.stdout))


def main(reader: str) -> None:
    question, began = sys.stdin.buffer.read(), time.monotonic()
    status, answer = answer_of(reader, question)
    took = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = used.ru_utime + used.ru_stime
    print(json.dumps([status, len(answer), work, took, used.ru_maxrss * 1024]))


if __name__ == "__main__":
    main(sys.argv[1])
