"""PDFs as programs write them, and as nobody does who means well: each is made here, so that what
is in it can be seen."""

import unicodedata
import zlib

from webapp.stories.resumes.lines import SIGNS

HEIGHT, TOP, LEFT = 842, 790, 50  # points, of an A4 page
SIZE, LEADING, SIGN = 10, 13, 5.0  # of a letter, of a line, and how far a space of the text is


def text_at(x, y, text, size=SIZE):
    """The operators that show a text at a place of the page."""
    shown = unicodedata.normalize("NFKC", text).encode("cp1252", "replace").replace(b"\\", b"\\\\")
    shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %d Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET\n" % (size, x, y, shown)


def typeset(text, x=LEFT, top=TOP, tabs=True):
    """The operators of each line of a text: where it is set in, and a bullet and what follows wide
    blanks, by themselves, as word processors do."""
    shown = []
    for number, line in enumerate(text.split("\n")):
        y, at = top - number * LEADING, 0
        for piece in pieces_of(line) if tabs else [line]:
            if piece.strip():
                begin = line.index(piece.strip(), at)
                shown.append(text_at(x + begin * SIGN, y, piece.strip()))
                at = begin + len(piece.strip())
    return shown


def pieces_of(line):
    bullet = line.lstrip()[:2]
    if len(bullet) == 2 and bullet[0] in SIGNS and bullet[1] == " ":
        return [bullet[0], line.lstrip()[2:]]
    return line.split("   ")


def pdf_of(*pages, compressed=True, objects=(), root=b"", info=b""):
    """A PDF whose pages have these contents, each a list of operators."""
    contents = [b"".join(page) for page in pages]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    made = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        made.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (HEIGHT, 5 + 2 * number)
        )
        made.append(stream_of(content, compressed))
    return whole([*made, *objects])


def stream_of(content, compressed=True, entries=b""):
    if compressed:
        content, entries = zlib.compress(content), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def whole(objects):
    """A file of these objects, the first of which is its root, with the table of their places."""
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return data + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


def typeset_pdf(text, page_lines=58):
    """A résumé as a word processor makes it."""
    lines = text.split("\n")
    pages = [lines[at : at + page_lines] for at in range(0, len(lines), page_lines)]
    return pdf_of(*(typeset("\n".join(page)) for page in pages))


def beside(left, right, at=220, top=TOP):
    """Two columns, line by line as some programs write them: each line of both, then the next."""
    return [
        shown
        for number in range(max(left.count("\n"), right.count("\n")) + 1)
        for text, x in ((left, LEFT), (right, at))
        for line in text.split("\n")[number : number + 1]
        for shown in typeset(line, x, top - number * LEADING)
    ]


# What is made to hurt.

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
A_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SHOWN = text_at(LEFT, TOP, "Experience")


def with_content(content, entries=b"", compressed=True, font=FONT, *more):
    return whole([CATALOG, PAGES, A_PAGE, stream_of(content, compressed, entries), font, *more])


def unpacked(megabytes, times=1):
    """A stream of so many MB of blanks, packed as often."""
    content = b" " * (megabytes * 1_000_000)
    for _ in range(times):
        content = zlib.compress(content, 9)
    entries = b" /Filter [%s]" % (b"/FlateDecode " * times)
    return with_content(content, entries, compressed=False)


def with_letters(mapping, shown=SHOWN):
    """A font that says which letters it has, in a map of its own."""
    font = FONT[:-3] + b" /ToUnicode 6 0 R >>"
    return with_content(shown, b"", True, font, stream_of(mapping))


def in_a_loop():
    data = pdf_of(typeset("Experience"))
    place = data.index(b"xref\n")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


def many_to_find():
    """A thousand objects, and no table of where they are."""
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<< >>\nendobj\n" % n for n in range(60_000))


HOSTILE = {
    "much to unpack": lambda: unpacked(60),
    "much to unpack in two steps": lambda: unpacked(60, times=2),
    "much to unpack in many steps": lambda: unpacked(9, times=20),
    "many pages that are one": lambda: whole(
        [
            CATALOG,
            b"<< /Type /Pages /Kids [%s] /Count 900 >>" % (b"3 0 R " * 900),
            A_PAGE,
            stream_of(SHOWN),
            FONT,
        ]
    ),
    "pages without end": lambda: whole(
        [CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    ),
    "a number of pages that is none": lambda: whole(
        [
            CATALOG,
            b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>",
            A_PAGE,
            stream_of(b""),
            FONT,
        ]
    ),
    "a table that leads to itself": in_a_loop,
    "objects without a table": many_to_find,
    "an object that is itself": lambda: whole([b"1 0 R"]),
    "arrays in arrays": lambda: whole([CATALOG, b"[" * 200_000]),
    "names in names": lambda: whole([CATALOG, b"<< /A " * 100_000]),
    "states in states": lambda: with_content(b"q " * 150_000 + SHOWN),
    "arrays in what is shown": lambda: with_content(b"[" * 200_000),
    "very many texts": lambda: with_content(SHOWN * 100_000),
    "very many texts on twenty pages": lambda: pdf_of(*[[SHOWN * 15_000]] * 20),
    "very far away": lambda: with_content(text_at(1e30, -1e30, "Experience") + SHOWN),
    "a text wide apart": lambda: with_content(
        b"BT /F1 10 Tf [%s] TJ ET" % (b"(a) -999999999 " * 2_000)
    ),
    "letters of no size": lambda: with_content(text_at(LEFT, TOP, "Experience", size=0)),
    "letters of any size": lambda: with_content(text_at(LEFT, TOP, "Experience", size=10**30)),
    "letters for everything": lambda: with_letters(
        b"1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange "
        b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"
    ),
    "letters that are books": lambda: with_letters(
        b"1 beginbfchar <45> <%s> endbfchar" % (b"0041" * 1_000_000)
    ),
    "widths without end": lambda: with_content(
        SHOWN, b"", True, FONT[:-3] + b" /FirstChar 0 /Widths [%s] >>" % (b"500 " * 400_000)
    ),
    "pages in one line": lambda: with_content(b"BT /F1 10 Tf (%s) Tj ET" % (b"a" * 3_000_000)),
}
