"""A practice that goes on with the cards on the phone: whenever its copy was made, it stays the
practice that it is."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from tests.cards.decks import SINCE, give_opened, practises, question, questions
from webapp.cards.models import Card
from webapp.cards.reviews import Review
from webapp.core.clock import now
from webapp.core.ids import new_id

PROMPT = "() => document.querySelector('.card-prompt')?.textContent ?? ''"

PACK = "const pack = await import(document.querySelector('script[src$=\"/js/app.js\"]').src.replace('app.js', 'offline/pack.js'));"
# Notes what card is to be seen in each frame.
WATCH = """() => { globalThis.seen = [];
    const look = () => { const card = document.querySelector(".card-prompt");
        if (card?.checkVisibility({ visibilityProperty: true }) && seen.at(-1) !== card.textContent) seen.push(card.textContent);
        requestAnimationFrame(look) };
    look() }"""


@pytest.fixture
def five(phone):
    """The phone of someone with five question cards, and a copy of all."""
    questions(phone.person, 5)
    practises(phone.person, "flip")
    phone.open("/cards")
    phone.is_ready()
    return phone


def grade(phone, grade="good"):
    before = phone.run(PROMPT)
    phone.press(".deck-turn")
    phone.press(f"#grade-{grade} button")
    phone.until(f"(before) => ({PROMPT})() !== before", before)


def is_packed_anew(phone, at_least):
    """Waits for a pack that is whole and knows of what was sent. A copy in it that says the same as
    before keeps its version."""
    phone.is_ready()
    phone.until(
        """async (version) => { const [cacheName] = (await caches.keys()).filter((name) => name.startsWith("pack-"));
        return (await (await caches.match("/pack", { cacheName })).json()).version >= version }""",
        at_least,
    )


def version(phone):
    return phone.run(
        "async () => (await (await fetch('/', { method: 'HEAD' })).headers.get('Round-Two-Version'))"
    )


def test_without_a_signal_it_stays_the_practice_that_was_begun(new_person, phone, network):
    """The page was there before the phone had a deck; the cards that come from that one count
    on."""
    for number in (1, 2, 3):
        question(phone.person, f"Question {number}", answer=f"Answer {number}")
    phone.open("/cards/deck")
    practice = begun(phone)
    for number, mode in ((1, "open"), (2, "down"), (3, "open")):
        phone.sees(f"Question {number}")
        phone.sees(f"{number - 1} of 3")
        phone.is_ready()
        network.mode = mode
        phone.press("#grade-good button")
    phone.sees("That was all 3 cards")
    assert begun(phone) == practice
    phone.is_sent()
    assert len(phone.person.rows(Review)) == 3


@pytest.mark.parametrize("mode", ["open", "down"])
def test_what_was_blank_comes_once_more_with_a_signal_and_without(phone, network, mode):
    for number in (1, 2):
        question(phone.person, f"Question {number}", answer=f"Answer {number}")
    phone.open("/cards")
    phone.is_ready()
    network.mode = mode
    phone.open_deck()
    for number, grade, counted, is_again in (
        (1, "again", "0 of 2", False),
        (2, "good", "1 of", False),
        (1, "again", "2 of 3", True),
        (1, "good", "3 of 4", True),
    ):
        phone.sees(f"Question {number}")
        phone.sees(counted)
        phone.until(
            "(isAgain) => document.querySelector('.card-head .once-more').checkVisibility() === isAgain",
            is_again,
        )
        phone.run("() => document.querySelector('.deck-turn').click()")
        phone.press(f"#grade-{grade} button")
        phone.until(
            "(counted) => !document.querySelector('.deck-status').innerText.includes(counted)",
            counted,
        )
    phone.sees("That was all 2 cards")
    network.mode = "open"
    phone.send()
    phone.until_true(
        lambda: (
            sorted(review.grade for review in phone.person.rows(Review))
            == ["again", "again", "good", "good"]
        )
    )


def begun(phone):
    return phone.run(
        "() => Date.parse(new URL(document.querySelector('#deck').dataset.address, location).searchParams.get('since'))"
    )


@pytest.mark.parametrize("mode", ["down", "hanging"])
def test_a_copy_made_since_deals_nothing_twice(phone, network, mode):
    """The first grade was sent, and a copy made after it: in that, the card is one of a practice to
    come."""
    for number in (1, 2, 3):
        question(phone.person, f"Question {number}", answer=f"Answer {number}")
    phone.open("/cards/deck")
    practice = begun(phone)
    grade(phone)
    phone.is_sent()
    is_packed_anew(phone, version(phone))
    network.mode = mode
    phone.sees("1 of 3")
    grade(phone)
    phone.sees("2 of 3")
    phone.press(".deck-turn")
    phone.press("#grade-good button")
    phone.sees("That was all 3 cards")
    assert (
        begun(phone) == practice
        and phone.run("() => document.querySelector('dd[data-grade=good]').textContent") == "3"
    )
    network.mode = "open"
    phone.send()
    phone.is_sent()
    assert len({review.card_id for review in phone.person.rows(Review)}) == 3


@pytest.mark.parametrize("mode", ["open", "down", "hanging"])
@pytest.mark.parametrize("with_copy", [True, False])
def test_the_way_back_leads_into_the_same_practice_on_every_line(phone, network, mode, with_copy):
    questions(phone.person, 5)
    practises(phone.person, "flip")
    if with_copy:
        phone.open("/cards")
        phone.is_ready()
    phone.open_deck()
    for _ in range(2):
        grade(phone)
    phone.is_sent()
    is_packed_anew(phone, version(phone))
    practice, prompt = begun(phone), phone.run(PROMPT)
    phone.run("() => document.querySelector('.back-link').click()")
    phone.until("() => location.pathname === '/cards'")
    phone.is_ready()
    network.mode = mode
    phone.run("() => history.back()")
    phone.sees("2 of 5")
    phone.until(f"(prompt) => ({PROMPT})() === prompt", prompt)
    assert begun(phone) == practice
    # Nothing that comes later begins it anew.
    phone.run("() => new Promise((resolve) => setTimeout(resolve, 1000))")
    assert begun(phone) == practice and "2 of 5" in phone.text()
    grade(phone)
    phone.sees("3 of 5")


@pytest.mark.parametrize("chosen", [True, False], ids=["fewer were chosen", "so many were right"])
def test_a_practice_ends_where_it_was_to_and_can_be_gone_on_with(five, network, chosen):
    if not chosen:
        five.run("""async () => { const [name] = (await caches.keys()).filter((name) => name.startsWith("pack-"));
            await (await caches.open(name)).put("/cards/deck?ahead=1", await fetch("/cards/deck?ahead=1&size=2")) }""")
    network.mode = "down"
    five.open("/cards/deck?size=2" if chosen else "/cards/deck")
    five.sees("0 of 2")
    seen = []
    for _ in range(2):
        seen.append(five.run(PROMPT))
        grade(five)
    five.sees("That was all 2 cards")
    assert "2 of 2" in five.text()
    goes_on_with = (
        [("2 of 5", 3, "That was all 5 cards")]
        if chosen
        else [("0 of 2", 2, "That was all 2 cards"), ("0 of 1", 1, "That was all 1 card")]
    )
    for counted, number, end in goes_on_with:
        five.press(".sticky-actions .quiet")
        five.sees(counted)
        for _ in range(number):
            seen.append(five.run(PROMPT))
            grade(five)
        five.sees(end)
    assert len(set(seen)) == 5
    assert five.run(
        "() => [...document.querySelectorAll('.summary dt')].filter((one) => one.checkVisibility()).map((one) => one.textContent)"
    ) == ["Got it"]
    assert not five.run(
        "() => document.querySelector('.sticky-actions .quiet').checkVisibility()"
    ), "there is none left"
    network.mode = "open"
    five.send()
    five.is_sent()
    assert len(five.person.rows(Review)) == 5


def test_what_was_graded_in_another_practice_is_not_the_first_card_of_this_one(five, network):
    network.mode = "down"
    five.open(f"/cards/deck?{urlencode({'since': now().isoformat(), 'size': 1})}")
    five.sees("0 of 1")
    first = five.run(PROMPT)
    grade(five)
    five.sees("That was all 1 card")
    five.open_deck()
    five.sees("0 of 4")
    assert five.run(PROMPT) != first


@pytest.mark.parametrize("mode", ["open", "down", "hanging"])
@pytest.mark.parametrize(
    "with_copy", [True, False], ids=["begun on a copy", "begun on the server's page"]
)
def test_whoever_was_interrupted_goes_on_by_the_link_to_the_deck(phone, network, mode, with_copy):
    """The pack was made anew after the first grade: in its copy, a practice begins then."""
    questions(phone.person, 5)
    practises(phone.person, "flip")
    if with_copy:
        phone.open("/cards")
        phone.is_ready()
    since = "() => document.querySelector('#deck [name=since]').value"
    phone.open_deck()
    practice = phone.run(since)
    grade(phone)
    prompt = phone.run(PROMPT)
    phone.is_sent()
    is_packed_anew(phone, version(phone))
    phone.open("/")
    network.mode = mode
    phone.open_deck()
    phone.sees("1 of 5")
    assert phone.run(PROMPT) == prompt and phone.run(since) == practice
    # Nothing that comes later begins it anew.
    phone.run("() => new Promise((resolve) => setTimeout(resolve, 1000))")
    assert phone.run(PROMPT) == prompt and phone.run(since) == practice
    phone.press("#deck-undo button")
    phone.sees("0 of 5")


@pytest.mark.parametrize("mode", ["open", "down"])
def test_what_was_left_on_another_device_is_gone_on_with_here(phone, network, mode):
    """As the list of cards offers it, and with what was blank there."""
    questions(phone.person, 4)
    practises(phone.person, "flip")
    give_opened(phone.person)
    give_opened(phone.person, grade="again")
    phone.open("/cards")
    phone.sees("Go on with 3 cards")
    phone.is_ready()
    network.mode = mode
    phone.open_deck()
    for number, counted in ((3, "2 of 5"), (4, "3 of 5"), (2, "4 of 5")):
        phone.sees(counted)
        assert phone.run(PROMPT) == f"Question {number}?"
        phone.press(".deck-turn")
        phone.press("#grade-good button")
    phone.sees("That was all 4 cards")
    network.mode = "open"
    phone.send()
    phone.until_true(lambda: len(phone.person.rows(Review)) == 5)
    assert len({review.practice_began_at for review in phone.person.rows(Review)}) == 1


def after_practice_elsewhere(phone, acts):
    """The phone has two grades of a practice sent; then another device acts, and the phone has a
    copy of after that."""
    phone.open_deck()
    for _ in range(2):
        grade(phone)
    phone.is_sent()
    acts(phone.person)
    phone.open("/cards")
    phone.run(f"async () => {{ {PACK} pack.soon() }}")
    is_packed_anew(phone, version(phone))


def finished(person):
    for _ in range(3):
        give_opened(person)


def last_taken_back(person):
    last = max(person.rows(Review), key=lambda one: one.reviewed_at)
    assert person.put(f"/cards/reviews/{last.id}/retraction", SINCE).status_code == 303


def last_graded_again(person):
    last_taken_back(person)
    give_opened(person)


def all_taken_back(person):
    for review in person.rows(Review):
        assert person.put(f"/cards/reviews/{review.id}/retraction", SINCE).status_code == 303


def first_put_away(person):
    first = min(person.rows(Review), key=lambda one: one.reviewed_at)
    assert person.put(f"/cards/{first.card_id}/archival").status_code == 303


def another_written(person):
    question(person, "Question 6?", created_at=now())


@pytest.mark.parametrize("mode", ["open", "down"])
@pytest.mark.parametrize(
    "acts, counted, number, then",
    [
        (finished, "0 of 5", 1, "0 of 5"),
        (last_taken_back, "1 of 5", 2, "0 of 5"),
        (last_graded_again, "2 of 5", 3, "1 of 5"),
        (all_taken_back, "0 of 5", 1, "0 of 5"),
        (first_put_away, "2 of 5", 3, "1 of 5"),
        (another_written, "2 of 5", 3, "1 of 5"),
    ],
)
def test_what_another_device_did_to_this_practice_is_known(
    five, network, mode, acts, counted, number, then
):
    """Once it is in the copy: no card is dealt that was done there, and Undo takes back what stands
    last."""
    after_practice_elsewhere(five, acts)
    network.mode = mode
    five.open_deck()
    five.sees(counted)
    assert five.run(PROMPT) == f"Question {number}?"
    if then != counted:
        five.press("#deck-undo button")
        five.sees(then)


def test_a_blank_card_beyond_the_copy_comes_once_more(phone, network):
    """All the others are new, and there are more of them than the copy has."""
    questions(phone.person, 60)
    give_opened(phone.person, grade="again", size="2")
    give_opened(phone.person)
    phone.open("/cards")
    phone.sees("Go on with 1 card")
    phone.is_ready()
    network.mode = "down"
    phone.open_deck()
    phone.sees("2 of 3")
    assert phone.run(PROMPT) == "Question 1?"


def test_a_copy_that_is_renewed_goes_on_with_what_was_left_meanwhile(five, network):
    """The copy was made before another device began; Today, opened since, has told of it."""
    give_opened(five.person)
    five.open("/cards")
    five.sees("Go on with 4 cards")
    five.open_deck()
    five.sees("1 of 5")
    assert five.run(PROMPT) == "Question 2?"


def test_a_new_practice_is_of_what_has_no_grade_yet(five, network):
    """The copy was made after two were sent, and the other three were graded without a signal."""
    five.open_deck()
    for _ in range(2):
        grade(five)
    five.is_sent()
    is_packed_anew(five, version(five))
    network.mode = "down"
    five.open_deck()
    for _ in range(2):
        grade(five)
    five.press(".deck-turn")
    five.press("#grade-good button")
    five.sees("That was all 5 cards")
    five.open_deck()
    five.sees("0 of 2")


def test_undo_at_the_end_is_shown_at_once_on_a_line_that_hangs(five, network):
    network.mode = "down"
    five.open_deck()
    for _ in range(4):
        grade(five)
    last = five.run(PROMPT)
    five.press(".deck-turn")
    five.press("#grade-good button")
    five.sees("That was all 5 cards")
    network.mode = "hanging"
    five.run("() => delete sessionStorage.slowUntil")
    five.press("#deck-undo button")
    five.until(
        "(last) => document.querySelector('.card-prompt')?.textContent === last", last, patience=5
    )


def test_what_another_device_graded_is_taken_back_here(phone, network):
    questions(phone.person, 5)
    give_opened(phone.person)
    phone.open("/cards")
    phone.is_ready()
    network.mode = "down"
    phone.open_deck()
    phone.sees("1 of 5")
    phone.press("#deck-undo button")
    phone.sees("0 of 5")
    assert phone.run(PROMPT) == "Question 1?"
    phone.open_deck()
    phone.sees("0 of 5")
    network.mode = "open"
    phone.send()
    phone.until_true(
        lambda: [review.retracted_at is not None for review in phone.person.rows(Review)] == [True]
    )


def test_a_practice_of_some_of_the_cards_takes_no_other_for_a_blank_one(five, network):
    """The page was told by the server how many turns there would be, the card that comes once more
    among them."""
    five.open("/cards/deck?size=2")
    first = five.run(PROMPT)
    grade(five, "again")
    five.sees("1 of 3")
    five.is_sent()
    is_packed_anew(five, version(five))
    five.open_deck()
    five.sees("1 of 3")
    network.mode = "down"
    grade(five)
    assert five.run(PROMPT) == first
    five.sees("2 of 3")


@pytest.mark.parametrize(
    "later, counted", [(timedelta(minutes=50), "1 of 5"), (timedelta(minutes=61), "0 of 4")]
)
def test_whoever_comes_back_after_long_begins_anew(five, network, later, counted):
    network.mode = "down"
    five.open_deck()
    grade(five)
    prompt = five.run(PROMPT)
    five.page.clock.install(time=now() + later)
    five.open_deck()
    five.sees(counted)
    assert five.run(PROMPT) == prompt


@pytest.mark.parametrize(
    "off", [timedelta(minutes=20), timedelta(minutes=-20)], ids=["ahead", "behind"]
)
def test_a_clock_that_is_wrong_splits_no_practice(phone, network, off):
    """One that begins without a signal is told in the server's time, and so is what was given
    before."""
    questions(phone.person, 5)
    practises(phone.person, "flip")
    phone.page.clock.install(time=now() + off)
    phone.open("/cards")
    phone.is_ready()
    network.mode = "down"
    for _ in range(2):
        phone.open("/cards/deck?size=2")
        phone.sees("0 of 2")
        grade(phone)
        phone.sees("1 of 2")
        grade(phone)
        phone.sees("That was")
    network.mode = "open"
    phone.send()
    phone.is_sent()
    reviews = sorted(phone.person.rows(Review), key=lambda review: review.reviewed_at)
    practices = [review.practice_began_at for review in reviews]
    assert len(practices) == 4 and practices[0] == practices[1] and practices[2] == practices[3]
    assert (
        reviews[1].reviewed_at
        < practices[2]
        <= reviews[2].reviewed_at
        < now() + timedelta(minutes=1)
    )


def test_a_practice_that_is_gone_on_with_shows_no_card_that_was_done(five, network):
    network.mode = "down"
    five.open_deck()
    for _ in range(2):
        grade(five)
    third = five.run(PROMPT)
    five.page.add_init_script(f"({WATCH})()")
    five.open_deck()
    five.sees("2 of 5")
    assert five.run("() => seen") == [third]


def test_a_copy_that_cannot_be_gone_on_with_is_shown_all_the_same(five, network):
    """The phone's own storage may stand still."""
    network.mode = "down"
    five.page.add_init_script("IDBObjectStore.prototype.getAll = () => new EventTarget()")
    five.open("/cards/deck")
    five.sees("0 of 5")


