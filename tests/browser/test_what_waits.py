"""What waits is shown wherever it has a place, and what is half written stays there, whatever comes
from the server meanwhile."""

import pytest

from tests.browser.day import Day
from tests.browser.test_copy_first import PROMPT
from tests.browser.test_nothing_lost import SAVE, add_question
from webapp.checklists.models import Item
from webapp.core.clock import now
from webapp.interviews.models import Interview
from webapp.questions.models import Question
from webapp.requirements.models import Requirement
from webapp.salary.benefits.models import Benefit
from webapp.stories.models import Story


def test_what_was_added_is_seen_when_its_list_is_opened_again(live_server, phone, network):
    day = Day(live_server.app, phone).begin()
    network.mode = "down"
    page = f"/interviews/{day.person.rows(Interview)[0].id}/questions"
    day.tab.open(page)
    add_question(day.tab, "Who decides?")
    day.tab.says("Saved on this phone · 1")
    for path in (page, "/prepare", page):
        day.tab.open(path)
        day.tab.until(
            "() => [...document.querySelectorAll('.waits')].some((one) => one.textContent === 'Who decides?')"
        )
    assert day.tab.run("() => document.querySelector('.waits').checkVisibility()")


def test_what_is_half_written_stays_when_something_beside_it_is_answered(live_server, phone):
    day = Day(live_server.app, phone).begin()
    (coming,) = day.person.rows(Interview)
    day.person.has(Question(interview_id=coming.id, text="Who decides?", created_at=now()))
    tab = day.tab
    tab.open(f"/interviews/{coming.id}/questions")
    add_question(tab, "Why now?")
    tab.is_sent()
    tab.write("#new-question textarea", "Half a question")
    tab.run(
        "() => { const field = document.querySelector('#new-question textarea'); field.focus(); field.setSelectionRange(4, 4) }"
    )
    tab.press("#questions li .action button")
    tab.is_sent()
    tab.run("() => new Promise((resolve) => setTimeout(resolve, 500))")
    at = "() => { const field = document.querySelector('#new-question textarea'); return [field.value, document.activeElement === field, field.selectionStart] }"
    assert tab.run(at) == ["Half a question", True, 4]
    add = (
        "() => { const form = document.querySelector('#new-question form'); form.requestSubmit() }"
    )
    tab.run(add)
    tab.until_true(
        lambda: (
            sorted(row.text for row in day.person.rows(Question))
            == ["Half a question", "Who decides?", "Why now?"]
        )
    )


def test_what_is_half_written_stays_when_a_line_is_added_elsewhere_in_its_part(phone, network):
    phone.person.with_example()
    phone.open("/checklist")
    phone.is_ready()
    phone.run(
        "() => document.querySelectorAll('.checklist details').forEach((one) => (one.open = true))"
    )
    first, second = phone.run(
        "() => [...document.querySelectorAll('details.new-line[id^=new-]')].map((one) => one.id).slice(0, 2)"
    )
    phone.write(f"#{first} form [name$=text]", "Half a line")
    phone.write(f"#{second} form [name$=text]", "A whole line")
    phone.press(f"#{second} form .button")
    phone.is_sent()
    phone.sees("A whole line")
    phone.until(
        "(id) => document.querySelector(`#${id} form [name$=text]`).value === 'Half a line'", first
    )


def test_what_two_tabs_changed_of_one_thing_is_shown_together(phone, network):
    day = Day(phone.person.app, phone).begin()
    (told,) = day.person.rows(Story)
    form, tabs = f"/stories/{told.id}/edit", [phone, phone.another()]
    for tab in tabs:
        tab.open(form)
    network.mode = "down"
    for tab, field, text in zip(tabs, ("title", "tags"), ("From one tab", "lifts"), strict=True):
        tab.write(f"[name={field}]", text)
        tab.press(SAVE)
        tab.until("() => !location.pathname.endsWith('/edit')")
    phone.open(form)
    phone.until("() => document.querySelector('[name=tags]').value === 'lifts'")
    assert phone.run("() => document.querySelector('[name=title]').value") == "From one tab"
    network.mode = "open"
    phone.send()
    phone.is_sent()
    (told,) = day.person.rows(Story)
    assert (told.title, told.tags) == ("From one tab", "lifts")


