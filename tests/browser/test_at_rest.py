"""Whatever the network does, and whenever an answer comes: once nobody is at work, a page shows
what the server has, and nothing is half written in it that nobody wrote."""

import time
from random import Random

import pytest

from tests.browser.tabs import PATIENCE, STORE, ChromiumTab
from tests.cards.decks import practises, questions
from tests.reflections.factories import interview
from webapp.cards.reviews import Review
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.practice.practice import MAX_TIMES
from webapp.questions.models import Question
from webapp.requirements.models import Requirement

STEPS = 14
DELAYS = [0, 0, 0.1, 0.14, 0.15, 0.16, 0.2, 0.3, 0.6]  # seconds; what is sent is waited for 0.15
GAPS = [0, 5, 20, 50]  # milliseconds between taps that belong together
# Of each list: its form, the field there, the buttons of its lines; and the pages, by the lists
# that they show.
LISTS = {
    Question: ("#new-question form", "[name$=text]", "#questions .question .action button"),
    Requirement: ("#new-requirement form", "[name$=text]", "#requirements-listed .action button"),
    Item: ("details.new-line[id^=new-] form", "[name$=text]", ".checklist .tick"),
}
PAGES = {
    "/questions": [Question],
    "/requirements": [Requirement],
    "/checklist": [Item],
    "": [Question, Requirement],
}
PRESS = """async ([selector, chances, gap]) => { for (const chance of chances) {
    const all = [...document.querySelectorAll(selector)].filter((one) => !one.closest("[data-going]"));
    all[Math.floor(chance * all.length)]?.click();
    if (gap) await new Promise((resolve) => setTimeout(resolve, gap)) } }"""
WRITE = """([form, field, text, isSent]) => { const place = document.querySelector(`#main ${form} ${field}`);
    place.value = text;
    place.dispatchEvent(new Event("input", { bubbles: true }));
    if (isSent) place.form.requestSubmit() }"""
