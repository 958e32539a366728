"""What was changed on two devices is put together by the views; what met is kept for the person,
shown, and theirs to delete."""

from datetime import timedelta

import pytest

from tests.cards.decks import question, story
from tests.checklists.lists import interview_of, item_of
from tests.reflections import factories
from tests.sync.phones import receipts
from webapp.cards.models import Card
from webapp.core.ids import new_id
from webapp.people.models import Person as Interviewer
from webapp.reflections.models import AskedQuestion, Meeting, Reflection
from webapp.stories.models import Story
from webapp.sync.models import Recovered

STORY = {
    "title": "The migration",
    "task": "Move them.",
    "action": "First I asked.\nThen I moved them.",
}


@pytest.fixture
def told(owner):
    return story(owner, **STORY)


def send(phone, url, was, **changes):
    """The form as the phone opened it, changed, and sent."""
    phone.put(url, {**was, **changes}, was=was)
    return receipts(phone.send())


def test_fault_19_each_changed_another_part(phone, tablet, told, owner):
    url = f"/stories/{told.id}"
    assert send(tablet, url, STORY, task="Move them all.") == ["applied"]
    assert send(phone, url, STORY, action="First I asked.\nThen I moved them. All of them.") == [
        "applied"
    ]
    (now,) = owner.rows(Story)
    assert (now.task, now.action) == (
        "Move them all.",
        "First I asked.\nThen I moved them. All of them.",
    )
    assert owner.rows(Recovered) == []
    assert "Kept for you" not in owner.get("/").text


def test_fault_18_both_changed_the_same(phone, tablet, told, owner):
    url = f"/stories/{told.id}"
    send(tablet, url, STORY, title="The move", action="First I asked.\nThen I moved them by night.")
    assert send(
        phone, url, STORY, title="Moving day", action="First I asked.\nThen I moved them by day."
    ) == ["merged"]
    (now,) = owner.rows(Story)
    assert now.title == "Moving day"
    assert now.action == "First I asked.\nThen I moved them by day.\nThen I moved them by night."
    kept = {row.label: (row.text, row.other) for row in owner.rows(Recovered)}
    assert kept["Title"] == ("Moving day", "The move")
    assert kept["Action"][1].endswith("by night.")
    page = owner.get("/recovered").text
    for words in ("Moving day", "The move", "by night.", "changed this on two devices", url):
        assert words in page
    assert "Kept for you" in owner.get("/").text


def test_f9_the_later_of_two_stands_in_whatever_order_they_come(phone, tablet, told, owner):
    """As after an older backup: both offer again what was lost, and the one that did its later may
    be the first."""
    first, last = {**STORY, "title": "First"}, {**STORY, "title": "Last"}
    phone.put(f"/stories/{told.id}", first, was=STORY, at=phone.clock() - timedelta(hours=1))
    tablet.put(f"/stories/{told.id}", last, was=first)
    assert receipts(tablet.send()) == ["merged"]
    assert receipts(phone.send()) == ["merged"]
    assert owner.rows(Story)[0].title == "Last"
    assert [(row.text, row.other) for row in owner.rows(Recovered)][-1] == ("Last", "First")


def test_of_very_long_texts_one_stands_and_the_other_is_kept(phone, tablet, told, owner):
    first, second = ("\n".join(f"{line} {who}" for line in range(320)) for who in "ab")
    send(tablet, f"/stories/{told.id}", STORY, action=first)
    assert send(phone, f"/stories/{told.id}", STORY, action=second) == ["merged"]
    assert owner.rows(Story)[0].action == second
    assert [(row.label, row.text, row.other) for row in owner.rows(Recovered)] == [
        ("Action", second, first)
    ]


def test_a_change_that_was_lost_on_the_way_back_is_not_put_together_with_itself(phone, told, owner):
    url = f"/stories/{told.id}"
    phone.put(url, {**STORY, "task": "Once"}, was=STORY)
    phone.send(is_lost=True)
    phone.put(url, {**STORY, "task": "Twice"}, was={**STORY, "task": "Once"})
    assert receipts(phone.send()) == ["repeated", "applied"]
    assert owner.rows(Story)[0].task == "Twice" and owner.rows(Recovered) == []


