"""Cards in from tables and Anki's packages, and out into them."""

import csv
import io
import resource
import sqlite3
import time
import zipfile
from itertools import count
from time import process_time
from unicodedata import normalize

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cards.decks import STRANGE, question, questions, story
from tests.cards.packages import (
    add_note,
    add_note_type,
    exported,
    in_tables,
    of_type,
    package,
)
from webapp.cards.exchange import anki, note_templates, tables
from webapp.cards.exchange.arriving import Arriving, cards_of
from webapp.cards.exchange.files import rows_in
from webapp.cards.exchange.package import as_html, package_of
from webapp.cards.kinds import WRITTEN, Kind
from webapp.cards.models import Card
from webapp.core import child
from webapp.core.child import answer_of, read_in_child
from webapp.core.forms import MAX_FILE
from webapp.core.markup import MAX_MARKUP, text_in
from webapp.core.text import Unreadable, clean

texts = st.text(max_size=60).map(clean)


class Row:
    def __init__(self, front, back="", kind=Kind.QUESTION, id=1):
        self.front, self.back, self.kind, self.id = front, back, kind, id


def sides(cards):
    return [(card.front, card.back) for card in cards if not card.error]


def errors(cards):
    return [(card.line, card.error) for card in cards if card.error]


def of_table(text):
    return cards_of(tables.rows_in(text))


def of_file(data):
    """The cards in it, and how many pictures and sounds were left out."""
    rows, media = rows_in(data)
    return cards_of(rows), media


# Tables


@given(
    st.lists(
        st.tuples(texts.filter(bool), texts, st.sampled_from(WRITTEN)), unique_by=lambda row: row[0]
    ),
    st.sampled_from(",\t"),
)
def test_what_goes_out_as_a_table_comes_back_the_same(rows, separator):
    cards = of_table(tables.table_of([Row(*row) for row in rows], separator))
    assert [(card.front, card.back, card.kind) for card in cards] == rows and not errors(cards)


FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+1+2",
    "-ing",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    "'=1",
    "''-1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_as_a_formula_does_and_it_comes_back_as_it_was(text):
    table = tables.table_of([Row(text, text), Row("It's '=1", "'tis")])
    for separator in ",;":
        cells = [*csv.reader(io.StringIO(table.replace(",", separator)), delimiter=separator)]
        assert [cell[0] for cell in cells[1][:2]] == ["'", "'"]
    assert cells[2][:2] == ["It's '=1", "'tis"], "others stay as they are"
    cards = of_table(table.replace("\r=", "="))
    assert [card.front.strip() for card in cards] == [text.strip(), "It's '=1"]


@given(st.text("'=+-@ a1", min_size=1).filter(str.strip), st.text("'=+-@ a1"))
def test_what_looks_like_a_formula_comes_back_the_same(front, back):
    (card,) = of_table(tables.table_of([Row(front, back)]))
    assert (card.front, card.back) == (front.strip(), back.strip())


@pytest.mark.one_database
def test_a_card_of_a_formula_is_text_to_a_spreadsheet_and_the_same_here(owner):
    question(owner, "=1+2", answer="-3")
    csv_file, tsv_file = (owner.get(f"/cards/export/cards.{kind}").text for kind in ("csv", "tsv"))
    assert "'=1+2,'-3" in csv_file and "\n=1+2\t-3" in tsv_file
    assert sides(of_file(csv_file.encode())[0]) == [("=1+2", "-3")]


@given(st.text())
def test_any_text_can_be_looked_at(text):
    assert all(isinstance(card, Arriving) for card in of_table(text))


@given(st.binary())
def test_any_bytes_can_be_looked_at(data):
    try:
        of_file(data)
    except Unreadable:
        pass


