"""A page that the phone has is shown at once, then asked for anew, and becomes the new one where
nobody is at work in it.

Names with a number are cases that the app must survive.
"""

from datetime import timedelta

import pytest

from tests.browser.day import Day
from tests.browser.tabs import STORE
from tests.cards.decks import story
from tests.reflections.factories import interview
from webapp.core.clock import now
from webapp.core.database import db
from webapp.core.late import BEGINNING
from webapp.interviews.models import Interview
from webapp.questions.models import Question
from webapp.stories.models import Story
from webapp.sync.receipts import Receipt

ASK_WHO = f"async () => {{ {STORE} await store.outboxId() }}"  # as what is about to be sent does
IS_COPY = "() => document.body.dataset.copy !== undefined"
VERSION = "() => Number(document.body.dataset.version)"
NETS = {
    "good": {},
    "slow": {"latency": 3},
    "half-open": {"mode": "hanging"},
    "portal": {"mode": "portal"},
    "none": {"mode": "down"},
}
SAVE = "#main form .sticky-actions .button"
# Notes at each moment in which something could be painted, once the page was changed, whether it
# still says this.
WATCH = """(selector, words) => { window.seen = [];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { const place = document.querySelector(selector);
        seen.push(Boolean(place?.checkVisibility() && place.textContent.includes(words))) };
    new MutationObserver(() => port2.postMessage("")).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true }) }"""


# However busy this machine is, an answer is soon enough to be waited for.
PROMPT = """const later = setTimeout;
window.setTimeout = (work, milliseconds, ...values) => later(work, [100, 150].includes(milliseconds) ? 20_000 : milliseconds, ...values)"""


@pytest.fixture
def day(live_server, phone, network):
    return Day(live_server.app, phone).begin("/")


def change(day, of, **values):
    """As another device changes a story of the person's."""
    with day.person.app.app_context():
        (told,) = db.session.scalars(
            db.select(Story).where(Story.user_id == day.person.id, Story.title == of)
        )
        for name, value in values.items():
            setattr(told, name, value)
        db.session.commit()
        return f"/stories/{told.id}"


@pytest.mark.parametrize("net", NETS)
def test_a_page_is_shown_as_the_phone_has_it_on_any_net(day, phone, network, net):
    for name, value in NETS[net].items():
        setattr(network, name, value)
    for page, words in (
        ("/", "Ottermere"),
        (day.list, "Suit"),
        ("/cards", "The migration"),
        ("/cards/deck", "migration"),
    ):
        phone.open(page)
        assert phone.run(IS_COPY), page
        phone.sees(words)


def test_what_is_the_same_still_costs_an_answer_without_a_body(day, phone, network):
    network.given.clear()
    phone.open("/cards")
    phone.until_true(lambda: [size for what, size in network.given if what == "GET /cards"])
    assert dict(reversed(network.given))["GET /cards"] < 2_000
    assert phone.run(IS_COPY)


def test_where_save_leads_to_comes_with_its_answer(day, phone, network):
    """Shown from the phone at once; asked for once, to see that it is so still."""
    phone.page.add_init_script(PROMPT)
    phone.open("/stories/new")
    phone.write("[name=title]", "The lift")
    phone.run("() => { delete sessionStorage.slowUntil }")
    network.given.clear()
    phone.press(SAVE)
    phone.sees("The lift")
    phone.until(
        "() => /stories.[0-9a-f-]{36}$/.test(location.pathname) && document.body.dataset.copy?.startsWith(location.pathname)"
    )
    page = phone.run("() => location.pathname")
    sizes = [size for what, size in network.given if what == f"GET {page}"]
    assert len(sizes) <= 1 and all(size < 2_000 for size in sizes), network.given
    network.mode = "down"
    phone.open(page)
    phone.sees("The lift")


def test_a_page_that_comes_with_an_answer_never_takes_the_place_of_a_later_one(day, phone, network):
    """The pack was made anew while that was on its way."""
    phone.run("""async () => { const pack = await import(document.querySelector('script[src$="/js/app.js"]').src.replace("app.js", "offline/pack.js"));
        const text = (await (await caches.match("/cards")).text()).replace("<main", "Older<main");
        await pack.addPage({ address: "/cards", text, hash: "older", version: "1" }) }""")
    network.mode = "down"
    phone.open("/cards")
    phone.sees("The migration")
    assert "Older" not in phone.text()


