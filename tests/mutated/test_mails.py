"""Mails after mishaps: read or refused, nothing is said of one that isn't in it, and what one says
in any of the usual ways is read as it was meant."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from tests.calendars.invites import OUTLOOK
from tests.calendars.mails import SAMPLES, saved
from tests.mutated.mutations import SEEDS, mutated, read_or_refused
from webapp.calendars.invitation import invitation_in
from webapp.core.text import clean, decoded

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
TEXTS = [sample.text.encode() for sample in SAMPLES.values()]
FILES = [
    saved(SAMPLES["british"].text),
    saved(SAMPLES["german"].text, charset="latin-1"),
    saved("See the file.", calendar=OUTLOOK),
    saved(None, html="<p>Your interview is on <b>3 December 2026</b><br>at 10:00.</p>" * 5),
]
DAYS = [
    "{0:%A} {0.day} {0:%B} {0.year}",
    "{0:%a}, {0.day} {0:%b} {0.year}",
    "{0:%A}, {0:%B} {0.day}, {0.year}",
    "{0:%B} {0.day}th",
    "{0.day}. {0:%B} {0.year}",
    "{0:%d}.{0:%m}.{0.year}",
    "{0:%Y-%m-%d}",
    "{0:%A} the {0.day}th of {0:%B}",
    "{0:%A} {0.day}\n{0:%B}",
]
HOURS = [
    "{0:%H:%M}–{1:%H:%M}",
    "{0:%H:%M} - {1:%H:%M} Uhr",
    "{0:%I:%M%p} to {1:%I:%M%p}",
    "{0:%I.%M %p} - {1:%I.%M %p}",
    "{0:%H}h{0:%M} à {1:%H}h{1:%M}",
    "{0:%H:%M} until {1:%H:%M}",
]
WAYS = [
    "Your interview is on {day} at {hours}.",
    "Date: {day}\nTime: {hours}",
    "We look forward to seeing you {hours} on {day} in our office.",
    "- {day}, {hours}",
    "When: {day} ({hours})",
]
AROUND = [
    "Please confirm by Friday 27 November.",
    "Thank you for your application of 12 November 2026.",
    "My number is +44 113 496 0123, or 0113 496 0124.",
    "Room 12, floor 3, 2nd door. Salary: £70,000-78,000.",
    "We are open 24/7 and have 3,400 lifts in 12 towns; 80 % are from 1.5.2 on.",
    "https://example.org/2026/12/24/10:30?at=11:45",
    "You have 10 to 12 years’ experience; there are 3-4 of you.",
    "You may 3 times march 5 km.",
]


def read(data):
    return invitation_in(data, "Europe/London", AT)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_mail_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(200):
        data = mutated(random, random.choice([*TEXTS, *TEXTS, *FILES]), [*TEXTS, *FILES])
        found = read_or_refused(read, data)
        were_read += bool(found)
    assert were_read > 75, "who refuses all makes no mistake"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_a_mail_is_in_it(seed):
    random, lines = Random(seed), 0
    for _ in range(100):
        data = mutated(random, random.choice(TEXTS), TEXTS)
        words = " ".join(clean(decoded(data)).replace(">", " ").split())
        for event in read_or_refused(read, data) or []:
            for said in event.mail.said.values() if event.mail else ():
                quoted = said.partition("“")[2].removesuffix("”").strip("…")
                assert " ".join(quoted.replace(">", " ").split()) in words, data
                lines += 1
    assert lines > 100


@pytest.mark.parametrize("seed", SEEDS)
def test_a_time_is_read_in_any_of_the_usual_ways(seed):
    random = Random(seed)
    for _ in range(100):
        day = date(2026, 11, 26) + timedelta(days=random.randrange(120))
        start = time(random.randrange(8, 16), random.choice([0, 15, 30, 45]))
        minutes = random.choice([30, 45, 60, 75, 90])
        end = (datetime.combine(day, start) + timedelta(minutes=minutes)).time()
        said = random.choice(WAYS).format(
            day=random.choice(DAYS).format(day), hours=random.choice(HOURS).format(start, end)
        )
        lines = [*random.sample(AROUND, random.randrange(len(AROUND))), said]
        random.shuffle(lines)
        text = random.choice(["\n", "\n\n"]).join(lines)
        found = [(event.date, event.time, event.minutes) for event in read(text.encode())]
        assert found == [(day, start, minutes)], text