def test_a_deck_without_cards_says_so_without_a_signal(phone, network):
    phone.open("/cards")
    phone.is_ready()
    network.mode = "down"
    phone.open_deck()
    phone.sees("No cards yet")
    assert "That was all" not in phone.text()


def test_a_deck_that_was_empty_when_its_copy_was_made_has_cards_to_come_once_it_is_renewed(
    phone, network
):
    phone.open("/cards")
    phone.is_ready()
    network.only, network.mode = "POST /pack", "hanging"
    questions(phone.person, 3)
    phone.keep([("/stories", {"title": "The flood", "id": str(new_id())}, "story", 0)])
    phone.send()
    phone.is_sent()
    network.latency = 1
    phone.open_deck()
    phone.sees("0 of 4")
    network.only, network.mode, network.latency = "", "down", 0
    phone.open_deck()
    for number in range(4):
        phone.sees(f"{number} of 4")
        grade(phone)
    phone.sees("That was all 4 cards")


def test_all_of_a_practice_can_be_taken_back_when_it_is_opened_again(five, network):
    network.mode = "down"
    five.open_deck()
    seen = []
    for _ in range(3):
        seen.append(five.run(PROMPT))
        grade(five)
    five.open_deck()
    five.sees("3 of 5")
    for number in (2, 1, 0):
        five.press("#deck-undo button")
        five.sees(f"{number} of 5")
        assert five.run(PROMPT) == seen[number]
    assert not five.run("() => document.querySelector('#deck-undo')?.checkVisibility()")
    network.mode = "open"
    five.send()
    five.is_sent()
    assert (
        five.state() == ""
        and [bool(review.retracted_at) for review in five.person.rows(Review)] == [True] * 3
    )