def test_what_was_changed_elsewhere_comes_in_place(day, phone):
    before = phone.run(VERSION)
    change(day, "The migration", title="The move")
    phone.open("/cards")
    phone.sees("The move")
    assert phone.run("() => performance.getEntriesByType('navigation')[0].type") == "navigate"
    assert phone.run(VERSION) > before
    phone.open("/cards")
    assert "The move" in phone.text(), "the copy was renewed, too"


@pytest.mark.parametrize(
    ["line", "words"],
    [("#ready-offline", "as of today"), ("[data-list]", "1")],
    ids=["that it is ready", "a tick that waits"],
)
def test_what_the_phone_says_itself_stays_while_a_page_is_renewed(day, phone, network, line, words):
    """The page as the server has it says none of that: it is there in the same moment, and nothing
    jumps."""
    phone.open(day.list)
    network.mode, network.only = "down", "POST /outbox"
    day.tick("Suit")
    phone.says("Saved on this phone · 1")
    phone.open("/")
    phone.until(
        "([line, words]) => document.querySelector(line)?.textContent.includes(words)",
        [line, words],
    )
    phone.run(WATCH, line, words)
    with day.person.app.app_context():
        db.session.execute(
            db.update(Interview)
            .where(Interview.user_id == day.person.id)
            .values(company="Underbridge")
        )
        db.session.commit()
    phone.run("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) && 0")
    phone.sees("Underbridge")
    phone.run("() => new Promise((resolve) => setTimeout(resolve, 300))")
    seen = phone.run("() => seen")
    assert len(seen) > 1 and all(seen), seen


def test_what_changed_while_the_answer_was_on_its_way_is_asked_for_again(day, phone, network):
    change(day, "The migration", title="The move")
    network.given.clear()
    network.down = 2_000  # bytes a second
    phone.open("/cards")
    phone.until_true(lambda: "GET /cards" in dict(network.given))
    change(day, "The move", title="The jump")
    phone.run("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) }")
    network.down = None
    phone.sees("The jump")


def test_what_is_being_written_is_not_made_anew_under_it(day, phone, network):
    page = change(day, "The migration", action="Then I moved them.")
    network.latency = 3
    phone.open(f"{page}/edit")
    assert phone.run(IS_COPY)
    phone.until_true(lambda: network.seen_of(f"GET {page}/edit"))
    phone.page.get_by_label("Title", exact=True).fill("Mine")
    phone.until_true(lambda: [size for what, size in network.given if what == f"GET {page}/edit"])
    network.latency = 0
    phone.page.wait_for_timeout(1_500)
    assert phone.page.get_by_label("Title", exact=True).input_value() == "Mine"
    phone.press(SAVE)
    phone.until_true(
        lambda: (
            [(told.title, told.action) for told in day.person.rows(Story)]
            == [("Mine", "Then I moved them.")]
        )
    )


def test_nobody_sees_an_older_state_than_before(day, phone, network):
    """The copy of the list knows nothing yet of what was saved a moment ago, and the network has
    gone."""
    page = change(day, "The migration")
    phone.open(f"{page}/edit")
    phone.page.get_by_label("Title", exact=True).fill("The move")
    phone.press(SAVE)
    phone.until_true(lambda: [told.title for told in day.person.rows(Story)] == ["The move"])
    phone.is_sent()
    network.mode = "hanging"
    phone.open("/cards")
    phone.sees("The move")


def test_what_is_refused_after_it_led_on_brings_its_form_back(day, phone, network):
    network.latency = 1
    phone.open("/stories/new")
    phone.page.get_by_label("Title", exact=True).fill("The flood")
    phone.page.get_by_label("Task").fill("long " * 500)
    phone.press(SAVE)
    phone.until("() => location.hash.startsWith('#change-')")
    phone.sees("it has 2,499")
    assert phone.page.get_by_label("Title", exact=True).input_value() == "The flood"
    network.latency = 0
    phone.page.get_by_label("Task").fill("short")
    phone.press(SAVE)
    phone.until_true(
        lambda: {told.title for told in day.person.rows(Story)} == {"The migration", "The flood"}
    )
    phone.is_sent()