def test_a_part_that_is_fetched_shows_what_waits(phone, network):
    """The server gives the part, as it has it; of what the phone keeps it takes none."""
    phone.person.with_example()
    phone.open("/checklist")
    phone.is_ready()
    network.only, network.mode = "POST /outbox", "down"
    first, second, third = phone.run(
        "() => [...document.querySelectorAll('.tick-row:has([aria-pressed=false])')].slice(0, 3).map((one) => one.id)"
    )
    phone.run(
        "() => document.querySelectorAll('.checklist details').forEach((one) => (one.open = true))"
    )

    def edit(item):
        phone.press(f"#{item} a[href*='/edit']")

    def is_so(function, *values):
        phone.until(f"({', '.join('abc'[: len(values)])}) => {function}", *values)

    written, said = (
        "document.querySelector(`#${a} textarea`)?.value === b",
        "document.getElementById(a)?.innerText.includes(b)",
    )
    edit(first)
    phone.write(f"#{first} textarea", "Shine the shoes")
    phone.press(f"#{first} .button")
    phone.says("Saved on this phone · 1")
    edit(second)
    phone.press(f"#{second} .danger")
    phone.says("Saved on this phone · 2")
    phone.press(f"#{third} .tick")
    phone.says("Saved on this phone · 3")
    phone.write("details.new-line form [name$=text]", "Bring water")
    phone.press("details.new-line form .button")
    phone.says("Saved on this phone · 4")
    for part in ("show-2", "show-1", "show-2"):
        phone.press(f"#{part}")
        is_so("document.getElementById(a).hasAttribute('aria-current')", part)
        is_so(said, first, "Saved on this phone: Shine the shoes")
        is_so(said, second, "Deleted. Saved on this phone.")
        is_so("document.querySelector(`#${a} .tick`).ariaPressed === 'true'", third)
        is_so(
            "[...document.querySelectorAll('.waits')].map((one) => one.textContent).join() === 'Bring water'"
        )
    edit(first)
    is_so(written, first, "Shine the shoes")
    phone.write(f"#{first} textarea", "Shine them twice")
    phone.until(
        "() => Object.entries(localStorage).some(([name, text]) => name.startsWith('draft ') && text.includes('twice'))"
    )
    phone.press(f"#{first} a.quiet")
    is_so(said, first, "Saved on this phone: Shine the shoes")
    edit(first)
    is_so(written, first, "Shine them twice")
    phone.press(f"#{first} .button")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    texts = [item.text for item in phone.person.rows(Item)]
    assert (
        texts.count("Shine them twice") == texts.count("Bring water") == 1
        and "Shine the shoes" not in texts
    )


