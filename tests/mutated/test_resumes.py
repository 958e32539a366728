"""Résumés after mishaps: read or refused, and nothing is found that isn't in the JSON."""

import json
from random import Random
from unicodedata import category

import pytest

from tests.mutated.mutations import SEEDS, mutated, read_or_refused
from tests.plain import in_one_line
from tests.stories.test_resumes import SAMPLES as FILES
from webapp.core.text import decoded
from webapp.stories.resumes.beginnings import MAX_BEGINNINGS
from webapp.stories.resumes.reading import resume_in

SAMPLES = [path.read_bytes() for path in FILES]
ENDS = "\t\n\v\f\r\x85"  # of lines, and the tab
EXTRAS = [None, 7, [], {}, [[]], "text", {"highlights": "x"}, [{"work": []}], 10**40, float("nan")]


def texts_in(value) -> set[str]:
    """All texts in a document, in one line each, without characters that nobody sees."""
    if isinstance(value, str):
        seen = [char for char in value if char in ENDS or category(char) != "Cc"]
        return {in_one_line("".join(seen))}
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(texts_in, inside))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_resume_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(300):
        data = mutated(random, random.choice(SAMPLES), SAMPLES, most=2)
        read = read_or_refused(resume_in, data)
        if read is not None and decoded(data).lstrip().startswith(("{", "[")):
            found = [one.beginning for one in read.found]
            assert 1 <= len(found) <= MAX_BEGINNINGS
            assert {one.result for one in found} <= texts_in(json.loads(decoded(data)))
            were_read += 1
    assert were_read > 30, "who refuses all makes no mistake"


def rewritten(random: Random, value):
    """The same document as another program writes it: in another order, with more in it."""
    if isinstance(value, list):
        return [rewritten(random, one) for one in value]
    if not isinstance(value, dict):
        return value
    entries = [(key, rewritten(random, one)) for key, one in value.items()]
    if random.random() < 0.3:
        entries.append((f"x-{random.randrange(9)}", random.choice(EXTRAS)))
    random.shuffle(entries)
    return dict(entries)


@pytest.mark.parametrize("seed", SEEDS)
def test_all_highlights_are_found_however_the_json_is_written(seed):
    random = Random(seed)
    for _ in range(60):
        document = rewritten(random, json.loads(random.choice(SAMPLES)))
        text = json.dumps(
            document, ensure_ascii=random.random() < 0.5, indent=random.choice([None, 2, "\t"])
        )
        data = text.encode(random.choice(["utf-8", "utf-8-sig", "utf-16"]))
        highlights = [entry.get("highlights") for entry in document["work"]]
        expected = texts_in([one for one in highlights if isinstance(one, list)])
        assert expected and expected <= {one.beginning.result for one in resume_in(data).found}
