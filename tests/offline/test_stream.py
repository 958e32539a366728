"""The pack on its way: one stream, only what differs, each page whole by itself; cut off anywhere,
it is gone on with."""

import json
import zlib
from datetime import timedelta
from itertools import count

import brotli
import pytest
from flask import Response, request, request_started
from sqlalchemy import delete, event, update

from tests.offline.streams import asked, packed, read
from webapp.accounts.models import SignIn
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.database import db
from webapp.interviews.models import Interview
from webapp.offline import routes, stream
from webapp.stories.models import Story

pytestmark = pytest.mark.one_database  # of what pages say, not of where it is kept

MAX_FOR_THE_EXAMPLE = 90_000  # bytes; each page by itself they are 340,000
UNPACKED = {"br": brotli.decompress, "gzip": lambda data: zlib.decompress(data, 31), None: bytes}


@pytest.fixture
def day(owner):
    """The owner with an interview tomorrow, and two lines to do for it."""
    interview = owner.has(
        Interview(
            company="Soon", starts_at=now() + timedelta(hours=20), time_zone="UTC", created_at=now()
        )
    )
    owner.has(
        *(
            Item(interview_id=interview.id, phase="evening", text=text, rank=rank)
            for rank, text in enumerate(["Suit", "Shoes"])
        )
    )
    return owner


@pytest.fixture
def opened(app):
    """The paths of the requests made to the application, in order."""
    paths = []

    def note(sender, **_):
        paths.append(request.full_path.rstrip("?"))

    with request_started.connected_to(note, app):
        yield paths


@pytest.fixture
def few_pages(monkeypatch):
    """A list of a few pages, where it doesn't matter which."""
    pack_of = routes.pack_of
    monkeypatch.setattr(routes, "pack_of", lambda *who: pack_of(*who)[:6])


def test_each_page_is_what_opens_at_its_address_and_known_by_what_it_says(day):
    found = packed(day)
    for page in ("/", "/log", "/interviews"):
        assert found.bodies[page] == day.get(page).text
    assert "Soon" in found.bodies["/checklist"] and "Shoes" in found.bodies["/checklist"]
    validators = {
        page: day.get(page, headers={"Round-Two-Copy": "1"}).headers["ETag"]
        for page in found.frames
    }
    assert validators == {page: f'W/"{frame["hash"]}"' for page, frame in found.frames.items()}
    assert {len(frame["hash"]) for frame in found.frames.values()} == {8}


def test_what_the_phone_has_does_not_come_again(day):
    first = packed(day)
    again = packed(day, have=first.have)
    assert again.frames.keys() == first.frames.keys()
    assert not {"/", "/log", "/interviews", "/account"} & again.bodies.keys()
    assert again.frames["/log"].keys() == {"page", "hash"}, "no more is said than must be"
    assert len(json.dumps(again.frames["/log"])) < 50


def test_a_page_that_names_itself_is_known_by_that():
    """What is true of one moment or device alone may stand in it; then its own name tells whether
    it is the same."""
    answer = Response("At nine.", headers={"ETag": 'W/"abcdefghijk"'})
    assert (
        stream.frame(3, answer, frozenset())
        == b'{"page":3,"hash":"abcdefghijk","bytes":8}\nAt nine.'
    )
    assert (
        stream.frame(3, answer, frozenset({"abcdefghijk"})) == b'{"page":3,"hash":"abcdefghijk"}\n'
    )
    same = Response(status=304, headers={"ETag": 'W/"abcdefghijk"'})
    assert stream.frame(3, same, frozenset()) == b'{"page":3,"hash":"abcdefghijk"}\n'


def test_each_page_is_told_what_the_phone_has(day, app, few_pages):
    said = []

    def note(sender, **_):
        said.append((request.path, request.if_none_match.contains_weak("abcdefgh")))

    with request_started.connected_to(note, app):
        packed(day, have="abcdefgh short and-far-too-long \n")
    assert ("/pack", False) in said and {knows for path, knows in said if path != "/pack"} == {True}


def test_what_was_changed_comes(day):
    first = packed(day)
    (item, _) = day.rows(Item)
    assert day.put(f"/checklists/items/{item.id}/completion").status_code == 303
    came = packed(day, have=first.have).bodies
    assert {"/", "/checklist"} <= came.keys() and "/log" not in came


def test_the_example_is_small(owner):
    answer = asked(owner.with_example())
    assert len(answer.data) <= MAX_FOR_THE_EXAMPLE


