"""A phone without a browser: it keeps, sends and hears as static/js/outbox does, so that many can
meet one server."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.sync.batch import MAX_SUBMISSIONS

WITH_RECEIPTS = {"applied", "merged", "repeated", "outlived"}
SETTLED = WITH_RECEIPTS | {"recovered", "gone"}


class Phone:
    """One device of a person's, with an outbox of its own. Its clock is `off` by so much."""

    def __init__(self, person, device="Safari on iPhone", off=timedelta(0)):
        self.person, self.off = person.on(device), off
        self.outbox, self.answered = str(uuid4()), None
        self.waiting, self.refused, self.settled = [], [], []

    def clock(self):
        return now() + self.off

    def keep(self, url, fields=(), was=None, lane="/", at=None, watched=False, wanted=None):
        """Keeps a submission, as a form with these fields would; `was` is what the form was filled
        with."""
        fields = dict(fields) | {f"was:{name}": value for name, value in (was or {}).items()}
        submission = {
            "key": str(new_id()),
            "lane": lane,
            "url": url,
            "body": urlencode(fields, doseq=True),
            "at": milliseconds(at or self.clock()),
            "watched": watched,
            "wanted": wanted,
        }
        self.waiting.append(submission)
        return submission

    def put(self, url, fields=(), **options):
        return self.keep(f"{url}?_method=put", fields, **options)

    def delete(self, url, **options):
        return self.keep(f"{url}?_method=delete", **options)

    def batch(self, delay=timedelta(0)):
        """What it sends, so long before now: that is how long it is on its way."""
        lanes = {one["lane"] for one in self.refused}
        submissions = [one for one in self.waiting if one["lane"] not in lanes][:MAX_SUBMISSIONS]
        return {
            "outbox": self.outbox,
            "user": str(self.person.id),
            "answered": self.answered,
            "sent_at": milliseconds(self.clock() - delay),
            "submissions": submissions,
        }

    def ask(self, batch):
        """The server's response to a batch, whatever becomes of it."""
        return self.person.post("/outbox", json=batch)

    def send(self, is_lost=False, **options):
        """Sends a batch and hears the answers, unless that is lost. Returns them, or None without
        any."""
        response = self.ask(self.batch(**options))
        if is_lost or response.headers.get("Round-Two-Outbox") != "1":
            return None
        return self.hear(response.json)

    def hear(self, answer):
        if not answer["knows"]:
            self.waiting, self.settled, self.answered = self.settled + self.waiting, [], None
            return []
        for one in answer["answers"]:
            submission = next((kept for kept in self.waiting if kept["key"] == one["key"]), None)
            if submission is None or one["status"] == 424:
                continue
            self.waiting.remove(submission)
            receipt = one["headers"].get("Round-Two-Receipt")
            if one["status"] < 400 and receipt in SETTLED:
                self.settled.append(submission)
                self.answered = one["key"] if receipt in WITH_RECEIPTS else self.answered
            else:
                self.refused.append(submission)
        return answer["answers"]

    def send_all(self):
        """Sends until nothing waits but what was refused, and what waits behind that."""
        while self.batch()["submissions"]:
            before = len(self.waiting)
            answers = self.send()
            assert answers == [] or len(self.waiting) < before, "the server has no answer"


def milliseconds(at):
    return round(at.timestamp() * 1000)


def statuses(answers):
    return [one["status"] for one in answers]


def receipts(answers):
    return [one["headers"].get("Round-Two-Receipt") for one in answers]