def test_a_card_a_line_and_a_reflection_are_put_together_too(phone, tablet, owner):
    card = question(owner, "Why us?", answer="Because.")
    was = {"prompt": "Why us?", "answer": "Because."}
    send(tablet, f"/cards/{card.id}", was, prompt="Why them?")
    send(phone, f"/cards/{card.id}", was, answer="Because of the people.")
    assert [(row.prompt, row.answer) for row in owner.rows(Card)] == [
        ("Why them?", "Because of the people.")
    ]

    interview_of(owner, "Suit")
    item = item_of(owner, "Suit")
    was = {f"{item.id}-text": "Suit", f"{item.id}-why": ""}
    send(tablet, f"/checklists/items/{item.id}", was, **{f"{item.id}-text": "The grey suit"})
    send(phone, f"/checklists/items/{item.id}", was, **{f"{item.id}-why": "It fits"})
    assert item_of(owner, "The grey suit").why == "It fits"


def test_a_reflection_begun_on_two_devices_is_one(phone, tablet, owner):
    interview = factories.interview(owner)
    url, blank = (
        f"/interviews/{interview.id}/reflections/{interview.id}",
        {"landed": "", "mood": ""},
    )
    rows = [factories.row("asked", text="Why us?"), factories.row("asked", text="Why now?")]
    send(tablet, url, blank, landed="The numbers", mood="calm", **rows[0])
    assert send(phone, url, blank, landed="The story", **rows[1]) == ["merged"]
    (reflection,) = owner.rows(Reflection)
    assert (reflection.landed, reflection.mood) == ("The story\nThe numbers", "calm")
    assert {row.text for row in owner.rows(AskedQuestion)} == {"Why us?", "Why now?"}


def test_the_people_of_a_new_reflection_are_the_same_on_every_device(owner):
    interview = factories.interview(owner)
    person = owner.has(
        Interviewer(interview_id=interview.id, name="Hannah", created_at=factories.NOON)
    )
    pages = [owner.get(f"/interviews/{interview.id}/reflections/new").text for _ in range(2)]
    assert (
        all(f'name="met" value="{person.id}"' in page for page in pages)
        and owner.rows(Meeting) == []
    )


def test_nothing_is_put_together_when_the_form_is_refused(phone, tablet, told, owner):
    url = f"/stories/{told.id}"
    send(tablet, url, STORY, title="The move")
    phone.put(url, {**STORY, "title": "x" * 121}, was=STORY)
    (answer,) = phone.send()
    assert answer["status"] == 422 and owner.rows(Recovered) == []


def test_a_form_that_doesnt_say_what_it_was_filled_with_stands_as_it_is_sent(owner, told):
    owner.put(f"/stories/{told.id}", {**STORY, "title": "Plain"})
    assert owner.rows(Story)[0].title == "Plain"


def test_what_was_kept_is_deleted_by_its_owner_alone(phone, owner, outsider, anonymous):
    phone.put(f"/stories/{new_id()}", {"title": "For nothing"})
    phone.send()
    (kept,) = owner.rows(Recovered)
    url = f"/recovered/{kept.id}"
    assert (
        outsider.delete(url).status_code == 404
        and anonymous.delete(url, htmx=True).status_code == 401
    )
    assert (
        "For nothing" in owner.get("/recovered").text
        and "For nothing" not in outsider.get("/recovered").text
    )
    fragment = owner.delete(url, htmx=True)
    assert (
        fragment.status_code == 200
        and "Nothing here" in fragment.text
        and owner.rows(Recovered) == []
    )
    assert owner.delete(url).status_code == 404


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "قصة عن العمل", "a\u202eb", "x" * 9000, "{{ 7*7 }}"]
)
def test_any_text_is_shown_as_it_was(phone, owner, text):
    phone.put(f"/stories/{new_id()}", {"title": text})
    phone.send()
    page = owner.get("/recovered").text
    assert "<script>alert" not in page and (text in page or "&lt;script&gt;" in page)


def test_it_is_exported(phone, owner):
    phone.put(f"/stories/{new_id()}", {"title": "For nothing"})
    phone.send()
    assert "For nothing" in owner.get("/account/export").text


@pytest.fixture
def room_for_two(monkeypatch):
    assert Recovered.MAX_ITEMS == 500
    monkeypatch.setattr(Recovered, "MAX_ITEMS", 2)


def lose(phone, *titles):
    """Writes for what isn't there, each in a lane of its own."""
    for title in titles:
        phone.put(f"/stories/{new_id()}", {"title": title}, lane=title)


