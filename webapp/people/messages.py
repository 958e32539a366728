"""What to write to somebody who is asked for something. The person sends it themselves, from their own mail or messages."""

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import quote

from webapp.interviews.when import date_in_full

SUBJECT = "Second interview at {company}"


@cache
def shipped():
    return tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))


def message(kind, person, interview):
    """The text for what is asked, with the names in it."""
    values = {"name": first_name(person), "company": interview.company, "when": date_in_full(interview.starts_at, interview.zone)}
    position = interview.position or "a position that I would like"
    return shipped()[kind].strip().format(**values, position=position)


def mail_address(kind, person, interview):
    """A `mailto:` address that opens the message in the person's own mail."""
    subject = SUBJECT.format(company=interview.company)
    return f"mailto:{quote(person.email)}?subject={quote(subject)}&body={quote(message(kind, person, interview))}"


def first_name(person):
    return person.name.split()[0] if person.name.split() else person.name
