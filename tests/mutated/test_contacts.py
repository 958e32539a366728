"""Contacts after mishaps: read or refused, and what is read is what another library reads."""

import re
from random import Random

import pytest
import vobject

from tests.mutated.mutations import SEEDS, folded, mutated, read_or_refused
from tests.people.test_contacts import ANDROID, IPHONE, NEW
from webapp.people.contacts import MAX_CARDS, contacts_in

SAMPLES = [IPHONE, ANDROID, NEW, IPHONE + ANDROID + NEW]
GIVEN = ["Ruth", "Jürgen", "Ngozi", "Łucja", "美咲", "Anne-Marie"]
PLAIN = re.compile(r"(?:[\w’+@.-]+ )*[\w’+@.-]+")
AN_ADDRESS = re.compile(r"\w+@pellwick\.\w+")
CONTROLS = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)")  # which no such file has
FAMILY = ["Abernethy", "Müller", "Adeyemi", "O’Neill", "佐藤", "de la Cruz"]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happened_to_a_contact_is_read_or_refused(seed):
    random, were_read = Random(seed), 0
    for _ in range(300):
        found = read_or_refused(contacts_in, mutated(random, random.choice(SAMPLES), SAMPLES))
        assert found is None or 1 <= len(found) <= MAX_CARDS
        were_read += bool(found)
    assert were_read > 150, "who refuses all makes no mistake"


def written(random: Random) -> bytes:
    """A contact as one program or another writes it."""
    given, family = random.choice(GIVEN), random.choice(FAMILY)
    lines = [
        f"FN:{given} {family}",
        f"N:{family};{given};;;",
        f"ORG:Pellwick Kitchens {random.randrange(9)}\\, Ltd;Sales",
        f"TITLE:Head of {random.choice(['Data', 'Law; Order', 'People'])}".replace("; ", "\\; "),
        f"EMAIL;TYPE=INTERNET:a{random.randrange(99)}@pellwick.example",
        f"item1.EMAIL;TYPE=WORK;TYPE=pref:b{random.randrange(99)}@pellwick.example",
        f"TEL;TYPE={random.choice(['CELL', 'WORK,VOICE', 'HOME'])}:+44 1632 {random.randrange(10**6)}",
        "TEL;TYPE=FAX:+44 1632 0",
        "NOTE:BEGIN:VCARD\\nFN:Nobody\\n" + "long " * random.randrange(40),
        'X-OTHER;X-A="b:c;d":EMAIL:none@example.org',
    ]
    random.shuffle(lines)
    whole = ["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]
    return "\r\n".join(folded(random, line) if line else "" for line in whole).encode()


def by_vobject(data: bytes) -> tuple[str, str, str]:
    """(name, address, number) of the only contact."""
    (card,) = vobject.readComponents(data.decode())
    emails = sorted(card.email_list, key=lambda one: "pref" not in types_of(one))
    numbers = [one for one in card.tel_list if "fax" not in types_of(one)]
    return card.fn.value, emails[0].value, numbers[0].value


def types_of(line) -> list[str]:
    return [kind.lower() for kind in line.params.get("TYPE", [])]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_contact_is_who_another_library_says(seed):
    random = Random(seed)
    for _ in range(100):
        data = written(random)
        (found,) = contacts_in(data)
        assert (found.name, found.email, found.phone) == by_vobject(data), data
        (card,) = vobject.readComponents(data.decode())
        assert found.title == f"{card.title.value}, {card.org.value[0]}", data


def of_the_same_shape(data: bytes) -> tuple[str, str, str] | None:
    """The same, of one that has still each line once, with something plain in it."""
    try:
        found = by_vobject(data)
        (card,) = vobject.readComponents(data.decode())
    except Exception:  # it has many
        return None
    names = ("fn", "n", "org", "title", "email", "tel", "nickname", "vcard")
    counts = [len(card.contents.get(name, ())) for name in names]
    is_plain = all(map(PLAIN.fullmatch, found)) and AN_ADDRESS.fullmatch(found[1])
    return found if counts == [1, 1, 1, 1, 2, 2, 0, 0] and is_plain else None


@pytest.mark.parametrize("seed", SEEDS)
def test_what_another_still_reads_after_a_mishap_is_not_read_otherwise(seed):
    random, same = Random(seed), 0
    for _ in range(200):
        data = mutated(random, written(random), SAMPLES, most=1)
        theirs, ours = of_the_same_shape(data), read_or_refused(contacts_in, data)
        if theirs and not CONTROLS.search(data):
            assert ours and (ours[0].name, ours[0].email, ours[0].phone) == theirs, data
            same += 1
    assert same > 20
