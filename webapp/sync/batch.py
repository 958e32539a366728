"""A batch of submissions as a phone sends it: read, and refused when it can't be one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from webapp.core.forms import id_in

MAX_SUBMISSIONS = 50  # submissions
# Of a batch; a single larger submission comes alone, up to the limit of any request.
MAX_BYTES = 256 * 1024
MAX_WAIT = timedelta(days=400)
MAX_WAY = timedelta(minutes=1)  # to the server; no phone waits longer for an answer
NEXT = timedelta(microseconds=1)


# What reading a value that isn't as it should be can raise.
NOT_SO = (TypeError, KeyError, ValueError, AttributeError, OverflowError, RecursionError)


class BadBatch(ValueError):
    """It isn't a batch; the message says why."""


@dataclass(frozen=True)
class Submission:
    """A form as it was sent: where to, its fields as a browser writes them, and when, by the
    phone's clock. Those of one lane need each other, in order. Somebody is looking at a page that
    waits for the answer when it is `watched`. With the answer is to come the page at `wanted`, or
    where that is True the one that the answer leads to."""

    key: UUID
    lane: str
    url: str
    body: str
    at: datetime
    watched: bool
    wanted: str | bool


@dataclass(frozen=True)
class Unreadable:
    """What can't be a submission. It is refused, and those of its lane wait as they do behind any
    that was."""

    key: UUID
    lane: str


@dataclass(frozen=True)
class Batch:
    """`outbox` names the phone's store, `user_id` whose it is, `answered` the last key that it got
    an answer for."""

    outbox: UUID
    user_id: UUID
    sent_at: datetime
    answered: UUID | None
    submissions: list[Submission | Unreadable]

    def acted_at(
        self, submission: Submission, now: datetime, last: datetime | None = None
    ) -> datetime:
        """When the person did it, by the server's clock: a phone may be a year off, but it counts
        the time between. Where that can't be, its clock was set meanwhile, and it is done now: long
        ago it would count for nothing. What the phone sent `last` was done before; where that looks
        later, it was longer on its way."""
        waited = self.sent_at - submission.at
        at = now - waited if timedelta(0) <= waited <= MAX_WAIT else now
        return last + NEXT if last and at <= last < at + MAX_WAY else at


def batch_in(data: Any) -> Batch:
    """The `Batch` that this JSON value describes. Raises BadBatch."""
    try:
        batch = Batch(
            outbox=UUID(data["outbox"]),
            user_id=UUID(data["user"]),
            sent_at=moment(data["sent_at"]),
            answered=id_in(data["answered"]),
            submissions=[one_of(data) for data in data["submissions"]],
        )
    except NOT_SO as error:
        raise BadBatch(f"not a batch: {type(error).__name__}") from None
    if len(batch.submissions) > MAX_SUBMISSIONS:
        raise BadBatch(f"at most {MAX_SUBMISSIONS} submissions at once")
    return batch


def one_of(data: Any) -> Submission | Unreadable:
    """Each is read alone: of fifty changes, forty-nine don't wait for one that can't be."""
    try:
        return submission_in(data)
    except NOT_SO:
        key, lane = UUID(data["key"]), data.get("lane")
        return Unreadable(key, lane if isinstance(lane, str) else str(key))


def submission_in(data: Any) -> Submission:
    url, body, lane = data["url"], data["body"], data["lane"]
    if not all(isinstance(text, str) for text in (url, body, lane)):
        raise BadBatch("texts expected")
    return Submission(
        UUID(data["key"]),
        lane,
        address_in(url),
        # Half of a sign, as a script can make one, has no bytes; a form of a browser's has none.
        body.encode(errors="ignore").decode(),
        moment(data["at"]),
        data["watched"] is True,
        brought_in(data),
    )


def brought_in(data: Any) -> str | bool:
    wanted = data.get("wanted") or False
    return wanted if isinstance(wanted, bool) else address_in(wanted)


def address_in(text: str) -> str:
    if (
        not text.startswith("/")
        or text.startswith("//")
        or not text.isascii()
        or not text.isprintable()
    ):
        raise BadBatch("not an address of ours")
    return text


def moment(milliseconds: float) -> datetime:
    """The time that a phone's clock shows as milliseconds since 1970."""
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