def test_what_is_ticked_counts_where_the_list_is_only_counted(phone, network):
    day = Day(phone.person.app, phone).begin("/")
    (coming,) = day.person.rows(Interview)
    counted = "() => (document.querySelector('.now-ring') ?? document.querySelector('[data-list] .progress')).textContent.trim()"
    listed = "() => [...document.querySelectorAll('.list li')].filter((one) => one.checkVisibility() && one.querySelector('a[href*=\"#item-\"]')).length"
    network.mode = "down"
    for number, (text, left) in enumerate([("Suit", 1), ("Shoes", 0), ("Shoes", 1)]):
        phone.open(day.list)
        # What waits is laid over it.
        phone.until(
            "(number) => document.querySelectorAll('.tick[aria-pressed=true]').length === number",
            number,
        )
        day.tick(text)
        phone.until("() => document.querySelector('.whole-progress').textContent.includes(' of 2')")
        phone.says(f"Saved on this phone · {number + 1}")
        phone.open("/")
        phone.until(f"() => ({counted})() === '{2 - left}/2'")
        assert phone.run(listed) == left
        phone.run("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        phone.page.wait_for_timeout(300)
        assert phone.run(counted) == f"{2 - left}/2", (
            "it is counted once, however often one comes back"
        )
        phone.open(f"/interviews/{coming.id}")
        phone.until(f"() => ({counted})() === '{2 - left} of 2'")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    phone.open("/")
    phone.until(f"() => ({counted})() === '1/2'")


def test_what_is_brought_back_without_a_signal_is_told_where_that_was_done(phone, network):
    day = Day(phone.person.app, phone).begin()
    (coming,) = day.person.rows(Interview)
    benefit = day.person.has(
        Benefit(interview_id=coming.id, text="A day at home", rank=0, created_at=now())
    )
    here = f"/interviews/{coming.id}/benefits"
    phone.open(f"/benefits/{benefit.id}")
    phone.press("form[data-undo] button")
    phone.until("(here) => location.pathname === here", here)
    phone.sees("Benefit deleted.")
    network.mode = "down"
    phone.press("#toasts button")
    phone.says("Saved on this phone · 1")
    phone.sees("Brought back. Saved on this phone; it is here once it is sent.")
    phone.until("() => !document.body.innerText.includes('Benefit deleted.')")
    phone.open("/prepare")
    phone.open(here)
    phone.sees("Brought back. Saved on this phone; it is here once it is sent.")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    phone.sees("A day at home")
    phone.until("() => !document.body.innerText.includes('Brought back')")


# The answer is here in time, also on a busy machine, but noting it takes the phone longer than the
# page waits for it; and then a look at what waits, too.
STORES_SLOWLY = """() => { const { put, getAll } = IDBObjectStore.prototype;
    const later = setTimeout;
    window.setTimeout = (work, milliseconds, ...values) => later(work, milliseconds === 150 ? 500 : milliseconds, ...values);
    let isAnswered = false;
    const slowly = (work, isSlow) => function (...what) {
      const end = Date.now() + 1000;
      isAnswered ||= this.name === "answered" && work === put;
      const goOn = () => Date.now() < end && (this.count().onsuccess = goOn);
      if (isSlow(this)) goOn();
      return work.apply(this, what);
    };
    IDBObjectStore.prototype.put = slowly(put, ({ name }) => name === "answered");
    IDBObjectStore.prototype.getAll = slowly(getAll, ({ transaction }) => isAnswered && transaction.mode === "readonly" && transaction.objectStoreNames.length === 1);
}"""
# Sends one question and begins to write another, before the answer to the first isn't waited for
# any more.
WRITES_ON = """async () => {
    const write = (text) => { const field = document.querySelector("#new-question textarea"); field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true })) };
    document.querySelector("#new-question").open = true;
    write("Why now?");
    document.querySelector("#new-question form .button").click();
    await new Promise((resolve) => setTimeout(resolve, 80));
    write("Half a question") }"""


def test_what_was_sent_is_half_written_no_more_when_its_answer_comes_a_moment_late(phone):
    day = Day(phone.person.app, phone).begin()
    (coming,) = day.person.rows(Interview)
    phone.open(f"/interviews/{coming.id}/questions")
    phone.run(STORES_SLOWLY)
    add_question(phone, "Who decides?")
    phone.is_sent()
    phone.until("() => document.querySelector('#questions li')?.innerText.includes('Who decides?')")
    assert phone.run("() => document.querySelector('#new-question textarea').value") == ""
    assert (
        phone.run("() => Object.keys(localStorage).filter((name) => name.startsWith('draft '))")
        == []
    )


def test_an_answer_that_comes_late_is_told_though_somebody_writes_beside(phone, network):
    day = Day(phone.person.app, phone).begin()
    (coming,) = day.person.rows(Interview)
    phone.open(f"/interviews/{coming.id}/requirements")
    phone.run(
        "() => document.querySelectorAll('details.new-line').forEach((one) => (one.open = true))"
    )
    phone.write("#new-posting textarea", "Leads a team\nPlans visits")
    phone.press("#new-posting .button")
    phone.is_sent()
    phone.write("#new-requirement textarea", "Half a requirement")
    network.latency = 0.6
    phone.press("#sort-requirements li:last-child .action[action*='_method=delete'] button")
    phone.sees("Requirement deleted.")
    phone.press("#toasts button")
    phone.sees("Brought back.")
    phone.is_sent()
    assert len(day.person.rows(Requirement)) == 2
    assert (
        phone.run("() => document.querySelector('#new-requirement textarea').value")
        == "Half a requirement"
    )


def test_what_is_written_next_stays_when_the_answer_is_not_waited_for_any_longer(phone, network):
    day = Day(phone.person.app, phone).begin()
    (coming,) = day.person.rows(Interview)
    phone.open(f"/interviews/{coming.id}/questions")
    phone.is_ready()
    phone.run("() => { delete sessionStorage.slowUntil }")
    network.latency = 0.6
    phone.run(WRITES_ON)
    phone.until("() => document.querySelector('.waits') !== null")
    network.latency = 0
    phone.is_sent()
    assert [row.text for row in day.person.rows(Question)] == ["Why now?"]
    assert (
        phone.run("() => document.querySelector('#new-question textarea').value")
        == "Half a question"
    )


def test_what_an_answer_brought_while_the_next_was_written_is_there_once_that_is_given_up(phone):
    day = Day(phone.person.app, phone).begin()
    (coming,) = day.person.rows(Interview)
    phone.open(f"/interviews/{coming.id}/questions")
    phone.run("""async () => {
        const { renew } = await import(document.querySelector('script[src$="/js/app.js"]').src.replace("app.js", "offline/renewal.js"));
        await renew(); // what is asked for as the page opens would be asked for again
        delete sessionStorage.slowUntil }""")
    phone.run(STORES_SLOWLY)
    phone.run(WRITES_ON)
    phone.is_sent()
    phone.until("() => document.querySelector('[id^=waits-]') !== null")
    assert phone.run("() => document.querySelector('#questions li.question')") is None
    phone.write("#new-question textarea", "")
    phone.run("() => document.body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))")
    phone.until(
        "() => document.querySelector('#questions li.question')?.innerText.includes('Why now?')"
    )
    assert phone.run("() => document.querySelector('[id^=waits-]')") is None


@pytest.mark.parametrize("apart", [0, 15])
def test_of_answers_that_come_at_once_none_takes_the_place_of_a_newer_one(phone, network, apart):
    """The second tap and the third are sent together, and what the third waits for comes before the
    second is corrected."""
    day = Day(phone.person.app, phone).begin()
    (coming,) = day.person.rows(Interview)
    day.person.has(
        *[
            Requirement(
                interview_id=coming.id, text=f"Asks for {name}", rank=rank, created_at=now()
            )
            for rank, name in enumerate("ABCD")
        ]
    )
    phone.page.add_init_script(PROMPT)
    phone.open(f"/interviews/{coming.id}/requirements")
    phone.until("() => document.querySelectorAll('#requirements-listed li').length === 4")
    network.latency = 0.03
    phone.run(
        """async (apart) => {
        delete sessionStorage.slowUntil;
        const [first, second, , last] = document.querySelectorAll("#requirements-listed li");
        for (const button of [first.querySelector("button"), second.querySelector("button"), last.querySelector("[action*=delete] button")]) {
          button.click();
          await new Promise((resolve) => setTimeout(resolve, apart));
        } }""",
        apart,
    )
    phone.sees("Requirement deleted.")
    phone.is_sent()
    phone.page.wait_for_timeout(300)
    lines = phone.run("""() => [...document.querySelectorAll("#requirements-listed li")]
        .map((line) => `${line.querySelector(".row-title").textContent}: ${line.querySelector("[aria-pressed=true]").textContent.trim()}`)""")
    assert lines == ["Asks for A: Must", "Asks for B: Must", "Asks for C: Matters"]