def test_beyond_a_card_that_is_gone_none_comes_back(five, network):
    five.open_deck()
    first = five.run(PROMPT)
    grade(five)
    second = next(card for card in five.person.rows(Card) if card.prompt == five.run(PROMPT))
    grade(five)
    five.is_sent()
    address = five.run("() => document.querySelector('#deck').dataset.address")
    assert five.person.put(f"/cards/{second.id}/archival").status_code == 303  # on another device
    five.open("/cards")
    is_packed_anew(five, version(five))
    network.mode = "down"
    five.open(address)
    five.sees("2 of")
    third = five.run(PROMPT)
    five.press("#deck-undo button")
    five.says("Saved on this phone · 1")
    assert five.run(PROMPT) == third != first


def test_a_copy_is_of_the_version_of_its_pack(phone, network):
    """It was rendered after a grade that its own version is before, for its pack was begun before
    that."""
    questions(phone.person, 2)
    practises(phone.person, "flip")
    phone.open("/cards/deck?size=1")
    grade(phone)
    phone.is_sent()
    is_packed_anew(phone, version(phone))
    phone.run("""async () => { const [name] = (await caches.keys()).filter((name) => name.startsWith("pack-"));
        const pack = await caches.open(name);
        const copy = await pack.match("/cards/deck?ahead=1");
        const headers = new Headers(copy.headers);
        headers.set("Round-Two-Version", "1");
        await pack.put("/cards/deck?ahead=1", new Response(await copy.text(), { headers })) }""")
    phone.open(f"/cards/deck?{urlencode({'since': now().isoformat(), 'size': 2})}")
    phone.sees("0 of 2")
    network.mode = "down"
    for counted in ("1 of 2", "That was all 2 cards"):
        assert phone.run(PROMPT)
        grade(phone)
        phone.sees(counted)


