"""Contacts as phones and mail programs write them, and files made to hurt."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plain import in_one_line
from tests.reflections.factories import interview
from webapp.core.ids import new_id
from webapp.core.text import Unreadable
from webapp.people.contacts import (
    MAX_BYTES,
    MAX_CARDS,
    NO_CONTACT,
    NO_NAME,
    TOO_LARGE,
    TOO_MANY,
    Contact,
    contacts_in,
)
from webapp.people.lines import as_lines, named_in
from webapp.people.models import Person, Role


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


IPHONE = card(
    "PRODID:-//Apple Inc.//iPhone OS 18.1//EN",
    "N:Abernethy;Ruth;;;",
    "FN:Ruth Abernethy",
    "ORG:Pellwick Kitchens;",
    "TITLE:Operations Manager",
    "item1.EMAIL;type=INTERNET;type=pref:ruth@pellwick.example",
    "item1.X-ABLabel:work",
    "TEL;type=CELL;type=VOICE;type=pref:+44 1632 960118",
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD",
    " AAAA",
)
ANDROID = card(
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=65=72;=4A=C3=BC=72=67=65=6E;;;",
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=BC=72=67=65=\r\n=6E=20=4D=C3=BC=6C=6C=65=72",
    "TEL;CELL;PREF:+49 30 123456",
    "EMAIL;INTERNET:j@example.org",
    "TITLE;QUOTED-PRINTABLE:Head=20of=20Data",
    version="2.1",
)
NEW = card(
    'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254',
    "FN:Simon Perreault",
    "EMAIL;TYPE=work:simon@example.org",
    "ROLE:Engineer",
    version="4.0",
)


@pytest.mark.parametrize(
    "head", ["TEL;", "TEL;TYPE WORK,VOICE", "TEL;TYPE-WORK,VOICE", "TEL;=;TYPE"]
)
def test_a_line_with_broken_parameters_still_says_what_it_says(head):
    (found,) = contacts_in(card("FN:Ruth Hill", f"{head}:+44 1632 1", "TEL;TYPE=FAX:+44 1632 2"))
    assert found.phone == "+44 1632 1"


def test_what_an_iphone_shares():
    assert contacts_in(IPHONE) == [
        Contact(
            "Ruth Abernethy",
            "Operations Manager, Pellwick Kitchens",
            "ruth@pellwick.example",
            "+44 1632 960118",
        )
    ]


def test_what_old_phones_write():
    assert contacts_in(ANDROID) == [
        Contact("Jürgen Müller", "Head of Data", "j@example.org", "+49 30 123456")
    ]


def test_version_4():
    assert contacts_in(NEW) == [
        Contact("Simon Perreault", "Engineer", "simon@example.org", "+1-418-656-9254")
    ]


def test_several_are_in_order_and_each_is_once():
    assert [one.name for one in contacts_in(NEW + IPHONE + NEW)] == [
        "Ruth Abernethy",
        "Simon Perreault",
    ]


def test_folded_and_escaped_lines():
    (one,) = contacts_in(card("N:Adeyemi;Ngozi;;;", "TITLE:Head\\, Customer", "  Operations"))
    assert (one.name, one.title) == ("Ngozi Adeyemi", "Head, Customer Operations")


@pytest.mark.parametrize(
    "lines, name",
    [
        (["FN:Adeyemi\\, Ngozi"], "Ngozi Adeyemi"),
        (["FN:Smith\\, John\\, PhD"], "John Smith, PhD"),
        (["FN:نڭ، أنا"], "أنا نڭ"),
        (["FN:Adeyemi\\,"], "Adeyemi"),
        (["N:Perez\\, Gomez;Juan;;;"], "Juan Perez Gomez"),
    ],
)
def test_no_comma_in_a_name_begins_a_title(lines, name):
    (one,) = contacts_in(card(*lines, "TITLE:Head"))
    assert (one.name, one.title) == (name, "Head") and named_in(as_lines([one])) == [(name, "Head")]


@pytest.mark.parametrize(
    "lines, name, title",
    [
        (["FN:Ana Ng\\, PhD"], "Ana Ng, PhD", ""),
        (["FN:Sam Hill\\, Jr.", "N:Hill;Sam;;;Jr."], "Sam Hill, Jr.", ""),
        (["FN:Hill\\, Sam", "N:Hill;Sam;;;"], "Sam Hill", ""),
        (["FN:Sam Hill\\, Consultant", "N:Hill;Sam;;;"], "Sam Hill", "Consultant"),
        (["FN:Sam Hill\\, Coach", "N:Hill;Sam;;;", "TITLE:Head"], "Sam Hill", "Coach, Head"),
        (["ORG:Pellwick Kitchens;Sales"], "Pellwick Kitchens", ""),
        (["N:;;;;", "FN:", "ORG:Pellwick Kitchens", "TITLE:Head"], "Pellwick Kitchens", "Head"),
        (["NICKNAME:Ruthie", "ORG:Pellwick"], "Ruthie", "Pellwick"),
    ],
)
def test_a_name_is_turned_round_only_when_it_is_the_wrong_way_round(lines, name, title):
    (one,) = contacts_in(card(*lines))
    assert (one.name, one.title) == (name, title)


@pytest.mark.parametrize(
    "lines, phone",
    [
        (["TEL;TYPE=FAX:1", "TEL;TYPE=WORK:2"], "2"),
        (["TEL;TYPE=WORK,FAX:1", "TEL;TYPE=CELL:2"], "2"),
        (["TEL;FAX:1", "TEL;WORK;VOICE:2"], "2"),
        (["TEL;TYPE=HOME:1", "TEL;TYPE=CELL;TYPE=PREF:2"], "2"),
        (["TEL;TYPE=HOME;PREF=50:1", "TEL;TYPE=CELL;PREF=1:2", "TEL:3"], "2"),
        (["TEL;TYPE=FAX;PREF=1:1", "TEL;TYPE=CELL:2"], "2"),
        (["item1.TEL;type=pager:1", "item2.TEL:2"], "2"),
        (["TEL;TYPE=FAX:1"], "1"),
        (["TEL:", "TEL:2"], "2"),
    ],
)
def test_the_number_is_the_one_that_somebody_answers(lines, phone):
    assert contacts_in(card("FN:A", *lines))[0].phone == phone


@pytest.mark.parametrize(
    "lines, email",
    [
        (["EMAIL:mailto:a@x.example"], "a@x.example"),
        (["EMAIL:none", "EMAIL:b@x.example"], "b@x.example"),
        (["EMAIL:a@x.example", "EMAIL;TYPE=PREF:b@x.example"], "b@x.example"),
        (["EMAIL:<a@x.example>"], "a@x.example"),
    ],
)
def test_the_address_is_one_that_can_be_written_to(lines, email):
    assert contacts_in(card("FN:A", *lines))[0].email == email


@pytest.mark.parametrize(
    "data",
    [
        card("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen M=FCl=\r\nler"),
        card("FN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen M=C3=\r\n =BCller"),
        card("FN:X").replace(b":X", b":J\xc3\r\n \xbcrgen M\xc3\xbcller"),
        card("FN:Jürgen Müller", "TITLE:X").replace(b":X", b":\xff"),
        card("FN:Jürgen Müller").replace(b"\r\n", b"\r"),
        b"\r\n".join(b" " + line for line in card("FN:Jürgen Müller").split(b"\r\n")),
    ],
)
def test_letters_are_read_whatever_became_of_them(data):
    assert contacts_in(data)[0].name == "Jürgen Müller"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding):
    assert contacts_in(card("FN:Jürgen").decode().encode(encoding))[0].name == "Jürgen"


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", NO_CONTACT),
        (b"hello", NO_CONTACT),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", NO_CONTACT),
        (b"BEGIN\0\0:VCAR\r\nFN:a\0b", NO_CONTACT),
        (card("EMAIL:a@b.org"), NO_NAME),
        (card("FN"), NO_NAME),
        (b"x" * (MAX_BYTES + 1), TOO_LARGE),
        (card("FN:a") * (MAX_CARDS + 1), TOO_MANY),
    ],
)
def test_what_is_no_contact_is_said_to_be_none(data, words):
    with pytest.raises(Unreadable) as refused:
        contacts_in(data)
    assert str(refused.value) == words


HOSTILE = [
    b"BEGIN:VCARD\r\n" * 100_000,
    card("FN:" + "a" * 1_900_000),
    card("FN" + ';A="b' * 300_000 + ":x"),
    card("FN;ENCODING=QUOTED-PRINTABLE:" + "=41=\r\n" * 200_000),
    card("FN:a" + "\r\n b" * 300_000),
    card("N:" + ";" * 1_900_000),
    b"BEGIN:VCARD\r\n" + b'\\;:"' * 400_000,
    card(*["TEL:1"] * 200_000),
    card("FN" + ";A" * 600_000 + ":x"),
    card("FN:" + '"' * 1_900_000),
    card("FN" + '"' * 1_800_000),
    card("FN" + '""' * 900_000 + "x"),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_made_to_hurt_is_over_soon(data):
    began = time.process_time()
    try:
        contacts_in(data)
    except Unreadable:
        pass
    assert time.process_time() - began < 8, "seconds"


@given(
    st.lists(
        st.sampled_from(
            [
                "FN:",
                "N:;;",
                "TEL;:",
                "EMAIL;=:",
                'TITLE;A=":',
                "item1.ORG;X=Y:Z",
                "=",
                " ",
                "END:VCARD",
                "BEGIN:VCARD",
            ]
        )
        | st.text(max_size=20),
        max_size=15,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_lines_are_read_or_refused(lines):
    try:
        for one in contacts_in("\r\n".join(["BEGIN:VCARD", *lines]).encode("utf-8", "replace")):
            assert one.name and len(one.title) <= 120 and len(one.phone) <= 40
    except Unreadable:
        pass


# The pages


def look(person, of, data=None, text=""):
    return person.upload(f"/interviews/{of.id}/people/contacts", data, "contact.vcf", text=text)


def test_one_is_looked_at_and_then_added(owner):
    of = interview(owner)
    page = look(owner, of, IPHONE)
    assert page.status_code == 200 and "Ruth Abernethy" in page.text and owner.rows(Person) == []
    text = in_one_line(page.text)
    id = text.partition('name="chosen" value="')[2].partition('"')[0]
    sent = {
        "chosen": id,
        f"{id}-name": "Ruth Abernethy",
        f"{id}-title": "Manager",
        f"{id}-email": "ruth@pellwick.example",
        f"{id}-phone": "1",
        f"{id}-role": "contact",
    }
    for name, value in sent.items():
        if name.endswith(("email", "role")):
            assert f'name="{name}" value="{value}"' in text
    for _ in range(2):
        assert (
            owner.post(f"/interviews/{of.id}/people/chosen", sent).location
            == f"/interviews/{of.id}/people"
        )
    (kept,) = owner.rows(Person)
    assert (kept.name, kept.role, kept.email) == (
        "Ruth Abernethy",
        Role.CONTACT,
        "ruth@pellwick.example",
    )
    assert "there already" in look(owner, of, IPHONE).text


def chosen(ids, name="Ruth"):
    return {
        "chosen": [str(id) for id in ids],
        **{
            f"{id}-{field}": value
            for id in ids
            for field, value in (("name", f"{name} {id}"), ("role", "contact"))
        },
    }


def test_several_are_added_at_once_or_none(owner):
    of, ids = interview(owner), [new_id() for _ in range(Person.MAX_ITEMS)]
    url = f"/interviews/{of.id}/people/chosen"
    assert owner.post(url, chosen(ids[:3])).status_code == 303 and len(owner.rows(Person)) == 3
    assert (
        owner.post(url, chosen(ids)).status_code == 303
        and len(owner.rows(Person)) == Person.MAX_ITEMS
    ), "the three count once"
    answer = owner.post(url, chosen([new_id()]))
    assert (
        answer.status_code == 409
        and "There is room for 20 people" in answer.text
        and len(owner.rows(Person)) == Person.MAX_ITEMS
    )


def test_who_has_no_name_is_nobody(owner):
    url = f"/interviews/{interview(owner).id}/people/chosen"
    assert owner.post(url).status_code == 303, "nobody was chosen"
    for sent in ({"chosen": "none"}, {"chosen": [str(new_id())]}):
        answer = owner.post(url, sent)
        assert answer.status_code == 422 and "has no name" in answer.text
    assert owner.rows(Person) == []


def test_only_the_owner_adds_who_was_chosen(owner, outsider, anonymous):
    url = f"/interviews/{interview(owner).id}/people/chosen"
    assert [
        person.post(url, chosen([new_id()])).status_code for person in (outsider, anonymous)
    ] == [404, 401] and owner.rows(Person) == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    "data, status, words",
    [
        (b"", 422, NO_CONTACT),
        (b"x" * 20_000_000, 413, "A file can be 8 MB large"),
        (b"x" * (MAX_BYTES + 1), 422, TOO_LARGE),
        (None, 422, "Choose a file, or paste some lines."),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_field(owner, data, status, words):
    page = look(owner, interview(owner), data)
    assert page.status_code == status and words in page.text and 'id="file-error"' in page.text


@pytest.mark.one_database
def test_hostile_words_are_only_words(owner):
    page = look(
        owner,
        interview(owner),
        card("FN:<script>alert(1)</script>", 'TITLE:"><img src=x>', "EMAIL:javascript:alert(1)"),
    ).text
    assert "<script>alert" not in page and "<img src" not in page


def test_only_the_owner_looks(owner, outsider):
    of = interview(owner)
    assert (
        look(outsider, of, IPHONE).status_code == 404
        and outsider.get(f"/interviews/{of.id}/people/contacts").status_code == 404
    )
