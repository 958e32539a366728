"""The pack on a phone: how it gets there and is kept up, over lines that break, and that all of it opens without a signal."""

from datetime import timedelta

from webapp.checklists.models import Item
from webapp.clock import now
from webapp.interviews.models import Interview

MOST_REQUESTS = 12
MOST_BYTES = 130_000
MOST_AFTER_A_TICK = 48_000
NOTED = """async () => (await (await caches.match("/pack"))?.json())?.at ?? 0"""


def told(way):
    return "\n".join(f"{size:7} {what}" for what, size in way.given)


def test_a_fresh_phone_is_ready_after_few_requests(phone, way):
    """All that goes over the line from the first page on, until the day can go on without a signal."""
    phone.person.with_example()
    phone.open("/")
    phone.is_ready()
    phone.sees("Ready without a signal, as of today")
    assert len(way.given) <= MOST_REQUESTS, told(way)
    assert sum(size for _, size in way.given) <= MOST_BYTES, told(way)


def test_after_a_tick_one_request_brings_what_differs(phone, way):
    phone.person.with_example()
    phone.open("/checklist")
    phone.is_ready()
    tick_and_wait(phone)  # from now on the server knows this phone, which each page says
    way.given.clear()
    tick_and_wait(phone)
    assert [what for what, _ in way.given if what != "POST /outbox"] == ["POST /pack"], told(way)
    assert way.given[-1][1] <= MOST_AFTER_A_TICK, told(way)


def tick_and_wait(phone):
    at = phone.run(NOTED)
    phone.press("#main .tick[aria-pressed=false]")
    phone.is_sent()
    phone.until("async (before, noted) => (await eval(noted)()) > before", at, NOTED, patience=40)