def test_the_copy_is_the_page_of_every_practice_at_once(five, network):
    five.open_deck()
    grade(five)
    five.is_sent()
    address = five.run("() => document.querySelector('#deck').dataset.address")
    is_packed_anew(five, version(five))
    five.open("/")
    five.is_ready()
    network.mode = "hanging"
    five.open(f"{address}&ahead=1")
    five.sees("1 of 5")
    assert ("GET /cards/deck", "hanging") not in network.seen


@pytest.mark.parametrize("mode", ["late", "down"])
def test_a_card_that_stays_for_no_other_is_here_takes_one_grade(phone, network, mode):
    for number in (1, 2, 3):
        question(phone.person, f"Question {number}", answer=f"Answer {number}")
    network.only, network.mode = "POST /pack", "down"
    phone.open("/cards/deck")
    phone.until("() => navigator.serviceWorker.controller !== null")
    phone.press(".deck-turn")
    network.only, network.mode = "POST /outbox", mode
    for which in ("good", "again", "again"):
        phone.press(f"#grade-{which} button")
        phone.page.wait_for_timeout(500)
    phone.sees("Saved on this phone")
    phone.sees("Question 1")
    network.mode = "open"
    phone.send()
    phone.sees("1 of 3")
    phone.sees("Question 2")
    phone.is_sent()
    assert [review.grade for review in phone.person.rows(Review)] == ["good"]