@pytest.mark.parametrize(
    "text, found",
    [
        ("a\tb", [("a", "b")]),
        ("a,b", [("a", "b")]),
        ("a;b,c", [("a", "b,c")]),
        ("a\tb;c,d", [("a", "b;c,d")]),
        ("one", [("one", "")]),
        ("a,b\n\n , \nc,d", [("a", "b"), ("c", "d")]),
        ("a,b\r\nc,d\re,f", [("a", "b"), ("c", "d"), ("e", "f")]),
        ('"a ""b""","c\nd"', [('a "b"', "c\nd")]),
        ("Question,Answer\na,b", [("a", "b")]),
        ("kind,back,front\nfigure,b,a", [("a", "b")]),
        ("front of house\tb", [("front of house", "b")]),
        ("a,b,c,d,e", [("a", "b")]),
        ("", []),
        ("#separator:tab\n#html:true\na<br>b\t<i>c</i>", [("a\nb", "c")]),
        ("#separator:Semicolon\na,b;c", [("a,b", "c")]),
        ("#guid column:1\n#tags column:4\nxyz\ta\tb\ttag", [("a", "b")]),
        ("#separator:|\na|b", [("a", "b")]),
        ("# not a setting\tb", [("# not a setting", "b")]),
        ("#separator:Comma,,\nWhich colour?,Red,", [("Which colour?", "Red")]),
        ("#separator:comma;\nWhich colour?,Red", [("Which colour?", "Red")]),
        ("#separator:whatever\na;b\nc;d", [("a", "b"), ("c", "d")]),
        (
            '"Why us? Because; well","A1"\n"b; c","d"',
            [("Why us? Because; well", "A1"), ("b; c", "d")],
        ),
        ("Well; yes, I did,b\nc,d\ne,f", [("Well; yes", "I did"), ("c", "d"), ("e", "f")]),
        ("a|b\nc|d", [("a", "b"), ("c", "d")]),
        (
            '"Tell me about yourself\tThree minutes\nWhy us?\tBecause\nAnd?\tNo',
            [('"Tell me about yourself', "Three minutes"), ("Why us?", "Because"), ("And?", "No")],
        ),
        ('"Rock star" culture?,No\nb,c', [('"Rock star" culture?', "No"), ("b", "c")]),
        ('A 5" screen,b\nc,d', [('A 5" screen', "b"), ("c", "d")]),
        ("sep=;\nFront;Back\na;b", [("a", "b")]),
        ("# made by a program\n#\na,b", [("a", "b")]),
        ("#1 reason?\n#2 reason?", [("#1 reason?", ""), ("#2 reason?", "")]),
        ("Front,Back\na,b", [("a", "b")]),
        ("FRONT\tBack\tTags\na\tb\tc", [("a", "b")]),
    ],
)
def test_tables_as_people_have_them(text, found):
    assert sides(of_table(text)) == found


def test_each_line_that_cannot_be_a_card_says_why():
    cards = of_table(
        'front,back,kind\na,b\n,c\nd,"e\nf"\n'
        + "x" * 501
        + ",y\na,again\nz,"
        + "y" * 2001
        + "\nMine,All,story\nlast,one,Small talk"
    )
    assert errors(cards) == [
        (3, "There is nothing on the front."),
        (6, "The front can be 500 characters long; it has 501."),
        (7, "The same front as in line 2."),
        (8, "The back can be 2,000 characters long; it has 2,001."),
        (9, "A story, of which only the text is here. Stories have a form of their own."),
    ]
    assert (
        sides(cards) == [("a", "b"), ("d", "e\nf"), ("last", "one")]
        and cards[-1].kind is Kind.SMALL_TALK
    )


def test_a_cell_without_an_end_is_told_and_what_was_before_is_kept():
    cards = of_table('a,b\n"c,' + "d" * 140_000)
    assert sides(cards) == [("a", "b")] and errors(cards)[0][0] == 2


@pytest.mark.parametrize(
    "data, front",
    [
        ("Ä,b".encode(), "Ä"),
        ("Ä,b".encode("utf-8-sig"), "Ä"),
        ("Ä,b".encode("utf-16"), "Ä"),
        ("Ä,b".encode("cp1252"), "Ä"),
        ("قصة,b".encode(), "قصة"),
        ("👩🏽‍🚒,b".encode("utf-16"), "👩🏽‍🚒"),
    ],
)
def test_the_encodings_that_spreadsheets_write(data, front):
    assert sides(of_file(data)[0]) == [(front, "b")]


# Markup