@pytest.mark.parametrize("then", [None, ASK_WHO], ids=["nothing", "it was asked who it is"])
def test_f8_a_storage_emptied_under_an_open_page_is_kept_again(day, phone, network, then):
    """Also where something was done with it before that was seen."""
    phone.open(day.list)
    phone.until("() => document.readyState === 'complete'")
    network.mode = "down"
    day.tick("Suit")
    phone.says("Saved on this phone · 1")
    phone.open("/stories/new")
    phone.page.get_by_label("Title", exact=True).fill("Of another page")
    phone.press(SAVE)
    phone.says("Saved on this phone · 2")
    phone.open(day.list)
    day.tick("Shoes")
    phone.says("Saved on this phone · 3")
    empty_storage(phone, network, then)
    phone.sees("What waited on it is saved on it again")
    phone.says("Saved on this phone · 3")
    network.mode = "open"
    phone.send()
    phone.until_true(
        lambda: (
            day.is_ticked("Suit") and day.is_ticked("Shoes") and len(day.person.rows(Story)) == 2
        )
    )


def test_f8_what_a_page_saw_as_it_began_is_kept_again_too(day, phone, network):
    """On a slow phone it is a while until what looks after that is here."""
    phone.page.add_init_script("navigator.serviceWorker.register = () => Promise.reject()")
    network.mode, network.only = "down", "POST /outbox"
    with phone.page.expect_request("**/emptied*.js"):
        phone.open(day.list)
    day.tick("Suit")
    phone.says("Saved on this phone · 1")
    held = []
    phone.page.route("**/emptied*.js", lambda route: held.append(route))
    with phone.page.expect_request("**/emptied*.js"):
        phone.open(day.list)
    empty_storage(phone, network)
    for route in held:
        route.continue_()
    phone.sees("What waited on it is saved on it again")
    network.mode = "open"
    phone.send()
    phone.until_true(lambda: day.is_ticked("Suit"))


def test_f8_what_was_discarded_before_is_not_kept_again(day, phone, network):
    network.mode = "down"
    phone.open(day.list)
    day.tick("Suit")
    day.tick("Shoes")
    phone.says("Saved on this phone · 2")
    phone.run(f"""async () => {{ {STORE}
        const {{ withdraw }} = await import(document.querySelector('script[src$="/js/app.js"]').src.replace("app.js", "outbox/sender.js"));
        await withdraw((await store.waitingOf(document.body.dataset.user))[0]) }}""")
    phone.says("Saved on this phone · 1")
    empty_storage(phone, network)
    phone.sees("What waited on it is saved on it again")
    phone.says("Saved on this phone · 1")


def empty_storage(phone, network, then=None):
    devtools = phone.page.context.new_cdp_session(phone.page)
    devtools.send(
        "Storage.clearDataForOrigin", {"origin": network.url, "storageTypes": "indexeddb"}
    )
    if then:
        phone.run(then)
    phone.run("() => document.dispatchEvent(new Event('visibilitychange'))")


def test_f9_an_older_backup_is_noticed_when_the_app_is_opened(day, phone):
    """Nothing waits, and nothing is done: the phone asks, and offers again what is missing."""
    keep_a_story_and_go_back(day, phone)
    phone.open("/cards")
    phone.until_true(lambda: day.stories() == {"The migration", "After the backup"})


def test_f9_it_is_asked_again_when_the_page_was_left_before_the_answer(day, phone, network):
    keep_a_story_and_go_back(day, phone)
    network.latency = 3
    asked = len(network.seen)
    phone.open("/cards")
    phone.until_true(lambda: ("POST /outbox", "open") in network.seen[asked:])
    network.latency = 0
    phone.open("/checklist")
    phone.until_true(lambda: day.stories() == {"The migration", "After the backup"})


def keep_a_story_and_go_back(day, phone):
    """To what an older backup of the database has; then the app is opened again."""
    phone.open("/stories/new")
    phone.page.get_by_label("Title", exact=True).fill("After the backup")
    phone.press(SAVE)
    phone.until_true(lambda: len(day.stories()) == 2)
    phone.is_sent()
    phone.open("/")  # the story's own page would be opened anew, for it is gone
    phone.page.wait_for_load_state("networkidle")
    forget_what_was_done(day)
    phone.run("() => sessionStorage.clear()")


def forget_what_was_done(day):
    """What an older backup of the database lacks."""
    with day.person.app.app_context():
        for model in (Receipt, Story):
            found = db.session.scalars(db.select(model).where(model.user_id == day.person.id)).all()
            for row in found:
                if model is Receipt or row.title == "After the backup":
                    db.session.delete(row)
        db.session.commit()