def test_it_comes_as_the_browser_can_read_it(day, few_pages):
    for accepted, used in (
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("gzip, deflate", "gzip"),
        ("", None),
    ):
        answer = asked(day, headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == used, accepted
        assert read(UNPACKED[used](answer.data)).end, accepted


def test_each_page_can_be_read_before_the_next_one_comes(day):
    answer = day.client.post(
        "/pack", json={}, headers={"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "br"}
    )
    unpack = brotli.Decompressor()
    data, seen = b"", 0
    for chunk in answer.iter_encoded():
        data += unpack.process(chunk)
        found = read(data)
        assert found.end is not None or len(found.bodies) == len(found.frames)
        assert len(found.frames) >= seen, "a page that was begun came to its end"
        seen = len(found.frames)
    assert found.end == seen == len(found.pages)


def test_on_a_slow_server_what_was_made_is_on_its_way(day, monkeypatch):
    """Each page takes it a second: who goes to another page every three seconds has some more."""
    seconds = count()
    monkeypatch.setattr(stream, "monotonic", lambda: next(seconds) / 3)
    answer = day.client.post(
        "/pack", json={}, headers={"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "br"}
    )
    unpack = brotli.Decompressor()
    data, read_by_then = b"", []
    for chunk in answer.iter_encoded():
        data += unpack.process(chunk)
        read_by_then.append(len(read(data).frames))
    behind = [number - seen for number, seen in enumerate(read_by_then)]
    assert len(behind) > 20 and max(behind) <= 6


def test_cut_off_it_keeps_what_came_and_goes_on(day):
    data = asked(day).data
    whole = read(brotli.decompress(data))
    for share in (0.005, 0.02, 0.3, 0.7, 0.99):
        cut = read(brotli.Decompressor().process(data[: int(share * len(data))]))
        assert cut.end is None and len(cut.frames) < len(whole.frames), share
        rest = packed(day, have=cut.have, list=cut.head["list"], done=len(cut.frames))
        assert rest.head["begin"] == len(cut.frames) and rest.end == len(whole.pages), share
        assert [*cut.frames, *rest.frames] == whole.pages, f"none twice, none forgotten at {share}"


def test_what_was_checked_is_not_made_again(day, opened, few_pages):
    whole = packed(day)
    assert opened == ["/pack", *whole.pages]
    opened.clear()
    rest = packed(day, have=whole.have, list=whole.head["list"], done=len(whole.pages) - 2)
    assert opened == ["/pack", *whole.pages[-2:]] and rest.end == len(whole.pages)


def test_another_list_is_checked_from_its_beginning(day):
    whole = packed(day)
    day.has(Story(title="New", created_at=now()))
    again = packed(day, have=whole.have, list=whole.head["list"], done=10)
    assert (
        again.head["begin"] == 0 and len(again.frames) == len(again.pages) == len(whole.pages) + 2
    )


def test_what_the_phone_says_may_be_nonsense(day, few_pages):
    pages = set(packed(day).pages)
    nonsense = (
        None,
        [],
        "x",
        7,
        {"have": 7, "list": [], "done": "x"},
        {"have": "\0 x", "done": -5},
        {"list": "x", "done": 10**30},
    )
    for said in nonsense:
        assert read(day.post("/pack", json=said).data).bodies.keys() == pages, said
    assert day.post("/pack", b"\xff{").status_code == 200


def test_a_page_that_was_deleted_meanwhile_is_gone(day, monkeypatch):
    known = day.has(Story(title="Known", created_at=now()))
    add_to_list(monkeypatch, f"/stories/{known.id}", f"/stories/{day.id}")
    frames = packed(day).frames
    assert "body" in frames[f"/stories/{known.id}"] and frames[f"/stories/{day.id}"]["gone"] is True


def test_a_page_with_a_fault_is_none_and_the_others_come(day, app, monkeypatch):
    app.testing = False
    monkeypatch.setitem(app.view_functions, "reflections.index", lambda: 1 / 0)
    found = packed(day)
    assert found.frames["/log"] == {"page": found.pages.index("/log"), "failed": True}
    assert found.end == len(found.pages) and "/account" in found.bodies


def add_to_list(monkeypatch, *addresses):
    pack_of = routes.pack_of
    monkeypatch.setattr(
        routes, "pack_of", lambda *who: [*pack_of(*who), *map(stream.Page, addresses)]
    )


@pytest.mark.parametrize(
    "ending",
    [delete(SignIn), update(SignIn).values(no_pages_since=now())],
    ids=["signed out", "switched off"],
)
def test_ended_meanwhile_it_ends_without_its_end(day, ending):
    answer = day.client.post("/pack", json={}, headers={"Sec-Fetch-Site": "same-origin"})
    chunks = answer.iter_encoded()
    data = next(chunks) + next(chunks)
    with day.app.app_context():
        db.session.execute(ending.where(SignIn.user_id == day.id))
        db.session.commit()
    data += b"".join(chunks)
    found = read(data)
    assert found.end is None and len(found.frames) == 1 and "Sign in" not in data.decode()


def test_it_is_ones_own_and_only_for_who_is_signed_in(day, outsider, anonymous):
    assert packed(outsider, have=packed(day).have).head["user"] == str(outsider.id)
    assert b"Soon" not in brotli.decompress(asked(outsider).data)
    assert anonymous.post("/pack", json={}).status_code == 401
    assert day.post("/pack", json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_the_far_end_is_left_out_and_said_when_it_is_too_much(day, monkeypatch):
    day.has(
        *(
            Story(title=f"Story {number}", created_at=now() + timedelta(seconds=number))
            for number in range(8)
        )
    )
    newest = day.rows(Story)[-1]
    monkeypatch.setattr(stream, "MAX_BYTES", 0)
    found = packed(day)
    needed = [address for address, rest in found.head["pages"] if not rest]
    assert found.end == len(needed) == len(found.bodies), "what is needed comes whatever it weighs"
    assert {rest for _, rest in found.head["pages"][found.end :]} == {"older stories"}
    monkeypatch.undo()
    more = packed(day, have=found.have)
    assert more.end == len(more.pages)
    assert list(more.bodies)[-16:][0] == f"/stories/{newest.id}"


def test_it_takes_nobodys_turn_to_write(day, app):
    """It is posted, but only reads; on SQLite one writes at a time."""
    begun = []

    def note(connection, cursor, statement, *rest):
        begun.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    packed(day)
    event.remove(engine, "before_cursor_execute", note)
    assert begun.count("BEGIN") > 20 and "BEGIN IMMEDIATE" not in begun