@pytest.mark.parametrize(
    "markup, text",
    [
        ("a<br>b", "a\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("a &amp; b &lt;i&gt;", "a & b <i>"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("a<style>p{}</style>b", "ab"),
        ("x <img src=a.png> y", "x (picture left out) y"),
        ("[sound:a.mp3]", "(sound left out)"),
        ("a&nbsp;&nbsp;b", "a b"),
        ("a\n b", "a b"),
        ("</style>a", "a"),
        ("a <b", "a"),
        ("3 < 4", "3 < 4"),
        ("a\x1eb", "ab"),
        ("<p>a<p>b", "a\nb"),
    ],
)
def test_markup_becomes_the_text_that_it_shows(markup, text):
    assert text_in(markup) == text


HOSTILE = [
    "<",
    "<!",
    "<!--",
    "<a ",
    "<a b=",
    "<a b='",
    "&",
    "&#",
    "[sound:",
    " <b> ",
    "</",
    "<script>",
    "<![CDATA[",
    "<?",
    "<div>",
    "{{c1::",
    "\n ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_markup_is_taken_apart_in_its_own_time(piece):
    """The standard library's parser alone takes seconds for some of these."""
    markup = (piece * MAX_MARKUP)[:MAX_MARKUP]
    start = process_time()
    text_in(markup), anki.sides_of([markup, markup])
    assert process_time() - start < 1.5
    assert text_in(markup + piece) == markup + piece, (
        "what is longer is no card, and is said to be none"
    )


def test_only_so_many_lines_are_looked_at():
    cards = of_table("a,b\n" * (tables.MAX_LINES + 5))
    assert len(cards) == tables.MAX_LINES + 1 and "Only the first 20,000 lines" in cards[-1].error
    assert len(of_table("a,b\n" * tables.MAX_LINES)) == tables.MAX_LINES, "and no empty one"
    assert sides(of_table("#a:b\n" * 50_000))[0] == ("#a:b", ""), "settings are few"


# Anki


@pytest.fixture
def collection(tmp_path):
    """Anki itself, with nothing in it."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def test_anki_takes_what_goes_out(collection, tmp_path):
    rows = [Row(front, f"{front}\nand\n<b>", id=number) for number, front in enumerate(STRANGE)]
    path = tmp_path / "ours.apkg"
    for _ in range(2):  # the second time each takes its own place
        path.write_bytes(package_of(rows))
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path)))
    notes = [collection.get_note(id) for id in collection.find_notes('deck:"Round Two"')]
    assert sorted(text_in(note.fields[0]) for note in notes) == sorted(
        normalize("NFC", text) for text in STRANGE
    )
    assert all(text_in(note.fields[1]) == f"{text_in(note.fields[0])}\nand\n<b>" for note in notes)
    assert collection.card_count() == len(rows)


@pytest.mark.parametrize("legacy", [True, False])
def test_what_anki_writes_is_read(collection, tmp_path, legacy):
    add_note(collection, "Why <b>us</b>?", "Because<br>of <img src='x.png'>you [sound:y.mp3]")
    add_note(
        collection,
        "{{c1::Paris}} is the capital of {{c2::France::a country}}",
        "Easy",
        model="Cloze",
    )
    cards, media = of_file(exported(collection, tmp_path, legacy))
    assert sides(cards) == [
        ("Why us?", "Because\nof (picture left out)you (sound left out)"),
        ("[…] is the capital of [a country]", "Paris is the capital of France\nEasy"),
    ]
    assert media == 2


@settings(max_examples=40)  # each makes a package
@given(st.lists(st.tuples(texts.filter(bool), texts), unique_by=lambda row: row[0], max_size=4))
def test_what_goes_out_as_a_package_comes_back_the_same(rows):
    ids = count(1)
    cards, _ = of_file(package_of([Row(front, back, id=next(ids)) for front, back in rows]))
    shown = [(text_in(as_html(front)), text_in(as_html(back))) for front, back in rows]
    assert [(card.front, card.back) for card in cards] == shown


def database(*statements):
    opened = sqlite3.connect(":memory:")
    for statement in statements:
        opened.execute(statement)
    opened.commit()
    return opened.serialize()


def moved(data):
    """Its directory said to begin later than it does."""
    begins = int.from_bytes(data[-6:-2], "little") + 9
    return data[:-6] + begins.to_bytes(4, "little") + data[-2:]


NEVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
WRONG = {
    "no collection": package(media="{}"),
    "no database": package(collection_anki2="x"),
    "an empty one": package(collection_anki2=""),
    "no notes": package(collection_anki2=database("CREATE TABLE cards (id)")),
    "a view that never ends": package(
        collection_anki2=database(f"CREATE VIEW notes AS {NEVER} SELECT i AS flds FROM n")
    ),
    "another zip": package(word="x"),
    "half of one": package_of([Row("a")])[:400],
    "not compressed": package(collection_anki21b="x"),
    "a bomb": package(collection_anki21b=zstd.compress(b"\0" * (anki.MAX_BYTES + 2))),
    "an older bomb": package(collection_anki21=b"\0" * (anki.MAX_BYTES + 2)),
    "columns of another sort": package(
        collection_anki2=database("CREATE TABLE notes (x)", "INSERT INTO notes VALUES (1)")
    ),
    "binary": b"\0\1\2",
    "a place before its beginning": moved(package_of([Row("a")])),
    "a column whose name is no text": package(
        collection_anki2=database("CREATE TABLE notes (flds, mod)").replace(b"mod", b"m\xefd")
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_package_is_told(what):
    with pytest.raises(Unreadable, match=r"[.]"):
        of_file(WRONG[what])


def test_notes_of_another_type_are_no_harm():
    data = package(
        collection_anki2=database(
            "CREATE TABLE notes (flds)",
            "INSERT INTO notes VALUES (NULL), (7), (x'ff00'), ('a\x1fb')",
        )
    )
    cards, _ = of_file(data)
    assert ("a", "b") in sides(cards) and ("7", "") in sides(cards)


def packed(method, **members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in members.items():
            package.writestr(name.replace("_", "."), content)
    return file.getvalue()


def notes(*texts):
    """A package with a note of each of these texts."""
    values = ", ".join(f"('{text}')" for text in texts)
    return package(
        collection_anki2=database("CREATE TABLE notes (flds)", f"INSERT INTO notes VALUES {values}")
    )


GENERATED = "CREATE TABLE notes (x, flds GENERATED ALWAYS AS (hex(zeroblob(100000000))) {})"
TRIGGER = "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT hex(zeroblob(100000000)); END"
# Made where they are used: together they take twenty seconds.
HOSTILE = {
    "a note of millions of fields": lambda: notes("\x1f" * 3_000_000),
    "a column that is made up": lambda: package(
        collection_anki2=database(GENERATED.format(""), "INSERT INTO notes VALUES (1)")
    ),
    "and one that is kept": lambda: package(
        collection_anki2=database(GENERATED.format("STORED"), "INSERT INTO notes VALUES (1)")
    ),
    "a table that is none": lambda: package(
        collection_anki2=database("CREATE VIRTUAL TABLE notes USING fts5(flds)")
    ),
    "a trigger": lambda: package(
        collection_anki2=database("CREATE TABLE notes (flds)", TRIGGER.format(""))
    ),
    "a row of forty megabytes": lambda: notes("x" * 40_000_000),
    "much formatting": lambda: notes(
        *["<p><b>a</b></p>" * 600 + "\x1f" + "<i>b</i>" * 1000] * 3000
    ),
    "deep formatting": lambda: notes(*["<div>" * 1900 + "a"] * 1000),
    "many sounds that never end": lambda: notes(*["[sound:" * 1400] * 1000),
    "packed as bzip2": lambda: packed(zipfile.ZIP_BZIP2, collection_anki2=b"\0" * 300_000_000),
    "packed as LZMA": lambda: packed(zipfile.ZIP_LZMA, collection_anki21b=b"\0" * 300_000_000),
    "a window of a gigabyte": lambda: package(
        collection_anki21b=zstd.compress(
            b"\0" * 1000, options={zstd.CompressionParameter.window_log: 30}
        )
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_made_to_hurt_is_read_or_refused_within_the_limits(what, monkeypatch):
    answers = []
    monkeypatch.setattr(
        child, "answer_of", lambda *asked: answers.append(answer_of(*asked)) or answers[-1]
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        rows, _ = read_in_child(rows_in, HOSTILE[what]())
        assert len(rows) <= anki.MAX_NOTES
    except Unreadable as refused:
        assert str(refused) in (anki.NO_PACKAGE, anki.TOO_LARGE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < child.CPU
    assert answers[0][0] in (0, child.REFUSED), "it needn't be stopped"


def test_a_note_that_is_too_long_leaves_the_others():
    rows, _ = rows_in(notes("a\x1fb", "x" * (anki.MAX_NOTE + 1), "c\x1fd"))
    assert [(row.front, row.back, row.error) for row in rows] == [
        ("a", "b", ""),
        ("", "", anki.TOO_LONG),
        ("c", "d", ""),
    ]


def test_too_much_formatting_leaves_what_came_before_it(monkeypatch):
    monkeypatch.setattr(anki, "MAX_MARKUP", 30)
    rows, _ = rows_in(notes("<b>a</b>", "<i>plain</i> enough", "<b>c</b>", "d"))
    assert [(row.front, row.error) for row in rows] == [
        ("a", ""),
        ("plain enough", ""),
        ("", anki.NO_ROOM),
        ("d", ""),
    ]


# Note types


VOCABULARY = ["Index", "Word", "Meaning"]


@pytest.mark.parametrize("legacy", [True, False])
def test_a_note_is_the_cards_that_its_note_type_makes_of_it(collection, tmp_path, legacy):
    there_and_back = [
        ("{{Word}}", "{{FrontSide}}<hr id=answer>{{Meaning}}"),
        ("Say: {{Meaning}}", "{{Word}} ({{Index}})"),
    ]
    add_note_type(collection, "Vocabulary", VOCABULARY, there_and_back[0])
    add_note_type(collection, "Both", VOCABULARY, *there_and_back)
    add_note(collection, "001", "Haus", "house", model="Vocabulary")
    add_note(collection, "002", "Baum", "tree", model="Both")
    add_note(collection, "Apfel", "apple", model="Basic (and reversed card)")
    add_note(collection, "Birne", "pear", "", model="Basic (optional reversed card)")
    add_note(collection, "Zeit", "time", model="Basic (type in the answer)")
    add_note(collection, "{{c1::a {{c2::b}} c}} d", "", model="Cloze")
    rows, _ = rows_in(exported(collection, tmp_path, legacy))
    assert [(row.line, row.front, row.back) for row in rows] == [
        (1, "Haus", "house"),
        (2, "Baum", "tree"),
        (2, "Say: tree", "Baum (002)"),
        (3, "Apfel", "apple"),
        (4, "Birne", "pear"),
        (5, "Zeit", "time"),
        (6, "[…] d", "a b c d"),
    ]


@pytest.mark.parametrize("legacy", [True, False])
def test_what_hides_pictures_is_left_out_with_a_word(collection, tmp_path, legacy):
    collection.add_image_occlusion_notetype()
    shape = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}"
    add_note(collection, shape, "<img src=a.png>", "A map", "", "", model="Image Occlusion")
    add_note_type(
        collection, "Older", ["Image", "Question Mask", "Answer Mask"], ("{{Image}}", "{{Image}}")
    )
    add_note(collection, "<img src=a.png>", "q", "a", model="Older")
    add_note(collection, "a", "b")
    rows, _ = rows_in(exported(collection, tmp_path, legacy))
    assert [(row.front, row.error) for row in rows] == [
        ("", anki.A_PICTURE),
        ("", anki.A_PICTURE),
        ("a", ""),
    ]


def sides_made(front, back="", **fields):
    return note_templates.cards_of([note_templates.template_of(front, back)], fields)


@pytest.mark.parametrize(
    "front, back, found",
    [
        ("{{Word}}", "{{Meaning}}", ("Haus", "house")),
        ("{{ Word }}?", "{{Word}}<hr>{{Meaning}}", ("Haus?", "Haus\nhouse")),
        ("{{Word}}", "{{Word}}<hr id=answer>{{Meaning}}", ("Haus", "house")),
        ("{{text:Word}}", "{{furigana:Meaning}}", ("Haus", "house")),
        ("{{Word}} {{hint:Meaning}}", "{{FrontSide}}<hr>{{Word}}", ("Haus", "house\nHaus")),
        ("{{Word}}{{type:Meaning}}", "{{type:Meaning}}", ("Haus", "house")),
        ("{{Word}}{{tts en_US voices=A:Meaning}}", "", ("Haus", "")),
        ("{{Word}}{{#Meaning}}: it has one{{/Meaning}}", "", ("Haus: it has one", "")),
        ("{{^Meaning}}not{{/Meaning}}{{Word}}", "", ("Haus", "")),
        ("{{#Empty}}a{{#Word}}b{{/Word}}c{{/Empty}}{{Word}}", "", ("Haus", "")),
        ("{{#Word}}{{^Empty}}{{Word}}{{/Empty}}{{/Word}}", "", ("Haus", "")),
        ("{{^Blank}}nothing{{/Blank}}{{Word}}", "", ("nothingHaus", "")),
        ("{{#Picture}}see {{/Picture}}{{Word}}", "", ("see Haus", "")),
        ("{{Word}}{{Nowhere}}{{Tags}}{{Deck}}", "{{", ("Haus", "{{")),
        ("<div class='{{Meaning}}'>{{Word}}</div>", "", ("Haus", "")),
        ('<a href="https://x.example/{{Word}}">Look</a> {{Word}}', "", ("Look Haus", "")),
        ("<script>'{{Meaning}}'</script><!-- {{Meaning}} -->{{Word}}", "", ("Haus", "")),
        ("{{Word}}", "<table>{{^Word}}<tr><td>no</td></tr>{{/Word}}</table>ja", ("Haus", "ja")),
        ("<div>{{Word}}</div>{{#Empty}}<p>x</p>{{/Empty}}<div>b</div>", "", ("Haus\nb", "")),
        ("{{Sample}}", "", ("{{Word}} & <b>", "")),
        ("{{cloze:Gaps}}", "{{cloze:Gaps}}<br>{{Word}}", ("In […]", "In Rome\nHaus")),
        ("{{#c1}}{{cloze:Gaps}}{{/c1}}", "{{Word}}", ("In […]", "Haus")),
        ("{{type:cloze:Gaps}}{{cloze:Gaps}}", "", ("In […]", "")),
    ],
)
def test_a_template_is_followed(front, back, found):
    fields = {
        "Word": "Haus",
        "Meaning": "<b>house</b>",
        "Empty": "",
        "Blank": "<div><br></div>&nbsp;",
        "Picture": "<img src=a.png>",
        "Sample": "{{Word}} &amp; &lt;b&gt;",
        "Gaps": "In {{c1::Rome}}",
    }
    assert sides_made(front, back, **fields) == [found]


def test_no_card_is_made_of_what_a_template_says_by_itself():
    assert sides_made("Which word? {{Word}}", "{{Meaning}}", Word=" ", Meaning="house") == []


@pytest.mark.parametrize(
    "text, found",
    [
        ("{{c1::a {{c2::b}} c}}", ("[…]", "a b c")),
        ("{{c1::a {{c2::b::of b}} c::of all}} d", ("[of all] d", "a b c d")),
        ("{{c1::a}}, {{c1,2::b::hint::more}}", ("[…], [hint::more]", "a, b")),
        ("a :: b }} {{c1::c", ("a :: b }} […]", "a :: b }} c")),
        ("{{c1::{{c2::{{c3::a}}}}}}", ("[…]", "a")),
    ],
)
def test_gaps_may_be_in_each_other(text, found):
    assert note_templates.with_gaps(text) == found


def test_a_note_type_that_cannot_be_read_leaves_the_first_field_in_front():
    for broken in (b"\x0a\xff", b"\x0b", b"\xff" * 20, None, "text", 7):
        rows, _ = rows_in(in_tables(["Index", "Word"], [broken], "001\x1fHaus"))
        assert [row.front for row in rows] in ([""], ["001"])
    whole = b"\x0a\x08{{Word}}\x12\x09{{Index}}"
    others = b"\x18\x05" + b"\x21" + b"\0" * 8 + b"\x2d" + b"\0" * 4
    for message in (whole, others + whole, whole + b"\x1a"):
        rows, _ = rows_in(in_tables(["Index", "Word"], [message], "001\x1fHaus"))
        assert [(row.front, row.back) for row in rows] == [("Haus", "001")]


LONG = "<b>x</b> " * 1000
HOSTILE_TYPES = {
    "a field a thousand times": lambda: of_type("{{Front}}" * 900, "", *["x" * 90_000] * 300),
    "a short one, too": lambda: of_type(
        "{{Front}}" * 400, "{{Back}}" * 400, *["a" * 9 + "\x1fb"] * 5000
    ),
    "thirty templates": lambda: of_type(
        "{{Front}}", "{{Back}}", *[f"{LONG}\x1fb"] * 5000, number=30
    ),
    "more templates": lambda: of_type("{{Front}}", "{{Back}}", *["a\x1fb"] * 5000, number=1900),
    "parts that never end": lambda: of_type("{{#Front}}" * 900 + "a", "", *["a"] * 5000),
    "ends of none": lambda: of_type("{{/Front}}" * 900 + "{{Front}}", "", *["a"] * 5000),
    "deep in each other": lambda: of_type(
        "<div>" * 10_000 + "{{Front}}", "", *["a"] * 5000, number=6
    ),
    "ten megabytes": lambda: of_type("{{Front}}" * 1_000_000, "", "a"),
    "gaps in gaps": lambda: of_type("{{cloze:Front}}" * 900, "", *["{{c1::" * 1600] * 5000),
    "gaps that are never there": lambda: of_type("{{#c1}}" * 900, "", *["a" * 9000] * 5000),
    "itself": lambda: of_type(
        "{{FrontSide}}{{Front}}", "{{FrontSide}}{{BackSide}}", "{{FrontSide}}"
    ),
    "braces": lambda: of_type("{{" * 20_000 + "{{Front}}", "}}" * 20_000, *["a"] * 5000),
}


@pytest.mark.parametrize("what", HOSTILE_TYPES)
def test_note_types_made_to_hurt_stay_within_the_limits(what):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    rows, _ = read_in_child(rows_in, HOSTILE_TYPES[what]())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert 1 <= len(rows) <= anki.MAX_NOTES and after.ru_utime - before.ru_utime < child.CPU
    assert rows[0].front or rows[0].error


def test_a_card_or_a_note_type_that_is_too_long_is_told(monkeypatch):
    for data, error in [
        (of_type("{{Front}}{{Front}}", "", "x" * 9000), anki.TOO_LONG),
        (of_type("{{Front}}", "", "x" * 20_000), anki.TOO_LONG),
        (of_type("{{Front}}" + "<script>" + "x" * 60_000, "", "x"), anki.NO_TEMPLATE),
        (of_type("{{Front}}" + "{{Back}}" * 1000, "", "x"), anki.NO_TEMPLATE),
    ]:
        rows, _ = rows_in(data)
        assert [(row.front, row.error) for row in rows] == [("", error)]
    monkeypatch.setattr(anki, "MAX_PIECES", 5)
    rows, _ = rows_in(of_type("{{Front}}", "{{Back}}", "a", "b", "c"))
    assert [row.error for row in rows] == ["", "", anki.NO_ROOM]


# The pages


def looked_at(person, data=None, text="", name="cards.csv"):
    return person.upload("/cards/import", data, name, text=text)


def text_of(page):
    import html

    return html.unescape(
        page.text.partition('<textarea name="text"')[2]
        .partition(">")[2]
        .partition("</textarea>")[0]
    )


def brought_in(person, page, **options):
    return person.post("/cards/import/chosen", {"text": text_of(page)}, **options)


def written(person):
    return sorted(
        (card.prompt, card.answer, card.kind)
        for card in person.rows(Card)
        if card.kind is not Kind.STORY
    )


def test_from_a_file_to_the_deck(owner, outsider):
    question(owner, "There?")
    page = looked_at(owner, 'Why us?,"Because\nof you"\nThere?,x\n,y\nNumber,7,figure'.encode())
    assert page.status_code == 200 and len(written(owner)) == 1, "only looked at"
    for words in (
        "2 cards to bring in",
        "1 card with the same front is there already",
        "Line 4: There is nothing on the front.",
    ):
        assert words in page.text
    for _ in range(2):
        assert brought_in(owner, page).status_code == 303
    assert written(owner) == [
        ("Number", "7", Kind.FIGURE),
        ("There?", "", Kind.QUESTION),
        ("Why us?", "Because\nof you", Kind.QUESTION),
    ]
    assert written(outsider) == []
    assert "Why us?" in owner.get("/cards").text and owner.get("/cards").text.index(
        "Why us?"
    ) < owner.get("/cards").text.index("There?")


def test_what_was_reworded_is_not_brought_in_over_it(owner):
    page = looked_at(owner, text="a\tb")
    brought_in(owner, page)
    card = owner.rows(Card)[0]
    owner.put(f"/cards/{card.id}", {"prompt": "A better a", "answer": "b", "kind": "question"})
    brought_in(owner, page)
    assert written(owner) == [("A better a", "b", Kind.QUESTION)]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_texts_arrive_as_they_are(owner, text):
    page = looked_at(owner, text=f"{text}\t{text}")
    assert brought_in(owner, page).status_code == 303
    assert written(owner) == [(clean(text), clean(text), Kind.QUESTION)]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "fields, status, words",
    [
        ({}, 422, "Choose a file, or paste some lines."),
        ({"data": b""}, 422, "There is no card in it."),
        ({"data": b"\0\0"}, 422, "Cards can’t be read from this file."),
        ({"data": package(x="y"), "name": "a.apkg"}, 422, "This isn’t a package from Anki."),
        ({"data": b"x" * (MAX_FILE + 900_000)}, 413, "A file can be 8 MB large"),
        ({"data": b"x" * 20_000_000}, 413, "A file can be 8 MB large"),
        ({"text": "x" * 1_100_000}, 413, "A file can be 8 MB large"),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_field(owner, fields, status, words):
    page = looked_at(owner, **fields)
    assert (
        page.status_code == status
        and words in page.text
        and 'class="field-error" id="file-error"' in page.text
    )
    assert written(owner) == []


@pytest.mark.one_database
def test_lines_that_cannot_be_read_stay_where_they_were(owner):
    page = looked_at(owner, text=",only a back")
    assert (
        "Line 1: There is nothing on the front." in page.text
        and "Nothing new to bring in" in page.text
    )
    assert owner.post("/cards/import/chosen", {"text": ""}).status_code == 422


def test_no_more_than_there_is_room_for(owner):
    questions(owner, Card.MAX_ITEMS - 2)
    page = looked_at(owner, text="a\nb\nc\nd\ne")
    assert (
        "2 cards to bring in" in page.text
        and "no room for 3 of them: 500 cards are the most" in page.text
    )
    brought_in(owner, page)
    assert len(owner.rows(Card)) == Card.MAX_ITEMS
    owner.post("/cards/import/chosen", {"text": "f\ng"})
    assert len(owner.rows(Card)) == Card.MAX_ITEMS


@pytest.mark.one_database
def test_what_one_form_cannot_carry_comes_in_two_goes(owner):
    lines = "\n".join(f"{number}\t{'語' * 1900}" for number in range(100))
    page = looked_at(owner, lines.encode())
    assert (
        "46 cards to bring in" in page.text and "54 cards more don’t fit into one go" in page.text
    )
    assert brought_in(owner, page).status_code == 303 and len(owner.rows(Card)) == 46
    page = looked_at(owner, lines.encode())
    assert "46 cards with the same front are there already" in page.text


def test_400_lines_cost_no_more_queries_than_5(owner, queries):
    counts = []
    for number in (5, 400):
        with queries() as looking:
            page = looked_at(owner, "\n".join(f"{number}-{n}\t{n}" for n in range(number)).encode())
        with queries() as bringing:
            assert brought_in(owner, page).status_code == 303
        counts.append((len(looking), len(bringing)))
    assert counts[0] == counts[1]


def test_the_exports_hold_all_that_is_practised(owner, outsider):
    question(owner, "Why us?", answer="Because")
    question(owner, "Put away?", archived_at=owner.rows(Card)[0].created_at)
    story(
        owner,
        title="The migration",
        action="First I asked.",
        prompts="A time you led?\nProud of what?",
        number="31 to 12",
    )
    question(outsider, "Not mine")
    table = owner.get("/cards/export/cards.csv")
    assert (
        table.headers["Content-Disposition"].startswith("attachment")
        and table.mimetype == "text/csv"
    )
    assert table.data.startswith(b"\xef\xbb\xbf")
    cards = of_file(table.data)[0]
    assert sides(cards) == [("Why us?", "Because")] and "A story" in errors(cards)[0][1]
    for text in (table.text, owner.get("/cards/export/cards.tsv").text):
        assert (
            "A time you led?\nProud of what?" in text
            and "Action: First I asked." in text
            and "The number: 31 to 12" in text
        )
        assert "Put away?" not in text and "Not mine" not in text
    fronts = [card.front for card in of_file(owner.get("/cards/export/cards.apkg").data)[0]]
    assert sorted(fronts) == ["A time you led?\nProud of what?", "Why us?"]


@pytest.mark.one_database
def test_it_is_found_from_the_cards(owner):
    question(owner)
    assert "/cards/import" in owner.get("/cards").text
    for address in ("cards.csv", "cards.tsv", "cards.apkg"):
        assert f"/cards/export/{address}" in owner.get("/cards/import").text


def test_what_is_said_yes_to_has_no_settings(owner):
    text = "#html:true\tback\nfront\tback\n<b>a</b>\tb\n"
    assert owner.post("/cards/import/chosen", {"text": text}).status_code == 303
    assert "<b>a</b>" in [card.prompt for card in owner.rows(Card)]


def test_a_note_above_a_table_is_left_out_with_a_word():
    rows = tables.rows_in("# made by a program\na,b")
    assert [(row.line, row.front, row.error) for row in rows] == [
        (1, "# made by a program", tables.A_NOTE),
        (2, "a", ""),
    ]


NEVER_CLOSED = '"a,b\n' * 15_000 + "x"


def test_many_quotes_that_never_end_are_read_soon():
    began = time.process_time()
    rows = tables.rows_in(NEVER_CLOSED)
    assert len(rows) == 15_001 and time.process_time() - began < 8
