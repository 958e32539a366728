"""Tables and packages of cards after mishaps: read or refused, and what is read is what Python's
own csv, SQLite and Anki itself say."""

import csv
import io
import re
import sqlite3
from random import Random

import pytest
from anki.collection import Collection
from backports import zstd

from tests.cards.packages import add_note, add_note_type, exported, in_tables, of_type, package
from tests.mutated.mutations import SEEDS, flip, mutated, read_or_refused
from webapp.cards.exchange import anki
from webapp.cards.exchange.files import rows_in
from webapp.cards.exchange.tables import MAX_LINES
from webapp.core.markup import text_in

TEXTS = [
    "Why us?",
    "Because; well, you",
    'A 5" screen',
    "two\nlines",
    "Größe 👩🏽‍🚒",
    "#1",
    "a|b",
    " x ",
]
SIDES = re.compile(r"\w*\x1f\w+\x1f\w+")
FIELDS = ["Index", "Word", "Meaning"]


def table(random: Random, separator: str) -> bytes:
    rows = [[random.choice(TEXTS), f"{number}", "kind"] for number in range(random.randint(3, 12))]
    lines = io.StringIO(newline="")
    writer = csv.writer(
        lines,
        delimiter=separator,
        quoting=random.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
        lineterminator=random.choice(["\n", "\r\n"]),
    )
    writer.writerows([["front", "back", "tags"], *rows])
    return lines.getvalue().encode(random.choice(["utf-8", "utf-8-sig", "utf-16"]))


def tables(random: Random) -> list[bytes]:
    return [table(random, separator) for separator in ",;\t|"]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_table_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(150):
        found = read_or_refused(
            rows_in, mutated(random, random.choice(tables(random)), tables(random))
        )
        assert found is None or len(found[0]) <= MAX_LINES + 1
        were_read += found is not None
    assert were_read > 75, "who refuses all makes no mistake"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_table_has_the_rows_that_pythons_own_reader_finds(seed):
    random = Random(seed)
    for _ in range(60):
        separator = random.choice(",;\t|")
        data = table(random, separator)
        text = next(data.decode(code) for code in ("utf-16", "utf-8-sig") if is_text(data, code))
        _, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        found, _ = rows_in(data)
        assert [(row.front, row.back) for row in found] == [
            (front, back) for front, back, _ in rows
        ]


def is_text(data: bytes, code: str) -> bool:
    return (code == "utf-16") is data.startswith((b"\xff\xfe", b"\xfe\xff"))


# Packages


def notes(random: Random) -> list[str]:
    return [
        f"{number}\x1fword{random.randrange(999)}\x1fmeaning{random.randrange(999)}"
        for number in range(random.randint(1, 30))
    ]


def collections(random: Random) -> list[bytes]:
    """As older and newer versions of Anki make them."""
    config = b"\x0a\x08{{Word}}\x12\x0b{{Meaning}}"
    return [
        anki.collection_in(of_type("{{Word}}", "{{Meaning}}", *notes(random), fields=FIELDS)),
        anki.collection_in(in_tables(FIELDS, [config], *notes(random))),
    ]


def packed(collection: bytes) -> bytes:
    return package(collection_anki21b=zstd.compress(collection))


def by_sqlite(collection: bytes) -> tuple[list, list[tuple[str, str]]] | None:
    """What its note types are, and word and meaning of each note, if SQLite finds nothing wrong."""
    opened = sqlite3.connect(":memory:")
    try:
        opened.deserialize(collection)
        checked = opened.execute("PRAGMA integrity_check").fetchall()
        found = opened.execute("SELECT flds, mid FROM notes ORDER BY rowid").fetchall()
        kinds = opened.execute("SELECT name, * FROM sqlite_master").fetchall()
        for name, *_ in kinds[:]:
            kinds += opened.execute(f"SELECT * FROM {name}").fetchall() if name != "notes" else []
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        opened.close()
    is_whole = checked == [("ok",)] and all(SIDES.fullmatch(str(text)) for text, _ in found)
    if not is_whole or {number for _, number in found} != {7}:
        return None
    return kinds, [tuple(text.split("\x1f")[1:]) for text, _ in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_package_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(80):
        first, second = collections(random)
        found = read_or_refused(rows_in, packed(mutated(random, first, [second], most=2)))
        assert found is None or len(found[0]) <= anki.MAX_NOTES
        were_read += found is not None
        read_or_refused(rows_in, mutated(random, packed(first), [packed(second)]))
    assert were_read > 3, "who refuses all makes no mistake"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_sqlite_still_reads_after_a_mishap_is_not_read_otherwise(seed):
    random, same = Random(seed), 0
    for _ in range(60):
        before = random.choice(collections(random))
        collection = flip(random, before, b"")
        theirs, ours = by_sqlite(collection), read_or_refused(rows_in, packed(collection))
        if theirs and ours and theirs[0] == by_sqlite(before)[0]:
            assert [row[1:3] for row in ours[0]] == theirs[1]
            same += 1
    assert same > 20


# Templates


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def side(random: Random, depth: int = 0) -> str:
    """A template of any shape that Anki takes."""
    pieces = []
    for _ in range(random.randint(1, 4)):
        field = random.choice(FIELDS)
        kinds = ["{{%s}}", "{{text:%s}}", "{{ %s }}", "say <b>{{%s}}</b>", "<div>{{%s}}</div>"]
        kinds += ["<a title='{{%s}}'>x</a>", "<br>%s: ", "<!-- {{%s}} -->"]
        if depth < 3:
            sign, inside = random.choice("#^"), side(random, depth + 1)
            kinds += ["{{" + sign + field + "}}" + inside.replace("%", "") + "{{/%s}}"] * 3
        pieces.append(random.choice(kinds) % field)
    return " ".join(pieces)


def shown_by(html: str) -> str:
    return text_in(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_note_is_the_cards_that_anki_shows(collection, tmp_path, seed):
    random, expected = Random(seed), []
    for number in range(8):
        front = "{{Word}} " + side(random)
        add_note_type(collection, f"T{number}", FIELDS, (front, "~ " + side(random)))
        fields = [
            random.choice(["", "<b>so</b>", "<i>a</i> &amp; b", f"w{number}"]) for _ in FIELDS
        ]
        add_note(collection, fields[0], f"word {number}", fields[2], model=f"T{number}")
    for note in map(collection.get_note, sorted(collection.find_notes(""))):
        (card,) = note.cards()
        expected.append((shown_by(card.question()), shown_by(card.answer())))
    rows, _ = rows_in(exported(collection, tmp_path, legacy=random.random() < 0.5))
    assert [(row.front, row.back) for row in rows] == expected
