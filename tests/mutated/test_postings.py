"""Postings after mishaps: each line is one that was pasted, and something is asked for wherever
something is left; what one says in any layout is told for what it is."""

from random import Random

import pytest

from tests.mutated.mutations import SEEDS, mutated, read_or_refused
from tests.requirements.postings import POSTINGS, pasted
from webapp.core.text import clean, decoded
from webapp.requirements.posting import Kind, Weight, lines_in

TEXTS = [pasted(name).encode() for name in POSTINGS]
ASKED = {
    Weight.USUAL: ["Leading a team of six", "Power BI and Excel", "Planning visits across depots"],
    Weight.MUST: ["A clean licence is required", "At least five years in a lab", "You must type"],
    Weight.NICE: ["Ideally some Polish", "French would be a plus", "Rust is nice to have"],
}
OFFERED = ["28 days of leave", "Cycle to work", "Fruit, and a dog in the room", "A pension of 8 %"]
BESIDES = ["We are a bakery with eleven shops.", "Founded in 1962.", "Location: Leeds (hybrid)"]
APPLYING = ["Please send your CV to jobs@example.org.", "Closing date: 4 December"]
HEADINGS = {
    "asked": ["Requirements", "What you’ll bring:", "## Your profile", "**Skills**", "ABOUT YOU"],
    "offered": ["We offer:", "Benefits", "## Perks", "**What we offer**", "WHAT WE OFFER"],
}


def read(data):
    return lines_in(clean(decoded(data)))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_posting_loses_and_makes_up_nothing(seed):
    random = Random(seed)
    for _ in range(200):
        data = mutated(random, random.choice(TEXTS), TEXTS)
        lines = read_or_refused(read, data)
        words = " ".join(clean(decoded(data)).split()).casefold()
        assert all(line.text.casefold().split()[0] in words for line in lines), data
        if any(line.kind is not Kind.HEADING for line in lines):
            assert any(line.kind is Kind.ASKED for line in lines), data


@pytest.mark.parametrize("seed", SEEDS)
def test_a_posting_is_told_apart_in_any_layout(seed):
    random = Random(seed)
    for _ in range(100):
        bullet = random.choice(["- ", "• ", "* ", "", "– "])
        asked = [
            (text, weight)
            for weight, texts in ASKED.items()
            for text in random.sample(texts, random.randint(1, 3))
        ]
        random.shuffle(asked)
        offered = random.sample(OFFERED, random.randint(1, 4))
        sections = [
            [random.choice(HEADINGS["asked"]), *(bullet + text for text, _ in asked)],
            [random.choice(HEADINGS["offered"]), *(bullet + text for text in offered)],
        ]
        random.shuffle(sections)
        lines = [random.choice(BESIDES), *sections[0], *sections[1], random.choice(APPLYING)]
        text = random.choice(["\n", "\n\n", "\r\n"]).join(lines)
        found = read(text.encode())
        assert [(one.text, one.weight) for one in found if one.kind is Kind.ASKED] == asked, text
        assert [one.text for one in found if one.kind is Kind.OFFERED] == offered, text
