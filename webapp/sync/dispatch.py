"""Each submission of a batch goes to its ordinary view, as a request of its own in a transaction of
its own.

The view can't tell it from a click. What the person has done is answered for good: applied,
repeated (it had been), or recovered (what it was for is gone, so its text is kept). What can't be
is refused, and the rest of its lane waits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from time import monotonic, sleep
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from flask import current_app
from werkzeug.http import parse_cookie
from werkzeug.wrappers import Response

from webapp.core.clock import ACTED_AT
from webapp.core.database import commit_early
from webapp.sync.batch import Batch, Submission, Unreadable
from webapp.sync.descriptions import label_of, words_in
from webapp.sync.models import Recovered

SAME_FOR_ALL = (
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "REMOTE_ADDR",
    "HTTP_HOST",
    "HTTP_ORIGIN",
    "HTTP_SEC_FETCH_SITE",
    "HTTP_USER_AGENT",
)
TOLD = (
    "HX-Redirect",
    "HX-Refresh",
    "HX-Retarget",
    "HX-Reswap",
    "Round-Two-Receipt",
    "Round-Two-Version",
    "Round-Two-Pages",
)
LONG, ASKED_EVERY = 0.1, 0.11  # seconds; the latter as sqliteDefaultBusyCallback does at last
Answer = dict[str, Any]
UNREADABLE = (
    "<p>This couldn’t be read, so nothing was changed. Copy the text, and write it anew.</p>"
)


def answers_to(
    batch: Batch, environ: dict[str, Any], now: datetime, times: dict[UUID, datetime]
) -> tuple[list[Answer], list[str]]:
    """What the views answered, in order, as values for JSON, and the cookies they set. What has no
    answer is to be sent again: after a fault, when there was too much or no room to keep a text, or
    when the sign-in ended.
    `times` is when what has a receipt was done, by key."""
    commit_early()
    sender = Sender(environ)
    refused: set[str] = set()
    faulty: set[str] = set()
    answers: list[Answer] = []
    last = times.get(batch.answered) if batch.answered else None
    for submission in batch.submissions:
        if submission.lane in faulty:
            continue
        if submission.lane in refused:
            answers.append(answer_of(submission, HTTPStatus.FAILED_DEPENDENCY))
            continue
        if isinstance(submission, Unreadable):
            refused.add(submission.lane)
            answers.append(answer_of(submission, HTTPStatus.BAD_REQUEST))
            continue
        acted_at = batch.acted_at(submission, now, last)
        with letting_others_in():
            response = sender.send(submission, acted_at)
        if response.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS):
            break
        if response.status_code >= 500:
            faulty.add(submission.lane)
            continue
        if response.status_code == HTTPStatus.NOT_FOUND:
            if answer := recover(batch.user_id, submission, now):
                answers.append(answer)
            else:
                faulty.add(submission.lane)
            continue
        if response.status_code >= 400:
            refused.add(submission.lane)
        answers.append(answer_of(submission, response.status_code, response))
        last = times.get(submission.key, acted_at)
        # A person goes to one.
        if (
            submission.wanted
            and response.status_code < 400
            and not any(one.get("page") for one in answers)
        ):
            answers[-1]["page"] = sender.page_for(submission, response)
    return answers, sender.new_cookies


@contextmanager
def letting_others_in() -> Iterator[None]:
    """After something that took long, whoever waits for a turn to write gets one before the next:
    SQLite's lock goes to who asks at the right moment, and they ask by and by."""
    begun = monotonic()
    yield
    if monotonic() - begun > LONG:
        sleep(ASKED_EVERY)


class Sender:
    """Sends submissions as the browser behind `environ` would have, with the cookies that the last
    answer left it."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self.environ = {
            name: value
            for name, value in environ.items()
            if name in SAME_FOR_ALL or name.startswith("wsgi.")
        }
        self.cookies = dict(parse_cookie(environ))
        self.new_cookies: list[str] = []

    def send(self, submission: Submission, acted_at: datetime) -> Response:
        body = submission.body.encode()
        response = self.ask(
            "POST",
            submission.url,
            {
                "wsgi.input": BytesIO(body),
                "CONTENT_LENGTH": str(len(body)),
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "HTTP_IDEMPOTENCY_KEY": str(submission.key),
                "HTTP_HX_REQUEST": "true",
                ACTED_AT: acted_at,
            },
        )
        # Else nobody is there to read the words that a cookie carries to the next page.
        if submission.watched:
            self.keep_cookies(response)
        return response

    def page_for(self, submission: Submission, response: Response) -> dict[str, str] | None:
        """The page that is to come with the answer, as a phone keeps it: its `address`, its `text`,
        its `hash` and the `version` it is of. None for what is no page to be kept."""
        address = (
            response.headers.get("HX-Redirect") if submission.wanted is True else submission.wanted
        )
        return self.page_at(address) if address else None

    def page_at(self, address: str) -> dict[str, str] | None:
        response = self.ask("GET", address, {"HTTP_ROUND_TWO_COPY": "1"})
        (hash, _), version = response.get_etag(), response.headers.get("Round-Two-Version")
        if response.status_code != HTTPStatus.OK or not hash or not version:
            return None
        return {
            "address": address,
            "text": response.get_data(as_text=True),
            "hash": hash,
            "version": version,
        }

    def ask(self, method: str, address: str, more: dict[str, Any]) -> Response:
        url = urlsplit(address)
        environ = {
            **self.environ,
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(url.path, "latin-1"),
            "QUERY_STRING": url.query,
            "wsgi.input": BytesIO(),
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **more,
        }
        # Or it would share this request's user, and what else is kept for a request.
        with current_app.app_context():
            return Response.from_app(current_app.wsgi_app, environ, buffered=True)

    def keep_cookies(self, response: Response) -> None:
        for header in response.headers.getlist("Set-Cookie"):
            self.cookies.update(parse_cookie(header.partition(";")[0]))
            self.new_cookies.append(header)


def answer_of(
    submission: Submission | Unreadable, status: int, response: Response | None = None
) -> Answer:
    answer = {"key": str(submission.key), "status": int(status), "headers": {}, "text": None}
    if isinstance(submission, Unreadable):
        answer["text"] = UNREADABLE
    elif response:
        answer["headers"] = {
            name: response.headers[name] for name in TOLD if name in response.headers
        }
        if submission.watched or status >= 400:
            answer["text"] = response.get_data(as_text=True)
    return answer


def recover(user_id: UUID, submission: Submission, now: datetime) -> Answer | None:
    """The answer for what is gone. Its text, if it has any, is kept under Recovered; when that is
    full there is none, so that it stays on the phone. Refused it could only be copied or discarded:
    the form to put it right in is gone too."""
    words = words_in(submission.url, submission.body)
    if words:
        if not Recovered.has_room(user_id, submission.key):
            commit_early()  # or the next one waits in vain for its turn
            return None
        Recovered.keep(user_id, now, id=submission.key, label=label_of(submission.url), text=words)
        commit_early()
    return {
        "key": str(submission.key),
        "status": 200,
        "text": None,
        "headers": {"Round-Two-Receipt": "recovered" if words else "gone"},
    }
