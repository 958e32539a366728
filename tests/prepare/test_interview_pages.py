"""The pages of interviews: who may see them, what they change, what they cost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID

import pytest

from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.core.ids import new_id
from webapp.interviews.models import Interview, Setting
from webapp.people.models import Person

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
FORM = {
    "company": "Ottermere Stairlifts",
    "position": "Customer Operations Lead",
    "date": "2026-11-26",
    "time": "09:30",
    "minutes": "75",
    "time_zone": "Europe/London",
    "setting": "office",
    "place": "Kestrel House",
    "travel_minutes": "35",
    "people": "Ngozi Adeyemi, Head of Customer Operations\nCallum Reid",
    "round": "2",
    "notes": "Ask for Ngozi.",
}
STRANGE = [
    "🚀 rocket",
    "مقابلة ثانية",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
]


def interview(company="Ottermere", starts_at=NOON, **values):
    return Interview(
        **{
            "company": company,
            "starts_at": starts_at,
            "time_zone": "Europe/London",
            "created_at": NOON,
            **values,
        }
    )


def form_values(**changed):
    return {"id": str(new_id()), **FORM, **changed}


def test_adding_one(owner):
    sent = form_values()
    answer = owner.post("/interviews", sent)
    assert (answer.status_code, answer.location) == (303, f"/interviews/{sent['id']}")
    page = unescape(owner.get(answer.location).text)
    for words in (
        "Ottermere Stairlifts",
        "Customer Operations Lead",
        "round 2",
        "Thursday 26 November 2026",
        "9:30 to 10:45",
        "London time",
        "8:55",
        "35 minutes",
        "Kestrel House",
        "Ngozi Adeyemi",
        "Head of Customer Operations",
        "Ask for Ngozi.",
    ):
        assert words in page, words
    assert len(owner.rows(Item)) > 10


def test_sent_twice_it_is_one_with_one_list(owner):
    sent = form_values()
    owner.post("/interviews", sent)
    items = {item.id for item in owner.rows(Item)}
    people = {person.id for person in owner.rows(Person)}
    assert (
        owner.post("/interviews", {**sent, "place": "Kestrel House, second floor"}).status_code
        == 303
    )
    (kept,) = owner.rows(Interview)
    assert kept.place == "Kestrel House, second floor"
    assert {item.id for item in owner.rows(Item)} == items and {
        person.id for person in owner.rows(Person)
    } == people


def test_four_taps_at_once_make_one(owner):
    sent, devices = form_values(), [owner.on(f"Phone {number}") for number in range(4)]
    with ThreadPoolExecutor(len(devices)) as thumbs:
        answers = list(thumbs.map(lambda device: device.post("/interviews", sent), devices))
    assert {answer.location for answer in answers} == {f"/interviews/{sent['id']}"}
    assert len(owner.rows(Interview)) == 1 and len(owner.rows(Person)) == 2
    assert len({item.text for item in owner.rows(Item)}) == len(owner.rows(Item))


def test_four_saves_at_once_leave_everyone_there_once(owner):
    kept, devices = owner.has(interview()), [owner.on(f"Phone {number}") for number in range(4)]
    with ThreadPoolExecutor(len(devices)) as thumbs:
        answers = list(
            thumbs.map(lambda device: device.put(f"/interviews/{kept.id}", form_values()), devices)
        )
    assert {answer.status_code for answer in answers} == {303}
    assert len(owner.rows(Person)) == 2


def test_four_deletions_at_once_are_one(owner):
    kept, devices = (
        owner.has(interview(deleted_at=NOON)),
        [owner.on(f"Phone {number}") for number in range(4)],
    )
    owner.has(Person(interview_id=kept.id, name="Ana", created_at=now()))
    with ThreadPoolExecutor(len(devices)) as thumbs:
        answers = list(thumbs.map(lambda device: device.delete(f"/interviews/{kept.id}"), devices))
    assert {answer.status_code for answer in answers} <= {303, 404, 503}
    assert owner.rows(Interview) == owner.rows(Person) == []


def test_id_of_someone_elses_interview_makes_ones_own(owner, outsider):
    theirs = owner.has(interview(notes="mine alone"))
    assert outsider.post("/interviews", form_values(id=str(theirs.id))).status_code == 303
    assert [one.notes for one in owner.rows(Interview)] == ["mine alone"]
    assert "mine alone" not in outsider.get(f"/interviews/{theirs.id}").text


def test_new_form_knows_the_last_zone(owner):
    assert 'value="Europe/London"' in owner.get("/interviews/new").text
    owner.has(interview(time_zone="Asia/Tokyo"))
    page = owner.get("/interviews/new").text
    assert 'value="Asia/Tokyo"' in page and "<browser-zone fills>" in page


@pytest.mark.one_database
def test_wrong_form_keeps_every_text(owner):
    sent = form_values(
        company="x" * 10_000,
        date="2026-02-30",
        time="9h30",
        minutes="an hour",
        time_zone="Mars",
        place="<b>there</b>",
        people="Ana\n, CTO",
        notes="keep me",
        round="two",
        travel_minutes="far",
    )
    answer = owner.post("/interviews", sent)
    assert answer.status_code == 422 and not owner.rows(Interview)
    page = unescape(answer.text)
    for name, value in sent.items():
        assert name == "setting" or value in page, name
    assert "it has 10,000" in page and "There is no such date" in page and 'role="alert"' in page
    assert answer.text.count("autofocus") == 1 and "<browser-zone>" in page
    assert "<b>there</b>" not in answer.text


@pytest.mark.one_database
@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_shown_as_text_on_every_page(owner, text):
    sent = form_values(
        company=text, position=text, place=text, people=f"{text}, {text}", notes=text
    )
    address = owner.post("/interviews", sent).location
    for url in (
        address,
        f"{address}/edit",
        f"{address}/time",
        f"{address}/copy",
        "/interviews",
        "/prepare",
        "/",
    ):
        page = owner.get(url)
        assert page.status_code == 200
        assert text in unescape(page.text), url
        assert "<" not in text or text not in page.text, url


def test_editing(owner):
    address = owner.post("/interviews", form_values()).location
    callum = owner.rows(Person)[1]
    page = owner.get(f"{address}/edit").text
    assert 'value="09:30"' in page and 'value="2026-11-26"' in page and "Callum Reid" in page
    changed = {
        **FORM,
        "company": "Ottermere Lifts",
        "people": "Callum Reid, Field Service Manager",
        "setting": "video",
        "travel_minutes": "",
    }
    assert owner.put(address, changed).location == address
    (kept,) = owner.rows(Interview)
    assert (kept.company, kept.setting, kept.travel_minutes) == (
        "Ottermere Lifts",
        Setting.VIDEO,
        0,
    )
    assert [
        (person.id, person.title) for person in owner.rows(Person) if not person.deleted_at
    ] == [(callum.id, "Field Service Manager")]
    wrong = owner.put(address, {**changed, "company": "", "notes": "kept on the screen"})
    assert wrong.status_code == 422 and "kept on the screen" in wrong.text


def test_moving_changes_when_and_nothing_else(owner):
    address = owner.post("/interviews", form_values(time_zone="America/New_York")).location
    assert 'value="09:30"' in owner.get(f"{address}/time").text
    assert owner.put(f"{address}/time", {"date": "2026-12-01", "time": "14:00"}).location == address
    (kept,) = owner.rows(Interview)
    assert (kept.starts_at, kept.time_zone, kept.minutes) == (
        datetime(2026, 12, 1, 19, tzinfo=UTC),
        "America/New_York",
        75,
    )
    wrong = owner.put(f"{address}/time", {"date": "2026-03-08", "time": "02:30"})
    assert (
        wrong.status_code == 422 and "1:59 and 3:00" in wrong.text and 'value="02:30"' in wrong.text
    )
    assert owner.rows(Interview)[0].starts_at == kept.starts_at


def test_copying_for_another_round(owner):
    address = owner.post("/interviews", form_values(round="3", time_zone="Asia/Tokyo")).location
    page = unescape(owner.get(f"{address}/copy").text)
    assert (
        'name="round" type="text" value="4"' in page
        and "Callum Reid" in page
        and "Asia/Tokyo" in page
    )
    assert 'name="date" required type="date" value=""' in page and "Ask for Ngozi." not in page
    assert len(owner.rows(Interview)) == 1


def test_deleting_bringing_back_and_deleting_for_good(owner):
    address = owner.post("/interviews", form_values()).location
    assert owner.delete(address).status_code == 409
    assert owner.put(f"{address}/deletion").location == "/interviews"
    listed = owner.get("/interviews").text
    assert "Bring back" in listed and "Deleted" in listed
    assert "No interview yet" in owner.get("/prepare").text
    assert "This interview is deleted" in owner.get(address).text
    assert owner.put(f"{address}/deletion").status_code == 303
    assert owner.delete(f"{address}/deletion").location == address
    assert owner.rows(Interview)[0].deleted_at is None
    assert owner.get(f"{address}/deletion").location == address
    owner.put(f"{address}/deletion")
    assert "can’t be brought back" in owner.get(f"{address}/deletion").text
    assert owner.delete(address).location == "/interviews"
    assert not owner.rows(Interview) and not owner.rows(Item) and not owner.rows(Person)
    assert owner.get(address).status_code == 404


def test_a_deletion_can_be_taken_back_from_its_message(owner):
    address = owner.post("/interviews", form_values()).location
    owner.put(f"{address}/deletion")
    assert (
        f'action="{address}/deletion?_method=delete"'
        in owner.get("/interviews").text.split('id="toasts"')[1]
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "method, path",
    [
        ("GET", ""),
        ("PUT", ""),
        ("DELETE", ""),
        ("GET", "/edit"),
        ("GET", "/time"),
        ("PUT", "/time"),
        ("GET", "/copy"),
        ("GET", "/deletion"),
        ("PUT", "/deletion"),
        ("DELETE", "/deletion"),
    ],
)
def test_only_the_owner(owner, outsider, anonymous, method, path):
    url = f"/interviews/{owner.has(interview()).id}{path}"
    assert outsider.open(method, url, data=FORM).status_code == 404
    assert owner.open(method, f"/interviews/{UUID(int=1)}{path}").status_code == 404
    assert anonymous.open(method, url, data=FORM).status_code == (302 if method == "GET" else 401)
    assert owner.rows(Interview)[0].deleted_at is None
    assert owner.open(method, url, data=FORM).status_code in (200, 302, 303, 409)


@pytest.mark.one_database
@pytest.mark.parametrize("url", ["/prepare", "/interviews", "/interviews/new"])
def test_pages_without_an_id(owner, outsider, anonymous, url):
    owner.has(interview("Secret & Sons"))
    assert owner.get(url).status_code == 200
    assert "Secret" not in outsider.get(url).text
    assert anonymous.get(url).status_code == 302
    assert anonymous.get(url, htmx=True).status_code == 401


def test_prepare_is_the_page_of_the_next_one(owner):
    assert "Add your interview" in owner.get("/prepare").text
    owner.has(
        interview("Over", now() - timedelta(days=3)),
        interview("Next", now() + timedelta(days=1)),
        interview("Later", now() + timedelta(days=9)),
    )
    page = owner.get("/prepare").text
    assert "<h1><bdi>Next</bdi></h1>" in page
    assert "Over" in page and "Later" in page  # one tap away


@pytest.mark.one_database
def test_after_the_end_it_asks_how_it_went(owner):
    past = owner.has(interview(starts_at=now() - timedelta(hours=2)))
    page = owner.get(f"/interviews/{past.id}").text
    assert f"/interviews/{past.id}/reflections/new" in page and "Write down how it went" in page


@pytest.mark.one_database
def test_only_web_addresses_are_links(owner):
    bad = owner.post(
        "/interviews", form_values(setting="video", place="javascript:alert(1)")
    ).location
    assert 'href="javascript' not in owner.get(bad).text
    good = owner.post(
        "/interviews", form_values(setting="video", place="https://meet.example/a?b=1&c=2")
    ).location
    assert 'href="https://meet.example/a?b=1&amp;c=2"' in owner.get(good).text


@pytest.mark.one_database
def test_lists_cost_the_same_for_5_as_for_500(owner, queries):
    def cost():
        for url in ("/interviews", "/prepare", "/"):
            with queries() as statements:
                assert owner.get(url).status_code == 200
            yield len(statements)

    owner.has(
        *(interview(f"Company {number}", now() + timedelta(days=number - 2)) for number in range(5))
    )
    few = list(cost())
    owner.has(
        *(
            interview(f"More {number}", now() + timedelta(hours=number * 7 - 1000))
            for number in range(495)
        )
    )
    assert list(cost()) == few


def test_there_are_at_most_so_many(owner, monkeypatch):
    assert Interview.MAX_ITEMS == 500
    monkeypatch.setattr(Interview, "MAX_ITEMS", 2)
    owner.has(interview(deleted_at=NOON))
    sent = form_values()
    owner.post("/interviews", sent)
    answer = owner.post("/interviews", form_values(company="One too many"))
    assert answer.status_code == 422
    assert "There are 2 interviews already, the most there can be." in answer.text
    assert "One too many" in answer.text
    copied = owner.post("/interviews", form_values(copied=sent["id"]))
    assert copied.status_code == 422 and f'value="{sent["id"]}"' in copied.text
    assert len(owner.rows(Interview)) == 2 and len(owner.rows(Person)) == 2


def test_the_last_that_there_is_room_for_may_come_twice(owner, monkeypatch):
    monkeypatch.setattr(Interview, "MAX_ITEMS", 1)
    sent = form_values()
    for company in ("Before", "After"):
        assert owner.post("/interviews", {**sent, "company": company}).status_code == 303
    assert [one.company for one in owner.rows(Interview)] == ["After"]