def test_f15_today_left_open_moves_on_without_a_signal(phone, network):
    interview(phone.person, at=now() + timedelta(hours=3))
    story(phone.person, created_at=now())
    phone.page.clock.install()
    phone.open("/")
    phone.is_ready()
    before = phone.run("() => document.querySelector('.now').innerText")
    network.mode = "down"
    phone.page.clock.fast_forward("05:00:00")
    phone.until("(before) => (document.querySelector('.now')?.innerText ?? '') !== before", before)
    phone.until("() => document.body.dataset.copy.startsWith('/?at=')")


def test_copies_say_today_after_midnight_without_a_signal(phone, network):
    """In the pages' words of the evening before it was tomorrow, for whoever leaves one open and
    for whoever opens one."""
    start = (now() + timedelta(days=1)).replace(hour=9, minute=30, second=0, microsecond=0)
    one = interview(phone.person, at=start, time_zone="UTC")
    story(phone.person, created_at=now())
    pages = {
        "/interviews": "Tomorrow 9:30",
        "/prepare": "tomorrow 9:30",
        "/": "Tomorrow 9:30 to",
        f"/interviews/{one.id}/checklist": "tomorrow 9:30",
    }
    phone.open("/")
    phone.is_ready()
    for address, words in pages.items():
        phone.open(address)
        phone.sees(words)
    network.mode = "down"
    phone.page.clock.install(time=start.replace(hour=0, minute=0, second=30) - timedelta(minutes=1))
    phone.open("/interviews")
    phone.sees("Tomorrow 9:30")
    phone.page.clock.fast_forward("02:00")
    phone.sees("Today 9:30")
    for address, words in pages.items():
        phone.open(address)
        phone.sees(words.replace("omorrow", "oday"))


def test_what_comes_in_place_makes_things_of_its_own(phone, network):
    """A page that is renewed has marks where its forms' ids go, as every copy; the phone fills them
    in."""
    one = interview(phone.person)
    phone.open(f"/interviews/{one.id}/questions")
    phone.is_ready()
    phone.person.has(
        Question(interview_id=one.id, text="Who leaves?", topic="team", created_at=now())
    )
    phone.open(f"/interviews/{one.id}/questions")
    phone.sees("Who leaves?")
    ids = phone.run(
        "() => [...document.querySelectorAll('input[data-fresh]')].map(({ value }) => value)"
    )
    assert ids and not [id for id in ids if id.startswith(BEGINNING)]


@pytest.mark.parametrize("reads_slowly", [False, True], ids=["on its way", "as it is read"])
def test_a_page_that_was_overtaken_is_asked_for_again(live_server, phone, network, reads_slowly):
    """It is as it was before what was done, and answered, since."""
    day = Day(live_server.app, phone).begin()
    phone.open(day.list)
    phone.until("() => document.readyState === 'complete'")
    phone.is_sent()
    seen = f"#item-{day.item('Suit').id} .tick"
    phone.run(
        """async ([tick, readsSlowly]) => {
      const { renew } = await import(document.querySelector('script[src$="/js/app.js"]').src.replace("app.js", "offline/renewal.js"));
      await renew();
      const go = window.fetch;
      window.fetch = async (address, options) => {
        const answer = await go(address, options);
        if (!String(address).endsWith("/checklist") || window.letGo) return answer;
        const wait = () => new Promise((resolve) => (window.letGo = resolve));
        if (!readsSlowly) await wait();
        else answer.text = () => wait().then(() => Response.prototype.text.call(answer));
        return answer;
      };
      document.body.dataset.copy = "";
      window.renewed = renew();
      while (!window.letGo) await new Promise((resolve) => setTimeout(resolve, 10));
      new MutationObserver((all) => (window.seen = [...(window.seen ?? []), ...all.map(({ target }) => target.ariaPressed)]))
        .observe(document.getElementById("main"), { subtree: true, childList: true, attributeFilter: ["aria-pressed"], attributes: true });
      document.querySelector(tick).click();
    }""",
        [seen, reads_slowly],
    )
    phone.until_true(lambda: day.is_ticked("Suit"))
    phone.is_sent()
    phone.run("async () => { window.letGo(); await window.renewed }")
    phone.page.wait_for_timeout(500)
    assert day.looks_ticked("Suit") and "false" not in phone.run(
        "() => window.seen.filter(Boolean)"
    )


def test_what_an_answer_takes_away_goes_also_when_it_comes_late(phone, network):
    phone.open("/")
    phone.is_ready()
    network.only, network.latency = "POST /outbox", 1
    phone.press("#install-hint form button")
    phone.until("() => !document.getElementById('install-hint')", patience=5)
