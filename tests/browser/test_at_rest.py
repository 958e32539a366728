"""Whatever the network does, and whenever an answer comes: once nobody is at work, a page shows what the server has, and nothing
is half written in it that nobody wrote."""

from random import Random

import pytest

from tests.browser.tabs import ChromiumTab
from tests.reflections.made import interview
from webapp.checklists.models import Item
from webapp.clock import now
from webapp.questions.models import Question
from webapp.requirements.models import Requirement

STEPS = 14
DELAYS = [0, 0.1, 0.14, 0.15, 0.16, 0.2, 0.3, 0.6]  # seconds; what is sent is waited for 0.15
LISTS = {
    "questions": ("#new-question form", "[name$=text]", "#questions .question .action button"),
    "requirements": ("#new-requirement form", "[name$=text]", "#requirements-listed .action button"),
    "checklist": ("details.new-line[id^=new-] form", "[name$=text]", ".checklist .tick"),
}
PRESS = """([selector, chance]) => { const all = [...document.querySelectorAll(selector)].filter((one) => !one.closest("[data-going]"));
    all[Math.floor(chance * all.length)]?.click() }"""
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


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 60))])
def test_at_rest_a_page_is_what_the_server_has(phone, way, new_page, live_server, which, seed):
    person, chance = phone.person, Random(f"{which} {seed}")
    of = interview(person)
    person.has(*[Requirement(interview_id=of.id, text=f"Asks for {name}", created_at=now()) for name in "AB"])
    person.has(*[Question(interview_id=of.id, text=f"Why {name}?", created_at=now()) for name in "AB"])
    person.has(*[Item(interview_id=of.id, phase="evening", text=f"Pack {name}", rank=rank) for rank, name in enumerate("AB")])
    address = f"/interviews/{of.id}/{which}"
    phone.open(address)
    phone.is_ready()
    form, field, buttons = LISTS[which]
    sent, half, text = [], "", ""
    for step in range(STEPS):
        way.latency, way.only, way.mode = chance.choice(DELAYS), "POST /outbox", chance.choice(["open"] * 5 + ["down"])
        does = chance.choice(["add", "add", "press", "press", "press", "write half", "clear"])
        if does == "press":
            phone.run(PRESS, [buttons, chance.random()])
        else:
            half = {"add": "", "write half": f"Half of {step}", "clear": ""}[does]
            text = f"Added in {step}" if does == "add" else half
            if does == "add":  # as nobody writes and sends two in that time
                phone.until("(form) => !document.querySelector(`#main ${form}`).ariaBusy", form)
            phone.run(WRITE, [form, field, text, does == "add"])
            sent += [text] if does == "add" else []
        phone.page.wait_for_timeout(chance.choice([0, 20, 100, 160, 250, 700]))
        assert phone.run(WRITTEN, [form, field]) in (half, text)  # what is being sent is there for a moment
    way.latency, way.mode = 0, "open"
    phone.send()
    phone.is_sent()
    assert phone.run(WRITTEN, [form, field]) == half
    phone.run(WRITE, [form, field, "", False])
    phone.run(TOUCH)
    fresh = ChromiumTab(new_page(), live_server.url)
    fresh.cookie(*person.cookie)
    fresh.open(address)
    phone.until(f"(fresh) => ({SHOWN})() === fresh", fresh.run(SHOWN))
    kind = {"questions": Question, "requirements": Requirement, "checklist": Item}[which]
    there = [row.text for row in person.rows(kind) if row.text.startswith("Added")]
    if which == "requirements":  # some were dropped again
        assert set(there) <= set(sent) and len(there) == len(set(there))
    else:
        assert sorted(there) == sorted(sent)
