"""What waited on a phone reaches the ordinary views, once and in order, and each submission gets an
answer of its own.

Names with a number are faults that the app must survive.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import abort
from sqlalchemy import delete
from wtforms import BooleanField

from tests.cards.decks import question, story, titles
from tests.checklists.lists import interview_of, item_of
from tests.crawl import SECTIONS
from tests.reflections.factories import reflection
from tests.sync.phones import Phone, receipts, statuses
from webapp.cards.memory import GOOD, fold
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.database import db
from webapp.core.forms import is_written
from webapp.core.ids import new_id
from webapp.interviews.models import Interview
from webapp.reflections.models import Reflection
from webapp.stories.models import Story
from webapp.sync.batch import MAX_SUBMISSIONS
from webapp.sync.descriptions import fields_of
from webapp.sync.models import Recovered
from webapp.sync.receipts import Receipt

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def write(phone, title, **options):
    """A new story, on the phone."""
    return phone.keep("/stories", {"id": str(new_id()), "title": title}, lane=title, **options)


def completion(item):
    return f"/checklists/items/{item.id}/completion"


def test_what_waited_is_done_and_said_so(phone, owner):
    write(phone, "One")
    write(phone, "Two")
    assert receipts(phone.send()) == ["applied", "applied"]
    assert titles(owner) == ["One", "Two"] and phone.waiting == []


def test_it_was_done_when_the_person_did_it(phone, owner):
    item = item_with(owner, "Suit")
    phone.put(completion(item), at=now() - 5 * HOUR)
    phone.send()
    assert abs(now() - 5 * HOUR - item_of(owner, "Suit").completed_at) < timedelta(seconds=20)


@pytest.mark.parametrize("off", [timedelta(days=365), timedelta(days=-365)])
def test_fault_17_a_phone_a_year_off(owner, off):
    phone, item = Phone(owner, off=off), item_with(owner, "Suit")
    phone.put(completion(item), at=phone.clock() - 5 * HOUR)
    phone.send()
    assert abs(now() - 5 * HOUR - item_of(owner, "Suit").completed_at) < timedelta(seconds=20)


def item_with(owner, text):
    interview_of(owner, text)
    return item_of(owner, text)


def test_fault_2_an_answer_that_was_lost_is_given_again(phone, owner):
    write(phone, "One")
    assert phone.send(is_lost=True) is None
    assert receipts(phone.send()) == ["repeated"]
    assert titles(owner) == ["One"]


def test_fault_6_the_same_batch_ten_times_at_once(phone, owner):
    card = question(owner)
    for number in range(5):
        write(phone, f"Story {number}")
        phone.keep(
            f"/cards/{card.id}/reviews", {"id": str(new_id()), "grade": "good"}, lane=str(card.id)
        )
    batch, cookie = phone.batch(), phone.person.cookie

    def send(_):
        client = owner.app.test_client()
        client.set_cookie(*cookie)
        return client.post("/outbox", json=batch, headers={"Sec-Fetch-Site": "same-origin"})

    with ThreadPoolExecutor(10) as pool:
        responses = list(pool.map(send, range(10)))
    answers = [answer for response in responses for answer in response.json["answers"]]
    assert {answer["status"] for answer in answers} <= {200, 204}
    assert sorted(receipts(answers)).count("applied") == 10, "each once"
    assert len(titles(owner)) == len(owner.rows(Review)) == 5


def test_fault_11_five_hundred_twenty_times_then_fine(phone, owner, monkeypatch):
    write(phone, "One")
    faults = iter(range(20))
    create = Story.create

    def breaks(*values, **options):
        made = create(*values, **options)
        if next(faults, None) is not None:
            abort(500)
        return made

    monkeypatch.setattr(Story, "create", breaks)
    for _ in range(20):
        assert phone.send() == [] and titles(owner) == []
    assert receipts(phone.send()) == ["applied"]
    assert titles(owner) == ["One"]


def test_a_fault_holds_up_its_own_lane_only(phone, owner, monkeypatch):
    monkeypatch.setattr(Item, "complete", lambda self, at, by: abort(500))
    item = item_with(owner, "Suit")
    phone.put(completion(item), lane="interview")
    phone.put(f"/checklists/items/{item.id}", {f"{item.id}-text": "Shoes"}, lane="interview")
    write(phone, "One")
    answers = phone.send()
    assert len(answers) == 1 and titles(owner) == ["One"]
    assert len(phone.waiting) == 2 and item_of(owner, "Suit")


def test_a_server_that_wants_a_rest_gets_it(phone, owner, monkeypatch):
    monkeypatch.setattr(Item, "complete", lambda self, at, by: abort(429))
    write(phone, "One")
    phone.put(completion(item_with(owner, "Suit")), lane="interview")
    write(phone, "Two")
    assert len(phone.send()) == 1
    assert titles(owner) == ["One"] and len(phone.waiting) == 2


def test_fault_12_one_bad_of_fifty(phone, owner):
    for number in range(50):
        write(phone, f"Story {number}" if number != 20 else "x" * 121)
    answers = phone.send()
    assert statuses(answers).count(200) + statuses(answers).count(204) == 49
    (bad,) = [answer for answer in answers if answer["status"] == 422]
    assert bad["key"] == phone.refused[0]["key"] and "120 characters" in bad["text"]
    assert len(titles(owner)) == 49 and phone.waiting == []


def test_fault_22_what_needs_what_was_refused_waits(phone, owner):
    """An interview without a company; its checklist line and its reflection come after it."""
    id = str(new_id())
    phone.keep("/interviews", {"id": id, "company": ""}, lane=id)
    phone.keep(f"/interviews/{id}/checklist/items", new_line("Suit"), lane=id)
    phone.put(f"/interviews/{id}/reflections/{id}", {"landed": "The numbers"}, lane=id)
    assert statuses(phone.send()) == [422, 424, 424]
    assert len(phone.refused) == 1 and len(phone.waiting) == 2 and owner.rows(Recovered) == []
    phone.refused.clear()  # the person puts it right, and it takes its place before the others
    phone.keep("/interviews", whole_interview(id), lane=id)
    phone.waiting.insert(0, phone.waiting.pop())
    assert receipts(phone.send()) == ["applied"] * 3
    (interview,) = owner.rows(Interview)
    assert "Suit" in [item.text for item in owner.rows(Item)] and interview.company == "Ottermere"
    assert [reflection.landed for reflection in owner.rows(Reflection)] == ["The numbers"]


def new_line(text):
    id = str(new_id())
    return {"id": id, "phase": "evening", f"{id}-text": text}


def whole_interview(id):
    return {
        "id": id,
        "company": "Ottermere",
        "round": "2",
        "date": "2026-11-27",
        "time": "10:00",
        "time_zone": "UTC",
        "minutes": "60",
        "setting": "office",
        "travel_minutes": "0",
    }


def test_fault_21_what_is_written_for_what_was_deleted_is_kept(phone, tablet, owner):
    item = item_with(owner, "Suit")
    told = story(owner, "The migration")
    tablet.put(f"/interviews/{item.interview_id}/deletion")
    tablet.delete(f"/interviews/{item.interview_id}")
    tablet.send()
    phone.keep(f"/interviews/{item.interview_id}/checklist/items", new_line("Umbrella"), lane="a")
    phone.put(completion(item), lane="a")
    phone.put(
        f"/interviews/{item.interview_id}/reflections/{new_id()}",
        {"landed": "The numbers\nand more", "wish": ""},
        lane="a",
    )
    phone.put(f"/stories/{told.id}", {"title": "The move"}, was={"title": "The migration"})
    assert receipts(phone.send()) == ["recovered", "gone", "recovered", "applied"]
    texts = [row.text for row in owner.rows(Recovered)]
    assert texts == ["New line: Umbrella", "What landed? The numbers\nand more"]
    assert titles(owner) == ["The move"]


def test_f11_what_was_reworded_after_it_was_deleted_elsewhere_stays(phone, tablet, owner):
    item = item_with(owner, "Suit")
    card = question(owner, "Why us?")
    told = reflection(owner)
    fields = {f"{item.id}-text": "The grey suit", f"{item.id}-why": ""}
    tablet.delete(f"/checklists/items/{item.id}", lane="a", at=now() - 3 * HOUR)
    tablet.delete(f"/cards/{card.id}", lane="b", at=now() - 3 * HOUR)
    tablet.delete(f"/reflections/{told.id}", lane="c", at=now() - 3 * HOUR)
    phone.put(
        f"/checklists/items/{item.id}", fields, was={f"{item.id}-text": "Suit"}, at=now() - 2 * HOUR
    )
    phone.put(
        f"/cards/{card.id}",
        {"kind": card.kind, "prompt": "Why here?"},
        was={"prompt": "Why us?"},
        at=now() - 2 * HOUR,
    )
    phone.put(
        f"/interviews/{told.interview_id}/reflections/{told.id}",
        {"landed": "The numbers"},
        at=now() - 2 * HOUR,
    )
    assert set(receipts(phone.send())) == {"applied"}
    assert receipts(tablet.send()) == ["outlived"] * 3
    assert [row.text for row in owner.rows(Item) if not row.deleted_at] == ["The grey suit"]
    assert [row.prompt for row in owner.rows(Card)] == ["Why here?"]
    assert [row.landed for row in owner.rows(Reflection)] == ["The numbers"]
    tablet.delete(f"/checklists/items/{item.id}")  # known by now, and deleted all the same
    assert receipts(tablet.send()) == ["applied"]
    assert [row.text for row in owner.rows(Item) if not row.deleted_at] == []


def test_fault_21_new_words_for_a_line_that_was_deleted(phone, tablet, owner):
    item = item_with(owner, "Suit")
    tablet.delete(f"/checklists/items/{item.id}")
    tablet.send()
    phone.put(
        f"/checklists/items/{item.id}",
        {f"{item.id}-text": "The grey suit", f"{item.id}-why": ""},
        was={f"{item.id}-text": "Suit"},
    )
    assert receipts(phone.send()) == ["recovered"]
    assert [(row.label, row.text) for row in owner.rows(Recovered)] == [
        ("A line of a checklist", "What to do: The grey suit")
    ]


def test_recovered_once_however_often_it_is_sent(phone, owner):
    phone.put(f"/stories/{new_id()}", {"title": "Gone"})
    for _ in range(3):
        phone.send(is_lost=True)
    assert receipts(phone.send()) == ["recovered"] and len(owner.rows(Recovered)) == 1


def test_fault_20_a_card_graded_on_two_devices(phone, tablet, owner):
    card = question(owner)
    for device, grade, ago in ((phone, "again", 2 * HOUR), (tablet, "good", HOUR)):
        device.keep(
            f"/cards/{card.id}/reviews", {"id": str(new_id()), "grade": grade}, at=now() - ago
        )
    tablet.send()
    phone.send()  # its review is the earlier one, and comes later
    assert len(owner.rows(Review)) == 2
    with owner.app.app_context():
        memory = fold(Review.log(owner.id, now()))[card.id]
        alone = fold([(card.id, now() - HOUR, None, GOOD)])[card.id]
    assert abs(memory.at - alone.at) < timedelta(seconds=20), "the later one is the last"
    assert memory.stability < alone.stability, "and both count"


def test_the_later_tick_wins(phone, tablet, owner):
    item = item_with(owner, "Suit")
    phone.put(completion(item), at=now() - 2 * HOUR)
    tablet.put(completion(item), at=now() - 3 * HOUR)
    tablet.delete(completion(item), at=now() - HOUR)
    tablet.send()
    phone.send()
    assert item_of(owner, "Suit").completed_at is None


def test_a_device_does_not_conflict_with_itself(phone, owner):
    """The first of two taps was longer on its way than the time between them, so its time looks
    later."""
    item = item_with(owner, "Suit")
    phone.put(completion(item), at=now() + timedelta(seconds=5))
    phone.send()
    phone.delete(completion(item), at=now() - timedelta(seconds=5))
    phone.send()
    assert item_of(owner, "Suit").completed_at is None


@pytest.mark.parametrize("is_lost", [False, True], ids=["heard", "its answer lost"])
def test_what_was_longer_on_its_way_stays_before_what_was_done_after_it(phone, owner, is_lost):
    """Three seconds against none, and one between the two: by its time, the first looks later."""
    item, first, second = item_with(owner, "Suit"), question(owner, "One?"), question(owner, "Two?")
    fields = {f"{item.id}-text": "The grey suit", f"{item.id}-why": ""}
    for at, delay, submit in (
        (
            now() - 3 * SECOND,
            3 * SECOND,
            lambda **options: phone.put(
                f"/checklists/items/{item.id}", fields, was={f"{item.id}-text": "Suit"}, **options
            ),
        ),
        (
            now() - 2 * SECOND,
            0 * SECOND,
            lambda **options: phone.delete(f"/checklists/items/{item.id}", **options),
        ),
        (
            now() - 3 * SECOND,
            3 * SECOND,
            lambda **options: phone.keep(
                f"/cards/{first.id}/reviews", {"id": str(new_id()), "grade": "good"}, **options
            ),
        ),
        (
            now() - 2 * SECOND,
            0 * SECOND,
            lambda **options: phone.keep(
                f"/cards/{second.id}/reviews", {"id": str(new_id()), "grade": "good"}, **options
            ),
        ),
    ):
        submit(at=at)
        phone.send(delay=delay, is_lost=is_lost and delay > 0 * SECOND)
    assert phone.waiting == [] and [bool(row.deleted_at) for row in owner.rows(Item)] == [True], (
        "it was deleted after that, by the same hand"
    )
    assert [row.card_id for row in sorted(owner.rows(Review), key=lambda row: row.reviewed_at)] == [
        first.id,
        second.id,
    ]


def test_fault_26_an_old_page_after_an_upgrade(phone, owner):
    """Fields that are there no more are passed over, and those that weren't there yet are left as
    they are."""
    told = story(owner, "The migration", task="Move them all")
    phone.put(
        f"/stories/{told.id}",
        {"title": "The move", "no_longer": "x"},
        was={"title": "The migration", "no_longer": "x"},
    )
    assert receipts(phone.send()) == ["applied"]
    (now_,) = owner.rows(Story)
    assert (now_.title, now_.task) == ("The move", "Move them all")


def test_fault_10_another_persons_batch_is_not_taken(phone, owner, outsider):
    write(phone, "One")
    response = outsider.post("/outbox", json=phone.batch())
    assert response.status_code == 403 and "Round-Two-Outbox" not in response.headers
    assert titles(owner) == titles(outsider) == []


def test_fault_7_nothing_is_taken_from_who_is_not_signed_in(phone, owner, anonymous):
    write(phone, "One")
    response = anonymous.post("/outbox", json=phone.batch())
    assert response.status_code == 401 and "Round-Two-Outbox" not in response.headers
    assert titles(owner) == []


def test_another_persons_things_are_not_there(phone, owner, outsider):
    theirs = story(outsider, "Theirs")
    phone.put(f"/stories/{theirs.id}", {"title": "Mine"})
    assert receipts(phone.send()) == ["recovered"] and titles(outsider) == ["Theirs"]
    assert len(owner.rows(Recovered)) == 1 and outsider.rows(Recovered) == []


@pytest.mark.one_database
def test_fault_13_what_is_too_large_is_refused_by_itself(phone, owner):
    write(phone, "One")
    phone.keep("/stories", {"id": str(new_id()), "title": "Two", "task": "x" * 900_000}, lane="b")
    write(phone, "Three")
    assert statuses(phone.send())[1] == 422 and titles(owner) == ["One", "Three"]
    phone.keep(
        "/stories", {"id": str(new_id()), "title": "Four", "task": "x" * 1_100_000}, lane="c"
    )
    response = phone.ask(phone.batch())
    assert response.status_code == 413 and "Round-Two-Outbox" not in response.headers


@pytest.mark.one_database
def test_a_batch_that_is_none_is_refused_in_plain_words(owner):
    for body in (
        "",
        "[]",
        "{",
        '{"a": "\ud800"}'.encode("utf-8", "surrogatepass").decode("latin-1"),
    ):
        response = owner.post("/outbox", data=body, headers={"Content-Type": "application/json"})
        assert response.status_code == 400 and "Round-Two-Outbox" not in response.headers


GONE = "/stories/0197f000-0000-7000-8000-000000000001?_method=put"


@pytest.mark.parametrize(
    "changes, status",
    [
        ({"body": "title=half\ud800"}, 200),
        ({"url": GONE, "body": "title=half\udc00"}, 200),
        ({"url": GONE, "body": "title=nul%00&x%00-title=nul"}, 200),
        ({"url": GONE, "body": "title=broken%ED%A0%80"}, 200),
        ({"url": "/stories/%00"}, 200),
        ({"url": "/stories?%00=%00"}, 200),
        ({"wanted": "/%00"}, 200),
        ({"url": "/✓"}, 400),
        ({"wanted": "✓"}, 400),
        ({"body": ["title"]}, 400),
        ({"at": "now"}, 400),
    ],
    ids=str,
)
def test_what_is_odd_is_answered_by_itself(phone, owner, changes, status):
    write(phone, "One")
    odd = write(phone, "Odd")
    if "body" in changes:
        changes["body"] += f"&id={new_id()}" if isinstance(changes["body"], str) else []
    odd.update(changes)
    write(phone, "Two")
    assert statuses(phone.send()) == [200, status, 200]
    assert {"One", "Two"} <= set(titles(owner)) and phone.waiting == []
    assert (phone.refused == []) == (status == 200)
    assert not [row for row in owner.rows(Recovered) if "\0" in row.text]


def test_what_waits_behind_what_can_not_be_read_goes_on_waiting(phone, owner):
    odd = write(phone, "Odd")
    odd["url"] = "//elsewhere.example/"
    phone.keep("/stories", {"id": str(new_id()), "title": "Two"}, lane="Odd")
    first, second = phone.send()
    assert (first["status"], second["status"]) == (400, 424) and "read" in first["text"]
    assert titles(owner) == [] and len(phone.waiting) == 1


@pytest.mark.one_database
@pytest.mark.parametrize("url", ["/outbox", "/nowhere", "/account?_method=put", "/%ff", "/..%2f"])
def test_a_batch_can_do_no_more_than_forms_can(phone, owner, url):
    phone.keep(url, {"a": "b"}, lane="a")
    write(phone, "One")
    answers = phone.send()
    assert answers[-1]["headers"]["Round-Two-Receipt"] == "applied" and titles(owner) == ["One"]


def test_the_page_that_waits_gets_its_part_and_the_words_for_the_next_page(phone, owner):
    told = story(owner)
    phone.put(f"/stories/{told.id}/archival", watched=True)
    phone.put(completion(item_with(owner, "Suit")))
    batch = phone.batch()
    first, second = phone.ask(batch).json["answers"]
    assert first["headers"]["HX-Redirect"] == "/cards" and "Bring back" in first["text"]
    assert second["text"] is None
    assert "Bring back" not in phone.person.get("/cards").text, "they are told once"
    assert phone.ask(batch).json["answers"][0]["text"] == first["text"], "an answer that got lost"


def test_the_page_that_an_answer_leads_to_comes_with_it_where_that_is_wanted(phone, owner):
    id = str(new_id())
    phone.keep("/stories", {"id": id, "title": "One"}, watched=True, wanted=True)
    phone.keep("/stories", {"id": str(new_id()), "title": "Two"}, watched=True, wanted=True)
    made, second = phone.send()
    page = phone.person.get(f"/stories/{id}", headers={"Round-Two-Copy": "1"})
    assert page.get_etag() == (made["page"]["hash"], True) and ">One</h1>" in made["page"]["text"]
    assert (
        int(made["headers"]["Round-Two-Version"])
        <= int(made["page"]["version"])
        <= int(page.headers["Round-Two-Version"])
    )
    assert "page" not in second, "a person goes to one"


@pytest.mark.one_database
@pytest.mark.parametrize(
    "url, wanted, comes",
    [
        ("completion", "/account", True),
        ("completion", True, False),
        ("completion", "/no", False),
        ("/no", "/", False),
    ],
)
def test_only_a_page_that_is_there_comes_after_what_was_done(phone, owner, url, wanted, comes):
    phone.put(completion(item_with(owner, "Suit")) if url == "completion" else url, wanted=wanted)
    (answer,) = phone.send()
    assert (answer.get("page") or {}).get("address") == (wanted if comes else None)


def test_what_waits_when_the_sign_in_ends_on_the_way_goes_on_waiting(phone, owner):
    phone.delete("/sign-in", lane="a")
    write(phone, "One")
    assert len(phone.send()) == 1 and titles(owner) == []
    assert phone.send() is None and len(phone.waiting) == 1
    phone.person.sign_in("Safari on iPhone")
    phone.send()
    assert titles(owner) == ["One"]


def test_fault_30_a_server_set_back_gets_what_came_before_first(phone, owner, do):
    id = str(new_id())
    phone.keep("/stories", {"id": id, "title": "One"})
    phone.send()
    do(
        lambda: [  # as an older backup has it
            db.session.execute(delete(model).where(model.user_id == owner.id))
            for model in (Receipt, Card, Story)
        ]
    )
    phone.put(f"/stories/{id}", {"title": "One, told better"}, was={"title": "One"})
    phone.send_all()
    assert titles(owner) == ["One, told better"] and owner.rows(Recovered) == []


def test_a_page_knows_which_outbox_the_device_had(phone):
    """By that it notices that the system emptied it."""
    assert 'data-outbox=""' in phone.person.get("/cards").text
    phone.send()
    assert f'data-outbox="{phone.outbox}"' in phone.person.get("/cards").text


def test_as_many_as_a_batch_holds_and_no_more(phone, owner):
    for number in range(MAX_SUBMISSIONS + 1):
        write(phone, f"Story {number}")
    phone.send()
    assert len(titles(owner)) == MAX_SUBMISSIONS
    phone.send_all()
    assert len(titles(owner)) == MAX_SUBMISSIONS + 1


def test_each_of_a_batch_costs_the_same(phone, owner, queries):
    item = item_with(owner, "Suit")

    def statements_for(number):
        for seconds in range(number, 0, -1):  # at different times: each changes something
            phone.put(completion(item), at=phone.clock() - timedelta(seconds=seconds))
        with queries() as statements:
            phone.send()
        return len(statements)

    statements_for(3)  # notes the device, and opens connections
    three, thirteen, more = (statements_for(number) for number in (3, 13, 23))
    assert more - thirteen <= thirteen - three + 2


@pytest.mark.one_database
def test_what_it_was_for_is_called_by_its_name(phone, owner):
    gone = f"/interviews/{new_id()}"
    for section in SECTIONS:
        path, field = section.name.replace("_", "-"), "name" if section.noun == "person" else "text"
        phone.put(f"/{path}/{new_id()}", {field: "Words", "currency": "GBP"})
    phone.keep(f"{gone}/posting", {"posting": "Words"})
    phone.put(f"{gone}/salary-goals", {"ask": "45,000", "currency": "GBP"})
    phone.put(f"{gone}/offer", {"base": "45,000", "period": "year"})
    phone.put(f"{gone}/offer", {"base": "", "currency": "GBP", "period": "year"})
    phone.put(gone, {"company": "Words", "setting": "office", "id": str(new_id())})
    phone.put(f"/cards/{new_id()}", {"kind": "question", "prompt": "Words"})
    phone.keep(f"/cards/{new_id()}/reviews", {"grade": "good", "seconds": "9"})
    assert set(receipts(phone.send())) == {"recovered", "gone"}
    assert [row.label for row in owner.rows(Recovered)] == [
        *[section.label for section in SECTIONS],
        "Requirements",
        "What you want to earn",
        "An offer",
        "An interview",
        "A card",
    ]
    assert {row.text.partition(": ")[2] for row in owner.rows(Recovered)} == {"Words", "45,000"}


@pytest.mark.one_database
def test_what_is_kept_of_it_has_the_labels_of_its_form(phone, owner):
    said = {"title": "The move", "number": "12 %", "went_wrong": "", "vouch_nameable": "y"}
    phone.put(f"/stories/{new_id()}", {**said, "id": str(new_id()), "was:title": "The migration"})
    of = f"/interviews/{new_id()}"
    asked, promise, blank = (str(new_id()) for _ in range(3))
    rows = {
        "asked": [asked, blank],
        f"asked-{asked}-text": "Why us?",
        f"asked-{asked}-rating": "rough",
        f"asked-{blank}-text": "",
        "promises": [promise],
        f"promises-{promise}-text": "Send the plan",
        f"promises-{promise}-owed_by": "them",
    }
    phone.put(f"{of}/reflections/{new_id()}", {"mood": "calm", **rows})
    phone.put(f"/benefits/{new_id()}", {"text": "A train pass", "is_mine": "y", "worth": "600"})
    phone.keep(f"{of}/requirements", {f"{blank}-text": "SQL", f"{blank}-importance": "must"})
    phone.send()
    assert [row.text.split("\n\n") for row in owner.rows(Recovered)] == [
        ["Title: The move", "A number that proves it: 12 %", "I may name them: yes"],
        [
            "How are you, in a word? calm",
            "The question: Why us?",
            "How did it go? Rough",
            "The promise: Send the plan",
            "By whom? By them",
        ],
        [
            "What it is: A train pass",
            "I have it where I am now: yes",
            "What it is worth to you, a year: 600",
        ],
        ["What is asked for: SQL", "How much it matters: Must"],
    ]


@pytest.mark.one_database
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_field_of_a_section_that_was_written_in_is_kept_by_its_label(phone, owner, section):
    path = section.name.replace("_", "-")
    addresses = {
        section.new_form: f"/interviews/{new_id()}/{path}",
        section.form: f"/{path}/{new_id()}?_method=put",
    }
    fields = {form: list(fields_of(form).values()) for form in addresses}
    keys = {
        form: phone.keep(url, {field.name: "Words" for field in fields[form]})["key"]
        for form, url in addresses.items()
    }
    phone.send()
    kept = {str(row.id): row.text.split("\n\n") for row in owner.rows(Recovered)}
    for form, key in keys.items():
        for field in fields[form]:
            if is_written(type(field)):
                assert f"{field.label.text}: Words" in kept[key]
            if isinstance(field, BooleanField):
                assert f"{field.label.text}: yes" in kept[key]


@pytest.mark.one_database
def test_what_was_only_chosen_or_ticked_needs_no_words(phone, owner):
    phone.put(f"/stories/{new_id()}", {"title": "", "vouch_nameable": "y"})
    phone.put(f"/requirements/{new_id()}", {"importance": "must"})
    assert receipts(phone.send()) == ["gone", "gone"]


@pytest.mark.one_database
def test_what_an_invitation_said_of_an_interview_that_is_gone_is_kept(phone, owner):
    fields = {"company": "Harbour Works", "place": "14 Quay Street", "setting": "office"}
    phone.put(f"/interviews/{new_id()}/invitation", fields)
    assert receipts(phone.send()) == ["recovered"]
    assert [row.label for row in owner.rows(Recovered)] == ["An interview"]