def address(phone):
    """Of the practice, as the server knows it: no copy is shown for it."""
    return phone.run(
        "() => `/cards/deck?${new URLSearchParams([...document.querySelectorAll('.grades form:first-child [name=since], .grades form:first-child [name=size]')].map(({ name, value }) => [name, value]))}`"
    )


def test_what_is_graded_before_the_answer_to_an_undo_stays_graded(phone, network):
    questions(phone.person, 3)
    practises(phone.person, "flip")
    phone.open("/cards/deck")
    phone.is_ready()
    network.only, network.latency = "POST /outbox", 0.6
    grade(phone)
    phone.is_sent()
    first = phone.run(PROMPT)
    phone.press("#deck-undo button")
    phone.sees("0 of 3")
    grade(phone)
    phone.sees("1 of 3")
    phone.is_sent()
    phone.run("() => new Promise((resolve) => setTimeout(resolve, 1000))")
    assert "1 of 3" in phone.text() and phone.run(PROMPT) == first


def test_what_was_taken_back_comes_first_when_the_deck_is_opened_again(five, network):
    """The copy was made when it had its grade, so that it has the card behind all others."""
    five.open_deck()
    grade(five)
    second = five.run(PROMPT)
    grade(five)
    five.is_sent()
    is_packed_anew(five, version(five))
    network.mode = "down"
    five.open_deck()
    five.press("#deck-undo button")
    five.until("(second) => document.querySelector('.card-prompt').textContent === second", second)
    five.open_deck()
    five.sees("1 of 5")
    assert five.run(PROMPT) == second
    grade(five)
    assert five.run(PROMPT) not in ("Question 1?", second)


