"""Files from strangers are read in a process of their own, for some are made to never end, or to
take all of the memory: it has a limit of each, and what is left of one file is gone with it.

A reader is a function of the bytes, and it imports only its library, so that the process starts at
once (tests/rules/test_imports.py). What it returns comes back as MessagePack and is looked at by
its type, for nothing that such a process says is believed.
"""

import importlib
import logging
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import Any, BinaryIO, TypeVar, get_type_hints

import msgspec

from webapp.core.text import Unreadable

CPU, TIME = 10, 20  # seconds of work, and until it is ended whatever it does
MEMORY = 600 * 2**20  # bytes, of which Python and a library take 60
MAX_FOUND = 24_000_000  # bytes that may come back
AT_ONCE, PATIENCE = 2, 20  # processes, and seconds to wait for a turn
REFUSED, TOO_MUCH, FAULT = 3, 4, 5  # what the process ends with, besides 0 and signals
TAKES_TOO_MUCH = "Reading this takes too long, or too much memory. Send less of it at a time."
NOT_READ = "Something in this file couldn’t be read. Save it once more, or send less of it."
BUSY = "Many files are being read just now. Try again in a minute."

Found = TypeVar("Found")
turns = BoundedSemaphore(AT_ONCE)
log = logging.getLogger(__name__)


def read_in_child(read: Callable[..., Found], data: bytes, *arguments: Any) -> Found:
    """What `read(data, *arguments)` returns, or what it raises as Unreadable; Unreadable, too, when
    it takes more than the limits, or breaks."""
    question = msgspec.msgpack.encode((data, *arguments))
    if not turns.acquire(timeout=PATIENCE):
        raise Unreadable(BUSY)
    try:
        status, answer = answer_of(f"{read.__module__}:{read.__qualname__}", question)
    finally:
        turns.release()
    if status == 0 and len(answer) <= MAX_FOUND:
        return typed(answer, get_type_hints(read)["return"])
    if status == REFUSED:
        raise Unreadable(answer.decode("utf-8", "replace"))
    if status == FAULT:
        log.warning("a file was not read: %s", answer.decode("utf-8", "replace"))
        raise Unreadable(NOT_READ)
    raise Unreadable(TAKES_TOO_MUCH)


def typed(answer: bytes, kind: Any) -> Any:
    try:
        return msgspec.msgpack.decode(answer, type=kind)
    except msgspec.DecodeError as error:
        log.warning("a file was not read: %s", type(error).__name__)
        raise Unreadable(NOT_READ) from None


def answer_of(reader: str, question: bytes) -> tuple[int, bytes]:
    """What the process ends with, and what it wrote."""
    with (
        subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
            start_new_session=True,
        ) as process,
        ended(process),
    ):
        assert process.stdin and process.stdout
        Thread(target=tell, args=(process.stdin, question), daemon=True).start()
        answer = process.stdout.read(MAX_FOUND + 1)
    return process.returncode, answer


@contextmanager
def ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Ends the process, and whatever it began, when its time is over or it isn't needed more."""

    def end() -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    timer = Timer(TIME, end)
    timer.start()
    try:
        yield
        process.wait()
    finally:
        timer.cancel()
        end()


def tell(pipe: BinaryIO, question: bytes) -> None:
    with suppress(BrokenPipeError), pipe:
        pipe.write(question)


def main(reader: str) -> int:
    """The process itself: answers the question of standard input on standard output."""
    limit()
    data, *arguments = msgspec.msgpack.decode(sys.stdin.buffer.read())
    module, _, name = reader.partition(":")
    status = 0
    try:
        found = getattr(importlib.import_module(module), name)(data, *arguments)
        answer = msgspec.msgpack.encode(found)
    except Unreadable as reason:
        status, answer = REFUSED, str(reason).encode()
    except MemoryError:
        status, answer = TOO_MUCH, b""
    except Exception as error:  # whatever a library makes of what nobody has seen before
        status, answer = FAULT, place_of(error).encode()
    sys.stdout.buffer.write(answer)
    return status


def limit() -> None:
    """Of time, of memory, of files: none is written, and no crash leaves one."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(TIME + 1)  # even if nobody is there any more to end it


def place_of(error: Exception) -> str:
    """Its kind, and the line that it came from. Its words may be the person's."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {where}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