WRITTEN = "([form, field]) => document.querySelector(`#main ${form} ${field}`).value"
# A touch of nothing, as somebody makes who looks at it.
TOUCH = """() => { for (const kind of ["pointerdown", "pointerup"]) document.body.dispatchEvent(new PointerEvent(kind, { bubbles: true })) }"""
SHOWN = """() => { const main = document.getElementById("main").cloneNode(true);
    main.querySelectorAll("details").forEach((one) => (one.open = true));
    const said = [...document.querySelectorAll("#main form[method=post]")].flatMap((form) => [...form.elements])
        .filter((one) => one.type !== "hidden" && one.name).map((one) => (one.type === "radio" ? `${one.value}: ${one.checked}` : one.value));
    const pressed = [...main.querySelectorAll("[aria-pressed]")].map((one) => one.ariaPressed);
    return [main.textContent.replace(/\\s+/g, " "), ...said, ...pressed].join("\\n") }"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.strip("/") or "prepare")
@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 60))]
)
def test_at_rest_a_page_is_what_the_server_has(phone, network, new_page, live_server, page, seed):
    person, chance = phone.person, Random(f"{page} {seed}")
    of = interview(person)
    person.has(
        *[
            Requirement(interview_id=of.id, text=f"Asks for {name}", created_at=now())
            for name in "ABC"
        ]
    )
    person.has(
        *[Question(interview_id=of.id, text=f"Why {name}?", created_at=now()) for name in "ABC"]
    )
    person.has(
        *[
            Item(interview_id=of.id, phase="evening", text=f"Pack {name}", rank=rank)
            for rank, name in enumerate("ABC")
        ]
    )
    address = f"/interviews/{of.id}{page}"
    phone.open(address)
    phone.is_ready()
    sent, half, written = (
        {kind: [] for kind in PAGES[page]},
        dict.fromkeys(PAGES[page], ""),
        dict.fromkeys(PAGES[page], ""),
    )
    for step in range(STEPS):
        network.latency, network.only, network.mode = (
            chance.choice(DELAYS),
            "POST /outbox",
            chance.choice(["open"] * 5 + ["down"]),
        )
        does, kind = (
            chance.choice(["add", "add", "press", "press", "press at once", "write half", "clear"]),
            chance.choice(PAGES[page]),
        )
        form, field, buttons = LISTS[kind]
        if does.startswith("press"):
            phone.run(
                PRESS,
                [
                    buttons,
                    [
                        chance.random()
                        for _ in range(1 if does == "press" else chance.choice([2, 3, 4]))
                    ],
                    chance.choice(GAPS),
                ],
            )
        else:
            half[kind] = {"add": "", "write half": f"Half of {step}", "clear": ""}[does]
            written[kind] = f"Added in {step}" if does == "add" else half[kind]
            if does == "add":  # as nobody writes and sends two in that time
                phone.until("(form) => !document.querySelector(`#main ${form}`).ariaBusy", form)
            phone.run(WRITE, [form, field, written[kind], does == "add"])
            sent[kind] += [written[kind]] if does == "add" else []
        phone.page.wait_for_timeout(chance.choice([0, 20, 100, 160, 250, 700]))
        # What is being sent is there for a moment.
        assert phone.run(WRITTEN, [form, field]) in (half[kind], written[kind])
    network.latency, network.mode = 0, "open"
    phone.send()
    phone.is_sent()
    for kind, text in half.items():
        form, field, _ = LISTS[kind]
        assert phone.run(WRITTEN, [form, field]) == text
        phone.run(WRITE, [form, field, "", False])
    phone.run(TOUCH)
    fresh = ChromiumTab(new_page(), live_server.url)
    fresh.cookie(*person.cookie)
    fresh.open(address)
    phone.until(f"(fresh) => ({SHOWN})() === fresh", fresh.run(SHOWN))
    for kind, texts in sent.items():
        there = [row.text for row in person.rows(kind) if row.text.startswith("Added")]
        if kind is Requirement:  # some were dropped again
            assert set(there) <= set(texts) and len(there) == len(set(there))
        else:
            assert sorted(there) == sorted(texts)


CARDS = 7
# Reveals the card, if need be, and grades it, or takes the last grade back. Gives what was done and
# to which card; null when the deck took it for a tap too many.
ANSWER = """async ([grade, gap]) => {
    const deck = document.querySelector("#deck"), isTaken = () => !deck.isConnected || deck.querySelector("[data-leaving], [aria-busy]");
    const button = () => deck.querySelector(grade === "undo" ? "#deck-undo button" : `#grade-${grade} button`);
    if (!deck?.checkVisibility({ visibilityProperty: true }) || isTaken() || !button()) return null;
    if (grade !== "undo") deck.querySelector(".deck-turn").click();
    if (gap) await new Promise((resolve) => setTimeout(resolve, gap));
    if (isTaken()) return null;
    button().click();
    return isTaken() ? [grade, deck.dataset.card, deck.querySelector("[name=since]").value] : null }"""
# The grades that the phone has kept, in order, as [grade, card, since], without those taken back.
KEPT = f"""async () => {{ {STORE}
    const all = (await store.allOf(document.body.dataset.user)).map(({{ url, fields }}) => ({{ of: url.split("/"), ...Object.fromEntries(fields) }}));
    const takenBack = new Set(all.filter(({{ of }}) => of.at(-1).startsWith("retraction")).map(({{ of }}) => of[3]));
    return all.filter(({{ of, id }}) => of[3] === "reviews" && !takenBack.has(id)).map(({{ grade, of, since }}) => [grade, of[2], since]) }}"""
LOOK = f"""async () => {{
    const deck = document.querySelector("#deck"), since = deck.querySelector("[name=since]")?.value, kept = await ({KEPT})();
    const counted = Number(deck.querySelector(".deck-status").textContent.match(/(\\d+) of/)[1]);
    const stays = !deck.querySelector("form:not([aria-busy])");
    return {{ kept, given: kept.filter((one) => !since || one[2] === since), counted, card: deck.dataset.card ?? "", stays }} }}"""


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 90))]
)
def test_a_practice_is_what_was_answered(phone, network, seed):
    """Whatever the network does: each card comes once, and once more after a blank, and what was
    answered last is taken back."""
    person, chance = phone.person, Random(f"deck {seed}")
    questions(person, CARDS)
    practises(person, "flip")
    phone.open(chance.choice(["/", "/cards/deck"]))
    if chance.random() < 0.7:
        phone.is_ready()
    phone.open_deck()
    done = []
    for _ in range(STEPS):
        network.latency, network.only, network.mode = (
            chance.choice(DELAYS),
            "POST /outbox",
            chance.choice(["open"] * 4 + ["down"]),
        )
        if chance.random() < 0.15 and phone.until(LOOK)["card"]:  # else a new one begins
            if chance.random() < 0.5:
                phone.open(chance.choice(["/", "/cards"]))
            phone.open_deck()
            done.append(
                {
                    "opened": phone.until(LOOK)["counted"],
                    "at": phone.run("() => location.href.slice(22)"),
                    **phone.run("() => ({ ...document.body.dataset })"),
                }
            )
        done.append((network.latency, network.mode))
        for _ in range(chance.choice([1, 1, 2, 3])):
            kept = phone.until(LOOK)["kept"]
            answered = phone.run(
                ANSWER,
                [chance.choice(["good", "good", "hard", "again", "undo"]), chance.choice(GAPS)],
            )
            done.append(answered)
            if answered:
                expected = kept[:-1] if answered[0] == "undo" else [*kept, answered]
                phone.until_true(
                    lambda: (phone.run(LOOK) or {}).get("kept") == expected,
                    said=lambda: [*done, phone.run(KEPT)],
                )
            phone.page.wait_for_timeout(chance.choice([0, 20, 100, 250]))
        is_right(phone, done)
    network.latency, network.mode = 0, "open"
    phone.send()
    phone.is_sent()
    is_right(phone, done)
    standing = sorted(
        (row for row in person.rows(Review) if not row.retracted_at),
        key=lambda row: row.reviewed_at,
    )
    assert [[row.grade, str(row.card_id)] for row in standing] == [
        one[:2] for one in phone.run(KEPT)
    ]


def is_right(phone, done):
    """Waits until the deck says how many were answered in its practice, and shows a card that
    wasn't, or that was blank, at most three times; or one that stays, for the phone knows of no
    other."""
    end = time.monotonic() + PATIENCE
    while (wrong := what_is_wrong(**phone.until(LOOK))) and time.monotonic() < end:
        time.sleep(0.05)
    assert not wrong, "\n".join(map(str, [*done, wrong, phone.text()]))


def what_is_wrong(given, kept, counted, card, stays):
    grades, cards = (
        [grade for grade, other, _ in given if other == card],
        {other for _, other, _ in kept},
    )
    is_its_turn = (
        grades[-1:] in ([], ["again"]) and len(grades) < MAX_TIMES if card else len(cards) == CARDS
    )
    is_right = abs(counted - len(given)) == 1 if stays else counted == len(given) and is_its_turn
    return "" if is_right else f"{counted} {card} {stays} {given}"