def test_what_finds_no_room_waits_on_the_phone_until_there_is_some(phone, owner, room_for_two):
    lose(phone, "First", "Second", "Third")
    phone.keep("/stories", {"id": str(new_id()), "title": "Whole"}, lane="/")
    assert receipts(phone.send()) == ["recovered", "recovered", "applied"]
    assert [one["lane"] for one in phone.waiting] == ["Third"] and phone.refused == []
    page = owner.get("/recovered").text
    assert "There are 2 texts here, the most there can be." in page and "Third" not in page

    assert phone.send() == []
    owner.delete(f"/recovered/{owner.rows(Recovered)[0].id}")
    assert receipts(phone.send()) == ["recovered"] and phone.waiting == []
    assert [row.text for row in owner.rows(Recovered)] == ["Title: Second", "Title: Third"]


def test_what_is_there_is_answered_for_though_there_is_no_room(phone, owner, room_for_two):
    lose(phone, "First", "Second")
    phone.send(is_lost=True)
    assert receipts(phone.send()) == ["recovered"] * 2 and len(owner.rows(Recovered)) == 2


def test_an_edit_whose_other_text_finds_no_room_is_refused_with_its_words(
    phone, tablet, told, owner, room_for_two
):
    url = f"/stories/{told.id}"
    lose(phone, "First", "Second")
    phone.send()
    send(tablet, url, STORY, title="The move", task="Move all.")
    phone.put(url, {**STORY, "title": "Moving day", "task": "Move none."}, was=STORY)
    (answer,) = phone.send()
    assert answer["status"] == 409 and "Look through those first" in answer["text"]
    assert owner.rows(Story)[0].title == "The move" and len(phone.refused) == 1

    owner.delete(f"/recovered/{owner.rows(Recovered)[0].id}")
    phone.waiting.append(phone.refused.pop())
    assert receipts(phone.send()) == ["merged"]
    others = [row.other for row in owner.rows(Recovered) if row.other]
    assert others == ["The move", "Move all."], "those of one form stay together"


def test_many_are_on_several_pages(owner, queries, monkeypatch):
    monkeypatch.setattr(Recovered, "ON_A_PAGE", 2)

    def keep(*numbers):
        made = [Recovered(text=f"No {n}", created_at=factories.NOON) for n in numbers]
        owner.has(*made)

    def shown(url, **options):
        page = owner.get(url, **options).text
        return [n for n in range(9) if f"No {n}" in page], "Newer" in page, "Older" in page

    keep(1, 2)
    with queries() as few:
        assert shown("/recovered") == ([1, 2], False, False)
    keep(3, 4, 5)
    with queries() as many:
        assert shown("/recovered") == ([4, 5], False, True)
    assert len(many) == len(few)
    assert shown("/recovered?page=2") == ([2, 3], True, True)
    for last in ("3", "99999999999999999999999"):
        assert shown(f"/recovered?page={last}") == ([1], True, False)
    for first in ("0", "-1", "x", "1.5", ""):
        assert shown(f"/recovered?page={first}")[0] == [4, 5]

    oldest = owner.rows(Recovered)[0].id
    without_scripts = owner.post(f"/recovered/{oldest}?_method=delete&page=3")
    assert without_scripts.location == "/recovered?page=3"
    assert shown("/recovered?page=3") == ([2, 3], True, False), "the last one there is"
    newest = owner.rows(Recovered)[-1].id
    fragment = owner.delete(f"/recovered/{newest}?page=2", htmx=True).text
    assert "No 2" in fragment and "No 4" not in fragment


def test_many_texts_of_one_form_are_kept_at_once(owner, queries):
    of = factories.interview(owner)
    url, ids = f"/interviews/{of.id}/reflections/{of.id}", [new_id() for _ in range(40)]

    def said(word):
        rows = [(f"asked-{id}-text", f"{word} {id}") for id in ids]
        return {"asked": [str(id) for id in ids], **dict(rows)}

    owner.put(url, said("There"))
    was = {f"was:{name}": value for name, value in said("Before").items()}
    with queries() as statements:
        assert owner.put(url, {**said("Here"), **was}).status_code == 303
    assert len(owner.rows(Recovered)) == 40
    assert len([one for one in statements if one.startswith("INSERT INTO recovered")]) == 1
