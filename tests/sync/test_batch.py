"""A batch is read whole or refused whole, and says when things were done by a clock that can't be
relied on."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from webapp.sync.batch import (
    MAX_SUBMISSIONS,
    MAX_WAIT,
    MAX_WAY,
    BadBatch,
    Unreadable,
    batch_in,
)

KEY = "0197f000-0000-7000-8000-000000000001"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SUBMISSION = {
    "key": KEY,
    "lane": "a",
    "url": "/stories",
    "body": "title=A",
    "at": 0,
    "watched": False,
}
BATCH = {"outbox": KEY, "user": KEY, "answered": None, "sent_at": 0, "submissions": [SUBMISSION]}

DEEP: list = []  # deeper than the interpreter goes
for _ in range(100_000):
    DEEP = [DEEP]


def with_submission(**changes):
    return BATCH | {"submissions": [SUBMISSION | changes]}


def test_a_batch_is_read():
    batch = batch_in(BATCH | {"answered": KEY})
    (submission,) = batch.submissions
    assert batch.outbox == batch.user_id == batch.answered == submission.key == UUID(KEY)
    assert (submission.url, submission.body, submission.watched) == ("/stories", "title=A", False)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        7,
        {},
        BATCH | {"submissions": None},
        BATCH | {"submissions": ["x"]},
        BATCH | {"outbox": "x"},
        BATCH | {"user": 7},
        BATCH | {"sent_at": "x"},
        BATCH | {"sent_at": 1e300},
        BATCH | {"sent_at": None},
        BATCH | {"submissions": [SUBMISSION] * (MAX_SUBMISSIONS + 1)},
        with_submission(key="x"),
    ],
)
def test_what_is_no_batch_is_refused(data):
    with pytest.raises(BadBatch):
        batch_in(data)


@pytest.mark.parametrize(
    "changes",
    [
        dict(url=None),
        dict(body=["x"]),
        dict(lane=1),
        dict(at="x"),
        dict(at=float("nan")),
        dict(at=float("inf")),
        dict(at=-1e30),
        dict(wanted=[1]),
        dict(wanted=7),
        dict(lane=["x"]),
        dict(body=DEEP),
        dict(wanted=DEEP),
    ],
)
def test_what_is_no_submission_is_refused_by_itself(changes):
    batch = batch_in(BATCH | {"submissions": [SUBMISSION | changes, SUBMISSION]})
    odd, good = batch.submissions
    assert odd == Unreadable(UUID(KEY), "a" if "lane" not in changes else KEY)
    assert good.url == "/stories"


def test_however_deep_a_value_is_it_is_read_or_refused():
    with pytest.raises(BadBatch):
        batch_in(BATCH | {"outbox": DEEP})
    with pytest.raises(BadBatch):
        batch_in(BATCH | {"answered": DEEP})


def test_half_of_a_sign_has_no_bytes_to_send():
    (submission,) = batch_in(with_submission(body="title=a\ud800b")).submissions
    assert submission.body == "title=ab"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "stories",
        "//elsewhere.example/",
        "https://elsewhere.example/",
        "/a\r\nX: y",
        "/é",
        "/\x00",
    ],
)
def test_a_submission_goes_to_an_address_of_ours(url):
    for changes in [{"url": url}] + [{"wanted": url}] * bool(url):
        (submission,) = batch_in(with_submission(**changes)).submissions
        assert isinstance(submission, Unreadable)


def test_a_full_batch_is_read():
    assert (
        len(batch_in(BATCH | {"submissions": [SUBMISSION] * MAX_SUBMISSIONS}).submissions)
        == MAX_SUBMISSIONS
    )


@pytest.mark.parametrize(
    "off", [timedelta(0), timedelta(days=365), timedelta(days=-365), timedelta(minutes=7)]
)
def test_fault_17_a_phone_whose_clock_is_off_counts_the_time_between(off):
    assert acted_at(done=NOON - 3 * HOUR + off, sent=NOON + off) == NOON - 3 * HOUR


def test_f18_what_a_clock_that_was_set_meanwhile_says_is_done_now():
    assert acted_at(done=NOON + HOUR, sent=NOON) == NOON, "it was set back"
    assert acted_at(done=NOON - timedelta(days=50 * 365), sent=NOON) == NOON, "it was 50 years back"
    assert acted_at(done=NOON - MAX_WAIT, sent=NOON) == NOON - MAX_WAIT


def test_what_was_sent_last_was_done_before():
    second, moment = timedelta(seconds=1), timedelta(microseconds=1)
    for last, at in (
        (None, NOON - 2 * second),
        (NOON - 3 * second, NOON - 2 * second),
        (NOON - 2 * second, NOON - 2 * second + moment),
        (NOON - second, NOON - second + moment),
        # Nothing is on its way for so long: a clock was set.
        (NOON - 2 * second + MAX_WAY, NOON - 2 * second),
    ):
        assert acted_at(done=NOON - 2 * second, sent=NOON, last=last) == at


def acted_at(done, sent, **options):
    milliseconds = [moment.timestamp() * 1000 for moment in (done, sent)]
    batch = batch_in(with_submission(at=milliseconds[0]) | {"sent_at": milliseconds[1]})
    return batch.acted_at(batch.submissions[0], now=NOON, **options)