def test_an_undo_that_waits_counts_on_a_page_that_does_not_know_of_it(five, network):
    five.open_deck()
    first = five.run(PROMPT)
    for _ in range(2):
        grade(five)
    five.is_sent()
    is_packed_anew(five, version(five))
    network.only, network.mode = "POST /outbox", "down"
    five.press("#deck-undo button")
    five.sees("1 of 5")
    five.open(address(five))
    five.sees("1 of 5")
    assert five.run(PROMPT) != first


@pytest.mark.parametrize("done", [0, 1])
def test_a_grade_that_waits_is_taken_once_where_no_other_card_is_here(phone, network, done):
    """Also where the last one that the page knows of is another device's."""
    questions(phone.person, 4)
    practises(phone.person, "flip")
    for _ in range(done):
        give_opened(phone.person)
    network.only, network.mode = "POST /pack", "down"
    phone.open("/cards/deck")
    phone.until("() => navigator.serviceWorker.controller !== null")
    network.only = ["POST /pack", "POST /outbox"]  # no other card comes by itself
    phone.press(".deck-turn")
    phone.press("#grade-good button")
    phone.says("Saved on this phone · 1")
    phone.open(address(phone))
    phone.until(
        "() => document.querySelectorAll('#deck form').length === document.querySelectorAll('#deck form[aria-busy]').length"
    )
    phone.run("() => document.querySelector('#grade-again button').click()")
    network.mode = "open"
    phone.send()
    phone.sees(f"{done + 1} of 4")
    assert [review.grade for review in phone.person.rows(Review)] == ["good"] * (done + 1)


def test_a_deck_that_went_on_is_not_taken_back_by_a_page_of_before(five, network):
    five.open_deck()
    grade(five)
    five.is_sent()
    is_packed_anew(five, version(five))
    network.only, network.mode = "POST /outbox", "down"
    grade(five)
    five.open(f"{address(five)}&ahead=1")
    five.sees("2 of 5")
    five.run("""async () => { const app = document.querySelector('script[src$="/js/app.js"]').src;
        await (await import(app.replace("app.js", "offline/renewal.js"))).renew() }""")
    assert "2 of 5" in five.text()
